"""Merging events that are one, and splitting one that is two: claims move, nothing is lost."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import F, Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import (
    Account,
    Claim,
    Event,
    EventActor,
    EventLink,
    RoleAssertion,
    TimelineEntry,
)
from timeline.services.errors import Refused, StaleVersion
from timeline.services.proposable import proposable
from timeline.services.rows import add, bump, change
from timeline.services.writing import writing
from timeline.vocabulary.kinds import LinkKind
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import COUNTED
from timeline.vocabulary.texts.quotes import Verdict
from timeline.vocabulary.words import WithdrawalCategory, WorkflowState

from .events import PARTS, RELATIONS, ActorPart, PlacePart, record_event
from .quotes import check_quotes
from .workflow import refuse_withheld_names

PUBLISHED, WITHDRAWN = WorkflowState.PUBLISHED, WorkflowState.WITHDRAWN


@proposable(
    "merge_events",
    ProposalKind.MERGE,
    says=gettext_lazy("Merge away"),
    names={"into": "merged_into"},
)
def merge_events(event: Event, *, into: Event, by: Account, reason: str) -> None:
    """Merge a duplicate into the event that stays; its address then leads there.

    Its claims move, with their relays, lapses and the roles that they assert; links and
    timelines come along. Its own title, places and decisions stay in its history.
    `undo_merge` takes it back. Raises Refused.
    """
    claims = list(event.claims.all())
    with writing(by, Verb.MERGE, reason, about=[event, into, *claims]) as frame:
        loser, kept = (Event.objects.get(pk=row.pk) for row in (event, into))
        _refuse_merge(loser, kept)
        frame.note(merged=[loser.public_id, kept.public_id])
        frame.touch(_around(loser, kept))
        _move(claims, loser, kept)
        _carry_links(loser, kept)
        _carry_timelines(loser, kept)
        TimelineEntry.objects.filter(event=loser).delete()
        gone = {"state": WITHDRAWN, "withdrawn_for": WithdrawalCategory.DUPLICATE}
        change(event, {**gone, "merged_into": kept}, version=None)
        bump(kept)


@proposable("undo_merge", ProposalKind.MERGE, says=gettext_lazy("Undo the merge of"))
def undo_merge(event: Event, *, by: Account, reason: str) -> None:
    """Take a merged event out again, with the claims that came from it and are still there.

    It is as public as it was, with the links and timelines that it had, but for those that
    somebody has taken off the other event since. Raises Refused.
    """
    kept = event.merged_into
    if kept is None:
        raise Refused({"event": _("This event was not merged into another one.")})
    claims = list(kept.claims.filter(history__event=event.pk).distinct())
    with writing(by, Verb.MERGE, reason, about=[event, kept, *claims]) as frame:
        kept = Event.objects.get(pk=kept.pk)
        if not Event.objects.filter(pk=event.pk, merged_into=kept).exists():
            raise StaleVersion({"event": _("Somebody else has taken this merge back already.")})
        _refuse_parting(kept, claims)
        frame.note(parted=[event.public_id, kept.public_id])
        frame.touch(_around(event, kept))
        before = event.history.filter(merged_into=None).order_by("-pgh_id").first()
        merge = event.history.filter(pgh_id__gt=before.pgh_id).order_by("pgh_id").first()
        back = {"state": before.state, "withdrawn_for": "", "merged_into": None}
        _move(claims, kept, event)
        _give_back(EventLink, ("event_id", "other_id"), event, kept, merge.pgh_context_id)
        _give_back(TimelineEntry, ("event_id",), event, kept, merge.pgh_context_id)
        for entry in event.entries.select_related("timeline"):
            bump(entry.timeline)
        if before.state == PUBLISHED:
            refuse_withheld_names(event)
        change(event, back, version=None)
        bump(kept)


@proposable("split_event", ProposalKind.SPLIT, writes=Event, names=RELATIONS, parts=PARTS)
def split_event(
    event: Event,
    *,
    claims: Iterable[Claim],
    by: Account,
    reason: str,
    places: Iterable[PlacePart] = (),
    actors: Iterable[ActorPart] = (),
    **fields: Any,
) -> Event:
    """Move some claims to a new event, linked as split from this one.

    `fields` are those of `record_event`; date, nature and type are this event's unless
    given. The new event is public at once where this one is and a published claim comes
    along. Merging it back undoes this. Raises Refused.
    """
    claims = list(claims)
    with writing(by, Verb.SPLIT, reason, about=[event, *claims]) as frame:
        old = Event.objects.get(pk=event.pk)
        _refuse_parting(old, claims)
        given = {name: getattr(old, name) for name in ("date", "nature", "type")} | fields
        new = record_event(by=by, reason=reason, places=places, actors=actors, **given)
        frame.note(split=[old.public_id, new.public_id])
        add(EventLink(event=new, other=old, kind=LinkKind.SPLIT_FROM))
        _move(claims, old, new)
        _carry_timelines(old, new)
        if old.state == PUBLISHED and _speaks(new, PUBLISHED):
            refuse_withheld_names(new)
            change(new, {"state": PUBLISHED}, version=None)
        bump(old)
        frame.touch(_around(old, new))
    return new


def _refuse_merge(loser: Event, kept: Event) -> None:
    if loser.pk == kept.pk:
        raise Refused({"into": _("An event is not merged into itself.")})
    for field, row in (("event", loser), ("into", kept)):
        if row.state == WITHDRAWN:
            raise Refused({field: _("“%(title)s” is withdrawn.") % {"title": row.title}})
    if loser.nature != kept.nature:
        words = _(
            "One is a matter of whether it %(one)s, the other of whether it %(other)s; their "
            "claims answer different questions."
        )
        nature = {"one": loser.get_nature_display(), "other": kept.get_nature_display()}
        raise Refused({"into": words % nature})
    if loser.state == PUBLISHED != kept.state:
        raise Refused({"into": _("Readers see the duplicate: publish the one that stays first.")})


def _refuse_parting(event: Event, claims: list[Claim]) -> None:
    """Refuse to part claims from others that they lean on, or all that speaks for an event."""
    if not claims:
        raise Refused({"claims": _("Choose the claims that go.")})
    going = {claim.pk for claim in claims}
    if any(claim.event_id != event.pk for claim in claims):
        raise Refused({"claims": _("These claims are not all of this event.")})
    for claim in event.claims.select_related("relays", "same_origin_as"):
        for other, words in (
            (claim.relays, _("“%(one)s” relays “%(other)s”: they go or stay together.")),
            (
                claim.same_origin_as,
                _("“%(one)s” is set to the same origin as “%(other)s”: they go or stay together."),
            ),
        ):
            if other is not None and (claim.pk in going) != (other.pk in going):
                raise Refused({"claims": words % {"one": claim, "other": other}})
    if event.state == PUBLISHED and not _speaks(event, PUBLISHED, without=going):
        raise Refused(
            {"claims": _("Leave a published claim that says so or denies it, or merge instead.")}
        )


def _speaks(event: Event, state: str, without: Iterable[int] = ()) -> bool:
    claims = event.claims.filter(stance__in=COUNTED, state=state, document__state=state)
    return claims.exclude(pk__in=without).exists()


def _around(*events: Event) -> set[int]:
    """The events, and those linked to them, whose pages tell of them."""
    keys = {event.pk for event in events}
    links = EventLink.objects.filter(Q(event__in=keys) | Q(other__in=keys))
    return keys.union(*links.values_list("event", "other"))


def _move(claims: list[Claim], source: Event, target: Event) -> None:
    """Move claims in one statement: claims relay claims of their own event at its end."""
    keys = {claim.pk for claim in claims}
    now: datetime = timezone.now()
    rows = Claim.objects.filter(pk__in=keys)
    rows.update(event=target, version=F("version") + 1, updated_at=now)
    _carry_roles(source, target, keys)
    # Whether a quote is found in another document of the event depends on the event.
    unsettled = (Verdict.NOT_FOUND, Verdict.FOUND_ELSEWHERE)
    check_quotes(Claim.objects.filter(event__in=[source, target], quote_verdict__in=unsettled))


def _carry_roles(source: Event, target: Event, keys: set[int]) -> None:
    """A role goes with the claims that assert it, and altogether with the last of them."""
    for part in source.event_actors.prefetch_related("assertions"):
        assertions = list(part.assertions.all())
        going = [row for row in assertions if row.claim_id in keys]
        if not going:
            continue
        there = target.event_actors.filter(actor=part.actor_id, role=part.role).first()
        # A role there that no claim is named for stays so: naming one could hide it.
        stays_open = there is not None and not there.assertions.exists()
        there = there or add(
            EventActor(
                event=target,
                actor_id=part.actor_id,
                role=part.role,
                position=target.event_actors.count(),
            )
        )
        for row in going:
            row.delete()
            if not stays_open:
                add(RoleAssertion(event_actor=there, claim_id=row.claim_id))
        if len(going) == len(assertions):
            part.delete()


def _carry_links(loser: Event, kept: Event) -> None:
    """Whatever was linked to the duplicate is linked to the event that stays."""
    for link in EventLink.objects.filter(Q(event=loser) | Q(other=loser)):
        ends = {
            "event_id": kept.pk if link.event_id == loser.pk else link.event_id,
            "other_id": kept.pk if link.other_id == loser.pk else link.other_id,
        }
        link.delete()
        known = EventLink.objects.filter(kind=link.kind, **ends).exists()
        if ends["event_id"] != ends["other_id"] and not known:
            add(EventLink(kind=link.kind, **ends))


def _carry_timelines(source: Event, target: Event) -> None:
    held = set(target.entries.values_list("timeline", flat=True))
    for entry in source.entries.exclude(timeline__in=held).select_related("timeline"):
        add(TimelineEntry(timeline=entry.timeline, event=target))
        bump(entry.timeline)


def _give_back(
    model: type[Model], ends: tuple[str, ...], event: Event, kept: Event, merge: int
) -> None:
    """Give rows back that went from the event with a merge, which is the context of its history.

    What they became on the other event goes. Where that is gone already they are gone too.
    """
    history = apps.get_model("timeline", f"{model.__name__}History")._default_manager
    rows = model._default_manager
    names = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    mine = reduce(or_, (Q(**{end: event.pk}) for end in ends))
    for went in history.filter(mine, pgh_context=merge, pgh_label="delete"):
        here = {name: getattr(went, name) for name in names}
        there = {n: kept.pk if n in ends and v == event.pk else v for n, v in here.items()}
        came = history.filter(pgh_context=merge, pgh_label="insert", **there).exists()
        if came and not rows.filter(**there).delete()[0]:
            continue
        if not rows.filter(**here).exists():
            add(model(**here))
