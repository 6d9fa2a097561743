"""Names are found however they are written."""

import pytest
from django.test import Client

from tests.factories import make_event, make_place
from timeline.models import Place
from timeline.queries.rows.folded_names import Folded
from timeline.services.nouns.places import OtherName
from timeline.vocabulary.texts.folding import fold

pytestmark = pytest.mark.django_db

NAMES = [
    "Jalawlā’", "جَلَوْلاء", "البصرة", "موصل‎ى", "مؤتة", "رئيس", "آمرلي", "کرکوک", "Ba'qūba",
    "Tall ʿAfar", "Straße", "Øster Łódź", "Đà Nẵng", "Kırıkkale", "İstanbul", "Türkiye",
]  # fmt: skip


def test_the_database_folds_names_as_the_search_does() -> None:
    for name in NAMES:
        make_place(name=name)

    found = dict(Place.objects.annotate(folded=Folded("name")).values_list("name", "folded"))

    assert found == {name: fold(name) for name in NAMES}


@pytest.mark.parametrize(
    "typed", ["Jalawla", "jalawlā", "Jalawlā’", "Jalula", "جَلَوْلاء", "جلولا", "JALAWLA"]
)
def test_list_of_places_knows_every_spelling(typed: str) -> None:
    names = [OtherName("Jalūlā"), OtherName("جلولاء")]
    make_event(places=[make_place(name="Jalawlāʾ", aliases=names)])

    found = Client().get("/api/v1/places", {"q": typed}).json()

    assert found["count"] == 1


@pytest.mark.parametrize("typed", ["’", "%", "_", "Mosul"])
def test_list_of_places_finds_nothing_by_what_is_in_no_name(typed: str) -> None:
    make_event(places=[make_place(name="Jalawla")])

    assert Client().get("/api/v1/places", {"q": typed}).json()["count"] == 0
