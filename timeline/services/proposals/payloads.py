"""Arguments of services as JSON, and back: what a proposal keeps until somebody accepts it.

A row becomes ``{"$row": "place", "id": 3}``, a day ``{"$day": "2014-08-18"}``, a time of day
``{"$time": "04:30:00"}``, a part such as PlacePart ``{"$part": "PlacePart", ...}`` with its
fields; numbers, text, lists and other dictionaries stay what they are.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from timeline.services.errors import Refused
from timeline.services.nouns.events import ActorPart, PlacePart
from timeline.services.nouns.places import OtherName
from timeline.services.nouns.timelines import LinkPart
from timeline.vocabulary.measures import MeasurePart

_PARTS: dict[str, Callable[..., Any]] = {
    part.__name__: part for part in (ActorPart, LinkPart, MeasurePart, OtherName, PlacePart)
}


def to_json(value: Any) -> Any:
    """The value as JSON keeps it. Raises TypeError for what no service takes."""
    match value:
        case Model():
            found: Any = {"$row": value._meta.model_name, "id": value.pk}
        case date():
            found = {"$day": value.isoformat()}
        case time():
            found = {"$time": value.isoformat()}
        case tuple() if type(value).__name__ in _PARTS:
            found = {"$part": type(value).__name__}
            found |= to_json(value._asdict())  # type: ignore[attr-defined]
        case Mapping():
            found = {str(name): to_json(held) for name, held in value.items()}
        case None | bool() | int() | float() | str():
            found = value
        case _:
            found = [to_json(held) for held in value]
    return found


def from_json(value: Any) -> Any:
    """The value again, rows as they are stored now. Raises Refused where a row is gone."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [from_json(found) for found in value]
    if not isinstance(value, Mapping):
        return value
    if "$row" in value:
        return _row(value["$row"], value["id"])
    if "$day" in value:
        return date.fromisoformat(value["$day"])
    if "$time" in value:
        return time.fromisoformat(value["$time"])
    fields = {name: from_json(found) for name, found in value.items() if name != "$part"}
    return _PARTS[value["$part"]](**fields) if "$part" in value else fields


def _row(noun: str, key: int) -> Model:
    model: type[Model] = apps.get_model("timeline", noun)
    found = model._default_manager.filter(pk=key).first()
    if found is None:
        raise Refused({"__all__": _("A row that this is about is no longer there.")})
    return found
