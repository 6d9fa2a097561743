"""What is typed into a form is kept until it is saved, also when the sign-in runs out.

Every form in which one types carries a draft token (`services.nouns.kept_drafts`). What it held
is shown again by the address of the form with `?typed=1`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, QueryDict

from timeline.models import Account, KeptDraft
from timeline.services.errors import Refused
from timeline.services.nouns.kept_drafts import TOKEN, TYPED, drop_draft, keep_posted, token_for

from .refusals import show_refusal


class TokenForm(forms.Form):
    """A form that carries its draft token itself; see `KeptForm.fill`."""

    draft_token = forms.CharField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Which form it is, and the id of what it edits, or nothing."""

    name: str
    row: str = ""

    def token(self, account: Account) -> str:
        return token_for(account, form=self.name, row=self.row)

    def kept(self, account: Account) -> KeptDraft | None:
        kept = KeptDraft.objects.kept_still()
        return kept.filter(account=account, form=self.name, row=self.row).first()

    def drop(self, account: Account) -> None:
        drop_draft(account, form=self.name, row=self.row)

    def typed(self, request: HttpRequest) -> QueryDict | None:
        """What this person had typed, where the address asks for it."""
        account: Any = request.user
        kept = self.kept(account) if TYPED in request.GET else None
        if kept is None:
            return None
        typed = QueryDict(urlencode(kept.data, doseq=True), mutable=True)
        typed[TOKEN] = self.token(account)
        return typed

    def fill[F: TokenForm](
        self, form: type[F], request: HttpRequest, initial: Mapping[str, Any], **more: Any
    ) -> F:
        """The form as posted; else with `initial`, or what this person had typed in its place."""
        if request.method == "POST":
            return form(request.POST, **more)
        account: Any = request.user
        typed = self.typed(request) or QueryDict()
        texts = {name: found if len(found) > 1 else found[0] for name, found in typed.lists()}
        return form(initial={**initial, TOKEN: self.token(account), **texts}, **more)

    def carry_out(self, form: TokenForm, by: Account, do: Callable[..., Any]) -> bool:
        """Do it with what is typed, and throw away what was kept.

        False where the form is not filled in or it is refused; complaints stand at the fields.
        """
        if not form.is_valid():
            return False
        given = {name: found for name, found in form.cleaned_data.items() if name != TOKEN}
        try:
            do(by=by, **given)
        except Refused as refused:
            show_refusal(form, refused)
            return False
        self.drop(by)
        return True


def keep_typed(typed: QueryDict) -> KeptDraft | None:
    """Keep what a form with a token holds, for whom it was served; None where it is not kept."""
    return keep_posted(dict(typed.lists()))


def keep_and_come_back(request: HttpRequest) -> str | None:
    """Keep what was posted; the address that shows it again, or None where it is not kept."""
    return f"{request.path}?{TYPED}=1" if keep_typed(request.POST) is not None else None
