"""What commands write has who and why in its history, like everything else."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Q
from pghistory.models import Context

from timeline.models import Account, Claim, Event, Place

pytestmark = pytest.mark.django_db

_NO_ONE = Q(metadata__user=None) | ~Q(metadata__has_key="user")
_NO_REASON = Q(metadata__why="") | ~Q(metadata__has_key="why")


def writers() -> set[str]:
    """Who wrote; fails where anything has nobody or no reason behind it."""
    assert not Context.objects.filter(_NO_ONE | _NO_REASON).exists()
    keys = set(Context.objects.values_list("metadata__user", flat=True))
    accounts = Account.objects.in_bulk(keys)
    assert accounts.keys() == keys
    assert all(account.is_service for account in accounts.values())
    return {account.username for account in accounts.values()}


def test_generated_events_are_written_by_their_account_with_a_reason():
    call_command("generate_events", "--count=5", "--seed=1", stdout=io.StringIO())

    assert len(writers()) == 1


def test_gazetteer_is_written_by_its_account_with_a_reason(tmp_path: Path):
    file = tmp_path / "places.csv"
    file.write_text("slug,name,kind\nalta,Alta,town\n", encoding="utf-8")

    call_command("import_places", str(file), "--format", "csv", stdout=io.StringIO())

    assert len(writers()) == 1
    assert Place.objects.get().history.count() == 1


def test_seeds_are_written_by_their_account_with_a_reason(dossier):
    assert writers() == {"seeds"}
    for model in (Event, Claim, Place):
        assert model.history.rel.related_model.objects.count() >= model.objects.count() > 0
