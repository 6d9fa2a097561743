"""Events that may be one: looked at side by side, then kept apart, or merged on the page of one."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from timeline.editing.kept_forms import KeptForm
from timeline.queries.editors.duplicates import MaybeSame, find_pair, list_duplicates
from timeline.services.proposals.reviews import judge_distinct
from timeline.vocabulary.roles import Verb

from .awaiting import asked, review_menu, show_list
from .pages import DeskRequest, desk_page, found, render_desk
from .review_forms import ApartForm, PageForm


@require_safe
@desk_page(Verb.DECIDE)
def duplicates(request: DeskRequest) -> HttpResponse:
    """Pairs that may be one event, the likest first."""
    form = asked(PageForm(request.GET))
    page = list_duplicates(form.cleaned_data["after"])
    blanks = [
        ApartForm(initial={"draft_token": _apart(pair).token(request.user)}) for pair in page.pairs
    ]
    pairs = zip(page.pairs, blanks, strict=True)
    return show_list(request, "duplicates", form, page=page, pairs=pairs)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(Verb.DECIDE)
def keep_apart(request: DeskRequest, first: str, second: str) -> HttpResponse:
    """Keep that the two are two, so that nobody is asked again."""
    pair = found(find_pair(first, second))
    kept = _apart(pair)
    form = kept.fill(ApartForm, request, {})
    if kept.carry_out(form, request.user, partial(judge_distinct, *pair.events)):
        messages.success(request, _("Kept as two events; they are not offered again."))
        return redirect("desk:duplicates")
    context = review_menu(request, "duplicates") | {"pair": pair, "form": form}
    return render_desk(request, "desk/pair_refused.html", context)


def _apart(pair: MaybeSame) -> KeptForm:
    """The form of a pair, as what is typed into it is kept."""
    return KeptForm(f"apart {pair.second.public_id}", pair.first.public_id)
