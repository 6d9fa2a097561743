"""Measures as lines of text: `killed: 12 (10-15) "at least a dozen"`. No database here.

A line is `WHAT: VALUE`. For a date or a place the value is its words. For anything that is
counted it is a best number, bounds in brackets, and the source's words in quotation marks,
each of which may be left out; or words alone, where the source gives no number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from django.utils.translation import gettext as _

from .stances import NUMERIC, Quantity

LONGEST_TEXT = 300
LARGEST = 2**63 - 1

_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+"
_COUNTED = re.compile(
    rf"(?P<best>{_NUMBER})?\s*"
    rf"(?P<bounds>\(\s*(?P<low>{_NUMBER})?\s*[-–]\s*(?P<high>{_NUMBER})?\s*\))?\s*"
    r"(?:\"(?P<text>.*)\")?",
    re.ASCII,
)
_LOOKS_COUNTED = re.compile(r"[0-9(\"]", re.ASCII)


class MeasurePart(NamedTuple):
    """A value that a claim gives: its words, and its numbers where it has some."""

    quantity: str
    text: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Stored(Protocol):
    """What is read of a stored measure."""

    quantity: str
    text: str
    low: int | None
    best: int | None
    high: int | None


@dataclass
class MeasureError(ValueError):
    """A line that can't be read: its number from 1, the line, and what is the matter."""

    number: int
    line: str
    fault: str

    def __str__(self) -> str:
        return _("Line %(number)s, “%(line)s”: %(fault)s") % {
            "number": self.number,
            "line": self.line if len(self.line) <= 80 else self.line[:79] + "…",
            "fault": self.fault,
        }


def parse_measures(text: str) -> tuple[list[MeasurePart], list[MeasureError]]:
    """The measures of all lines that can be read, and a complaint for every other line."""
    parts: list[MeasurePart] = []
    errors: list[MeasureError] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                parts.append(_parse_line(line.strip()))
            except ValueError as fault:
                errors.append(MeasureError(number, line.strip(), str(fault)))
    return parts, errors


def format_measures(measures: Iterable[Stored]) -> str:
    """The lines from which `parse_measures` reads the same measures again."""
    return "\n".join(f"{measure.quantity}: {_value(measure)}" for measure in measures)


def _parse_line(line: str) -> MeasurePart:
    word, colon, value = (part.strip() for part in line.partition(":"))
    if word.lower() not in Quantity.values:
        accepted = ", ".join(Quantity.values)
        raise ValueError(_("begin with one of these and a colon: %(words)s.") % {"words": accepted})
    if not colon or not value:
        raise ValueError(_("write what the document says behind a colon."))
    quantity = Quantity(word.lower())
    part = _counted(quantity, value) if quantity in NUMERIC else MeasurePart(quantity, value)
    if not part.text:
        raise ValueError(_("there is nothing between the quotation marks."))
    if len(part.text) > LONGEST_TEXT:
        raise ValueError(_("the words are longer than %(most)s characters.") % {"most": 300})
    return part


def _counted(quantity: Quantity, value: str) -> MeasurePart:
    if not _LOOKS_COUNTED.match(value):
        return MeasurePart(quantity, value)
    match = _COUNTED.fullmatch(value)
    if match is None:
        raise ValueError(
            _('write it as 12 (10-15) "at least a dozen"; each of the three may be left out.')
        )
    low, best, high = (_number(match[name]) for name in ("low", "best", "high"))
    if match["bounds"] and low is None and high is None:
        raise ValueError(_("the brackets need a number: (10-15), (10-) or (-15)."))
    given = [number for number in (low, best, high) if number is not None]
    if given != sorted(given):
        raise ValueError(_("order the numbers: at least <= best <= at most."))
    text = match["text"]
    written = value if text is None else text.strip()
    return MeasurePart(quantity, written, low, best, high)


def _number(digits: str | None) -> int | None:
    if digits is None:
        return None
    number = int(digits.replace(",", ""))
    if number > LARGEST:
        raise ValueError(_("the number is too large."))
    return number


def _value(measure: Stored) -> str:
    text = " ".join(measure.text.split())
    if measure.quantity not in NUMERIC:
        return text
    bounds = ""
    if measure.low is not None or measure.high is not None:
        bounds = f"({_digits(measure.low)}-{_digits(measure.high)})"
    numbers = " ".join(filter(None, [_digits(measure.best), bounds]))
    if numbers == text or (not numbers and not _LOOKS_COUNTED.match(text)):
        return text
    return f'{numbers} "{text}"'.strip()


def _digits(number: int | None) -> str:
    return "" if number is None else str(number)
