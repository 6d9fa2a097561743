"""Adding and changing single rows, with every complaint under its field's name."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from timeline.queries.rows.facts import climb
from timeline.vocabulary.evidence.origins import find_cycle

from .errors import Refused, StaleVersion


def store(row: models.Model, changed: Iterable[str] | None = None) -> None:
    """Save a row whose fields (those `changed`, where given) are valid. Raises Refused.

    Uniqueness and constraints are the database's to judge: asking about each before the
    save costs more than the save. Only when it refuses are they asked for their words.
    """
    unchanged: set[str] = set()
    if changed is not None:
        unchanged = {field.name for field in row._meta.fields} - set(changed)
    try:
        row.clean_fields(exclude=unchanged)
        try:
            with transaction.atomic():
                row.save(force_insert=row._state.adding)
        except IntegrityError:
            row.validate_unique()
            row.validate_constraints()
            raise
    except ValidationError as error:
        raise Refused(error.message_dict) from error


def add[M: models.Model](row: M) -> M:
    """Insert a new row. Raises Refused."""
    store(row)
    return row


def change(row: models.Model, changes: Mapping[str, Any], *, version: int | None) -> list[str]:
    """Set `changes` on the stored row; return the names that really changed.

    `version` is the one that the caller had read; None where nobody was looking (a
    file is loaded). `row` is brought up to date. Raises StaleVersion, Refused.
    """
    manager = type(row)._default_manager
    stored = manager.select_for_update().get(pk=row.pk)
    if version is not None and stored.version != version:  # type: ignore[attr-defined]
        raise StaleVersion(
            {"version": _("Somebody else has changed this in the meantime; look at it again.")}
        )
    changed = [name for name, value in changes.items() if getattr(stored, name) != value]
    for name in changed:
        setattr(stored, name, changes[name])
    if changed:
        stored.version += 1  # type: ignore[attr-defined]
        store(stored, changed)
    row.__dict__.update(
        {k: v for k, v in stored.__dict__.items() if k != "_state"} | {"_state": stored._state}
    )
    return changed


def bump(row: models.Model) -> None:
    """Raise the version of a row of which only the children changed."""
    row.version += 1  # type: ignore[attr-defined]
    row.save(update_fields=["version", "updated_at"])


def replace_children(
    existing: Iterable[models.Model],
    wanted: Iterable[models.Model],
    key: tuple[str, ...],
) -> bool:
    """Make the stored child rows equal to `wanted`, touching only what differs.

    Rows are matched by the attributes in `key`; returns whether anything changed.
    """
    left = {tuple(getattr(row, name) for name in key): row for row in existing}
    changed = False
    for row in wanted:
        stored = left.pop(tuple(getattr(row, name) for name in key), None)
        if stored is None:
            add(row)
            changed = True
        elif differing := _differences(stored, row):
            for name in differing:
                setattr(stored, name, getattr(row, name))
            store(stored, differing)
            changed = True
    for gone in left.values():
        gone.delete()
        changed = True
    return changed


def _differences(stored: models.Model, wanted: models.Model) -> list[str]:
    names = [f.attname for f in stored._meta.concrete_fields if not f.primary_key]
    return [name for name in names if getattr(stored, name) != getattr(wanted, name)]


def only(fields: Mapping[str, Any], allowed: Iterable[str]) -> None:
    """Refuse names that the noun does not let a caller set: a mistake of the caller."""
    unknown = fields.keys() - set(allowed)
    if unknown:
        raise TypeError(f"not a field that can be set here: {', '.join(sorted(unknown))}")


def free_slug(model: type[models.Model], text: str, taken: Container[str] = ()) -> str:
    """A slug made from `text`, with a number behind it where it is taken."""
    stem = slugify(text)[:100].strip("-") or model.__name__.lower()
    slug, number = stem, 1
    while slug in taken or model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def refuse_circle(row: models.Model, changes: Mapping[str, Any], *fields: str) -> None:
    """Refuse changes that put a row above itself, with a sentence that names the circle.

    `fields` lead to the rows above it; the complaint stands under the first.
    """
    model = type(row)
    parents = [above.pk for name in fields if (above := changes.get(name, getattr(row, name)))]
    graph = climb(model, parents, *(f"{name}_id" for name in fields)) | {row.pk: parents}
    circle = find_cycle(graph)
    if circle:
        names = dict(model._default_manager.filter(pk__in=circle).values_list("pk", "name"))
        path = " → ".join(names[key] for key in circle)
        raise Refused({fields[0]: _("This would run in a circle: %(path)s.") % {"path": path}})
