"""Method, robots and the theme switch."""

import pytest
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from timeline.vocabulary.evidence.suggestions import RULES
from timeline.vocabulary.stances import Stance
from timeline.vocabulary.statuses import Status

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://testserver"}


@pytest.mark.django_db
def test_method_shows_the_very_tables_that_the_program_applies(client: Client) -> None:
    html = client.get("/method/").text

    told = [word.meaning for word in (*Status, *Stance)]
    told += [text for rule in RULES for text in (rule.supporting, rule.denying, rule.suggestion)]
    assert [str(text) for text in told if escape(str(text)) not in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("review", "said"), [("one", True), ("two", False)])
def test_method_says_where_one_person_decides_alone(
    client: Client, settings: Settings, review: str, said: bool
) -> None:
    settings.TIMELINE_REVIEW = review

    assert ("run by one person trying it out" in client.get("/method/").text) is said


@pytest.mark.django_db
def test_robots_are_kept_out_of_the_admin(client: Client) -> None:
    response = client.get("/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /admin/" in response.text


def test_theme_is_kept_in_one_cookie_and_leads_back(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/places/?q=a"}, **HERE)

    assert (response.status_code, response["Location"]) == (302, "/places/?q=a")
    assert [(c.key, c.value) for c in response.cookies.values()] == [("theme", "dark")]


def test_theme_of_the_system_takes_the_cookie_away(client: Client) -> None:
    response = client.post("/theme/", {"theme": "system"}, **HERE)

    assert response.cookies["theme"]["max-age"] == 0


@pytest.mark.parametrize(
    "way",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "", "x"],
)
def test_theme_never_leads_elsewhere(client: Client, way: str) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": way}, **HERE)

    assert response["Location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://evil.example", "HTTP_SEC_FETCH_SITE": "same-origin"},
    ],
)
def test_theme_is_not_set_from_elsewhere(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/theme/", {"theme": "dark"}, **headers)

    assert response.status_code == 403
    assert list(response.cookies) == []


def test_theme_is_not_set_by_a_link(client: Client) -> None:
    assert client.get("/theme/?theme=dark").status_code == 405


def test_unknown_theme_changes_nothing(client: Client) -> None:
    response = client.post("/theme/", {"theme": "pink"}, **HERE)

    assert (response.status_code, list(response.cookies)) == (302, [])


@pytest.mark.django_db
def test_chosen_theme_is_drawn(client: Client) -> None:
    client.cookies["theme"] = "dark"

    assert 'data-theme="dark"' in client.get("/about/").text
