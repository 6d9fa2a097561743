"""The status of one event over time, as two drawings of which a page shows the one that fits."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from timeline.drawings.strip.status_strips import (
    WIDTHS,
    Kind,
    Published,
    Turn,
    draw_strip,
)
from timeline.queries.event.claims import ClaimShown
from timeline.queries.event.detail import EventDetail
from timeline.vocabulary.counts import say_documents
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.days import say_day
from timeline.vocabulary.sentences import say_list, say_sentences
from timeline.vocabulary.stances import SUPPORTING, Stance
from timeline.vocabulary.statuses import Status, say_status, say_status_within
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Text

register = template.Library()

type Rows = list[tuple[Text, Sequence[Turn]]]


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
        "sentence": _say(event, documents),
    }


def _rows(event: EventDetail) -> Rows:
    """What the rule suggested, unless it suggests nothing (forecasts); what editors decided."""
    rows: Rows = []
    if event.nature is not Nature.FORECAST:
        changes = [Turn(s.day, s.suggested, _words(s.suggested)) for s in event.steps]
        rows.append((_("By rule"), changes))
    if event.decisions:
        decided = [
            Turn(d.known_on, d.status if d.status in Status.values else None, d.words)
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


def _say(event: EventDetail, documents: Sequence[Published]) -> str:
    """As in "By rule: unconfirmed from 18 August 2014. 4 documents, public from …"."""
    said = []
    if event.nature is not Nature.FORECAST:
        steps = _say_steps((Nature.OCCURRENCE, s.suggested, s.day) for s in event.steps)
        said.append(_("By rule: %(steps)s.") % {"steps": steps})
    if event.decisions:
        steps = _say_steps((event.nature, d.status, d.known_on) for d in event.decisions)
        said.append(_("By decision: %(steps)s.") % {"steps": steps})
    if documents:
        first, last = min(d.day for d in documents), max(d.day for d in documents)
        known = {
            "documents": say_documents(len(documents)),
            "first": say_day(first),
            "last": say_day(last),
        }
        if first == last:
            said.append(_("%(documents)s, public on %(first)s.") % known)
        else:
            said.append(_("%(documents)s, public from %(first)s to %(last)s.") % known)
    return say_sentences(said)


def _say_steps(steps: Iterable[tuple[Nature, str | None, date]]) -> str:
    return say_list(
        [
            _("%(status)s from %(day)s")
            % {"status": say_status_within(nature, status), "day": say_day(day)}
            for nature, status, day in steps
        ]
    )
