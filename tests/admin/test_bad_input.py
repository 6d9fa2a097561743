"""Whatever a page of the admin is sent: a clear answer, never an error of ours."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import WHY, make_account

from .forms import ADMIN, errors_in, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_account("administrator"))
    return client


@pytest.mark.parametrize("key", ["\x00", "9" * 5000, "9" * 20, "-1", "\u00b2", "zz"])
def test_key_that_is_none_stands_as_a_complaint_at_its_field(
    staff: Client, cast: Cast, key: str
) -> None:
    at = f"{ADMIN}event/{cast.disputed.pk}/change/"
    names = ("claims-0-document", "claims-0-relays", "event_places-0-place")

    for name in names:
        answer = staff.post(at, typed_in(staff.get(at)) | {"reason": WHY, name: key})
        assert answer.status_code == 200
        assert name in errors_in(answer)


def test_claims_that_moved_a_decision_are_rows(staff: Client, cast: Cast) -> None:
    at = f"{ADMIN}statuschange/add/"

    answer = staff.post(at, typed_in(staff.get(at)) | {"moved_by": ["zz", "\x00"]})

    assert "moved_by" in errors_in(answer)


@pytest.mark.parametrize("query", ["title__regex=%28", "created_at__year=99999"])
def test_filter_that_makes_no_sense_is_refused(staff: Client, query: str) -> None:
    assert staff.get(f"{ADMIN}event/?{query}").status_code == 400


@pytest.mark.parametrize("key", ["x", "\x00", "9" * 20])
def test_action_on_what_is_no_row_is_refused(staff: Client, cast: Cast, key: str) -> None:
    sent: dict[str, Any] = {"action": "publish_selected", "_selected_action": key, "reason": WHY}

    assert staff.post(f"{ADMIN}claim/", sent).status_code == 400


def test_reason_of_an_action_is_text(staff: Client, cast: Cast) -> None:
    sent = {"action": "publish_selected", "_selected_action": cast.draft.pk, "reason": "a\x1bb"}

    answer = staff.post(f"{ADMIN}event/", sent, follow=True)

    assert answer.status_code == 200
    assert "is not text" in answer.text
