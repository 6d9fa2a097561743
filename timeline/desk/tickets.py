"""What is typed at the desk is kept until it is saved, also when the sign-in runs out.

Every form in which one types carries a ticket (`services.kept_drafts`). What it held is shown
again by the address of the form with `?typed=1`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict

from timeline.models import Account, KeptDraft
from timeline.queries.editors.kept_drafts import find_kept
from timeline.services.nouns.kept_drafts import TICKET, TYPED, drop_draft, keep_posted, ticket_for


class TicketForm(forms.Form):
    """A form that carries its ticket itself; see `Form.fill`."""

    ticket = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the desk: which one, and the public id of what it edits, or nothing."""

    name: str
    row: str = ""

    def ticket(self, account: Account) -> str:
        return ticket_for(account, form=self.name, row=self.row)

    def kept(self, account: Account) -> KeptDraft | None:
        return find_kept(account, self.name, self.row)

    def drop(self, account: Account) -> None:
        drop_draft(account, form=self.name, row=self.row)

    def typed(self, request: HttpRequest) -> QueryDict | None:
        """What this person had typed, where the address asks for it."""
        account: Any = request.user
        kept = self.kept(account) if TYPED in request.GET else None
        if kept is None:
            return None
        typed = typed_again(kept).copy()
        typed[TICKET] = self.ticket(account)
        return typed

    def fill[F: TicketForm](
        self, form: type[F], request: HttpRequest, initial: Mapping[str, Any], **more: Any
    ) -> F:
        """The form as posted; else with `initial`, or what this person had typed in its place."""
        if request.method == "POST":
            return form(request.POST, **more)
        account: Any = request.user
        typed = self.typed(request) or QueryDict()
        texts = {name: found if len(found) > 1 else found[0] for name, found in typed.lists()}
        return form(initial={**initial, TICKET: self.ticket(account), **texts}, **more)


def keep_typed(typed: QueryDict) -> KeptDraft | None:
    """Keep what a form with a ticket holds, for whom it was served; None where it is not kept."""
    return keep_posted(dict(typed.lists()))


def typed_again(kept: KeptDraft) -> QueryDict:
    """What was kept, as if it had just been posted."""
    return QueryDict(urlencode(kept.data, doseq=True))
