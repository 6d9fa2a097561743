"""What is put back for a test is what the services made."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.snapshots import Snapshot, tables_are_empty, take_snapshot
from timeline.models import Event

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _sorted(snapshot: "Snapshot[Any]") -> dict[str, list[bytes]]:
    """COPY writes the rows of a table in no promised order."""
    return {table: sorted(rows.splitlines()) for table, rows in snapshot.rows.items()}


def test_snapshot_puts_back_every_row(cast_snapshot: "Snapshot[Cast]") -> None:
    again = take_snapshot(cast_snapshot.put_back)

    assert _sorted(again) == _sorted(cast_snapshot)
    assert len(again.rows) > 20


def test_snapshot_hands_out_fresh_objects(cast_snapshot: "Snapshot[Cast]") -> None:
    cast = cast_snapshot.put_back()
    stored = Event.objects.get(pk=cast.relayed.pk)

    assert cast.relayed == stored
    assert cast.relayed.title == stored.title


def test_tables_with_an_account_are_not_empty(cast_snapshot: "Snapshot[Cast]") -> None:
    before = tables_are_empty()
    cast_snapshot.put_back()

    assert (before, tables_are_empty()) == (True, False)
