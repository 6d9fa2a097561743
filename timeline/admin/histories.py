"""The history of a row: who changed what, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst

from timeline.models import Account

_SILENT = {"version", "updated_at", "created_at", "quote_checked_at"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's name with its value before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One version of a row, and what is different from the one before."""

    at: datetime
    who: str
    why: str
    fields: tuple[FieldChange, ...]


def changes_of(row: Any) -> list[Change]:
    """All changes of a row, newest first; empty for a model without a history. Two queries."""
    if not hasattr(row, "history"):
        return []
    versions = list(row.history.select_related("pgh_context").order_by("pgh_id"))
    names = dict(Account.objects.values_list("pk", "username"))
    found = []
    before = None
    for version in versions:
        context = version.pgh_context.metadata
        who = names.get(context.get("user"), "")
        fields = _differences(row, before, version)
        found.append(Change(version.pgh_created_at, who, context.get("why", ""), fields))
        before = version
    return found[::-1]


def _differences(row: Any, before: Any, after: Any) -> tuple[FieldChange, ...]:
    found = []
    for field in row._meta.concrete_fields:
        if field.primary_key or field.name in _SILENT or not hasattr(after, field.attname):
            continue
        old = getattr(before, field.attname) if before is not None else None
        new = getattr(after, field.attname)
        if old != new and (old or new):
            label = capfirst(str(field.verbose_name))
            found.append(FieldChange(label, _shown(old), _shown(new)))
    return tuple(found)


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
