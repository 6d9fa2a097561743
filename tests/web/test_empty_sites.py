"""A site that holds nothing says so, and does not speak of filters that nobody set."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NONE = "None is recorded here yet."


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", "Nothing is recorded here yet."),
        ("/?known=2014-08-18", "Nothing that is recorded here was published by that day."),
        ("/?q=mosul", "Nothing recorded matches these filters."),
        ("/actors/", NONE),
        ("/places/", NONE),
        ("/sources/", NONE),
        ("/documents/", NONE),
        (
            "/documents/?known=2014-08-18",
            "Nothing that is recorded here was published by that day.",
        ),
        ("/documents/?q=mosul", "No document is recorded under that title."),
    ],
)
def test_empty_list_says_why_it_is_empty(address: str, words: str) -> None:
    page = Client().get(address).content.decode()

    said = ["Nothing ", "None ", "No document is recorded"]
    assert words in page
    assert sum(page.count(word) for word in said) - page.count("Nothing to choose") == 1
