"""Walking the article that the demo data began with through the workbench, passage by passage.

What an editor marks comes to the claims that the fact dossier lists for the document. The
article itself is not part of the project; passages are named by their first and last words.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.test import Client

from tests.factories import make_account
from timeline.models import Claim, Document, Event

pytestmark = pytest.mark.django_db

OWN = "the author, Noah Rothman"


class Walk(NamedTuple):
    """A marked passage and what is typed for it; `relays` is a recorded claim's source."""

    first: str
    last: str
    words: str
    event: str
    stance: str = "supports"
    certainty: str = "reported"
    attribution: str = ""
    relays: str = ""
    step: str = ""
    place: str = ""
    year: str = ""


NEWS, REUTERS = "Iraqi News", "Reuters"
WALK = [
    Walk("American forces continue", "Kurdish forces", "US air strikes around the Mosul dam go on",
         "us-air-strikes-mosul-dam", "context", "stated"),
    Walk("it appears that Iran", "south and east", "Iran said to raise military support for Shia",
         "iran-to-increase-support-for-iraqi-shia", "supports", "predicted", OWN,
         place="south and east"),
    Walk("An unconfirmed report", "heavy armor into Iraq", "IRGC armour massing to enter Khanaqin",
         "irgc-armour-massing-for-khanaqin", "supports", "unconfirmed",
         "Iraqi News, citing an informed source", NEWS, place="Khanaqin district"),
    Walk("a convoy of tanks", "border crossing", "Convoy of tanks through Sarpol-e Zahab",
         "irgc-convoy-through-sarpol-e-zahab", "supports", "unconfirmed", NEWS, NEWS,
         place="Serpil Zahab"),
    Walk("the Iranian forces will go", "such as Jalawla", "Iranian forces expected in Jalawla",
         "irgc-planned-move-to-jalawla", "supports", "predicted", NEWS, NEWS, place="Jalawla"),
    Walk("Jalawla, which had fallen", "recently", "Jalawla falls to Islamic State",
         "jalawla-falls-august", "supports", "reported", NEWS, NEWS),
    Walk("American negotiations", "nuclear program", "American nuclear negotiations with Iran",
         "us-iran-nuclear-negotiations", "context", "stated", place="Vienna"),
    Walk("American dependence", "even further", "Forecast: Tehran complicates the Vienna talks",
         "forecast-vienna-talks-complicated", "supports", "predicted", OWN),
    Walk("Iran officially denies", "inside Iraq", "Iran officially denies fighters in Iraq",
         "iran-denies-combat-forces-august", "supports", "reported", REUTERS, REUTERS),
    Walk("the recent deaths", "neighboring country", "Revolutionary Guards killed in Iraq",
         "iranian-guards-killed-since-june", "supports", "reported", REUTERS, REUTERS),
    Walk("Regional experts believe", "recent weeks", "Guards increase weapons for proxies in Iraq",
         "iran-arms-funds-proxies", "supports", "reported", "Reuters, citing regional experts",
         step=REUTERS),
    Walk("Iran withdrew its support", "Haider al-Abadi", "Iran drops Maliki and backs Abadi",
         "iran-backs-abadi", "context", "stated"),
    Walk("embattled former Prime", "Nouri al-Maliki", "Maliki gives way",
         "maliki-steps-down", "context", "stated"),
    Walk("Abadi himself", "Islamic Dawa party", "President tasks Abadi with forming a government",
         "abadi-nominated", "context", "reported", REUTERS, step=REUTERS),
    Walk("U.S. troops toppled", "in 2003", "Invasion topples Saddam Hussein",
         "saddam-toppled-2003", "supports", "stated", REUTERS, step=REUTERS, year="2003"),
    Walk("Iran will have established", "difficult to dislodge", "Iran gains a lasting foothold",
         "forecast-lasting-iranian-foothold", "supports", "predicted", OWN),
    Walk("Tehran will show", "not so easily lost", "Iran and a lasting foothold by agreement",
         "forecast-lasting-iranian-foothold", "supports", "predicted", OWN),
]  # fmt: skip


@pytest.fixture
def article(shared_data: Path) -> str:
    return (shared_data / "seed-article.txt").read_text("utf-8")


@pytest.fixture
def listed(shared_data: Path) -> list[tuple[Any, ...]]:
    """What the dossier lists for the document, as this test compares it."""
    claims = json.loads((shared_data / "iraq-2014" / "claims.json").read_text("utf-8"))
    by_id = {claim["id"]: claim for claim in claims}
    return [
        (
            claim["event"],
            claim["stance"],
            claim["certainty"],
            claim["basis"],
            claim.get("attribution") or "",
            by_id[claim["relays"]]["document"] if claim.get("relays") else None,
            claim.get("relays_source"),
            [(part["measure"], part["text"]) for part in claim.get("measures", [])],
        )
        for claim in claims
        if claim["document"] == "hotair"
    ]


def _told(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.event.slug,
        claim.stance,
        claim.certainty,
        claim.basis,
        claim.attribution,
        claim.relays.document.slug if claim.relays else None,
        claim.relays_source.slug if claim.relays_source else None,
        [(measure.quantity, measure.text) for measure in claim.measures.all()],
    )


def _typed(walk: Walk, article: str) -> dict[str, Any]:
    start = article.index(walk.first)
    end = article.index(walk.last, start) + len(walk.last)
    counts = {f"{name}-TOTAL_FORMS": "1" for name in ("step", "place", "actor")}
    return {
        **counts,
        **{f"{name}-INITIAL_FORMS": "0" for name in ("step", "place", "actor")},
        "quote": article[start:end],
        "start": start,
        "end": end,
        "summary": walk.words,
        "title": walk.words,
        "stance": walk.stance,
        "nature": "occurrence",
        "certainty": walk.certainty,
        "basis": "other_media" if walk.relays or walk.step else "not_stated",
        "attribution": walk.attribution,
        "step-0-source": walk.step,
        "place-0-role": "location",
        "actor-0-role": "agent",
        "written_as": walk.place,
        "not_before": walk.year,
        "not_after": walk.year,
        "reason": "read",
    }


def _look(client: Client, address: str, typed: dict[str, Any]) -> Any:
    answer = client.post(address, {**typed, "do": "preview"}, headers={"HX-Request": "true"})
    return answer.context["entry"]


def test_walking_the_article_gives_the_claims_of_the_dossier(
    client: Client, dossier: None, article: str, listed: list[tuple[Any, ...]]
) -> None:
    client.force_login(make_account("contributor"))
    pasted = {
        "text": article,
        "title": "Iran may partially invade Iraq",
        "source": "Hot Air",
        "published": "2014-08-18",
        "language": "en",
        "reason": "read",
        "keep": "1",
    }
    address = client.post("/desk/documents/paste/", pasted)["Location"]
    document = Document.objects.get(public_id=address.split("/")[-2])

    for walk in WALK:
        typed = _typed(walk, article)
        event = Event.objects.get(slug=walk.event)
        assert event in [near.event for near in _look(client, address, typed).nearest], walk.words
        typed["event"] = event.public_id
        recorded = _look(client, address, typed).relayable
        upstream = [claim for claim in recorded if claim.document.source.name == walk.relays]
        typed["relays"] = upstream[0].public_id if upstream else ""
        answer = client.post(address, {**typed, "do": "next"})
        assert answer.status_code == 302, answer.context["entry"].form.errors

    claims = document.claims.select_related("event", "relays__document", "relays_source")
    assert sorted(map(_told, claims), key=repr) == sorted(listed, key=repr)
    assert {claim.quote_verdict for claim in claims} == {"exact"}
    for claim, walk in zip(claims.order_by("pk"), WALK, strict=True):
        assert claim.selector[1]["start"] == article.index(walk.first)
