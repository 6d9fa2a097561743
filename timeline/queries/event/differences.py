"""Where the sources differ: conflicting values side by side, never averaged."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.vocabulary.dates.bounds import DateError, parse_date
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.stances import NUMERIC, DiffersOn, Quantity, Stance
from timeline.vocabulary.words import Text

from .claims import ClaimShown, MeasureShown
from .origin_groups import GroupSide, OriginGroup


@dataclass(frozen=True, slots=True)
class Value:
    """One value: `words` as the source has it, `reading` as we read it (may be empty)."""

    words: str
    reading: str
    ours: bool = False


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """What is compared, and per column the values; an empty cell was not stated."""

    on: Text
    cells: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """A table: a column for every origin that states something, a row for every topic."""

    columns: tuple[Text, ...]
    rows: tuple[DifferenceRow, ...]


def find_differences(groups: Iterable[OriginGroup]) -> Differences | None:
    """What standing claims of different origins state differently; None where nothing."""
    counted = [group for group in groups if group.side is not GroupSide.CONTEXT]
    standing = [(g, [c for c in g.claims if c.standing]) for g in counted]
    telling = [(group, claims) for group, claims in standing if any(map(_states, claims))]
    lists = [claims for _group, claims in telling]
    rows = [row for quantity in Quantity if (row := _measured(quantity, lists))]
    rows += [row for topic in DiffersOn if (row := _told(topic, lists))]
    if not rows:
        return None
    return Differences(tuple(group.name for group, _claims in telling), tuple(rows))


def _states(claim: ClaimShown) -> bool:
    return bool(claim.measures) or claim.stance is Stance.DIFFERS


def _measured(quantity: Quantity, columns: list[list[ClaimShown]]) -> DifferenceRow | None:
    """A row of values, where at least two different ones are stated."""
    cells = [
        _distinct(_value(m) for c in claims for m in c.measures if m.quantity is quantity)
        for claims in columns
    ]
    if not _differ(quantity, cells):
        return None
    return DifferenceRow(quantity.label, tuple(cells))


def _differ(quantity: Quantity, cells: list[tuple[Value, ...]]) -> bool:
    """Whether columns state different things; numbers may differ within a column, too.

    One origin often writes one place or day in several ways, which is no difference.
    """
    sets = {frozenset((v.reading or v.words).casefold() for v in cell) for cell in cells if cell}
    return len(sets) > 1 or (quantity in NUMERIC and any(len(found) > 1 for found in sets))


def _told(topic: DiffersOn, columns: list[list[ClaimShown]]) -> DifferenceRow | None:
    """A row of what differing claims say, in our words."""
    cells = [
        _distinct(Value(c.summary, "", ours=True) for c in claims if c.differs_on is topic)
        for claims in columns
    ]
    if not any(cells):
        return None
    return DifferenceRow(_("differs on %(what)s") % {"what": topic.label}, tuple(cells))


def _value(measure: MeasureShown) -> Value:
    reading = ""
    if measure.quantity in NUMERIC:
        reading = say_number(measure.low, measure.best, measure.high)
    elif measure.quantity is Quantity.DATE:
        reading = _date_in_words(measure.text)
        if reading:
            return Value(reading, "", ours=True)
    return Value(measure.text, "" if reading == measure.text else reading)


def say_number(low: int | None, best: int | None, high: int | None) -> str:
    """A number with its bounds in words; empty where there is none."""
    if low is not None and high is not None and low != high:
        said = {"low": low, "high": high, "best": best}
        if best is None:
            return _("%(low)s to %(high)s") % said
        return _("%(low)s to %(high)s, best %(best)s") % said
    if best is not None:
        return str(best)
    if low is not None:
        return str(low) if low == high else _("at least %(low)s") % {"low": low}
    return _("at most %(high)s") % {"high": high} if high is not None else ""


def _date_in_words(text: str) -> str:
    try:
        return say_date(parse_date(text), year=True)
    except DateError:
        return ""


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
