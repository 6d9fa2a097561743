"""Where a page of a list begins or ends, as an opaque word for addresses."""

import base64
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from timeline.vocabulary.identifiers import PATTERN

_TEXT = re.compile(r"[A-Za-z0-9_-]{8,60}", re.ASCII)
_INSIDE = re.compile(
    rf"([<>])(?:([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})|([0-9]{{1,16}}))\.({PATTERN.pattern})", re.ASCII
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class CursorError(ValueError):
    """A text that no list of ours gave out."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The rows after (`backwards`: before) the event with this public id.

    `position` is what the list is ordered by: the event's listing day, or for the order
    `changed` the moment of its last change. Neither says anything that the list does not.
    """

    position: date | datetime
    public_id: str
    backwards: bool = False

    def encode(self) -> str:
        at = self.position
        key = str((at - _EPOCH) // timedelta(microseconds=1) if isinstance(at, datetime) else at)
        inside = f"{'<' if self.backwards else '>'}{key}.{self.public_id}"
        return base64.urlsafe_b64encode(inside.encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, text: str) -> Self:
        """The cursor that gave this text; CursorError where none did."""
        if not _TEXT.fullmatch(text):
            raise CursorError(text)
        try:
            inside = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
            match = _INSIDE.fullmatch(inside)
            if match is None:
                raise CursorError(text)
            side, day, instant, public_id = match.groups()
            position = (
                date.fromisoformat(day) if day else _EPOCH + timedelta(microseconds=int(instant))
            )
        except ValueError as fault:
            raise CursorError(text) from fault
        found = cls(position, public_id, backwards=side == "<")
        if found.encode() != text:  # other paddings of the same bits
            raise CursorError(text)
        return found
