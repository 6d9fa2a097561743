"""Loading seeds: all or nothing, again and again, and never over what a person wrote."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from pathlib import Path
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_place, writer
from tests.ingest.seed_folder import EVENT, Write, writer_of
from tests.snapshots import Snapshot
from timeline.ingest.seeds.errors import SeedMistakes
from timeline.ingest.seeds.loading import ACCOUNT, load_seeds
from timeline.ingest.seeds.report import SeedReport, Verdict
from timeline.models import (
    Account,
    Claim,
    Document,
    Event,
    EvidenceState,
    ImportRun,
    Place,
    SearchRow,
    Timeline,
)
from timeline.services.nouns.accounts import service_account
from timeline.services.nouns.claims import edit_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import withdraw_document
from timeline.services.nouns.events import edit_event
from timeline.services.nouns.places import OtherName, edit_place
from timeline.services.nouns.workflow import publish_event, withdraw_event
from timeline.vocabulary.measures import MeasurePart
from timeline.vocabulary.words import WorkflowState

WHY = "a person looked at it"

pytestmark = pytest.mark.django_db


@pytest.fixture
def write(tmp_path: Path) -> Write:
    return writer_of(tmp_path)


def _told(report: SeedReport, *without: Verdict) -> dict[str, dict[str, int]]:
    """The counts that are not zero, without these verdicts."""
    return {
        noun: told
        for noun, counts in report.counts().items()
        if (told := {word: n for word, n in counts.items() if n and word not in without})
    }


def _written(report: SeedReport) -> dict[str, dict[str, int]]:
    return _told(report, Verdict.UNCHANGED)


def test_first_load_writes_and_publishes_everything(write: Write) -> None:
    report = load_seeds(write())

    event = Event.objects.get(slug="ships")
    second = Claim.objects.get(natural_key="seeds:a2")
    assert _told(report) == {
        "places": {"new": 2},
        "actors": {"new": 2},
        "sources": {"new": 1},
        "documents": {"new": 2},
        "events": {"new": 1},
        "claims": {"new": 2},
        "timelines": {"new": 1},
    }
    assert (event.state, event.natural_key) == (WorkflowState.PUBLISHED, "seeds:ships")
    assert second.relays == Claim.objects.get(natural_key="seeds:a1")
    assert [m.best for m in second.relays.measures.all()] == [5]
    assert list(Timeline.objects.get(slug="harbour").events.all()) == [event]
    assert SearchRow.objects.filter(event=event).exists()


def test_published_day_decides_when_a_document_was_public(write: Write) -> None:
    load_seeds(write())

    days = dict(Document.objects.values_list("slug", "public_on"))

    assert days["first"].isoformat() == "2014-08-18"
    assert days["second"] == timezone.now().date()
    assert not Document.objects.filter(accessed__isnull=False).exists()


def test_account_of_the_loader_has_no_password(write: Write) -> None:
    load_seeds(write())

    account = Account.objects.get(username=ACCOUNT)

    assert account.is_service
    assert not account.has_usable_password()


def test_same_files_again_are_a_single_query(write: Write) -> None:
    folder = write()
    load_seeds(folder)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        report = load_seeds(folder)

    assert len(queries) == 1
    assert not report.loaded
    assert _told(report)["claims"] == {"unchanged": 2}
    assert ImportRun.objects.count() == 1


def test_changed_row_alone_is_written(write: Write) -> None:
    load_seeds(write())

    report = load_seeds(write(EVENT, ("Five ships lie", "Six ships lie")))

    first, second = Claim.objects.order_by("natural_key")
    assert _written(report) == {"claims": {"changed": 1}}
    assert first.summary == "Six ships lie in the port"
    assert (first.version, second.version) == (3, 2)


def test_file_without_difference_for_the_row_changes_nothing(write: Write) -> None:
    load_seeds(write())
    before = set(SearchRow.objects.values_list("digest", "changed_at"))

    report = load_seeds(write(EVENT, ("nature:", "# a remark\nnature:")))

    assert (report.loaded, _written(report)) == (True, {})
    assert set(SearchRow.objects.values_list("digest", "changed_at")) == before


@pytest.mark.parametrize(
    ("file", "old", "new", "noun"),
    [
        ("places/places.csv", "Port", "Harbour", "places"),
        ("places/names.csv", "Hafen", "Havn", "places"),
        ("actors/actors.csv", "Navy", "Fleet", "actors"),
        ("sources/sources.csv", "The Gazette", "Gazette", "sources"),
        ("documents/documents.csv", "Again", "Once more", "documents"),
        (EVENT, "role: destination", "role: origin", "events"),
        (EVENT, "best: 5", "best: 6", "claims"),
        (EVENT, "relays: a1", "relays_source: gazette", "claims"),
        ("timelines/harbour.yaml", "[ships]", "[]", "timelines"),
    ],
)
def test_change_of_any_file_reaches_its_row(
    write: Write, file: str, old: str, new: str, noun: str
) -> None:
    load_seeds(write())

    report = load_seeds(write(file, (old, new)))

    assert _written(report) == {noun: {"changed": 1}}


def test_lapses_and_links_follow_the_file(write: Write) -> None:
    lapse = "    lapses:\n      - {by: a2, kind: overtaken, reason: later}\n    measures:\n"
    alone = ("    relays: a1\n", "")
    with_lapse = (EVENT, alone, ("    measures:\n", lapse))
    load_seeds(write(EVENT, alone))

    added = load_seeds(write(*with_lapse))
    ended = [row.by.natural_key for row in Claim.objects.get(natural_key="seeds:a1").lapses.all()]
    other = load_seeds(write(EVENT, alone, ("    measures:\n", lapse.replace("later", "since"))))
    reasons = [row.reason for row in Claim.objects.get(natural_key="seeds:a1").lapses.all()]
    removed = load_seeds(write(EVENT, alone))

    assert ended == ["seeds:a2"]
    assert reasons == ["since"]
    assert [_written(report) for report in (added, other, removed)] == [
        {"claims": {"changed": 1}}
    ] * 3
    assert Claim.objects.get(natural_key="seeds:a1").lapses.count() == 0


def test_claims_that_assert_a_role_follow_the_file(write: Write) -> None:
    load_seeds(write(EVENT, ("role: agent}", "role: agent, asserted_by: [a1]}")))
    part = Event.objects.get(slug="ships").event_actors.get()
    asserted = [claim.natural_key for claim in part.asserted_by.all()]

    report = load_seeds(write())

    assert asserted == ["seeds:a1"]
    assert part.asserted_by.count() == 0
    assert _written(report) == {"events": {"changed": 1}}


def test_row_that_a_person_edited_last_is_kept(write: Write) -> None:
    load_seeds(write())
    event = Event.objects.get(slug="ships")
    edit_event(event, by=writer(), reason=WHY, version=event.version, title="Boats in the port")

    report = load_seeds(write(EVENT, ("Ships reported", "Vessels reported"), ("Five", "Six")))

    event.refresh_from_db()
    assert event.title == "Boats in the port"
    assert _written(report) == {"events": {"kept": 1}, "claims": {"changed": 1}}


def test_row_whose_other_names_a_person_edited_is_kept(write: Write) -> None:
    load_seeds(write())
    port = Place.objects.get(slug="port")
    edit_place(port, by=writer(), reason=WHY, version=None, aliases=[OtherName("Puerto", "es")])

    report = load_seeds(write("places/names.csv", ("Hafen", "Havn")))

    assert [alias.name for alias in port.aliases.all()] == ["Puerto"]
    assert _written(report) == {"places": {"kept": 1}}


def test_claim_whose_measures_a_person_removed_is_kept(write: Write) -> None:
    load_seeds(write())
    claim = Claim.objects.get(natural_key="seeds:a1")
    edit_claim(claim, by=writer(), reason=WHY, version=None, measures=[])

    report = load_seeds(write(EVENT, ("text: five, best: 5", "text: six, best: 6")))

    assert claim.measures.count() == 0
    assert _written(report) == {"claims": {"kept": 1}}


def test_edit_of_one_row_keeps_no_other(write: Write) -> None:
    load_seeds(write())
    claim = Claim.objects.get(natural_key="seeds:a1")
    edit_claim(
        claim, by=writer(), reason=WHY, version=None, measures=[MeasurePart("number", "7", best=7)]
    )

    report = load_seeds(write(EVENT, ("says it again", "repeats it")))

    assert _written(report) == {"claims": {"kept": 1, "changed": 1}}


def test_rows_that_left_the_files_stay_and_are_told(write: Write) -> None:
    folder = write()
    load_seeds(folder)
    (folder / "timelines" / "harbour.yaml").unlink()
    (folder / "places" / "names.csv").unlink()
    text = (folder / EVENT).read_text("utf-8")
    (folder / EVENT).write_text(text[: text.index("  - key: a2")], "utf-8")

    report = load_seeds(folder)

    assert _written(report) == {
        "places": {"changed": 1},
        "claims": {"gone": 1},
        "timelines": {"gone": 1},
    }
    assert Claim.objects.get(natural_key="seeds:a2").is_public
    assert Timeline.objects.get(slug="harbour").state == WorkflowState.PUBLISHED


def test_withdrawn_row_stays_withdrawn(write: Write) -> None:
    load_seeds(write())
    event = Event.objects.get(slug="ships")
    withdraw_event(event, category="error", by=writer(), reason=WHY)

    report = load_seeds(write(EVENT, ("Ships reported", "Vessels reported")))

    event.refresh_from_db()
    assert event.state == WorkflowState.WITHDRAWN
    assert _written(report) == {"events": {"kept": 1}}


def test_draft_stays_hidden_until_the_file_publishes_it(write: Write) -> None:
    load_seeds(write(EVENT, ("type:", "workflow: draft\ntype:")))
    hidden = (
        Event.objects.get(slug="ships").state,
        SearchRow.objects.count(),
        set(Claim.objects.values_list("is_public", flat=True)),
        set(Document.objects.values_list("state", flat=True)),
    )

    load_seeds(write())

    assert hidden == (WorkflowState.DRAFT, 0, {False}, {WorkflowState.DRAFT})
    assert SearchRow.objects.count() == 1
    assert set(Claim.objects.values_list("is_public", flat=True)) == {True}


def test_published_event_does_not_become_a_draft_by_file(write: Write) -> None:
    load_seeds(write())

    with pytest.raises(SeedMistakes) as caught:
        load_seeds(write(EVENT, ("type:", "workflow: draft\ntype:")))

    assert str(caught.value) == (
        "events/ships.yaml:4: workflow: it is published already; withdraw it on the site"
    )


def test_new_claim_of_a_published_event_is_published(write: Write) -> None:
    load_seeds(write())
    claim = "claims:\n  - {key: a3, document: second, stance: denies, summary: No ship came}\n"

    report = load_seeds(write(EVENT, ("claims:\n", claim)))

    assert _written(report) == {"claims": {"new": 1}}
    assert Claim.objects.get(natural_key="seeds:a3").is_public


def test_draft_that_a_person_published_stays_published(write: Write) -> None:
    draft = (EVENT, ("type:", "workflow: draft\ntype:"))
    load_seeds(write(*draft))
    publish_event(Event.objects.get(slug="ships"), by=writer(), reason=WHY)

    load_seeds(write(*draft, ("Five", "Six")))

    assert Event.objects.get(slug="ships").state == WorkflowState.PUBLISHED


DECISION = """\
decisions:
  - {status: unconfirmed, known_on: "2014-08-20", reason: one paper, claims: [a1]}
claims:
"""


def test_decision_is_recorded_once_and_shown_as_imported(write: Write) -> None:
    folder = write(EVENT, ("claims:\n", DECISION))
    first = load_seeds(folder)
    again = load_seeds(write(EVENT, ("claims:\n", DECISION), ("Five", "Six")))

    decision = Event.objects.get(slug="ships").status_changes.get()

    assert (first.counts()["decisions"]["new"], decision.decided_by) == (1, "import")
    assert [claim.natural_key for claim in decision.claims.all()] == ["seeds:a1"]
    assert again.counts()["decisions"]["unchanged"] == 1


def test_decision_of_the_files_never_follows_one_by_a_person(write: Write) -> None:
    load_seeds(write())
    event = Event.objects.get(slug="ships")
    decide_status(event, status="disputed", by=writer(), reason=WHY)

    report = load_seeds(write(EVENT, ("claims:\n", DECISION)))

    assert _written(report) == {"decisions": {"kept": 1}}
    assert event.status_changes.count() == 1


def test_refusal_by_a_service_names_file_and_line_and_writes_nothing(write: Write) -> None:
    confirmed = DECISION.replace("status: unconfirmed", "status: confirmed, ground: primary_record")

    with pytest.raises(SeedMistakes) as caught:
        load_seeds(write(EVENT, ("claims:\n", confirmed)))

    assert [str(mistake) for mistake in caught.value.mistakes] == [
        "events/ships.yaml:10: status: Confirmed needs two origins; 1 known on 2014-08-20."
    ]
    assert (Place.objects.count(), Event.objects.count(), ImportRun.objects.count()) == (0, 0, 0)


def test_new_claim_of_a_withdrawn_document_is_refused_with_its_line(write: Write) -> None:
    load_seeds(write())
    second = Document.objects.get(slug="second")
    withdraw_document(second, category="legal", by=writer(), reason=WHY)
    claim = "claims:\n  - {key: a3, document: second, stance: denies, summary: No ship came}\n"

    with pytest.raises(SeedMistakes) as caught:
        load_seeds(write(EVENT, ("claims:\n", claim)))

    assert str(caught.value).startswith("events/ships.yaml:10: document: ")
    assert not Claim.objects.filter(natural_key="seeds:a3").exists()


def test_slug_of_somebody_elses_row_is_refused(write: Write) -> None:
    make_place(name="Port", slug="port")

    with pytest.raises(SeedMistakes) as caught:
        load_seeds(write())

    assert str(caught.value).startswith("places/places.csv:3: slug: ")


def test_claim_key_of_another_event_is_refused(write: Write) -> None:
    folder = write()
    load_seeds(folder)
    (folder / EVENT).rename(folder / "events" / "boats.yaml")
    (folder / "timelines" / "harbour.yaml").unlink()

    with pytest.raises(SeedMistakes) as caught:
        load_seeds(folder)

    assert str(caught.value) == (
        "events/boats.yaml:10: key: a1 is the key of a claim of another event; take a new one"
    )


def test_command_prints_counts_and_what_was_kept_or_gone(write: Write) -> None:
    folder = write()
    call_command("load_seeds", str(folder), stdout=StringIO())
    (folder / "timelines" / "harbour.yaml").unlink()
    out = StringIO()

    call_command("load_seeds", str(folder), stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0] == "places: 0 new, 0 changed, 2 unchanged, 0 kept, 0 gone"
    assert lines[-1] == "gone from the files, still here: timelines harbour"


def test_command_tells_every_mistake_on_a_line_and_exits_2(write: Write) -> None:
    folder = write(EVENT, ("place: port", "place: dock"), ("relays: a1", "relays: a2"))
    err = StringIO()

    with pytest.raises(SystemExit) as caught:
        call_command("load_seeds", str(folder), stderr=err)

    assert caught.value.code == 2
    assert err.getvalue().splitlines() == [
        "events/ships.yaml:6: place: no place 'dock' in these files",
        "events/ships.yaml:20: relays: a2 leads back to itself: a2 → a2",
    ]
    assert not Place.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_loaders_at_once_load_once(write: Write) -> None:
    folder = write()
    service_account(ACCOUNT)
    together = Barrier(3)

    def load(_number: int) -> bool:
        try:
            with connection.cursor() as cursor:
                # So short that waiting for each other would fail if it were in force.
                cursor.execute("SET lock_timeout = 1")
            together.wait()
            return load_seeds(folder).loaded
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=3) as pool:
        loaded = list(pool.map(load, range(3)))

    assert sorted(loaded) == [False, False, True]
    assert (ImportRun.objects.count(), Claim.objects.count()) == (1, 2)


def test_demo_data_comes_out_as_the_rules_say(dossier_snapshot: Snapshot[SeedReport]) -> None:
    report = dossier_snapshot.put_back()

    assert _told(report) == {
        "places": {"new": 82},
        "actors": {"new": 65},
        "sources": {"new": 156},
        "documents": {"new": 201},
        "events": {"new": 84},
        "claims": {"new": 338},
        "decisions": {"new": 18},
        "timelines": {"new": 3},
    }
    assert Place.objects.filter(outline__isnull=False).count() == 13
    today = timezone.now().date()
    states = EvidenceState.objects.filter(days__contains=today)
    assert Counter(states.values_list("suggested", flat=True)) == {
        "corroborated": 39,
        "disputed": 21,
        "unconfirmed": 18,
        "denied": 2,
        None: 4,
    }
    assert states.filter(status="confirmed", status_by="import").count() == 18
    figures = ("origins", "parties", "denials", "documents", "suggested")
    worked = {
        "irgc-armour-massing-for-khanaqin": (1, 0, 0, 3, "unconfirmed"),
        "saudi-30000-troops": (1, 0, 0, 5, "unconfirmed"),
        "mosul-dam-retaken": (5, 4, 2, 7, "disputed"),
        "syrian-air-strike-inside-iraq": (1, 0, 2, 6, "disputed"),
        "mosul-falls": (3, 2, 0, 4, "corroborated"),
    }
    found = {slug: states.values_list(*figures).get(row__event__slug=slug) for slug in worked}
    assert found == worked
    days = (date(2014, 6, 12), date(2014, 6, 30), date(2014, 8, 18))
    assert [EvidenceState.objects.filter(days__contains=day).count() for day in days] == [8, 26, 65]
