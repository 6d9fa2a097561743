"""What an account typed into a form and has not saved. Nobody else ever asks."""

from datetime import timedelta

from django.utils import timezone

from timeline.models import Account, KeptDraft

#: So long what was typed is kept after the last letter.
KEPT_FOR = timedelta(days=30)


def find_kept(account: Account, form: str, row: str) -> KeptDraft | None:
    """What this account typed into the form of this row, if it is not too old."""
    since = timezone.now() - KEPT_FOR
    return KeptDraft.objects.filter(account=account, form=form, row=row, saved_at__gt=since).first()
