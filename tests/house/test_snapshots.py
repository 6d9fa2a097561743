"""What is put back for a test is what the services made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection

from tests.factories import make_place
from tests.snapshots import Snapshot, find_or_take_snapshot, tables_are_empty, take_snapshot
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


def test_snapshot_is_taken_once_a_day_and_code(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(1)
        make_place()
        return len(made)

    def take() -> bytes:
        return find_or_take_snapshot(tmp_path, "towns", make).made

    first, again = take(), take()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=False):
        tomorrow = take()

    assert first == again != tomorrow
    assert len(made) == 2
    assert len(list(tmp_path.glob("towns-*"))) == 1


def test_new_rows_are_numbered_after_those_put_back(cast_snapshot: "Snapshot[Cast]") -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('timeline_place_id_seq', 1)")
    cast_snapshot.use_up_numbers()
    cast = cast_snapshot.put_back()

    assert make_place().pk > max(cast.arland.pk, cast.beska.pk)


@pytest.fixture
def rows_before() -> None:
    make_place()


def test_cast_comes_before_what_another_fixture_writes(rows_before: None, cast: "Cast") -> None:
    assert cast.arland.pk


def test_cast_is_refused_where_something_wrote_rows(request: pytest.FixtureRequest) -> None:
    make_place()

    with pytest.raises(pytest.fail.Exception, match="something wrote rows before it"):
        request.getfixturevalue("cast")
