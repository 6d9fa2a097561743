"""What has changed here that readers may see: decisions, lapses, publications, withdrawals.

By the moment at which this database was told, newest first. Of a withdrawn event only the
category is said; of who decided, only the role.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from timeline.models import Event, Lapse, SearchRow, StatusChange
from timeline.queries.event.histories import seeded
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.roles import EditingRole
from timeline.vocabulary.stances import LapseKind, say_lapse
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status, say_status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Text, WithdrawalCategory, Word, WorkflowState

PAGE_SIZE = 50
#: So many events are named that were published in one step; the others are counted.
NAMED = 5

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class ChangeKind(Word):
    DECISION = "decision", gettext_lazy("Decision")
    LAPSE = "lapse", gettext_lazy("No longer stands")
    PUBLISHED = "published", gettext_lazy("Published")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


@dataclass(frozen=True, slots=True)
class ChangedEvent:
    """A public event by its address and today's title."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """One entry. `events` are the public ones that it is about, `more` how many others.

    `status` is what a decision set; `by` the role of who did; `known_on` the day from
    which it holds; `reason` the words in which it was given.
    """

    at: datetime
    kind: ChangeKind
    words: str
    events: tuple[ChangedEvent, ...] = ()
    more: int = 0
    status: Status | None = None
    by: Text = ""
    known_on: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangePage:
    """`after` is what `start` takes for the page behind this one, or empty."""

    rows: tuple[ChangeEntry, ...]
    after: str


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry before anything about it is loaded; `row` is a model or what was counted."""

    at: datetime
    kind: ChangeKind
    key: int
    row: Any

    @property
    def place(self) -> tuple[timedelta, int, int]:
        return _EPOCH - self.at, list(ChangeKind).index(self.kind), self.key


def list_changes(start: tuple[datetime, int] | None = None, size: int = PAGE_SIZE) -> ChangePage:
    """The changes from a place in the list on: a moment, and how many of it were shown.

    A constant number of queries.
    """
    position, shown = start or (None, 0)
    limit = shown + size + 1
    found = [
        *_decisions(position, limit),
        *_lapses(position, limit),
        *_published(position, limit),
        *_withdrawn(position, limit),
    ]
    rest = sorted(found, key=lambda entry: entry.place)[shown:]
    page = rest[:size]
    after = ""
    if len(rest) > size:
        last = page[-1].at
        same = sum(entry.at == last for entry in page) + (shown if last == position else 0)
        after = f"{(last - _EPOCH) // _MICROSECOND}.{same}"
    return ChangePage(tuple(_tell(page)), after)


def _until[Q: QuerySet[Any]](rows: Q, field: str, position: datetime | None) -> Q:
    return rows if position is None else rows.filter(**{f"{field}__lte": position})


def _decisions(position: datetime | None, limit: int) -> Iterable[_Found]:
    public = SearchRow.objects.filter(event=OuterRef("event_id"))
    rows = StatusChange.objects.filter(Exists(public)).select_related("event", "author")
    for row in _until(rows, "recorded_at", position).order_by("-recorded_at", "pk")[:limit]:
        yield _Found(row.recorded_at, ChangeKind.DECISION, row.pk, row)


def _lapses(position: datetime | None, limit: int) -> Iterable[_Found]:
    public = SearchRow.objects.filter(event=OuterRef("claim__event_id"))
    rows = Lapse.objects.filter(Exists(public), claim__is_public=True, by__is_public=True)
    rows = rows.select_related("claim__event", "claim__document__source")
    for row in _until(rows, "recorded_at", position).order_by("-recorded_at", "pk")[:limit]:
        yield _Found(row.recorded_at, ChangeKind.LAPSE, row.pk, row)


def _turns(state: WorkflowState) -> QuerySet[Any]:
    """Versions of events in which they came into this state, with the state `before`."""
    versions = apps.get_model("timeline", "EventHistory")._default_manager
    earlier = versions.filter(pgh_obj=OuterRef("pgh_obj"), pgh_id__lt=OuterRef("pgh_id"))
    before = Subquery(earlier.order_by("-pgh_id").values("state")[:1])
    found: QuerySet[Any] = versions.filter(state=state).annotate(before=before)
    return found


def _publications() -> QuerySet[Any]:
    """Turns into published of events that readers may see now."""
    public = SearchRow.objects.filter(event=OuterRef("pgh_obj"))
    return (
        _turns(WorkflowState.PUBLISHED)
        .exclude(before=WorkflowState.PUBLISHED)
        .filter(Exists(public))
    )


def _published(position: datetime | None, limit: int) -> Iterable[_Found]:
    """Publications, those of one transaction (an import) together."""
    rows = _until(_publications(), "pgh_created_at", position)
    moments = rows.order_by().values("pgh_created_at")
    moments = moments.annotate(n=Count("pgh_obj", distinct=True))
    for row in moments.order_by("-pgh_created_at")[:limit]:
        yield _Found(row["pgh_created_at"], ChangeKind.PUBLISHED, 0, row["n"])


def _withdrawn(position: datetime | None, limit: int) -> Iterable[_Found]:
    """Withdrawals of what was public, those of one transaction and category together."""
    gone = Event.objects.filter(pk=OuterRef("pgh_obj"), state=WorkflowState.WITHDRAWN)
    rows = _turns(WorkflowState.WITHDRAWN).filter(Exists(gone), before=WorkflowState.PUBLISHED)
    rows = _until(rows, "pgh_created_at", position).order_by()
    moments = rows.values("pgh_created_at", "withdrawn_for")
    moments = moments.annotate(n=Count("pgh_obj", distinct=True))
    words = WithdrawalCategory.values
    for row in moments.order_by("-pgh_created_at", "withdrawn_for")[:limit]:
        category = WithdrawalCategory(row["withdrawn_for"])
        key = words.index(category)
        yield _Found(row["pgh_created_at"], ChangeKind.WITHDRAWN, key, (category, row["n"]))


def _tell(page: list[_Found]) -> Iterable[ChangeEntry]:
    moments = [entry.at for entry in page if entry.kind is ChangeKind.PUBLISHED]
    published = _published_at(moments)
    events = {event.pk for found in published.values() for event in found}
    events |= {e.row.event_id for e in page if e.kind is ChangeKind.DECISION}
    lapsed = [e.row.claim for e in page if e.kind is ChangeKind.LAPSE]
    events |= {claim.event_id for claim in lapsed}
    veil = Veil(events=events, documents={claim.document_id for claim in lapsed})
    for entry in page:
        match entry.kind:
            case ChangeKind.DECISION:
                yield _decision(entry.row, veil)
            case ChangeKind.LAPSE:
                yield _lapse(entry.row, veil)
            case ChangeKind.PUBLISHED:
                yield _publication(entry, published[entry.at], veil)
            case ChangeKind.WITHDRAWN:
                yield _withdrawal(entry)


def _published_at(moments: list[datetime]) -> dict[datetime, list[Event]]:
    """The first few events that were published at each of these moments; two queries."""
    rank = Window(RowNumber(), partition_by=F("pgh_created_at"), order_by=F("pgh_id").asc())
    rows = _publications().filter(pgh_created_at__in=moments).annotate(rank=rank)
    pairs = rows.filter(rank__lte=NAMED).order_by("pgh_id").values_list("pgh_created_at", "pgh_obj")
    keys: dict[datetime, list[int]] = defaultdict(list)
    for moment, event in dict.fromkeys(pairs):
        keys[moment].append(event)
    found = Event.objects.in_bulk([pk for pks in keys.values() for pk in pks])
    return {moment: [found[pk] for pk in pks] for moment, pks in keys.items()}


def _event(event: Event, veil: Veil) -> ChangedEvent:
    return ChangedEvent(veil.path(event), veil.text(event, "title"))


def _decision(row: StatusChange, veil: Veil) -> ChangeEntry:
    is_forecast = row.event.nature == Nature.FORECAST
    said = say_status(
        row.event.nature,
        None if is_forecast else row.status,
        Outcome(row.status) if is_forecast else None,
    )
    author = row.author
    by: Text = EditingRole.EDITOR.label
    if row.decided_by == DecidedBy.IMPORT:
        by = seeded(author.username)
    elif author.role:
        by = EditingRole(author.role).label
    return ChangeEntry(
        at=row.recorded_at,
        kind=ChangeKind.DECISION,
        words=_("Status set: %(status)s") % {"status": said},
        events=(_event(row.event, veil),),
        status=None if is_forecast else Status(row.status),
        by=by,
        known_on=row.known_on,
        reason=veil.text(row, "reason"),
    )


def _lapse(row: Lapse, veil: Veil) -> ChangeEntry:
    claim = row.claim
    return ChangeEntry(
        at=row.recorded_at,
        kind=ChangeKind.LAPSE,
        words=say_lapse(LapseKind(row.kind), claim.document.source.name),
        events=(_event(claim.event, veil),),
        reason=veil.text(row, "reason"),
    )


def _publication(entry: _Found, events: list[Event], veil: Veil) -> ChangeEntry:
    count: int = entry.row
    words = ngettext("%(n)s event was published", "%(n)s events were published", count)
    return ChangeEntry(
        at=entry.at,
        kind=entry.kind,
        words=words % {"n": count},
        events=tuple(_event(event, veil) for event in events),
        more=count - len(events),
    )


def _withdrawal(entry: _Found) -> ChangeEntry:
    category, count = entry.row
    words = ngettext(
        "An event was withdrawn: %(category)s",
        "%(n)s events were withdrawn: %(category)s",
        count,
    )
    return ChangeEntry(
        at=entry.at,
        kind=entry.kind,
        words=words % {"n": count, "category": category.within},
    )
