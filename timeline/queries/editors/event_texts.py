"""An event as the texts of the page on which it is edited. For the desk alone: drafts too."""

from collections.abc import Iterable

from timeline.models import Claim, Event, Place
from timeline.vocabulary.measures import format_measures
from timeline.vocabulary.texts.three_way import PageTexts, Row

from .typed_names import actors_named, places_named, ways_down
from .typed_titles import label_of

#: Lists of the page, with the texts that tell their rows apart.
KEYS = {
    "place": ("place", "role"),
    "actor": ("actor", "role"),
    "claim": ("claim",),
    "link": ("kind", "event"),
}


def find_event_to_edit(public_id: str) -> Event | None:
    """Any event, published or not."""
    return Event.objects.filter(public_id=public_id).first()


def claims_of(event: Event) -> list[Claim]:
    """Its claims in the order of their recording, which numbers them."""
    rows = event.claims.select_related("document__source").prefetch_related("measures")
    return list(rows.order_by("pk"))


def texts_of(event: Event) -> PageTexts:
    """What stands on its page."""
    claims = claims_of(event)
    numbers = {claim.pk: number for number, claim in enumerate(claims, 1)}
    return PageTexts(
        {
            "title": event.title,
            "date": event.date,
            "time_of_day": f"{event.time_of_day:%H:%M}" if event.time_of_day else "",
            "time_zone": event.time_zone,
            "nature": event.nature,
            "type": event.type,
            "summary": event.summary,
            "slug": event.slug,
        },
        {
            "place": list(_places(event)),
            "actor": list(_actors(event, numbers)),
            "claim": [_claim(claim, numbers) for claim in claims],
            "link": [
                {"kind": link.kind, "event": label_of(link.other)}
                for link in event.links.select_related("other").order_by("pk")
            ],
        },
    )


def _places(event: Event) -> Iterable[Row]:
    rows = list(event.event_places.select_related("place").order_by("position", "pk"))
    labels = name_places([row.place for row in rows])
    for row in rows:
        yield {
            "place": labels[row.place_id],
            "role": row.role,
            "precision": row.precision,
            "withhold": row.withhold,
        }


def _actors(event: Event, numbers: dict[int, int]) -> Iterable[Row]:
    rows = event.event_actors.select_related("actor").prefetch_related("asserted_by")
    for row in rows.order_by("position", "pk"):
        said_by = sorted(numbers[claim.pk] for claim in row.asserted_by.all())
        alone = actors_named(row.actor.name) == [row.actor]
        yield {
            "actor": row.actor.name if alone else row.actor.slug,
            "role": row.role,
            "said_by": ", ".join(map(str, said_by)),
        }


def _claim(claim: Claim, numbers: dict[int, int]) -> Row:
    relays = numbers.get(claim.relays_id or 0)
    return {
        "claim": claim.public_id,
        "document": label_of(claim.document),
        "stance": claim.stance,
        "differs_on": claim.differs_on,
        "summary": claim.summary,
        "quote": claim.quote,
        "relays_row": str(relays) if relays else "",
        "measure_lines": format_measures(claim.measures.all()),
    }


def name_places(places: list[Place]) -> dict[int, str]:
    """What to type for each place: its way down, or its slug where that names others too."""
    ways = ways_down(places)
    return {
        place.pk: ways[place.pk] if places_named(ways[place.pk]) == [place] else place.slug
        for place in places
    }
