"""The status of one event over time, as two drawings of which a page shows the one that fits."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from timeline.drawings.strip.status_strips import (
    WIDTHS,
    Change,
    Kind,
    Published,
    draw_strip,
)
from timeline.queries.event.claims import ClaimShown
from timeline.queries.event.detail import EventDetail
from timeline.queries.readers.status_words import say_status
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.stances import SUPPORTING, Stance
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Text

register = template.Library()

type Rows = list[tuple[Text, Sequence[Change]]]


@register.inclusion_tag("components/status_strip.html")
def status_strip(event: EventDetail) -> dict[str, Any]:
    """Both widths of the strip, and what it shows as a sentence."""
    rows = _rows(event)
    documents = _documents(event.claims)
    strips = [
        draw_strip(
            rows, documents, width=width, heading=_("Documents"), mirrored=get_language_bidi()
        )
        for width in WIDTHS
    ]
    return {
        "strips": [
            {"strip": strip, "side": side, "direction": "rtl" if strip.mirrored else "ltr"}
            for strip, side in zip(strips, ("broad", "narrow"), strict=True)
            if strip is not None
        ],
        "sentence": _say(rows, documents),
    }


def _rows(event: EventDetail) -> Rows:
    """What the rule suggested, unless it suggests nothing (forecasts); what editors decided."""
    rows: Rows = []
    if event.nature is not Nature.FORECAST:
        changes = [Change(s.day, s.suggested, _words(s.suggested)) for s in event.steps]
        rows.append((_("By rule"), changes))
    if event.decisions:
        decided = [
            Change(d.known_on, d.status if d.status in Status.values else None, d.words)
            for d in event.decisions
        ]
        rows.append((_("By decision"), decided))
    return rows


def _words(suggested: Status | None) -> Text:
    return say_status(Nature.OCCURRENCE, suggested)


def _documents(claims: Iterable[ClaimShown]) -> list[Published]:
    """Each document once: what it does for the event is what its weightiest claim does."""
    found: dict[str, Published] = {}
    order = list(Kind)
    for claim in claims:
        document = claim.document
        kind = _kind(claim)
        here = found.get(document.public_id)
        if here is not None and order.index(here.kind) <= order.index(kind):
            continue
        earliest = parse_date(document.published).earliest if document.published else None
        since = earliest if earliest and earliest < document.public_on else None
        name = document.source.text
        found[document.public_id] = Published(document.public_on, since, name, kind)
    return list(found.values())


def _kind(claim: ClaimShown) -> Kind:
    if claim.stance is Stance.DENIES:
        return Kind.DENIAL
    if claim.stance not in SUPPORTING:
        return Kind.CONTEXT
    relays = claim.relays or claim.relays_source
    return Kind.RELAY if relays else Kind.ORIGIN


def _say(rows: Rows, documents: Sequence[Published]) -> str:
    """As in "By rule: unconfirmed from 18 August 2014. 4 documents, the first of …"."""
    said = []
    for words, changes in rows:
        parts = [
            _("%(status)s from %(day)s")
            % {"status": str(change.words).lower(), "day": date_format(change.day, "j F Y")}
            for change in changes
        ]
        said.append(f"{words}: {', '.join(parts)}.")
    if documents:
        count = ngettext("%(n)s document", "%(n)s documents", len(documents))
        first, last = min(d.day for d in documents), max(d.day for d in documents)
        known = {
            "documents": count % {"n": len(documents)},
            "first": date_format(first, "j F Y"),
            "last": date_format(last, "j F Y"),
        }
        if first == last:
            said.append(_("%(documents)s, public on %(first)s.") % known)
        else:
            said.append(_("%(documents)s, public from %(first)s to %(last)s.") % known)
    return " ".join(said)
