"""Recording and editing timelines and the links between events."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy

from timeline.models import Account, Event, EventLink, Timeline, TimelineEntry
from timeline.services.proposable import proposable
from timeline.services.rows import add, bump, change, free_slug, only, replace_children
from timeline.services.writing import writing
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb

FIELDS = ("slug", "title", "description")


def record_timeline(
    *,
    by: Account,
    reason: str,
    events: Iterable[Event] = (),
    natural_key: str | None = None,
    **fields: Any,
) -> Timeline:
    """Record a timeline as a draft; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(Timeline, fields.get("title", ""))
        timeline = add(Timeline(natural_key=natural_key, **fields))
        _set_entries(timeline, events)
    return timeline


@proposable("edit_timeline", ProposalKind.EDIT)
def edit_timeline(
    timeline: Timeline,
    *,
    by: Account,
    reason: str,
    version: int | None,
    events: Iterable[Event] | None = None,
    **fields: Any,
) -> bool:
    """Change a timeline; None for `events` leaves them. True where it changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[timeline]) as frame:
        changed = bool(change(timeline, fields, version=version))
        if events is not None:
            frame.touch(timeline.entries.values_list("event", flat=True))
            if _set_entries(timeline, events) and not changed:
                bump(timeline)
                changed = True
        frame.touch(timeline.entries.values_list("event", flat=True))
    return changed


class LinkPart(NamedTuple):
    """`event` KIND `other`."""

    kind: str
    other: Event


@proposable("link_events", ProposalKind.EDIT, says=gettext_lazy("Link"), parts={"links": LinkPart})
def link_events(event: Event, links: Iterable[LinkPart], *, by: Account, reason: str) -> bool:
    """Make the links that go out from an event equal to these. True where they changed."""
    with writing(by, Verb.EDIT, reason, about=[event]) as frame:
        before = set(event.links.values_list("other", flat=True))
        wanted = [EventLink(event=event, other=link.other, kind=link.kind) for link in links]
        changed = replace_children(event.links.all(), wanted, ("other_id", "kind"))
        if changed:
            event.refresh_from_db(fields=["version"])
            bump(event)
            frame.touch({event.pk, *before, *(link.other_id for link in wanted)})
    return changed


@proposable(
    "unlink_events", ProposalKind.EDIT, says=gettext_lazy("Take off the link"), about="event"
)
def unlink_events(link: EventLink, *, by: Account, reason: str) -> None:
    """Take one link off the event that it goes out from; history keeps it."""
    with writing(by, Verb.EDIT, reason, about=[link.event]) as frame:
        frame.touch([link.event_id, link.other_id])
        link.delete()


def _set_entries(timeline: Timeline, events: Iterable[Event]) -> bool:
    wanted = [TimelineEntry(timeline=timeline, event=event) for event in events]
    return replace_children(timeline.entries.all(), wanted, ("event_id",))
