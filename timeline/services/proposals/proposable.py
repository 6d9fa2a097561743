"""What can be proposed: the services, by the name under which a proposal keeps them."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from timeline.models import Copy, EventLink, Lapse
from timeline.models.proposals import SUBJECTS
from timeline.services.errors import Refused
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.claims import edit_claim, lapse_claim, undo_lapse
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import (
    edit_copy,
    edit_document,
    keep_copy,
    publish_document,
    withdraw_document,
)
from timeline.services.nouns.events import edit_event
from timeline.services.nouns.marking import publish_passage
from timeline.services.nouns.merging import merge_events, split_event, undo_merge
from timeline.services.nouns.places import edit_place
from timeline.services.nouns.sources import edit_source
from timeline.services.nouns.timelines import edit_timeline, link_events, unlink_events
from timeline.services.nouns.workflow import (
    publish_claim,
    publish_event,
    publish_timeline,
    withdraw_claim,
    withdraw_event,
    withdraw_timeline,
)
from timeline.vocabulary.proposals import ProposalKind

from .payloads import from_json

_KINDS: dict[Callable[..., Any], ProposalKind] = {
    decide_status: ProposalKind.CONFIRM,
    edit_actor: ProposalKind.EDIT,
    edit_claim: ProposalKind.EDIT,
    edit_copy: ProposalKind.EDIT,
    edit_document: ProposalKind.EDIT,
    edit_event: ProposalKind.EDIT,
    edit_place: ProposalKind.EDIT,
    edit_source: ProposalKind.EDIT,
    edit_timeline: ProposalKind.EDIT,
    keep_copy: ProposalKind.EDIT,
    lapse_claim: ProposalKind.EDIT,
    link_events: ProposalKind.EDIT,
    merge_events: ProposalKind.MERGE,
    publish_claim: ProposalKind.PUBLISH,
    publish_document: ProposalKind.PUBLISH,
    publish_passage: ProposalKind.PUBLISH,
    publish_event: ProposalKind.PUBLISH,
    publish_timeline: ProposalKind.PUBLISH,
    split_event: ProposalKind.SPLIT,
    undo_lapse: ProposalKind.EDIT,
    undo_merge: ProposalKind.MERGE,
    unlink_events: ProposalKind.EDIT,
    withdraw_claim: ProposalKind.WITHDRAW,
    withdraw_document: ProposalKind.WITHDRAW,
    withdraw_event: ProposalKind.WITHDRAW,
    withdraw_timeline: ProposalKind.WITHDRAW,
}
_SERVICES = {service.__name__: service for service in _KINDS}


def is_proposable(service: Callable[..., Any]) -> bool:
    """Whether proposals keep calls of this service."""
    return service in _KINDS


def service_named(name: str) -> Callable[..., Any]:
    """The service that a proposal keeps under this name. Raises Refused where there is none."""
    if name not in _SERVICES:
        words = _("This was proposed to an older version of the program; propose it again.")
        raise Refused({"__all__": words})
    return _SERVICES[name]


def kind_of(steps: Sequence[dict[str, Any]]) -> ProposalKind:
    """What the steps do: the weightiest of them says."""
    kinds = {_KINDS[_SERVICES[step["service"]]] for step in steps}
    return next(kind for kind in ProposalKind if kind in kinds)


def subject_of(steps: Sequence[dict[str, Any]]) -> Model:
    """The row that a proposal of these steps is about: the event where one of them is."""
    rows = [_standing_for(from_json(step["rows"])[0]) for step in steps]
    return min(rows, key=lambda row: SUBJECTS.index(str(row._meta.model_name)))


def _standing_for(row: Model) -> Model:
    """The noun under which a row is looked for."""
    if isinstance(row, Lapse):
        return row.claim
    if isinstance(row, EventLink):
        return row.event
    return row.document if isinstance(row, Copy) else row
