"""Days that a pasted text or an address seems to carry. Offered to a person, never assumed."""

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

#: A dateline stands near the beginning; further down the days are those of the story.
LOOKED_AT = 1500
MOST = 4

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_IN_TEXT = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)", re.ASCII),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<w>{_MONTH})\.?,?\s+(?P<y>\d{{4}})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<w>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)",
        re.ASCII | re.IGNORECASE,
    ),
)
_IN_ADDRESS = re.compile(r"/(?P<y>\d{4})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day, and the words that were read as it; `in_address` where they stand there."""

    day: date
    words: str
    in_address: bool = False


def find_dates(text: str, address: str = "") -> list[FoundDate]:
    """At most MOST different days: that of the address first, then as the text has them.

    Reads 2014-08-18, 18 August 2014 and August 18, 2014. Days written with figures alone and
    no leading year (08/09/2014) are left alone: nobody can tell which is the month.
    """
    head = text[:LOOKED_AT]
    found = [FoundDate(day, words, True) for day, words, _at in _read([_IN_ADDRESS], address)]
    in_text = sorted(_read(_IN_TEXT, head), key=lambda one: one[2])
    found += [FoundDate(day, words) for day, words, _at in in_text]
    first = {one.day: one for one in reversed(found)}
    return [one for one in found if first[one.day] is one][:MOST]


def _read(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[tuple[date, str, int]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["w"].lower()]
            try:
                day = date(int(parts["y"]), month, int(parts["d"]))
            except ValueError:
                continue  # 31 June: no day, so nothing to offer.
            yield day, match[0].strip("/"), match.start()
