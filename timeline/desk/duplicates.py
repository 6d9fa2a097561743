"""Events that may be one: looked at side by side, then kept apart, or merged on the page of one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from timeline.queries.duplicates import browse_duplicates, find_pair
from timeline.services.errors import Refused
from timeline.services.reviews import judge_distinct
from timeline.vocabulary.roles import Verb

from .pages import DeskRequest, desk_page, render_desk
from .refusals import tell
from .review_forms import ApartForm, PageForm
from .review_menu import asked, review_menu


@require_safe
@desk_page(Verb.DECIDE)
def duplicates(request: DeskRequest) -> HttpResponse:
    """Pairs that may be one event, the likest first."""
    after = asked(PageForm(request.GET)).cleaned_data["after"]
    context = {"page": browse_duplicates(after), "goes_back": after is not None}
    return render_desk(
        request, "desk/duplicates.html", review_menu(request, "duplicates") | context
    )


@require_POST
@desk_page(Verb.DECIDE)
def keep_apart(request: DeskRequest, first: str, second: str) -> HttpResponse:
    """Keep that the two are two, so that nobody is asked again."""
    pair = find_pair(first, second)
    if pair is None:
        raise Http404
    form = ApartForm(request.POST)
    if form.is_valid():
        try:
            judge_distinct(*pair.events, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            tell(form, refused)
        else:
            messages.success(request, _("Kept as two events; they are not offered again."))
            return redirect("desk:duplicates")
    context = review_menu(request, "duplicates") | {"pair": pair, "form": form}
    return render_desk(request, "desk/pair_refused.html", context, status=422)
