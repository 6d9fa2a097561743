"""Which worker runs which tests.

A file's tests stay together, since they share what is costly to start. The browser's tests all
go to one worker, which owns Chromium and the site it looks at, and the clusters' to another, so
that nobody waits behind a server that is being made. Both begin at once.
"""

from typing import TYPE_CHECKING, Any

from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    import pytest

#: Rooms whose files go to one worker, in the order in which they are handed out.
TOGETHER = ("tests/browser", "tests/database")


def room_of(nodeid: str) -> str:
    """What stays together with this test: its room or its file."""
    file = nodeid.partition("::")[0]
    return next((room for room in TOGETHER if file.startswith(f"{room}/")), file)


def order(items: "list[pytest.Item]") -> None:
    """Put the rooms that stay together first; the others keep their order."""
    items.sort(key=lambda item: _place(room_of(item.nodeid)))


def _place(room: str) -> int:
    return TOGETHER.index(room) if room in TOGETHER else len(TOGETHER)


class RoomScheduling(LoadScopeScheduling):
    """Hands a room, or a file, to one worker as a whole."""

    def __init__(self, config: "pytest.Config", log: Any) -> None:
        super().__init__(config, log)
        # In the order of the tests, not by their number, which says nothing of their cost.
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return room_of(nodeid)
