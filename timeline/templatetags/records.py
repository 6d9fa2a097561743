"""The record of a source as one bar in the fills of the statuses."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from timeline.vocabulary.statuses import Status

register = template.Library()

#: With fewer claims a bar says less than the numbers.
FEWEST = 10
#: Between two parts, as a share of the whole.
GAP = 0.3
#: These have colours of the style sheet; the others are patterns of `components/fills.html`.
PLAIN = (Status.CONFIRMED, Status.UNCONFIRMED)


@register.simple_tag
def record_bar(record: Sequence[tuple[Status, int]]) -> list[dict[str, Any]]:
    """The parts of the bar, each with `x` and `width` as percentages; none for few claims.

    The first status stands where a line of text begins.
    """
    counted = [(status, count) for status, count in record if count]
    total = sum(count for _status, count in counted)
    if total < FEWEST:
        return []
    room = 100 - GAP * (len(counted) - 1)
    parts, begins = [], 0.0
    for status, count in counted:
        width = room * count / total
        x = abs(100 - begins - width) if get_language_bidi() else begins
        fill = "" if status in PLAIN else f"url(#p-{status})"
        parts.append({"status": status, "x": f"{x:.2f}", "width": f"{width:.2f}", "fill": fill})
        begins += width + GAP
    return parts
