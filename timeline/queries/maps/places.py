"""The places of any number of events, counted by what readers see of them.

The database groups events by the set of places that each has, so that a place, or several
that are drawn as one, can be counted without counting an event twice and without loading it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from timeline.models import EventPlace, EvidenceState, Place
from timeline.queries.filtering.filters import Filters, matching
from timeline.queries.readers.shown_places import PlaceVeil
from timeline.vocabulary.geometry import rings_of
from timeline.vocabulary.kinds import PlacePrecision, Withhold
from timeline.vocabulary.map_places import Form, Group, MapPlace, Outlines

from .forms import choose_form

# A code is place, precision and withhold in one number, since arrays of numbers group fast.
_PRECISIONS = ("", *PlacePrecision.values)
_WITHHOLDS = tuple(Withhold.values)
_BASE = 16


@dataclass(frozen=True, slots=True)
class ResultPlaces:
    """Where the results of a filter are: events by their places, and the outlines of areas."""

    groups: list[Group]
    outlines: Outlines

    @property
    def total(self) -> int:
        """How many events these are, those without a place among them."""
        return sum(group.count for group in self.groups)


def load_result_places(filters: Filters) -> ResultPlaces:
    """The places of the events that match.

    Three queries, whatever matches: the events by their places, the places with what lies
    above them, and the outlines of areas.
    """
    groups = _group_by_places(matching(filters))
    return ResultPlaces(groups, load_outlines(p for group in groups for p in group.places))


def load_outlines(places: Iterable[MapPlace]) -> Outlines:
    """Stored outlines of the areas among the places, by place; one query."""
    # No place has the key 0: Django asks in any case.
    keys = {0, *(place.place_id for place in places if place.form is Form.AREA)}
    rows = Place.objects.filter(pk__in=keys, outline__isnull=False)
    return {pk: rings_of(outline) for pk, outline in rows.values_list("pk", "outline")}


def _group_by_places(found: QuerySet[EvidenceState]) -> list[Group]:
    """The events of these states by their places, in two queries however many there are."""
    rows = _signatures(found)
    forms = _forms({code for codes, _count, _status in rows for code in codes})
    groups: list[Group] = []
    for codes, count, status in rows:
        places = frozenset(forms[code] for code in codes if code in forms)
        groups.append(Group(places, count, status if count == 1 else None))
    return groups


def _signatures(found: QuerySet[EvidenceState]) -> list[tuple[list[int], int, str | None]]:
    """Sets of codes, each with the number of its events and their least status."""
    states = found.order_by().values_list("row_id", "status")
    inner, params = states.query.sql_with_params()
    table = connection.ops.quote_name(EventPlace._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            # Our own table, and a query that Django wrote; values are parameters.
            f"""
            WITH found (event_id, status) AS ({inner}), placed AS (
                SELECT f.event_id, min(f.status) AS status, array_agg(DISTINCT
                    (p.place_id * {_BASE}
                     + coalesce(array_position(%s::text[], p.precision::text), 1) - 1) * {_BASE}
                    + array_position(%s::text[], p.withhold::text) - 1
                ) FILTER (WHERE p.place_id IS NOT NULL) AS codes
                FROM found f LEFT JOIN {table} p ON p.event_id = f.event_id
                GROUP BY f.event_id
            )
            SELECT coalesce(codes, '{{}}'), count(*), min(status) FROM placed GROUP BY codes
            """,  # noqa: S608
            [*params, list(_PRECISIONS), list(_WITHHOLDS)],
        )
        rows: list[tuple[list[int], int, str | None]] = cursor.fetchall()
    return rows


def _forms(codes: Iterable[int]) -> dict[int, MapPlace]:
    """The form of each code; those of which nothing is public are absent."""
    parts = {code: (code // _BASE**2, code // _BASE % _BASE, code % _BASE) for code in codes}
    veil = PlaceVeil(place for place, _precision, _withhold in parts.values())
    forms: dict[int, MapPlace] = {}
    for code, (place, precision, withhold) in parts.items():
        shown = veil.show(place, _WITHHOLDS[withhold], "", _PRECISIONS[precision])
        if shown is not None:
            forms[code] = choose_form(shown, veil)
    return forms
