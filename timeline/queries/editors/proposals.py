"""Proposals: which wait, and what each would change, field by field."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, Model, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.models import (
    Account,
    Copy,
    Event,
    EventActor,
    EventLink,
    EventPlace,
    Lapse,
    Measure,
    PlaceAlias,
    Proposal,
    StatusChange,
)
from timeline.vocabulary.proposals import ProposalKind

#: Arguments of services that are lists of rows below the row, with the relation that holds
#: them and the fields that make up a line.
_CHILDREN: dict[str, tuple[str, type[Model], tuple[str, ...]]] = {
    "places": ("event_places", EventPlace, ("place", "role", "precision", "withhold")),
    "actors": ("event_actors", EventActor, ("actor", "role", "asserted_by")),
    "measures": ("measures", Measure, ("quantity", "text", "low", "best", "high")),
    "aliases": ("aliases", PlaceAlias, ("name", "language", "kind")),
    "links": ("links", EventLink, ("kind", "other")),
}
#: Services that write another row than the one that they are done to.
_OTHER_ROWS: dict[str, type[Model]] = {
    "decide_status": StatusChange,
    "keep_copy": Copy,
    "lapse_claim": Lapse,
    "split_event": Event,
}
#: What services call otherwise than the fields that they set.
_NAMES = {"category": "withdrawn_for", "ended_by": "by", "into": "merged_into"}
_SILENT = {"reason", "version", "position"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's label with its words now and as proposed, several lines where it is a list."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that accepting does: `service` is its name, `row` what it is done to."""

    service: str
    row: Model | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ProposalDetail:
    """A proposal with what it would change.

    `rows` are all rows that it is about, as they are now. Whether they are as the proposer
    saw them, `services.proposals.refusal_of` tells.
    """

    proposal: Proposal
    steps: tuple[Step, ...]
    rows: tuple[Model, ...]


def open_proposals(kind: ProposalKind | None = None) -> QuerySet[Proposal]:
    """Proposals that wait, the longest first, with their rows and people. One query."""
    waiting = Proposal.objects.open().with_rows().order_by("pk")
    return waiting.filter(kind=kind) if kind else waiting


def proposals_for(account: Account) -> QuerySet[Proposal]:
    """Those that wait for somebody other than their proposer: what this account may decide."""
    return open_proposals().exclude(proposer=account)


def proposals_of(account: Account) -> QuerySet[Proposal]:
    """What the account proposed and what became of it, the newest first."""
    return Proposal.objects.filter(proposer=account).with_rows()


def proposal_counts() -> dict[ProposalKind, int]:
    """How many wait, by kind; kinds without any are 0. One query."""
    found = Proposal.objects.open().order_by().values_list("kind").annotate(n=Count("pk"))
    counts = dict(found)
    return {kind: counts.get(kind, 0) for kind in ProposalKind}


def describe_proposal(proposal: Proposal) -> ProposalDetail:
    """What a proposal would change, compared with the rows as they are now.

    A handful of queries, whatever it is about. What was decided is compared with today's
    rows as well: the history tells what it changed at its time.
    """
    payload = proposal.payload
    rows = _load(_references([payload["steps"], _as_references(payload["seen"])]))
    return ProposalDetail(
        proposal=proposal,
        steps=tuple(_step(step, rows) for step in payload["steps"]),
        rows=tuple(rows[key] for key in map(_key, payload["seen"]) if key in rows),
    )


type _Key = tuple[str, int]


def _key(name: str) -> _Key:
    noun, _space, key = name.partition(" ")
    return noun, int(key)


def _as_references(seen: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"$row": noun, "id": key} for noun, key in map(_key, seen)]


def _references(value: Any) -> set[_Key]:
    """All rows that are named anywhere in a payload."""
    if isinstance(value, dict):
        if "$row" in value:
            return {(value["$row"], value["id"])}
        value = list(value.values())
    return set().union(*map(_references, value)) if isinstance(value, list) else set()


def _load(keys: Iterable[_Key]) -> dict[_Key, Model]:
    """The rows, one query a noun."""
    by_noun: dict[str, set[int]] = defaultdict(set)
    for noun, key in keys:
        by_noun[noun].add(key)
    return {
        (noun, row.pk): row
        for noun, found in by_noun.items()
        for row in apps.get_model("timeline", noun)._default_manager.filter(pk__in=found)
    }


def _step(step: Mapping[str, Any], rows: Mapping[_Key, Model]) -> Step:
    reference = step["rows"][0]
    row = rows.get((reference["$row"], reference["id"]))
    changes = [
        change
        for name, value in step["arguments"].items()
        if name not in _SILENT and not _is_left(step["service"], name, value)
        for change in [_change(step["service"], row, name, value, rows)]
        if change is not None
    ]
    return Step(step["service"], row, tuple(changes))


def _is_left(service: str, name: str, value: Any) -> bool:
    """Whether nothing is said of it: None empties a field, but leaves lists as they are."""
    is_field = service.startswith("edit_") and name not in _CHILDREN and name != "events"
    return value is None and not is_field


def _change(
    service: str, row: Model | None, name: str, value: Any, rows: Mapping[_Key, Model]
) -> FieldChange | None:
    """What one argument changes; None where it is as the row already has it."""
    if name in _CHILDREN:
        relation, model, names = _CHILDREN[name]
        # What no part says stays as it is, and is not compared.
        fields = tuple(f for f in names if any(part.get(f) is not None for part in value))
        before = _stored_lines(row, relation, fields)
        after = "\n".join(_line(model, fields, part, rows) for part in value)
        label = str(model._meta.verbose_name_plural)
    else:
        model = _OTHER_ROWS.get(service, StatusChange if row is None else type(row))
        name = _NAMES.get(name, name)
        edits = service.startswith("edit_") and name != "events"
        before = _words(model, name, getattr(row, name, None), rows) if edits else ""
        if name == "events" and row is not None:
            before = "\n".join(str(event) for event in row.events.all())  # type: ignore[attr-defined]
        after = _words(model, name, value, rows)
        label = _label(model, name)
    return FieldChange(capfirst(label), before, after) if before != after else None


def _label(model: type[Model], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name


def _stored_lines(row: Model | None, relation: str, fields: tuple[str, ...]) -> str:
    if row is None:
        return ""
    lines = []
    for child in getattr(row, relation).all():
        held = {name: getattr(child, name) for name in fields}
        if "asserted_by" in held:
            held["asserted_by"] = list(child.asserted_by.all())
        lines.append(_line(type(child), fields, held, {}))
    return "\n".join(lines)


def _line(
    model: type[Model],
    fields: tuple[str, ...],
    part: Mapping[str, Any],
    rows: Mapping[_Key, Model],
) -> str:
    words = [_words(model, name, part.get(name), rows) for name in fields]
    return ", ".join(word for word in words if word)


def _words(model: type[Model], name: str, value: Any, rows: Mapping[_Key, Model]) -> str:
    """A value in the words of the forms: the label of a choice, the name of a row."""
    if isinstance(value, dict):
        if "$row" in value:
            return str(rows.get((value["$row"], value["id"]), _("no longer there")))
        value = value.get("$day") or value.get("$time") or _("changed")
    if isinstance(value, list):
        return "\n".join(_words(model, name, part, rows) for part in value)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    try:
        choices = dict(getattr(model._meta.get_field(name), "flatchoices", ()))
    except FieldDoesNotExist:
        choices = {}
    return str(choices.get(value, value))
