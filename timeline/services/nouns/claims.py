"""Attaching and editing claims, and ending them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Claim, Document, Event, Lapse, Measure
from timeline.queries.rows.facts import climb
from timeline.services.errors import Refused
from timeline.services.proposable import proposable
from timeline.services.rows import add, bump, change, only, replace_children
from timeline.services.writing import writing
from timeline.vocabulary.evidence.origins import find_cycle
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import TAKEN_BACK, LapseKind

from .quotes import check_quotes

#: What a caller may say of a claim: all that can be edited but where it stands.
FIELDS = tuple(
    field.name
    for field in Claim._meta.concrete_fields
    if field.editable and field.name not in ("id", "event", "document")
)


def attach_claim(
    *,
    event: Event,
    document: Document,
    by: Account,
    reason: str,
    measures: Iterable[MeasurePart] = (),
    seen_at: int | None = None,
    natural_key: str | None = None,
    public_id: str | None = None,
    **fields: Any,
) -> Claim:
    """Attach to an event, as a draft, what a document says of it. Raises Refused.

    `seen_at` is where in the kept text the quote was marked, in code points.
    """
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason) as frame:
        claim = Claim(event=event, document=document, natural_key=natural_key, **fields)
        if public_id:
            claim.public_id = public_id
        _check_upstream(claim)
        if Event.objects.filter(pk=event.pk, merged_into__isnull=False).exists():
            words = _("This event was merged into another one: attach it there.")
            raise Refused({"event": words})
        add(claim)
        _set_measures(claim, measures)
        if claim.quote:
            check_quotes([claim], seen_at=seen_at)
        frame.touch([event.pk])
    return claim


@proposable("edit_claim", ProposalKind.EDIT, parts={"measures": MeasurePart})
def edit_claim(
    claim: Claim,
    *,
    by: Account,
    reason: str,
    version: int | None,
    measures: Iterable[MeasurePart] | None = None,
    **fields: Any,
) -> bool:
    """Change a claim; None for `measures` leaves them. True where it changed."""
    only(fields, (*FIELDS, "document"))
    with writing(by, Verb.EDIT, reason, about=[claim]) as frame:
        trial = Claim.objects.get(pk=claim.pk)
        for name, value in fields.items():
            setattr(trial, name, value)
        _check_upstream(trial)
        changed = change(claim, fields, version=version)
        measured = measures is not None and _set_measures(claim, measures)
        if measured and not changed:
            bump(claim)
        if {"quote", "document"} & set(changed):
            check_quotes([claim])
        frame.touch([claim.event_id] if changed or measured else ())
    return bool(changed) or measured


@proposable(
    "lapse_claim",
    ProposalKind.EDIT,
    says=gettext_lazy("End the claim"),
    writes=Lapse,
    names={"ended_by": "by"},
)
def lapse_claim(
    claim: Claim, *, ended_by: Claim, kind: str, by: Account, reason: str, position: int = 0
) -> Lapse:
    """End a claim by another one; the reason is kept with the lapse. Raises Refused."""
    with writing(by, Verb.EDIT, reason, about=[claim]) as frame:
        if kind in TAKEN_BACK and not (_parties(claim) & _parties(ended_by)):
            raise Refused(
                {
                    "ended_by": _(
                        "Only who said it can take it back: %(kind)s needs the same source or "
                        "attributed party on both sides, or a relay of it."
                    )
                    % {"kind": LapseKind(kind).label}
                }
            )
        _refuse_standing_on_itself(claim, extra=ended_by)
        lapse = add(
            Lapse(claim=claim, by=ended_by, kind=kind, reason=reason.strip(), position=position)
        )
        frame.touch([claim.event_id])
    return lapse


@proposable("undo_lapse", ProposalKind.EDIT, says=gettext_lazy("Take off the lapse"), about="claim")
def undo_lapse(lapse: Lapse, *, by: Account, reason: str) -> None:
    """Remove a lapse that was recorded in error; history keeps it."""
    with writing(by, Verb.EDIT, reason, about=[lapse.claim]) as frame:
        frame.touch([lapse.claim.event_id])
        lapse.delete()


def _check_upstream(claim: Claim) -> None:
    """Refuse relays that leave the event or run in a circle, naming the claims."""
    for field in ("relays", "same_origin_as"):
        other = getattr(claim, field)
        if other is not None and other.event_id != claim.event_id:
            raise Refused({field: _("That claim is about another event.")})
    if claim.relays is not None:
        _refuse_circle(claim, "relays")
        _refuse_standing_on_itself(claim)
    if claim.same_origin_as is not None:
        _refuse_circle(claim, "same_origin_as")


def _refuse_circle(claim: Claim, field: str) -> None:
    start = getattr(claim, f"{field}_id")
    graph = climb(Claim, [start], f"{field}_id")
    graph[claim.pk or 0] = [start]
    _refuse(find_cycle(graph), field)


def _refuse_standing_on_itself(claim: Claim, extra: Claim | None = None) -> None:
    """Relays and lapses together may form no cycle (domain: Standing)."""
    graph: dict[int, list[int]] = {}
    level = {claim.pk or 0, *([extra.pk] if extra else [])} | {claim.relays_id or 0}
    while level:
        for pk, upstream in Claim.objects.filter(pk__in=level).values_list("pk", "relays"):
            graph[pk] = [upstream] if upstream else []
        for pk, ended_by in Lapse.objects.filter(claim__in=level).values_list("claim", "by"):
            graph.setdefault(pk, []).append(ended_by)
        level = {pk for found in graph.values() for pk in found} - graph.keys()
    own = graph.get(claim.pk or 0, [])
    graph[claim.pk or 0] = [*own, *filter(None, (claim.relays_id, extra.pk if extra else None))]
    _refuse(find_cycle(graph), "ended_by" if extra else "relays")


def _refuse(circle: list[int] | None, field: str) -> None:
    if circle:
        rows = Claim.objects.in_bulk(circle)
        names = [str(rows[key]) if key in rows else _("this claim") for key in circle]
        path = " → ".join(f"“{name}”" for name in [*names, names[0]])
        raise Refused({field: _("This would run in a circle: %(path)s.") % {"path": path}})


def _parties(claim: Claim) -> set[tuple[str, int]]:
    """Sources and attributed parties of a claim and of all that it relays."""
    found: set[tuple[str, int]] = set()
    chain = Claim.objects.filter(pk__in=climb(Claim, [claim.pk], "relays_id")).values_list(
        "document__source", "relays_source", "attributed_to"
    )
    for source, relayed, actor in chain:
        pairs = (("source", source), ("source", relayed), ("actor", actor))
        found |= {(kind, key) for kind, key in pairs if key is not None}
    return found


def _set_measures(claim: Claim, parts: Iterable[MeasurePart]) -> bool:
    wanted = [
        Measure(claim=claim, position=index, **part._asdict()) for index, part in enumerate(parts)
    ]
    return replace_children(claim.measures.all(), wanted, ("position",))
