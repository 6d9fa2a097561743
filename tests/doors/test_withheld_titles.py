"""A document's title never names a withheld place, at whatever address it is shown."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import (
    WHY,
    make_claim,
    make_document,
    make_event,
    make_place,
    publish_event,
    writer,
)
from timeline.models import Claim, Place
from timeline.services.nouns.places import OtherName, edit_place

pytestmark = pytest.mark.django_db

TITLE = "Shells hit the Saint Anna shelter"


@pytest.fixture
def claim(cast: Cast) -> Claim:
    """Of a document that names a place, which tells of an event at Alta as well."""
    place = make_place(name="Saint Anna", parent=cast.norreg, aliases=[OtherName("Sankt-Anna")])
    event = make_event(title="Shelter hit", places=[place], claims=0, publish=False)
    document = make_document(source=cast.wire, title=TITLE)
    claim = make_claim(event, document=document)
    publish_event(event, by=writer(), reason=WHY)
    make_claim(cast.relayed, document=document, publish=True)
    return claim


def _withhold(claim: Claim) -> None:
    place = Place.objects.get(name="Saint Anna")
    edit_place(place, withhold="place", version=place.version, by=writer(), reason=WHY)


def test_old_address_of_a_document_leads_to_the_one_without_the_name(
    cast: Cast, claim: Claim
) -> None:
    _withhold(claim)

    answer = Client().get(claim.document.get_absolute_url())

    assert (answer.status_code, answer["Location"]) == (
        301,
        f"/documents/{claim.document.public_id}/withheld/",
    )


@pytest.mark.parametrize("address", ["/api/v1/documents?q=", "/api/v1/events?q="])
def test_nothing_is_found_by_the_hidden_part_of_a_title(
    cast: Cast, claim: Claim, address: str
) -> None:
    assert Client().get(f"{address}anna").json()["count"] > 0

    _withhold(claim)

    assert Client().get(f"{address}anna").json()["count"] == 0
    assert Client().get(f"{address}shells").json()["count"] > 0
