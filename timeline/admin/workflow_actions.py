"""Publishing and withdrawing what is selected in a list, row by row, with a reason."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from timeline.models import Proposal
from timeline.services.errors import Refused
from timeline.services.proposals.proposing import save_or_propose
from timeline.vocabulary.words import Text, WithdrawalCategory


class ReasonForm(ActionForm):
    """Beside the choice of an action: why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, max_length=500)


class WithdrawForm(ReasonForm):
    """Beside the choice of an action: why, and for a withdrawal its category."""

    category = forms.ChoiceField(
        label=gettext_lazy("Category (to withdraw)"),
        required=False,
        choices=[("", "---------"), *WithdrawalCategory.choices],
    )


def on_each(
    request: HttpRequest,
    queryset: QuerySet[Any],
    service: Callable[..., Any],
    done: str,
    **arguments: Any,
) -> None:
    """Call a service for each row, or propose the call; say what became of each row.

    How many went through, how many wait for somebody else, and why the others did neither.
    """
    account: Any = request.user
    given = {"by": account, "reason": request.POST.get("reason", ""), **arguments}
    results = on_rows(request, queryset, lambda row: save_or_propose(service, row, **given))
    proposed = [proposal for proposal in results if proposal is not None]
    if count := len(results) - len(proposed):
        messages.success(request, done % {"count": count})
    if proposed:
        say_proposed(request, proposed)


def on_rows[T](request: HttpRequest, queryset: QuerySet[Any], act: Callable[[Any], T]) -> list[T]:
    """Act on each row by itself; what came of it, and a message where it was refused."""
    results = []
    for row in queryset:
        try:
            results.append(act(row))
        except Refused as refused:
            words = " ".join(word for found in refused.message_dict.values() for word in found)
            text = _("“%(row)s”: %(words)s") % {"row": row, "words": words}
            messages.error(request, text)
    return results


def acting(
    name: str, service: Callable[..., Any], description: Any, done: Text, verb: str = ""
) -> Any:
    """An action called `name`: the service for each selected row, for those who may do `verb`."""

    @admin.action(description=description, permissions=[verb] if verb else None)
    def act(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        on_each(request, queryset, service, str(done))

    act.__name__ = name
    return act


def publishing(service: Callable[..., Any]) -> Any:
    """An action that publishes the selected rows."""
    said = gettext_lazy("Publish what is selected"), gettext_lazy("Published: %(count)s.")
    return acting("publish_selected", service, *said, "publish")


def withdrawing(service: Callable[..., Any], *, categorised: bool) -> Any:
    """An action that takes the selected rows back; `categorised` where readers are told why."""

    @admin.action(description=gettext_lazy("Withdraw what is selected"), permissions=["withdraw"])
    def withdraw_selected(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        arguments = {}
        if categorised:
            arguments["category"] = request.POST.get("category", "")
            if arguments["category"] not in WithdrawalCategory.values:
                messages.error(request, _("Choose the category that readers are told."))
                return
        on_each(request, queryset, service, _("Withdrawn: %(count)s."), **arguments)

    return withdraw_selected


def undoing(service: Callable[..., Any], description: Text) -> Any:
    """An action that takes off the selected rows, which history keeps."""
    done = gettext_lazy("Taken off: %(count)s.")
    return acting("undo_selected", service, description, done, "edit")


def say_proposed(request: HttpRequest, proposals: Sequence[Proposal]) -> None:
    """Tell whoever saved that readers see nothing of it until somebody else accepts."""
    if len(proposals) == 1:
        address = reverse("desk:proposal", args=[proposals[0].public_id])
    else:
        address = reverse("desk:proposals")
    words = ngettext(
        "Proposed: somebody else has to accept it before readers see it.",
        "Proposed, %(count)s in all: somebody else has to accept them before readers see them.",
        len(proposals),
    ) % {"count": len(proposals)}
    link = format_html('<a href="{}">{}</a>', address, _("See what waits"))
    messages.warning(request, format_html("{} {}", words, link))
