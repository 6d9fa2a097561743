"""What is typed at the desk is kept until it is saved, also when the sign-in runs out.

Every form that is kept carries a ticket: signed words that say for whom and for which form it
was served. So what arrives without a sign-in can still be kept for whom it belongs to, and
only for them.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core import signing
from django.http import QueryDict

from timeline.models import Account, KeptDraft
from timeline.queries.kept_drafts import find_kept
from timeline.services.errors import Refused
from timeline.services.kept_drafts import drop_draft, keep_draft

TICKET = "ticket"
#: The word of an address that asks for the form as it was typed.
TYPED = "typed"
#: What a browser posts that nobody typed.
_OURS = ("csrfmiddlewaretoken", TICKET, "do")
_SALT = "timeline.desk.kept_drafts"
_OPEN_FOR = 14 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the desk: which one, and the public id of what it edits, or nothing."""

    name: str
    row: str = ""

    def ticket(self, account: Account) -> str:
        return signing.dumps([account.pk, self.name, self.row], salt=_SALT)

    def kept(self, account: Account) -> KeptDraft | None:
        return find_kept(account, self.name, self.row)

    def drop(self, account: Account) -> None:
        drop_draft(account, form=self.name, row=self.row)


def keep_typed(typed: QueryDict) -> KeptDraft | None:
    """Keep what a form with a ticket holds, for whom it was served; None where it is not kept."""
    try:
        key, name, row = signing.loads(typed.get(TICKET, ""), salt=_SALT, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return None
    account = Account.objects.filter(pk=key, is_active=True).first()
    if account is None:
        return None
    data = {name: texts for name, texts in typed.lists() if name not in _OURS}
    try:
        return keep_draft(account, form=name, row=row, data=data)
    except Refused:
        return None  # the site takes no changes, and the page says so


def typed_again(kept: KeptDraft) -> QueryDict:
    """What was kept, as if it had just been posted."""
    return QueryDict(urlencode(kept.data, doseq=True))
