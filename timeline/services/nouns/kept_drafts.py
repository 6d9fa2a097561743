"""Keeping what somebody types until it is saved.

These are the only writes without `writing`: a draft that was never saved is no change, so it
has no reason and no history, and nothing that readers or other editors see depends on it.
"""

from collections.abc import Mapping

from django.core import signing
from django.utils import timezone

from timeline.models import Account, KeptDraft
from timeline.models.kept_drafts import KEPT_FOR
from timeline.services.errors import Refused, refuse_when_read_only

#: The field of a form that says for whom it was served.
TOKEN = "draft_token"  # noqa: S105 - the name of a field
#: The word of an address that asks for the form as it was typed.
TYPED = "typed"
#: What a browser posts that nobody typed.
_OURS = ("csrfmiddlewaretoken", TOKEN, "do")
_SALT = "timeline.desk.kept_drafts"
_OPEN_FOR = 14 * 24 * 3600


def token_for(account: Account, *, form: str, row: str) -> str:
    """Signed words that a form carries: for whom it was served, and which form it is.

    So what arrives without a sign-in can still be kept for whom it belongs to, and only
    for them.
    """
    return signing.dumps([account.pk, form, row], salt=_SALT)


def keep_posted(posted: Mapping[str, list[str]]) -> KeptDraft | None:
    """Keep what a form with a token holds, for whom it was served; None where it is not kept."""
    (token, *_more) = posted.get(TOKEN) or [""]
    data = {name: texts for name, texts in posted.items() if name not in _OURS}
    try:
        key, form, row = signing.loads(token, salt=_SALT, max_age=_OPEN_FOR)
    except signing.BadSignature:
        return None
    account = Account.objects.filter(pk=key, is_active=True).first()
    if account is None:
        return None
    try:
        return keep_draft(account, form=form, row=row, data=data)
    except Refused:
        return None  # the site takes no changes, and the page says so


def keep_draft(
    account: Account, *, form: str, row: str, data: Mapping[str, list[str]]
) -> KeptDraft:
    """Keep the latest; one for each form and row, for `KEPT_FOR`. Older ones of all go.

    Raises Refused while the site takes no changes.
    """
    refuse_when_read_only()
    now = timezone.now()
    KeptDraft.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    plain = {_plain(name): list(map(_plain, texts)) for name, texts in data.items()}
    kept, _is_new = KeptDraft.objects.update_or_create(
        account=account, form=form, row=row, defaults={"data": plain, "saved_at": now}
    )
    return kept


def drop_draft(account: Account, *, form: str, row: str) -> None:
    """Throw away what was typed: it has been saved, or nobody wants it. Raises Refused."""
    refuse_when_read_only()
    KeptDraft.objects.filter(account=account, form=form, row=row).delete()


def _plain(text: str) -> str:
    """The text as PostgreSQL keeps it in JSON: without NUL and halves of characters."""
    return text.replace("\x00", "").encode(errors="replace").decode()
