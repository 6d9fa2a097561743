"""Walking an article through the workbench, passage by passage.

What an editor marks comes to the claims that are listed beside the article, by event, stance,
certainty and way. Passages are named by their first and last words.
"""

import csv
import io
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import make_account
from timeline.models import Claim, Document, Event

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[1] / "data" / "article"
OWN = "the author"


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


NEWS, WIRE = "Norvale News", "Meridian Wire"
WALK = [
    Walk("allied forces continue", "valley forces", "Allied air strikes around the Lodra dam go on",
         "lodra-dam-air-strikes", "context", "stated"),
    Walk("it appears that Estmark", "south and east", "Estmark said to raise military support",
         "estmark-more-support", "supports", "predicted", OWN, place="south and east"),
    Walk("An unconfirmed report", "heavy armour into Norvale", "Armour massing to enter Korsby",
         "armour-massing-for-korsby", "supports", "unconfirmed",
         "Norvale News, citing an informed source", NEWS, place="Korsby district"),
    Walk("a convoy of tanks", "border crossing", "Convoy of tanks through Tarn Pass",
         "convoy-through-tarn-pass", "supports", "unconfirmed", NEWS, NEWS, place="Tarnpas"),
    Walk("the forces of Estmark will go", "such as Brenholm", "Estmark's forces in Brenholm",
         "planned-move-to-brenholm", "supports", "predicted", NEWS, NEWS, place="Brenholm"),
    Walk("Brenholm, which had fallen", "recently", "Brenholm falls to the Hill Front",
         "brenholm-falls", "supports", "reported", NEWS, NEWS),
    Walk("allied negotiations", "river waters", "Allied negotiations over the river waters",
         "river-waters-talks", "context", "stated", place="Lakeview"),
    Walk("allied dependence", "even further", "Forecast: Estmark burdens the Lakeview talks",
         "forecast-talks-burdened", "supports", "predicted", OWN),
    Walk("Estmark officially denies", "inside Norvale", "Estmark officially denies its fighters",
         "estmark-denies-fighters", "supports", "reported", WIRE, WIRE),
    Walk("the recent deaths", "neighbouring country", "River Guard fighters killed in Norvale",
         "river-guard-killed", "supports", "reported", WIRE, WIRE),
    Walk("Regional experts believe", "recent weeks", "River Guard increases weapons for militias",
         "weapons-for-militias", "supports", "reported", "Meridian Wire, citing regional experts",
         step=WIRE),
    Walk("Estmark withdrew its support", "minister of roads", "Estmark backs the minister of roads",
         "estmark-backs-minister", "context", "stated"),
    Walk("embattled former prime", "of Norvale", "The prime minister gives way",
         "prime-minister-gives-way", "context", "stated"),
    Walk("The minister himself", "Harvest Party", "The minister is to form a government",
         "minister-nominated", "context", "reported", WIRE, step=WIRE),
    Walk("foreign troops toppled", "in 1987", "Foreign troops topple the old council",
         "old-council-toppled", "supports", "stated", WIRE, step=WIRE, year="1987"),
    Walk("Estmark will have established", "difficult to dislodge", "A lasting foothold of Estmark",
         "forecast-lasting-foothold", "supports", "predicted", OWN),
    Walk("Estmark will show", "not so easily lost", "Estmark and a lasting foothold by agreement",
         "forecast-lasting-foothold", "supports", "predicted", OWN),
]  # fmt: skip


@pytest.fixture
def article() -> str:
    return (FOLDER / "article.txt").read_text("utf-8")


@pytest.fixture
def world(db: None) -> None:
    """What was recorded before somebody read the article."""
    call_command("load_seeds", str(FOLDER / "world"), stdout=io.StringIO())


@pytest.fixture
def listed() -> list[tuple[Any, ...]]:
    """The claims that reading the article comes to, as this test compares them."""
    with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        (
            *(row[name] for name in ("event", "stance", "certainty", "basis", "attribution")),
            row["relays"] or None,
            row["relays_source"] or None,
            [(row["measure"], row["text"])] if row["measure"] else [],
        )
        for row in rows
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


def test_walking_the_article_gives_the_listed_claims(
    client: Client, world: None, article: str, listed: list[tuple[Any, ...]]
) -> None:
    client.force_login(make_account("contributor"))
    pasted = {
        "text": article,
        "title": "Estmark may send troops into Norvale",
        "source": "Second Look",
        "published": "2020-05-18",
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
