"""Loading a folder of seeds into the database."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from timeline.models import (
    Account,
    Actor,
    ActorAlias,
    Claim,
    Document,
    Event,
    EventActor,
    EventLink,
    EventPlace,
    ImportRun,
    Lapse,
    Measure,
    Place,
    PlaceAlias,
    RoleAssertion,
    Source,
    Timeline,
    TimelineEntry,
)
from timeline.services.errors import Refused
from timeline.services.nouns.accounts import service_account
from timeline.services.nouns.actors import edit_actor, record_actor
from timeline.services.nouns.claims import attach_claim, edit_claim
from timeline.services.nouns.documents import edit_document, record_document
from timeline.services.nouns.events import edit_event, record_event
from timeline.services.nouns.places import edit_place, record_place
from timeline.services.nouns.sources import edit_source, record_source
from timeline.services.nouns.timelines import edit_timeline, record_timeline
from timeline.services.rows import add
from timeline.services.writing import writing
from timeline.vocabulary.roles import Verb

from .errors import Mistake, SeedMistakes
from .event_loader import EventLoader
from .files import FORMAT_VERSION, digest_of, read_seeds
from .lists import put_actors, put_documents, put_places, put_sources
from .records import Seeds
from .report import SeedReport
from .upserts import REASON, Upserts

#: The account that writes what comes from seed files; nobody can sign in to it.
ACCOUNT = "seeds"
FORMAT = f"seeds {FORMAT_VERSION}"

#: The table of each noun in the order of loading, the services for it, and the tables below it.
_NOUNS: Mapping[str, tuple[Any, Callable[..., Any], Callable[..., bool], Sequence[Any]]] = {
    "places": (Place, record_place, edit_place, [(PlaceAlias, "place")]),
    "actors": (Actor, record_actor, edit_actor, [(ActorAlias, "actor")]),
    "sources": (Source, record_source, edit_source, []),
    "documents": (Document, record_document, edit_document, []),
    "events": (
        Event,
        record_event,
        edit_event,
        [
            (EventPlace, "event"),
            (EventActor, "event"),
            (RoleAssertion, "event_actor__event"),
            (EventLink, "event"),
        ],
    ),
    "claims": (Claim, attach_claim, edit_claim, [(Measure, "claim"), (Lapse, "claim")]),
    "timelines": (Timeline, record_timeline, edit_timeline, [(TimelineEntry, "timeline")]),
}


def load_seeds(folder: Path) -> SeedReport:
    """Bring the database up to the files, all of them or, with a mistake, nothing.

    Rows that this loader wrote last are changed, rows that a person edited last are kept,
    rows that left the files stay. The same files again cost one query and no parsing.
    Raises SeedMistakes.
    """
    digest = digest_of(folder)
    earlier = _last_run()
    if earlier is not None and (earlier.format, earlier.sha256) == (FORMAT, digest):
        return SeedReport.of_earlier_run(earlier.verdicts)
    seeds = read_seeds(folder)
    by = service_account(ACCOUNT)
    try:
        with writing(by, Verb.DRAFT, REASON):
            _wait_for_other_loaders(by)
            earlier = _last_run()
            if earlier is not None and (earlier.format, earlier.sha256) == (FORMAT, digest):
                return SeedReport.of_earlier_run(earlier.verdicts)
            report = _put(seeds, by, _digests(earlier))
            add(
                ImportRun(
                    name=folder.resolve().name,
                    format=FORMAT,
                    sha256=digest,
                    counts=report.counts(),
                    verdicts=report.as_json(),
                    author=by,
                )
            )
    except Refused as error:
        # What the database alone could see; it does not say which row of which file.
        mistakes = [Mistake(folder.name, 1, "row", message) for message in error.messages]
        raise SeedMistakes(mistakes) from error
    return report


def _wait_for_other_loaders(by: Account) -> None:
    """Of two loaders at once the second waits here, however long, and finds the work done."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        Account.objects.select_for_update().get(pk=by.pk)
        cursor.execute("SET LOCAL lock_timeout TO DEFAULT")


def _last_run() -> ImportRun | None:
    return ImportRun.objects.filter(author__username=ACCOUNT).order_by("-pk").first()


def _digests(run: ImportRun | None) -> dict[tuple[str, str], str]:
    """What each row's file said at the last run, unless it was read in another way."""
    if run is None or run.format != FORMAT:
        return {}
    return {(noun, key): digest for noun, key, _verdict, digest in run.verdicts if digest}


def _put(seeds: Seeds, by: Account, earlier: Mapping[tuple[str, str], str]) -> SeedReport:
    report = SeedReport()
    rows: dict[str, Upserts[Any]] = {
        noun: Upserts(noun, model, by, report, earlier, record, edit, children)
        for noun, (model, record, edit, children) in _NOUNS.items()
    }
    put_places(seeds.places, rows["places"])
    put_actors(seeds.actors, rows["actors"])
    put_sources(seeds.sources, rows["sources"], rows["actors"])
    put_documents(seeds.documents, rows["documents"], rows["sources"])
    EventLoader(by, report, **rows).put_all(seeds)
    for upserts in rows.values():
        upserts.close()
    return report
