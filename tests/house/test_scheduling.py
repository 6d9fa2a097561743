"""Which tests go to one worker together."""

import pytest

from tests.scheduling import room_of


@pytest.mark.parametrize(
    ("nodeid", "room"),
    [
        ("tests/browser/test_admin.py::test_a[x::y]", "tests/browser"),
        ("tests/database/test_cluster.py::test_a", "tests/database"),
        ("tests/web/test_pages.py::test_a", "tests/web/test_pages.py"),
    ],
)
def test_room_that_owns_something_dear_stays_together(nodeid: str, room: str) -> None:
    assert room_of(nodeid) == room


def test_rooms_that_stay_together_come_first(request: pytest.FixtureRequest) -> None:
    rooms = list(dict.fromkeys(room_of(item.nodeid) for item in request.session.items))
    dear = [room for room in rooms if not room.endswith(".py")]

    assert rooms[: len(dear)] == dear
