"""Other names of places and actors, as rows of their page."""

from typing import Any

from timeline.models import ActorAlias, PlaceAlias
from timeline.services.nouns.places import OtherName

from .row_forms import RowForm
from .saving import Entry, ServiceInline


class PlaceAliases(ServiceInline):
    """Other names of a place."""

    model: Any = PlaceAlias
    form = RowForm
    fields = ("name", "language", "kind")


class ActorAliases(PlaceAliases):
    """Other names of an actor."""

    model = ActorAlias


def aliases_of(entry: Entry) -> dict[str, Any]:
    """The names that are filled in, as the services take them."""
    rows = entry.wanted("aliases")
    return {"aliases": [OtherName(row["name"], row["language"], row["kind"]) for row in rows]}
