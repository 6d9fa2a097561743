"""Nobody but the veil learns which names are hidden, and none of its guards is written again."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
READERS = "timeline/queries/readers/"
VEIL = {READERS + name for name in ("veil.py", "hidden_names.py", "shown_places.py", "names.py")}

#: Functions and modules that say where hidden names stand, and fields that say what is hidden.
FUNCTIONS = {
    "find_names",
    "hidden_names",
    "HiddenNames",
    "Withhold",
    "hides_names",
    "names_hidden_by",
    "names_ever_hidden_by",
    "events_told_by",
    "cut_for_search",
}
FIELDS = {"withhold", "public_role", "is_nameable", "has_public_point"}
#: What a veil keeps to itself.
OWN = {"_hidden", "_names", "_load_names", "_told", "_ever", "_ground", "_shown", "_rows"}

#: Where they may be read as well, and why. A folder stands for what is in it.
EXCEPTIONS = {
    "timeline/models/": "has the fields, and the QuerySets that choose rows by them",
    "timeline/admin/": "edits the fields",
    "timeline/editing/event_forms.py": "edits the fields",
    "timeline/queries/editors/": "tells editors of the fields that they edit",
    "timeline/services/nouns/": "writes the fields",
    "timeline/ingest/seeds/": "reads the fields from files",
    "timeline/queries/readers/found_texts.py": "leaves out the words that a search passes over",
    "timeline/api/noun_schemas.py": "says why a name is public",
    "timeline/queries/nouns/places.py": "says that a point is withheld, which the veil gives",
    "timeline/queries/maps/places.py": "counts places by the field; the veil shows each",
    "templates/actors/actor_detail.html": "says why a name is public",
}


def breaches(source: str) -> set[str]:
    """What a module reads that only the veil may read; its prose does not count."""
    nodes = list(ast.walk(ast.parse(source)))
    prose = {node.value for node in nodes if isinstance(node, ast.Expr)}
    words = {word for node in nodes if node not in prose for word in _words(node)}
    return words & (FUNCTIONS | FIELDS) | {word for node in nodes for word in _intruders(node)}


def _words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.alias(name=name):
            yield from name.split(".")
        case ast.ImportFrom(module=str(module)):
            yield from module.split(".")
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name
        case ast.keyword(arg=str(name)) | ast.Constant(value=str(name)):
            # Lookups ("place__withhold") and columns in SQL ("p.withhold").
            yield from re.split(r"__|\W+", name)


def _intruders(node: ast.AST) -> Iterator[str]:
    """What a veil keeps to itself, read on another than oneself."""
    match node:
        case ast.Attribute(value=ast.Name(id="self")):
            return
        case ast.Attribute(attr=name) if name in OWN:
            yield name


def breaches_in_template(source: str) -> set[str]:
    tags = re.findall(r"{[{%].*?[%}]}", source, re.DOTALL)
    return {word for tag in tags for word in re.findall(r"\w+", tag)} & FIELDS


def _found() -> dict[str, set[str]]:
    found = {}
    for path in sorted(BASE_DIR.glob("timeline/**/*.py")):
        name = path.relative_to(BASE_DIR).as_posix()
        if name not in VEIL and "/migrations/" not in name:
            found[name] = breaches(path.read_text(encoding="utf-8"))
    for path in sorted(BASE_DIR.glob("templates/**/*.html")):
        found[path.relative_to(BASE_DIR).as_posix()] = breaches_in_template(path.read_text())
    return {name: words for name, words in found.items() if words}


def test_only_the_veil_knows_what_is_hidden() -> None:
    outside = {
        name: words
        for name, words in _found().items()
        if not any(name.startswith(allowed) for allowed in EXCEPTIONS)
    }

    assert outside == {}


def test_every_exception_is_needed_still() -> None:
    found = _found()

    unneeded = [e for e in EXCEPTIONS if not any(name.startswith(e) for name in found)]

    assert unneeded == []


@pytest.mark.parametrize(
    "line",
    [
        "from timeline.vocabulary.texts.highlighting import find_names",
        "from timeline.vocabulary.texts import highlighting; highlighting.find_names('a', ['b'])",
        "from timeline.queries.readers.hidden_names import names_hidden_by",
        "import timeline.queries.readers.hidden_names as names",
        "from .hidden_names import names_ever_hidden_by",
        "from timeline.vocabulary import kinds; kinds.Withhold.PLACE",
        "rows.exclude(place__withhold='place')",
        "rows.filter(Q(actor__public_role=''))",
        "rows.values_list('event', 'actor__public_role')",
        "rows.filter(**{f'{place}__withhold': 'place'})",
        "shown = actor.name if actor.is_nameable else ''",
        "lat = place.lat if place.has_public_point else None",
        "cursor.execute('SELECT name FROM place WHERE withhold = 1')",
        "from timeline.queries.readers.veil import names_hidden_by",
        "from timeline.queries.readers import veil; veil.names_ever_hidden_by(1)",
        "from timeline.queries.readers.veil import events_told_by as told",
        "from timeline.queries.readers.veil import hides_names",
        "names = Veil(events=[1])._names",
        "names = self.veil._hidden(event=1).all",
        "names = Veil(events=[1])._load_names()",
        "told = veil._told",
        "names, places = PastVeil(1, others=[], documents=[])._ever",
        "pieces, names = veil.cut_for_search('a', event=1)",
        "name = PlaceVeil([1])._rows[1].name",
        "name = Veil(events=[1])._ground.stand_in(1).name",
    ],
)
def test_breach_is_noticed(line: str) -> None:
    assert breaches(line)


def test_breach_in_a_template_is_noticed() -> None:
    assert breaches_in_template("<p>{% if actor.is_nameable %}{{ actor.name }}{% endif %}")
    assert not breaches_in_template("<p>withhold {{ actor.shown_name }}")


def test_asking_the_veil_is_no_breach() -> None:
    assert not breaches(
        "from timeline.queries.readers.veil import Veil\n"
        "Veil(events=[event.pk]).text(event, 'title')\n"
        "Place.objects.named().filter(pk__in=keys)\n"
    )
