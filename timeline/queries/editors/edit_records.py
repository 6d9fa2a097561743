"""Who changed what in a row, when and why: for those who edit, in full."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, Q
from django.utils.text import capfirst
from pghistory.models import Context

from timeline.models import Account, Event
from timeline.queries.rows.versions import Versions
from timeline.vocabulary.texts.diffs import Piece, diff_words
from timeline.vocabulary.words import Text

_SILENT = {"version", "updated_at", "created_at", "quote_checked_at", "span", "selector"}
#: What says nothing where a row belongs to the event whose history it stands in.
_PLAIN = ("event", "position")
#: What belongs to an event, with the field of it that says to which.
_OF_EVENT = ("Event", "EventPlace", "EventActor", "EventLink", "StatusChange", "Claim")
_OF_CLAIM = ("Measure", "Lapse")


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field of a row, its value before and after, and the way between them.

    `restores` is the version of an event that still holds the value before, where there is one.
    """

    name: str
    label: Text
    before: str
    after: str
    pieces: tuple[Piece, ...]
    restores: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """What was done to one row: `label` "insert", "update" or "delete"."""

    noun: str
    row: str
    label: str
    fields: tuple[FieldEdit, ...]


@dataclass(frozen=True, slots=True)
class EditRecord:
    """One save: when, by which account, on whose proposal, why, and what it did to which rows."""

    at: datetime
    who: str
    proposed_by: str
    why: str
    rows: tuple[RowChange, ...]

    @property
    def fields(self) -> tuple[FieldEdit, ...]:
        """The fields of all rows, for a history of one row."""
        return tuple(field for row in self.rows for field in row.fields)


def changes_of(row: Any) -> list[EditRecord]:
    """All changes of a row, newest first; empty for a model without a history."""
    if not hasattr(row, "history"):
        return []
    model = row._meta.object_name
    return _tell({model: Versions(model, Q(pgh_obj_id=row.pk))})


def changes_of_event(event: Event) -> list[EditRecord]:
    """All changes of an event and of what belongs to it, newest first.

    A constant number of queries, and one for each noun that is named.
    """
    own = Q(event_id=event.pk)
    found = {n: Versions(n, Q(pgh_obj_id=event.pk) if n == "Event" else own) for n in _OF_EVENT}
    claims = found["Claim"].values("pgh_obj_id")
    found |= {noun: Versions(noun, Q(claim_id__in=claims)) for noun in _OF_CLAIM}
    roles = found["EventActor"].values("pgh_obj_id")
    found["RoleAssertion"] = Versions("RoleAssertion", Q(event_actor_id__in=roles))
    return _tell(found, _PLAIN)


def _tell(found: Mapping[str, Versions], silent: Sequence[str] = ()) -> list[EditRecord]:
    names = _names(found)
    by_context: dict[Any, list[RowChange]] = defaultdict(list)
    moments: dict[Any, datetime] = {}
    for noun, versions in found.items():
        before: dict[int, Any] = {}
        for version in versions.all:
            told = _row(noun, before.get(version.pgh_obj_id), version, names, silent)
            before[version.pgh_obj_id] = version
            if told.fields or told.label != "update":
                by_context[version.pgh_context_id].append(told)
                moments[version.pgh_context_id] = version.pgh_created_at
    # What is done at the server, to accounts, may have no context.
    contexts = Context.objects.filter(pk__in=[key for key in moments if key is not None])
    said = defaultdict(dict, contexts.values_list("pk", "metadata"))
    people = dict(Account.objects.values_list("pk", "username"))
    changes = [
        EditRecord(
            at=moments[key],
            who=people.get(said[key].get("user"), ""),
            proposed_by=people.get(said[key].get("proposed_by"), ""),
            why=said[key].get("why", ""),
            rows=tuple(rows),
        )
        for key, rows in by_context.items()
    ]
    # Saves of one transaction (tests, imports) keep the order in which they were found.
    return sorted(changes, key=lambda change: change.at)[::-1]


def _row(
    noun: str,
    before: Any,
    after: Any,
    names: Mapping[str, Mapping[Any, str]],
    silent: Sequence[str],
) -> RowChange:
    model = apps.get_model("timeline", noun)
    fields = []
    for field in model._meta.concrete_fields:
        if field.primary_key or field.name in _SILENT or not hasattr(after, field.attname):
            continue
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(after, field.attname) if after.pgh_label != "delete" else None
        if old == new or not (old or new):
            continue
        if field.name in silent and noun != "Claim":
            continue
        shown = [_shown(field, value, names) for value in (old, new)]
        fields.append(
            FieldEdit(
                name=field.name,
                label=capfirst(str(field.verbose_name)),
                before=shown[0],
                after=shown[1],
                pieces=diff_words(*shown),
                restores=before.pgh_id if before is not None and noun == "Event" else None,
            )
        )
    row = names.get(noun, {}).get(after.pgh_obj_id, "") if noun != "Event" else ""
    return RowChange(capfirst(str(model._meta.verbose_name)), row, after.pgh_label, tuple(fields))


def _shown(field: Any, value: Any, names: Mapping[str, Mapping[Any, str]]) -> str:
    """A value in words: what a key points to by its name, a stored word by its label."""
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        return names[_noun_of(field)].get(value, str(value))
    # What has no choices may be no key of a dictionary either: a payload, counts.
    return str(dict(field.flatchoices).get(value, value) if field.choices else value)


def _names(found: Mapping[str, Versions]) -> dict[str, dict[Any, str]]:
    """What the rows that are spoken of are called today, by noun and key."""
    keys: dict[str, set[Any]] = defaultdict(set)
    for noun, versions in found.items():
        for field in _pointing(apps.get_model("timeline", noun)):
            keys[_noun_of(field)] |= versions.values(field.attname)
        if noun in ("Claim", "Lapse", "StatusChange"):
            keys[noun] |= versions.values("pgh_obj_id")
    return {
        noun: {row.pk: str(row) for row in _rows(noun, wanted)} for noun, wanted in keys.items()
    }


def _rows(noun: str, keys: set[Any]) -> Iterable[Model]:
    model: type[Model] = apps.get_model("timeline", noun)
    rows = model._default_manager.filter(pk__in=keys)
    return rows.select_related("actor") if noun == "EventActor" else rows


def _pointing(model: type[Model]) -> list[Any]:
    history = apps.get_model("timeline", f"{model.__name__}History")
    kept = {field.name for field in history._meta.concrete_fields}
    fields = (f for f in model._meta.concrete_fields if isinstance(f, ForeignKey))
    return [field for field in fields if field.name in kept]


def _noun_of(field: Any) -> str:
    return str(field.related_model.__name__)
