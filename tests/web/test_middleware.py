"""What every address has in common."""

import gzip

import pytest
from django.test import Client, RequestFactory, override_settings

from tests.cast import Cast
from timeline.web.middleware import RefuseUnreadable
from timeline.web.rendering import QueryWhileRendering, without_queries

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["q=%FF", "q=%ED%A0%80", "q=a%00b", "%C3=1", "q=\xff"])
@pytest.mark.parametrize("path", ["/", "/api/v1/events", "/places/"])
def test_an_unreadable_query_is_refused(client: Client, path: str, query: str) -> None:
    response = client.generic("GET", path, QUERY_STRING=query)
    assert response.status_code == 400


def test_an_unreadable_path_is_refused(client: Client) -> None:
    assert client.get("/places/%FF/").status_code == 400
    assert client.get("/places/a%00b/").status_code == 400
    assert client.get("/places/جلولاء/").status_code == 404


def test_readable_queries_of_any_script_pass() -> None:
    request = RequestFactory().get("/", {"q": "جلولاء � 🙂"})
    passed = []
    RefuseUnreadable(passed.append)(request)  # type: ignore[arg-type,func-returns-value]
    assert passed == [request]


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("/?utm_source=x", "/"),
        ("/?utm_source=x&place=alta&fbclid=y", "/?place=alta"),
        ("/places/?gclid=1", "/places/"),
    ],
)
def test_words_of_trackers_are_dropped(
    client: Client, cast: Cast, address: str, clean: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (302, clean)


def test_words_of_trackers_are_unknown_to_the_api(client: Client) -> None:
    assert client.get("/api/v1/events?utm_source=x").status_code == 400


@pytest.mark.parametrize("path", ["/", "/api/v1/events", "/api/v1/facets"])
def test_bytes_that_the_reader_has_are_not_sent_again(
    client: Client, cast: Cast, path: str
) -> None:
    first = client.get(path)
    tag = first["ETag"]
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert client.head(path, headers={"if-none-match": tag}).status_code == 304
    head = client.head(path)
    assert (head.status_code, head["ETag"], head.content) == (200, tag, b"")


def test_queries_are_counted_only_where_diagnostics_are_on(client: Client) -> None:
    assert client.get("/healthz")["X-Query-Count"] == "0"
    with override_settings(TIMELINE_DIAGNOSTICS=False):
        assert "X-Query-Count" not in client.get("/healthz")


def test_a_template_that_asks_the_database_is_refused(cast: Cast) -> None:
    with pytest.raises(QueryWhileRendering), without_queries():
        cast.relayed.refresh_from_db()


def test_templates_are_not_guarded_where_the_site_serves(cast: Cast) -> None:
    with override_settings(TIMELINE_GUARD_TEMPLATES=False), without_queries():
        cast.relayed.refresh_from_db()


def test_probes_answer(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ok\n"


@pytest.mark.parametrize("path", ["/", "/method/", "/api/v1/events"])
def test_answer_is_packed_for_those_who_can_unpack_it(
    client: Client, cast: Cast, path: str
) -> None:
    plain = client.get(path)
    packed = client.get(path, headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]
    assert packed["Vary"] == plain["Vary"]


def test_tag_of_a_packed_answer_is_that_of_the_words_and_saves_sending_them(
    client: Client, cast: Cast
) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    # Packing pads by a random length; the tag does not follow it.
    again = client.get("/", headers={"accept-encoding": "gzip"})
    assert packed["ETag"] == again["ETag"] == f"W/{plain['ETag']}"

    for known in (plain["ETag"], packed["ETag"]):
        for encoding in ("gzip", "identity"):
            headers = {"if-none-match": known, "accept-encoding": encoding}
            answer = client.get("/", headers=headers)
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer["Vary"] == plain["Vary"]
            assert "Content-Encoding" not in answer
