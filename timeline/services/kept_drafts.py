"""Keeping what somebody types until it is saved.

These are the only writes without `writing`: a draft that was never saved is no change, so it
has no reason and no history, and nothing that readers or other editors see depends on it.
"""

from collections.abc import Mapping

from django.utils import timezone

from timeline.models import Account, KeptDraft
from timeline.queries.kept_drafts import KEPT_FOR

from .errors import refuse_when_read_only


def keep_draft(
    account: Account, *, form: str, row: str, data: Mapping[str, list[str]]
) -> KeptDraft:
    """Keep the latest; one for each form and row, for `KEPT_FOR`. Older ones of all go.

    Raises Refused while the site takes no changes.
    """
    refuse_when_read_only()
    now = timezone.now()
    KeptDraft.objects.filter(saved_at__lt=now - KEPT_FOR).delete()
    # PostgreSQL keeps no NUL in JSON; nobody types one.
    plain = {name: [text.replace("\x00", "") for text in texts] for name, texts in data.items()}
    kept, _is_new = KeptDraft.objects.update_or_create(
        account=account, form=form, row=row, defaults={"data": plain, "saved_at": now}
    )
    return kept


def drop_draft(account: Account, *, form: str, row: str) -> None:
    """Throw away what was typed: it has been saved, or nobody wants it. Raises Refused."""
    refuse_when_read_only()
    KeptDraft.objects.filter(account=account, form=form, row=row).delete()
