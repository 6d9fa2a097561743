"""What a proposal would change, field by field, in the words of the forms. Writes nothing.

It stands beside the writing and not among the questions, because what a call changes is
declared on its service.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.models import Proposal
from timeline.services.proposable import DECLARED, Proposable
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.words import Text

from .steps import Step, name_arguments

#: Arguments that say nothing of a row.
_SILENT = {"reason", "version", "position"}


@dataclass(frozen=True, slots=True)
class ProposedField:
    """A field's label with its words now and as proposed, several lines where it is a list."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StepDetail:
    """One thing that accepting does: what, to which row, and the fields that it changes."""

    says: Text
    row: Model | None
    changes: tuple[ProposedField, ...]


@dataclass(frozen=True, slots=True)
class ProposalDetail:
    """A proposal with what it would change.

    `rows` are all rows that it is about, as they are now. Whether they are as the proposer
    saw them, `proposing.refusal_of` tells.
    """

    proposal: Proposal
    steps: tuple[StepDetail, ...]
    rows: tuple[Model, ...]


def describe_proposal(proposal: Proposal) -> ProposalDetail:
    """What a proposal would change, compared with the rows as they are now.

    A handful of queries, whatever it is about. What was decided is compared with today's
    rows as well: the history tells what it changed at its time.
    """
    payload = proposal.payload
    rows = _load(_references(payload["steps"]).union(map(_key, payload["seen"])))
    return ProposalDetail(
        proposal=proposal,
        steps=tuple(_describe(step, rows) for step in payload["steps"]),
        rows=tuple(rows[key] for key in map(_key, payload["seen"]) if key in rows),
    )


type _Key = tuple[str, int]
type _Rows = Mapping[_Key, Model]


def _key(name: str) -> _Key:
    noun, _space, key = name.partition(" ")
    return noun, int(key)


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


def _describe(step: Step, rows: _Rows) -> StepDetail:
    noun, key = step["rows"][0]["$row"], step["rows"][0]["id"]
    row = rows.get((noun, key))
    declared = DECLARED.get(step["service"])
    if declared is None:
        return StepDetail(step["service"], row, ())
    model = declared.writes or apps.get_model("timeline", noun)
    _row, *arguments = name_arguments(step).items()
    changes = [
        _change(declared, model, row, name, value, rows)
        for name, value in arguments
        if name not in _SILENT
    ]
    return StepDetail(declared.says, row, tuple(found for found in changes if found is not None))


def _change(
    declared: Proposable,
    model: type[Model],
    row: Model | None,
    argument: str,
    value: Any,
    rows: _Rows,
) -> ProposedField | None:
    """What one argument changes; None where it is as the row already has it."""
    name = declared.names.get(argument, argument)
    part = declared.parts.get(argument)
    is_list = part is not None or getattr(_field(model, name), "many_to_many", False)
    if value is None and (is_list or not declared.edits):
        return None  # Nothing is said of it. None empties a field.
    if part is not None:
        below = _field(model, name).related_model
        # What no part says stays as it is, and is not compared.
        said = {field for given in value for field, held in given.items() if held is not None}
        fields = [field for field in part._fields if field in said or not value]
        before = _stored_lines(row, name, fields)
        after = "\n".join(_line(below, fields, given, rows) for given in value)
    else:
        before = _stored_words(model, row, name, rows) if declared.edits else ""
        after = _words(model, name, value, rows)
    return ProposedField(_label(model, name), before, after) if before != after else None


def _field(model: type[Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(model: type[Model], name: str) -> str:
    """A field's name, of a relation the name of the rows that it leads to."""
    field = _field(model, name)
    if field is None:
        return name
    related = field.related_model and field.related_model._meta
    return str(capfirst(getattr(field, "verbose_name", None) or related.verbose_name_plural))


def _stored_words(model: type[Model], row: Model | None, name: str, rows: _Rows) -> str:
    stored: Any = getattr(row, name, None)
    if hasattr(stored, "all"):
        return "\n".join(str(found) for found in stored.all())
    return _words(model, name, stored, rows)


def _stored_lines(row: Model | None, relation: str, fields: Iterable[str]) -> str:
    if row is None:
        return ""
    lines = []
    for child in getattr(row, relation).all():
        held = {name: getattr(child, name) for name in fields}
        if "asserted_by" in held:
            held["asserted_by"] = list(child.asserted_by.all())
        lines.append(_line(type(child), fields, held, {}))
    return "\n".join(lines)


def _line(model: type[Model], fields: Iterable[str], part: Mapping[str, Any], rows: _Rows) -> str:
    words = [_words(model, name, part.get(name), rows) for name in fields]
    return say_list([word for word in words if word])


def _words(model: type[Model], name: str, value: Any, rows: _Rows) -> str:
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
    choices = dict(getattr(_field(model, name), "flatchoices", ()))
    return str(choices.get(value, value))
