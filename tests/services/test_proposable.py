"""What services declare of proposals: keys that stay, words, and names that fields have."""

import inspect
import subprocess
import sys
from typing import Any, get_type_hints

import pytest
from django.conf import settings

import timeline.services.proposals.steps  # noqa: F401 - all services are declared
from timeline.models.proposals import SUBJECTS
from timeline.services.proposable import DECLARED, Proposable, proposable
from timeline.vocabulary.proposals import ProposalKind

#: Stored proposals name services so: a key may come, and none may go or become another's.
KEYS = {
    "decide_status", "edit_actor", "edit_claim", "edit_copy", "edit_document", "edit_event",
    "edit_place", "edit_source", "edit_timeline", "keep_copy", "lapse_claim", "link_events",
    "merge_events", "publish_claim", "publish_document", "publish_event", "publish_passage",
    "publish_timeline", "split_event", "undo_lapse", "undo_merge", "unlink_events",
    "withdraw_claim", "withdraw_document", "withdraw_event", "withdraw_timeline",
}  # fmt: skip
BASE_DIR = settings.BASE_DIR
#: Arguments of services that are no field of the row.
NO_FIELDS = {"by", "reason", "version", "position", "fields"}

every = pytest.mark.parametrize("declared", DECLARED.values(), ids=lambda found: found.key)


def row_of(declared: Proposable) -> Any:
    """The model of the row that the service is done to."""
    first = next(iter(inspect.signature(declared.service).parameters))
    return get_type_hints(declared.service)[first]


def test_keys_of_stored_proposals_are_kept() -> None:
    assert DECLARED.keys() == KEYS


def test_all_services_are_declared_wherever_a_step_is_read() -> None:
    code = (
        "import django; django.setup(); "
        "from timeline.services.proposals.steps import DECLARED; print(*DECLARED)"
    )

    told = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE_DIR, capture_output=True, text=True, check=True
    )

    assert set(told.stdout.split()) == KEYS


def test_key_is_of_one_service() -> None:
    before = DECLARED["edit_event"]

    with pytest.raises(TypeError, match="edit_event"):
        proposable("edit_event", ProposalKind.EDIT)(lambda row, **arguments: None)

    assert DECLARED["edit_event"] is before


def test_key_does_not_follow_the_name_of_the_function(monkeypatch: pytest.MonkeyPatch) -> None:
    def renamed(row: Any, *, by: Any, reason: str) -> None: ...

    declared: dict[str, Proposable] = {}
    monkeypatch.setattr("timeline.services.proposable.DECLARED", declared)

    proposable("kept_key", ProposalKind.PUBLISH)(renamed)

    assert declared["kept_key"].service is renamed
    assert str(declared["kept_key"].says) == "Publish"


@every
def test_proposal_is_about_a_noun_that_is_looked_for(declared: Proposable) -> None:
    model = row_of(declared)
    noun = model._meta.get_field(declared.about).related_model if declared.about else model

    assert noun._meta.model_name in SUBJECTS


@every
def test_arguments_are_called_as_fields_are(declared: Proposable) -> None:
    model = declared.writes or row_of(declared)
    _row, *names = inspect.signature(declared.service).parameters

    for name in set(names) - NO_FIELDS:
        model._meta.get_field(declared.names.get(name, name))


@every
def test_parts_are_made_of_fields_of_the_rows_below(declared: Proposable) -> None:
    model = declared.writes or row_of(declared)
    for argument, part in declared.parts.items():
        below = model._meta.get_field(declared.names.get(argument, argument)).related_model
        for field in part._fields:
            below._meta.get_field(field)
