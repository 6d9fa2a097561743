"""The histogram over a list, as three drawings of which a page shows the one that fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from timeline.drawings.histogram.columns import WIDTHS, draw_histogram
from timeline.drawings.histogram.shapes import GRIP, OVER, TOP, Drawing
from timeline.queries.filtering.filters import Filters
from timeline.queries.filtering.words import day_words
from timeline.queries.lists.histogram import Beyond, Histogram
from timeline.vocabulary.counts import say_events
from timeline.vocabulary.dates import days
from timeline.vocabulary.histograms import NO_STATUS, Bar, Bin, bars_of, in_order
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.statuses import Status, say_events_of_status
from timeline.vocabulary.words import Text

register = template.Library()

#: Room for "Not yet known on 18 August 2014" in a drawing.
ROOM_FOR_FUTURE = 220


@register.inclusion_tag("components/histogram.html")
def histogram(found: Histogram | None, filters: Filters, address: str = "") -> dict[str, Any]:
    """The drawings of `found`, the same numbers as a table, and what has to be said of them.

    Every bar is a link to `address` with the filters' words, its days in `listed`, and no
    other words of dates: what it leads to is what it counts.
    """
    if found is None:
        return {"drawings": ()}
    links = _Links(filters, address)
    words: Any = {"chosen": found.chosen, "known": found.known, "mirrored": get_language_bidi()}
    drawings = [
        _describe(draw_histogram(found.shown, found.counts, width=width, **words), found, links)
        for width in WIDTHS
    ]
    widest = drawings[-1]["drawing"]
    bars = bars_of(found.shown, widest.scale, found.counts)
    return {
        "drawings": drawings,
        "captions": _captions(drawings),
        "statuses": list(Status),
        "has_forecasts": any(bar.counts.get(NO_STATUS) for bar in bars),
        "rows": [_row(bar, links) for bar in bars if bar.total],
        "total": found.total,
        "soft": _say_soft(found.soft),
        "beyond": [*_beyond(found.earlier, links, later=False),
                   *_beyond(found.later, links, later=True)],
        "top": TOP,
        "over": OVER,
        "grip_high": GRIP,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Links:
    filters: Filters
    address: str

    def to(self, listed: str) -> str:
        return self.filters.path(self.address, **(dict.fromkeys(day_words()) | {"listed": listed}))

    def to_bar(self, bar: Bar) -> str:
        return self.to(listed_word(bar.first, bar.last))


def listed_word(first: date, last: date) -> str:
    """The days as the filter word `listed` writes them: a day, month, year, or A/B."""
    if first == last:
        return first.isoformat()
    starts, ends = (first.month, first.day), (last.month, last.day)
    if starts == (1, 1) and ends == (12, 31):
        years = f"{first.year:04}", f"{last.year:04}"
        return years[0] if years[0] == years[1] else "/".join(years)
    if first.day == 1 and last.month == first.month and last.year == first.year:
        following = date.fromordinal(min(date.max.toordinal(), last.toordinal() + 1))
        if following.day == 1 or last == date.max:
            return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}/{last.isoformat()}"


def say_days(first: date, last: date) -> str:
    """The days of a bar in words: 18 August 2014; 11 to 17 August 2014; August 2014; 2014."""
    word = listed_word(first, last)
    if first == last:
        return days.say_day(first)
    if "/" not in word:
        return date_format(first, "Y" if len(word) == len("2014") else "YEAR_MONTH_FORMAT")
    if len(word) == len("1900/1904"):
        return _("%(first)s to %(last)s") % {"first": first.year, "last": last.year}
    return days.say_days(first, last)


def say_bar(bar: Bar) -> str:
    """What a bar holds: "18 August 2014: 6 events, 1 confirmed, 2 denied"."""
    parts = [say_events(bar.total), *(_say_count(word, n) for word, n in in_order(bar.counts))]
    said = {"days": say_days(bar.first, bar.last), "counts": say_list(parts)}
    return _("%(days)s: %(counts)s") % said


def _say_count(word: str, count: int) -> str:
    if word == NO_STATUS:
        return _("%(n)s without a status") % {"n": count}
    return say_events_of_status(Status(word), count)


def _describe(drawing: Drawing, found: Histogram, links: _Links) -> dict[str, Any]:
    """A drawing with the words that go into it."""
    first, last = drawing.shown
    label = _("%(what)s by status, %(first)s to %(last)s") % {
        "what": drawing.scale.bin.label,
        "first": days.say_day(first),
        "last": days.say_day(last),
    }
    future = ""
    if drawing.future and found.known and drawing.future[1] >= ROOM_FOR_FUTURE:
        future = _("Not yet known on %(day)s") % {"day": days.say_day(found.known)}
    brushed = drawing.brush.start.given or drawing.brush.end.given
    return {
        "drawing": drawing,
        "fit": f"w{drawing.width}",
        "label": label,
        "links": _hits(drawing, links),
        "shapes": _shapes(drawing.paths),
        "future": future,
        "brushed": brushed,
        "grips": _grips(drawing, found),
        "direction": "rtl" if drawing.mirrored else "ltr",
        "first": first.isoformat(),
        "last": last.isoformat(),
    }


def _grips(drawing: Drawing, found: Histogram) -> list[dict[str, Any]]:
    """The two grips; hidden where nothing is held there (the script shows them all)."""
    edges = (("after", drawing.brush.start, _("From")), ("before", drawing.brush.end, _("To")))
    return [
        {
            "word": word,
            "x": edge.x,
            "day": edge.day.isoformat(),
            "label": label,
            "given": edge.given and not found.by_listing,
        }
        for word, edge, label in edges
    ]


def _hits(drawing: Drawing, links: _Links) -> SafeString:
    """A link over the whole height of the plot for each bar that holds events."""
    columns = drawing.columns[::-1] if drawing.mirrored else drawing.columns
    parts = ((links.to_bar(c.bar), say_bar(c.bar), c.path) for c in columns)
    return format_html_join("", '<a href="{}" aria-label="{}"><path d="{}"/></a>', parts)


#: Fills that need a pattern; the others are plain (static/css/charts.css).
PATTERNED = (Status.CORROBORATED, Status.DISPUTED, Status.DENIED, Status.RETRACTED)


def _shapes(paths: Iterable[tuple[str, str]]) -> SafeString:
    def parts(word: str, path: str) -> tuple[str, SafeString, str]:
        fill = format_html(' fill="url(#p-{})"', word) if word in PATTERNED else SafeString("")
        return f"s-{word}" if word else "foretold", fill, path

    return format_html_join(
        "", '<path class="{}"{} d="{}"/>', (parts(word, path) for word, path in paths)
    )


def _captions(drawings: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What each drawing's caption says; drawings that say the same share one."""
    found: dict[Any, dict[str, Any]] = {}
    for picture in drawings:
        drawing: Drawing = picture["drawing"]
        caption = found.setdefault(
            drawing.key, {"title": _title(drawing), "blocks": drawing.blocks, "widths": []}
        )
        caption["widths"].append(f"w{drawing.width}")
    for caption in found.values():
        caption["classes"] = "" if len(found) == 1 else " ".join(caption.pop("widths"))
    return list(found.values())


def _title(drawing: Drawing) -> Text:
    years = drawing.scale.years
    if drawing.scale.bin is Bin.YEAR and years > 1:
        return _("Events per %(n)s years") % {"n": years}
    return drawing.scale.bin.label


def _row(bar: Bar, links: _Links) -> dict[str, Any]:
    """A line of the table: the bar's days, and the number of each status, in order."""
    return {
        "url": links.to_bar(bar),
        "days": say_days(bar.first, bar.last),
        "numbers": [bar.counts.get(status, 0) for status in Status],
        "forecasts": bar.counts.get(NO_STATUS, 0),
        "total": bar.total,
    }


def _say_soft(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "%(n)s event has an uncertain date and counts once, on its listing day.",
        "%(n)s events have uncertain dates; each counts once, on its listing day.",
        count,
    ) % {"n": count}


def _beyond(found: Beyond | None, links: _Links, *, later: bool) -> Iterable[dict[str, str]]:
    """As in "1 earlier event, 2003", as a link to what the range shown leaves out."""
    if found is None:
        return
    if later:
        words = ngettext(
            "%(n)s later event, %(years)s", "%(n)s later events, %(years)s", found.count
        )
    else:
        words = ngettext(
            "%(n)s earlier event, %(years)s", "%(n)s earlier events, %(years)s", found.count
        )
    years = str(found.first.year)
    if found.last.year != found.first.year:
        years = _("%(first)s to %(last)s") % {"first": years, "last": found.last.year}
    yield {
        "url": links.to(listed_word(found.first, found.last)),
        "words": words % {"n": found.count, "years": years},
    }
