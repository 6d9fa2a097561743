"""Calls of services as JSON, and back: the steps that a proposal keeps until it is accepted.

A step is ``{"service": key, "rows": [...], "arguments": {...}}``. In it a row is
``{"$row": "place", "id": 3}``, a day ``{"$day": "2014-08-18"}``, a time of day
``{"$time": "04:30:00"}``, a part such as PlacePart a dictionary of its fields; numbers, text,
lists and other dictionaries stay what they are.
"""

import inspect
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _

from timeline.models import Account
from timeline.models.proposals import SUBJECTS
from timeline.services import nouns
from timeline.services.errors import Refused
from timeline.services.proposable import DECLARED, Proposable
from timeline.vocabulary.proposals import ProposalKind

type Step = dict[str, Any]

# A step is read by its key alone, so that all services have to have been declared.
for _module in pkgutil.iter_modules(nouns.__path__, f"{nouns.__name__}."):
    import_module(_module.name)


def find_proposable(service: Callable[..., Any]) -> Proposable | None:
    """What the service declares; None where proposals do not keep calls of it."""
    return next((found for found in DECLARED.values() if found.service is service), None)


def proposable_of(step: Step) -> Proposable:
    """What the service of a step declares. Raises Refused where there is none."""
    if step["service"] not in DECLARED:
        words = _("This was proposed to an older version of the program; propose it again.")
        raise Refused({"__all__": words})
    return DECLARED[step["service"]]


def keep_step(declared: Proposable, rows: Sequence[Any], arguments: Mapping[str, Any]) -> Step:
    """A call as JSON. `by` is left out: whoever accepts does it."""
    kept = {name: to_json(value) for name, value in arguments.items() if name != "by"}
    return {"service": declared.key, "rows": to_json(rows), "arguments": kept}


def take_step(step: Step, by: Account) -> Any:
    """Call the service. Raises Refused."""
    declared = proposable_of(step)
    arguments = {name: from_json(value) for name, value in name_arguments(step).items()}
    for name, part in declared.parts.items():
        if arguments.get(name) is not None:
            arguments[name] = [part(**fields) for fields in arguments[name]]
    return declared.service(by=by, **arguments)


def name_arguments(step: Step) -> dict[str, Any]:
    """All that the service is called with by name, still as JSON; the row first."""
    names = inspect.signature(proposable_of(step).service).parameters
    return {**dict(zip(names, step["rows"], strict=False)), **step["arguments"]}


def kind_of(steps: Sequence[Step]) -> ProposalKind:
    """What the steps do: the weightiest of them says."""
    kinds = {proposable_of(step).kind for step in steps}
    return next(kind for kind in ProposalKind if kind in kinds)


def subject_of(steps: Sequence[Step]) -> Model:
    """The row that a proposal of these steps is about: the event where one of them is."""
    rows = [_noun_of(step) for step in steps]
    return min(rows, key=lambda row: SUBJECTS.index(str(row._meta.model_name)))


def _noun_of(step: Step) -> Model:
    row: Model = from_json(step["rows"][0])
    about = proposable_of(step).about
    return getattr(row, about) if about else row


def to_json(value: Any) -> Any:
    """The value as JSON keeps it. Raises TypeError for what no service takes."""
    match value:
        case Model():
            found: Any = {"$row": value._meta.model_name, "id": value.pk}
        case date():
            found = {"$day": value.isoformat()}
        case time():
            found = {"$time": value.isoformat()}
        case tuple() if hasattr(value, "_asdict"):
            found = to_json(value._asdict())
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
    # Parts used to be kept with the name of their type.
    return {name: from_json(found) for name, found in value.items() if name != "$part"}


def _row(noun: str, key: int) -> Model:
    model: type[Model] = apps.get_model("timeline", noun)
    found = model._default_manager.filter(pk=key).first()
    if found is None:
        raise Refused({"__all__": _("A row that this is about is no longer there.")})
    return found
