"""One filled-in claim form with its rows: what it means, what it would come to, saving it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.editing.refusals import show_refusal
from timeline.models import Account, Claim, Event
from timeline.queries.editors.nearest_events import Asked, NearEvent, event_shown, nearest_events
from timeline.queries.editors.workbench import Bench
from timeline.services.errors import Refused
from timeline.services.nouns.marking import NewEvent, Passage, Step, mark_passage
from timeline.services.nouns.taking_in import NewSource
from timeline.services.proposals.rehearsals import ForecastCounts, forecast_counts
from timeline.vocabulary.dates.bounds import bounds_of
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.sentences import say_sentences
from timeline.vocabulary.stances import SUPPORTING, Stance
from timeline.vocabulary.texts.quotes import QuoteCheck, Verdict, check_quote, normalise
from timeline.vocabulary.types import EventType
from timeline.vocabulary.words import WorkflowState

from .claim_forms import FIRST, MOST_ROWS, OWN, ActorRows, ClaimForm, PlaceRows, StepRows

#: Buttons that add a row, and the prefix of the rows.
ADDS = {"add-step": "step", "add-place": "place", "add-actor": "actor"}
_FOUND = (Verdict.EXACT, Verdict.NORMALISED, Verdict.NO_COPY)
_UNTYPED = {"summary": "…"}
_UNTYPED_EVENT = {"title": "…", "date": "2000", "type": EventType.values[0]}
_NAMES = {"date": "not_before", "slug": "title", "published": "reason"}


class ClaimEntry:
    """The claim form as typed by `by`. `lenient`: read as far as it goes, nothing is demanded."""

    def __init__(
        self, bench: Bench, by: Account, typed: QueryDict | None = None, *, lenient: bool = False
    ) -> None:
        self.bench, self.by = bench, by
        self.is_typed = typed is not None
        data = _with_rows(typed) if typed is not None else None
        self.form = ClaimForm(data, lenient=lenient)
        read = {"lenient": lenient}
        self.steps: Any = StepRows(data, prefix="step", form_kwargs=read)
        self.places: Any = PlaceRows(data, prefix="place", form_kwargs=read)
        self.actors: Any = ActorRows(data, prefix="actor", form_kwargs=read)
        if self.is_typed:
            self._check()

    @property
    def is_valid(self) -> bool:
        return self.is_typed and all(part.is_valid() for part in self._parts)

    @property
    def _parts(self) -> Sequence[Any]:
        """What has to be right: a recorded event keeps its own places and actors."""
        if self.chosen:
            return self.form, self.steps
        return self.form, self.steps, self.places, self.actors

    @cached_property
    def given(self) -> dict[str, Any]:
        """What is typed and can be read."""
        return self.form.cleaned_data if self.is_typed else {}

    # --- The passage ---------------------------------------------------------------------------

    @cached_property
    def quote_check(self) -> QuoteCheck | None:
        """Where the quote stands in the kept text; None where nothing is quoted."""
        quote = self.given.get("quote", "")
        if not quote:
            return None
        return check_quote(quote, self.bench.text, seen_at=self.given.get("start"))

    @property
    def paragraph(self) -> tuple[int, int, int] | None:
        """Number of the paragraph in which the quote begins, its first and last character there."""
        check = self.quote_check
        if check is None or not check.spans:
            return None
        start, end = check.spans[0][0], check.spans[-1][1]
        found = [p for p in self.bench.paragraphs if p.start <= start]
        return (found[-1].number, start - found[-1].start + 1, end - found[-1].start)

    # --- The event -----------------------------------------------------------------------------

    @cached_property
    def chosen(self) -> NearEvent | None:
        """The recorded event that was chosen; None for a new one."""
        public_id = self.given.get("event", "")
        return event_shown(public_id) if public_id else None

    @cached_property
    def nearest(self) -> list[NearEvent]:
        """Events that it may be about, the chosen one among them."""
        given = self.given
        words = " ".join(filter(None, (given.get(n) for n in ("title", "summary", "quote"))))
        if not words:
            return []
        first, last = bounds_of(given["date"]) if given.get("date") else (None, None)
        asked = Asked(
            words=words,
            first=first,
            last=last,
            reported=self.bench.document.public_on,
            places=[part.place for part in self._parts_of(self.places)],
            actors=[part.actor for part in self._parts_of(self.actors)],
        )
        found = nearest_events(asked)
        if self.chosen and self.chosen.event.pk not in {near.event.pk for near in found}:
            found.insert(0, self.chosen)
        return found

    @cached_property
    def relayable(self) -> list[Claim]:
        """Recorded claims of the chosen event, in other documents."""
        if self.chosen is None:
            return []
        rows = self.chosen.event.claims.exclude(state=WorkflowState.WITHDRAWN)
        others = rows.exclude(document=self.bench.document)
        return list(others.select_related("document__source").order_by("pk"))

    # --- What it means -------------------------------------------------------------------------

    @property
    def passage(self) -> Passage | None:
        """What would be written; None while it does not say what it does to the event."""
        given = self.given
        if not given.get("stance"):
            return None
        said_by = given.get("said_by")
        if isinstance(said_by, str):
            said_by = NewSource(said_by, given.get("said_kind", ""))
        spans = self.quote_check.spans if self.quote_check else ()
        return Passage(
            event=self.chosen.event if self.chosen else self._new_event(),
            fields={
                **{name: given[name] for name in OWN if name in given},
                "quote_language": self.bench.document.language if given.get("quote") else "",
            },
            measures=self._measures(),
            relays=self._relays(),
            steps=[form.step for form in self.steps.forms if form.step],
            first={name: given[name] for name in FIRST if name in given},
            said_by=Step(said_by) if said_by else None,
            seen_at=spans[0][0] if spans else None,
        )

    @cached_property
    def forecast(self) -> ForecastCounts | None:
        """What it would come to; None while too little is typed or something is wrong."""
        passage = self.passage if self.is_valid else None
        if passage is None:
            return None
        event = None if isinstance(passage.event, NewEvent) else passage.event
        try:
            return forecast_counts(lambda: self._mark(_filled(passage)), event, by=self.by)
        except Refused:
            return None

    def save(self) -> Claim | None:
        """Write it, as drafts; None where it was refused, and the complaints are at the fields."""
        passage = self.passage
        if passage is None:
            return None
        try:
            return self._mark(passage)
        except Refused as refused:
            show_refusal(self.form, refused, **_NAMES)
            return None

    def _mark(self, passage: Passage) -> Claim:
        reason = self.given.get("reason") or _("preview")
        return mark_passage(self.bench.document, passage, by=self.by, reason=reason)

    def _new_event(self) -> NewEvent:
        names = ("title", "date", "nature", "type")
        return NewEvent(
            {name: self.given.get(name) or "" for name in names}
            | {"nature": self.given.get("nature") or "occurrence"},
            self._parts_of(self.places),
            self._parts_of(self.actors),
        )

    def _parts_of(self, rows: Any) -> list[Any]:
        if not self.is_typed:
            return []
        return [form.part for form in rows.forms if form.cleaned_data.get(form.key[0])]

    def _relays(self) -> Claim | None:
        wanted = self.given.get("relays")
        return next((claim for claim in self.relayable if claim.public_id == wanted), None)

    def _measures(self) -> list[MeasurePart]:
        """The numbers, the place as written, and the date where the event has its own."""
        parts = list(self.given.get("measure_lines") or [])
        if written := self.given.get("written_as"):
            parts.append(MeasurePart("place", written))
        if self.chosen and (date := self.given.get("date")):
            parts.append(MeasurePart("date", date))
        return list(dict.fromkeys(parts))

    # --- What hangs together with what is recorded ------------------------------------------------

    def _check(self) -> None:
        """Read all parts, then ask what only the recorded rows can tell."""
        for part in (self.form, self.steps, self.places, self.actors):
            part.is_valid()
        self._keep_exact_words()
        form = self.form
        check = self.quote_check
        if not form.lenient and check is not None and check.verdict not in _FOUND:
            words = _("Quote check: %(verdict)s.") % {"verdict": check.verdict.label}
            form.add_error("quote", say_sentences([words, str(check.verdict.meaning)]))
        if self.given.get("event") and self.chosen is None:
            form.add_error("event", _("That event is no longer here; choose again."))
        if self.given.get("relays") and self._relays() is None:
            form.add_error("relays", _("That claim is not about this event; choose again."))
        if self._lacks_a_report() and not form.lenient:
            form.add_error(
                "said_by",
                _("It denies what nobody here has said: name who says so, or tick “not found”."),
            )

    def _keep_exact_words(self) -> None:
        """Take marked words letter by letter from the kept text, line ends included."""
        start, end, text = self.given.get("start"), self.given.get("end"), self.bench.text
        if text is None or start is None or end is None:
            return
        exact = text[start:end]
        if normalise(exact) == normalise(self.given.get("quote", "")):
            self.given["quote"] = exact

    def _lacks_a_report(self) -> bool:
        given = self.given
        if (
            given.get("stance") != Stance.DENIES
            or given.get("said_by")
            or given.get("said_unknown")
        ):
            return False
        if self.chosen is None:
            return True
        event: Event = self.chosen.event
        standing = event.claims.exclude(state=WorkflowState.WITHDRAWN)
        return not standing.filter(stance__in=SUPPORTING).exists()


def _filled(passage: Passage) -> Passage:
    """The passage with words for those that are not typed yet, which no count depends on."""
    given = {name: value for name, value in passage.fields.items() if value}
    event = passage.event
    if isinstance(event, NewEvent):
        typed = {name: value for name, value in event.fields.items() if value}
        event = event._replace(fields={**_UNTYPED_EVENT, **typed})
    return replace(passage, event=event, fields={**_UNTYPED, **given})


def _with_rows(typed: QueryDict) -> QueryDict:
    """The data with one more row where the pressed button asks for it."""
    prefix = ADDS.get(typed.get("do", ""))
    if prefix is None:
        return typed
    data = typed.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "1")
    known = int(total) if total.isascii() and total.isdigit() and len(total) < 4 else 1
    data[f"{prefix}-TOTAL_FORMS"] = str(min(MOST_ROWS, known + 1))
    return data
