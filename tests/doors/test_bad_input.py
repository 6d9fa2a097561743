"""Whatever stands in an address: a clear answer, never an error of ours."""

import json
from urllib.parse import quote

import pytest
from django.test import Client

from timeline.queries.filtering.words import WORDS

from .addresses import addresses, routes

HOSTILE = [
    "\x00",
    "nul\x00inside",
    "\ud800",
    "%C3%28",
    "\u202e\u202dturned",
    "﷽" * 100,
    "١٢٣",
    "2014-08-18\n",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "../../etc/passwd",
    "\\",
    "%",
    "_",
    "*",
    '"',
    '"unbalanced',
    "-",
    "- -",
    "a & b | !c <-> d:*",
    "NaN",
    "-1",
    "1e9",
    "99999999999999999999999999",
    "x" * 5000,
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "ａｌｔａ",
    "null",
    "true",
    "[]",
]


def encoded(text: str) -> str:
    return text if text.startswith("%C3") else quote(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("word", [*WORDS, "nonsense"])
def test_hostile_value_of_a_filter_word_is_answered(cast, word):
    client = Client(raise_request_exception=True)

    # One reader stands behind all doors; each of the others gets a share of the list.
    shares = {"/api/v1/events": HOSTILE, "/": HOSTILE[::6], "/api/v1/facets": HOSTILE[1::6]}
    for path, texts in shares.items():
        for text in texts:
            answer = client.get(f"{path}?{word}={encoded(text)}")
            assert answer.status_code in (200, 301, 302, 400), (path, word, text)


def test_hostile_query_on_every_address_is_answered(cast):
    client = Client(raise_request_exception=True)

    for rows in addresses(cast).values():
        for address in rows[:1]:
            for query in ("known=soon", "known=%00", "known=%C3%28", "page=%00", "x=%ED%A0%80"):
                answer = client.get(f"{address}{'&' if '?' in address else '?'}{query}")
                assert answer.status_code < 500, (address, query)


@pytest.mark.parametrize("route", sorted(route for route in routes() if "<" in route))
def test_hostile_path_is_not_found_or_refused(db, route):
    client = Client(raise_request_exception=True)

    for text in HOSTILE:
        typed = encoded(text).replace("/", "%2F")
        path = "/".join(typed if "<" in step else step for step in route.split("/"))
        answer = client.get(f"/{path}")
        assert answer.status_code in (301, 400, 404), (path, text)


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("after=soon", "after"),
        ("status=maybe", "status"),
        ("cursor=xyz", "cursor"),
        ("colour=red", "colour"),
        ("q=" + "x" * 5000, "q"),
        ("after=2014-09&before=2014-08", "after"),
        ("known=2999-01-01", "known"),
        ("known=2014-08", "known"),
        ("size=201", "size"),
        ("size=0", "size"),
        ("order=best", "order"),
        ("order=newest&order=oldest", "order"),
        ("place=nowhere", "place"),
        ("origins=٢", "origins"),
        ("denied=yes", "denied"),
        ("listed=2014-08-18/", "listed"),
    ],
)
def test_bad_word_is_named_on_page_and_in_the_api(cast, query, word):
    page = Client().get(f"/?{query}")
    told = Client().get(f"/api/v1/events?{query}")

    assert (page.status_code, told.status_code) == (400, 400)
    assert told["Content-Type"] == "application/problem+json"
    assert word in json.dumps(told.json(), ensure_ascii=False)
    assert word in page.content.decode()


@pytest.mark.parametrize("query", ["", "utm_source=mail", "fbclid=1&status=disputed"])
def test_trackers_words_are_dropped_by_a_redirect(cast, query):
    answer = Client().get(f"/?{query}")

    kept = "&".join(part for part in query.split("&") if part.startswith("status"))
    assert answer.status_code == (302 if query else 200)
    assert answer.get("Location", "/") == (f"/?{kept}" if kept else "/")


def test_empty_value_is_an_absent_word(cast):
    whole = Client().get("/api/v1/events").json()

    assert Client().get("/api/v1/events?status=&place=&q=&after=").json() == whole


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_public_addresses_only_read(cast, method):
    answers = {
        rows[0]: getattr(Client(), method)(rows[0]).status_code
        for route, rows in addresses(cast).items()
        if rows and route != "api/v1/openapi.json"  # the library's own view of what there is
    }

    assert {address: code for address, code in answers.items() if code != 405} == {}


@pytest.mark.parametrize("charset", ["unicode_escape", "hex", "undefined", "utf-16", "nonsense"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/desk/kept/", "/admin/", "/"])
def test_form_in_another_encoding_is_refused(db, path, charset):
    body = b'--B\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\r\n--B--\r\n'
    kind = "multipart/form-data; boundary=B; charset="

    refused = Client().generic("POST", path, body, content_type=kind + charset)
    read = Client().generic("POST", path, body, content_type=f"{kind}UTF-8")

    assert refused.status_code == 400
    assert "UTF-8" in refused.text
    assert read.status_code in (200, 302, 403, 405)
