"""What the services refuse, under the name of the field, and what they leave behind."""

from datetime import date

import pytest
from django.test import override_settings

from tests.factories import (
    WHY,
    make_account,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import Claim, Event, EvidenceState, SearchRow, Source
from timeline.services.errors import NeedsSecondPerson, NotAllowed, Refused, StaleVersion
from timeline.services.nouns.accounts import make_account as make_person
from timeline.services.nouns.accounts import service_account
from timeline.services.nouns.actors import edit_actor
from timeline.services.nouns.claims import edit_claim, lapse_claim, undo_lapse
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import edit_document, keep_copy, withdraw_document
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event, record_event
from timeline.services.nouns.places import OtherName, edit_place
from timeline.services.nouns.sources import edit_source, record_source
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.nouns.workflow import (
    publish_claim,
    publish_event,
    send_to_review,
    withdraw_claim,
    withdraw_event,
)
from timeline.vocabulary.clock import today
from timeline.vocabulary.measures import MeasurePart

pytestmark = pytest.mark.django_db


def fields_of(error: pytest.ExceptionInfo[Refused]) -> set[str]:
    return set(error.value.message_dict)


def now(event):
    return EvidenceState.objects.known_on(today()).get(row=event.pk)


def test_reason_is_required():
    with pytest.raises(Refused) as error:
        record_source(by=writer(), reason="  ", name="Paper", kind="blog")

    assert fields_of(error) == {"reason"}
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "review", "allowed"),
    [
        ("contributor", "two", NotAllowed),
        ("editor", "two", NeedsSecondPerson),
        ("publisher", "two", NeedsSecondPerson),
        ("administrator", "two", NeedsSecondPerson),
        ("contributor", "one", NotAllowed),
        ("editor", "one", True),
    ],
)
def test_publishing_takes_the_role_that_review_asks_for(role, review, allowed):
    event = make_event(publish=False)
    account = make_account(role)

    with override_settings(TIMELINE_REVIEW=review):
        if allowed is True:
            publish_event(event, by=account, reason=WHY)
        else:
            with pytest.raises(allowed):
                publish_event(event, by=account, reason=WHY)

    assert SearchRow.objects.filter(event=event).exists() is (allowed is True)


def test_inactive_account_may_nothing():
    account = make_account(is_active=False)

    with pytest.raises(NotAllowed):
        record_source(by=account, reason=WHY, name="Paper", kind="blog")


def test_stale_version_is_refused_and_nothing_changes():
    source = make_source(name="First")
    edit_source(source, by=writer(), reason=WHY, version=1, name="Second")

    with pytest.raises(StaleVersion):
        edit_source(source, by=writer(), reason=WHY, version=1, name="Third")

    source.refresh_from_db()
    assert (source.name, source.version) == ("Second", 2)


def test_edit_without_difference_writes_no_history():
    source = make_source(name="Same")

    changed = edit_source(source, by=writer(), reason=WHY, version=1, name="Same")

    assert changed is False
    assert source.history.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"date": "soon"}, "date"),
        ({"date": ""}, "date"),
        ({"title": ""}, "title"),
        ({"title": "nul\x00"}, "title"),
        ({"title": "lone \ud800 surrogate"}, "title"),
        ({"type": "picnic"}, "type"),
        ({"nature": "dream"}, "nature"),
        ({"slug": "Not A Slug"}, "slug"),
    ],
)
def test_bad_event_is_refused_under_the_name_of_its_field(fields, field):
    good = {"title": "A title", "date": "2014", "type": "protest"}

    with pytest.raises(Refused) as error:
        record_event(by=writer(), reason=WHY, **(good | fields))

    assert field in fields_of(error)
    assert Event.objects.count() == 0


def test_claim_that_relays_itself_is_refused_with_the_circle_named():
    claim = make_claim(make_event(claims=0, publish=False), summary="Round and round")

    with pytest.raises(Refused, match="Round and round") as error:
        edit_claim(claim, by=writer(), reason=WHY, version=None, relays=claim)

    assert fields_of(error) == {"relays"}


def test_longer_circle_of_relays_is_refused_with_every_claim_named():
    event = make_event(claims=0, publish=False)
    first = make_claim(event, summary="First word")
    second = make_claim(event, summary="Second word", relays=first)

    with pytest.raises(Refused) as error:
        edit_claim(first, by=writer(), reason=WHY, version=None, relays=second)

    message = error.value.message_dict["relays"][0]
    assert "First word" in message
    assert "Second word" in message


def test_claim_of_another_event_is_not_relayed():
    other = make_claim(make_event(claims=0, publish=False))

    with pytest.raises(Refused) as error:
        make_claim(make_event(claims=0, publish=False), relays=other)

    assert fields_of(error) == {"relays"}


def test_only_who_said_it_takes_it_back(cast):
    stranger = make_claim(cast.relayed, publish=True)

    with pytest.raises(Refused) as error:
        lapse_claim(cast.first, ended_by=stranger, kind="withdrawn", by=writer(), reason=WHY)

    assert fields_of(error) == {"ended_by"}


def test_withdrawal_by_its_own_source_makes_the_event_retracted(cast):
    document = make_document(source=cast.wire, published="2014-08-25")
    correction = make_claim(cast.relayed, document=document, stance="context", publish=True)

    lapse_claim(cast.first, ended_by=correction, kind="withdrawn", by=writer(), reason=WHY)

    assert (now(cast.relayed).status, now(cast.relayed).documents) == ("retracted", 0)
    assert EvidenceState.objects.known_on(date(2014, 8, 24)).get(row=cast.relayed.pk).status == (
        "unconfirmed"
    )


def test_undone_lapse_leaves_the_event_as_it_was(cast):
    before = EvidenceState.objects.filter(row=cast.relayed.pk).values_list("days", "status")
    before = list(before)
    correction = make_claim(
        cast.relayed,
        document=make_document(source=cast.wire, published="2014-08-25"),
        stance="context",
        publish=True,
    )
    lapse = lapse_claim(cast.first, ended_by=correction, kind="deleted", by=writer(), reason=WHY)

    undo_lapse(lapse, by=writer(), reason=WHY)

    after = EvidenceState.objects.filter(row=cast.relayed.pk).values_list("days", "status")
    assert list(after) == before


def test_lapse_reaches_into_another_event(cast):
    other = make_event(claims=0, publish=False)
    ending = make_claim(other, document=make_document(source=cast.wire, published="2014-08-25"))
    publish_event(other, by=writer(), reason=WHY)
    lapse_claim(cast.first, ended_by=ending, kind="corrected", by=writer(), reason=WHY)
    assert now(cast.relayed).status == "retracted"

    withdraw_claim(ending, by=writer(), reason=WHY)

    assert now(cast.relayed).status == "unconfirmed"


def test_confirmed_needs_two_origins(cast):
    with pytest.raises(Refused, match="two origins") as error:
        decide_status(
            cast.relayed, status="confirmed", ground="primary_record", by=writer(), reason=WHY
        )

    assert fields_of(error) == {"status"}


def test_decision_holds_from_its_day_until_the_next(cast):
    editor = make_account("editor")
    decide_status(cast.relayed, status="disputed", known_on=date(2014, 9, 1), by=editor, reason=WHY)
    decide_status(cast.relayed, status="denied", known_on=date(2014, 10, 1), by=editor, reason=WHY)

    found = [
        EvidenceState.objects.known_on(day).get(row=cast.relayed.pk)
        for day in (date(2014, 8, 31), date(2014, 9, 1), date(2014, 10, 1))
    ]
    assert [(s.status, s.status_by, s.suggested) for s in found] == [
        ("unconfirmed", "rule", "unconfirmed"),
        ("disputed", "editor", "unconfirmed"),
        ("denied", "editor", "unconfirmed"),
    ]


@pytest.mark.parametrize(
    ("status", "known_on", "field"),
    [
        ("met", None, "status"),
        ("sure", None, "status"),
        ("disputed", date(2999, 1, 1), "known_on"),
    ],
)
def test_bad_decision_is_refused(cast, status, known_on, field):
    with pytest.raises(Refused) as error:
        decide_status(cast.relayed, status=status, known_on=known_on, by=writer(), reason=WHY)

    assert fields_of(error) == {field}


def test_decision_is_not_older_than_the_one_before(cast):
    decide_status(cast.relayed, status="disputed", by=writer(), reason=WHY)

    with pytest.raises(Refused) as error:
        decide_status(
            cast.relayed, status="denied", known_on=date(2014, 9, 1), by=writer(), reason=WHY
        )

    assert fields_of(error) == {"known_on"}


def test_forecast_has_an_outcome_and_no_status():
    event = make_event(nature="forecast", date="2014-12")
    assert (now(event).status, now(event).outcome) == (None, "open")

    decide_status(event, status="missed", by=writer(), reason=WHY)

    assert (now(event).status, now(event).outcome) == (None, "missed")


def test_forecast_is_met_by_a_published_event():
    event = make_event(nature="forecast", date="2014-12")
    later = make_event(date="2014-12-24")

    link_events(event, [LinkPart("met_by", later)], by=writer(), reason=WHY)

    assert now(event).outcome == "met"


def test_forecast_is_met_while_the_event_that_meets_it_is_public():
    event = make_event(nature="forecast", date="2014-12")
    later = make_event(date="2014-12-24", publish=False)
    link_events(event, [LinkPart("met_by", later)], by=writer(), reason=WHY)
    assert now(event).outcome == "open"

    publish_event(later, by=writer(), reason=WHY)
    assert now(event).outcome == "met"

    withdraw_event(later, category="error", by=writer(), reason=WHY)
    assert now(event).outcome == "open"


def test_event_without_counted_claim_is_not_published():
    event = make_event(claims=0, publish=False)
    make_claim(event, stance="context")

    with pytest.raises(Refused) as error:
        publish_event(event, by=writer(), reason=WHY)

    assert fields_of(error) == {"state"}


def test_publishing_publishes_claims_and_documents(cast):
    publish_event(cast.draft, by=writer(), reason=WHY)

    claim = cast.draft.claims.get()
    assert (claim.state, claim.is_public, claim.document.state) == ("published", True, "published")


def test_withdrawn_event_leaves_lists_and_can_be_published_again(cast):
    withdraw_event(cast.relayed, category="safety", by=writer(), reason=WHY)
    assert not SearchRow.objects.filter(event=cast.relayed).exists()

    publish_event(cast.relayed, by=writer(), reason=WHY)

    assert now(cast.relayed).documents == 3


def test_withdrawn_document_takes_its_claims_along(cast):
    withdraw_document(cast.third.document, category="legal", by=writer(), reason=WHY)

    assert now(cast.relayed).documents == 2


def test_claim_of_a_withdrawn_document_is_not_published(cast):
    document = make_document(publish=True)
    withdraw_document(document, category="legal", by=writer(), reason=WHY)
    claim = make_claim(cast.relayed, document=document)

    with pytest.raises(Refused) as error:
        publish_claim(claim, by=writer(), reason=WHY)

    assert fields_of(error) == {"document"}


def test_only_a_draft_is_sent_to_review(cast):
    send_to_review(cast.draft, by=writer(), reason=WHY)

    with pytest.raises(Refused):
        send_to_review(cast.draft, by=writer(), reason=WHY)


def test_owner_joins_two_origins_into_one():
    first, second = make_source(), make_source()
    event = make_event(claims=0, publish=False)
    make_claim(event, document=make_document(source=first))
    make_claim(event, document=make_document(source=second))
    publish_event(event, by=writer(), reason=WHY)
    assert now(event).origins == 2

    edit_source(second, by=writer(), reason=WHY, version=None, owner=first)

    assert now(event).origins == 1


def test_superior_makes_an_origin_a_party(cast):
    spokesman = make_actor(name="Press office")
    make_claim(cast.relayed, attributed_to=spokesman, publish=True)
    assert now(cast.relayed).parties == 0

    edit_actor(spokesman, by=writer(), reason=WHY, version=None, parent=cast.command)

    assert now(cast.relayed).parties == 1


def test_document_date_moves_the_day_on_which_it_counts(cast):
    edit_document(
        cast.third.document, by=writer(), reason=WHY, version=None, published="2014-09-30"
    )

    days = EvidenceState.objects.filter(row=cast.relayed.pk).order_by("days")
    assert [state.days.lower.isoformat() for state in days] == [
        "2014-08-18",
        "2014-08-19",
        "2014-09-30",
    ]


def test_document_without_date_is_public_from_the_day_it_was_recorded():
    document = make_document(published="")

    assert document.public_on == today()


def test_kept_copy_gives_the_quote_its_verdict(cast):
    make_copy(cast.first.document, "They say the brigade has entered the town of Alta today.")

    cast.first.refresh_from_db()
    assert (cast.first.quote_verdict, len(cast.first.quote_sha256)) == ("exact", 64)


def test_quote_that_is_not_there_is_not_found(cast):
    make_copy(cast.first.document, "They say the brigade has not entered the town of Alta.")

    cast.first.refresh_from_db()
    assert cast.first.quote_verdict == "not_found"


def test_same_text_is_kept_once(cast):
    first = make_copy(cast.first.document, "One text")

    assert make_copy(cast.first.document, "One text") == first


def test_unseen_document_has_no_copy():
    document = make_document(unseen=True, url="")

    with pytest.raises(Refused) as error:
        keep_copy(document, text="Nobody read this", by=writer(), reason=WHY)

    assert fields_of(error) == {"text"}


def test_withheld_place_is_stood_in_for_by_its_region(cast):
    edit_event(
        cast.disputed,
        by=writer(),
        reason=WHY,
        version=None,
        title="Clash reported",
        slug="clash-reported",
    )
    edit_place(cast.beska, by=writer(), reason=WHY, version=None, withhold="place")

    row = SearchRow.objects.select_related("text").get(event=cast.disputed)
    assert row.place_ids == sorted([cast.arland.pk, cast.norreg.pk])
    assert "beska" not in row.text.words


def test_title_that_names_a_withheld_place_is_refused():
    shelter = make_place(name="Harbour Shelter", withhold="place")
    event = make_event(places=[shelter], title="Fire near Harbour Shelter", publish=False)

    with pytest.raises(Refused) as error:
        publish_event(event, by=writer(), reason=WHY)

    assert fields_of(error) == {"title"}


def test_role_that_only_hidden_claims_assert_stays_hidden(cast):
    accused = make_actor(name="Accused Force")
    hidden = make_claim(cast.relayed)

    edit_event(
        cast.relayed,
        by=writer(),
        reason=WHY,
        version=None,
        actors=[ActorPart(cast.brigade, "agent"), ActorPart(accused, "agent", [hidden])],
    )
    assert accused.pk not in SearchRow.objects.get(event=cast.relayed).reached_actor_ids

    publish_claim(hidden, by=writer(), reason=WHY)

    assert accused.pk in SearchRow.objects.get(event=cast.relayed).actor_ids


def test_place_twice_in_one_role_is_refused(cast):
    with pytest.raises(Refused) as error:
        edit_event(
            cast.relayed,
            by=writer(),
            reason=WHY,
            version=None,
            places=[PlacePart(cast.alta), PlacePart(cast.alta)],
        )

    assert fields_of(error) == {"places"}


def test_circle_of_places_is_refused_with_its_names(cast):
    with pytest.raises(Refused, match="Norreg") as error:
        edit_place(cast.norreg, by=writer(), reason=WHY, version=None, parent=cast.alta)

    assert fields_of(error) == {"parent"}


def test_aliases_are_made_equal_to_those_given(cast):
    names = [OtherName("Ålta", "no"), OtherName("ألتا", "ar", "exonym")]
    edit_place(cast.alta, by=writer(), reason=WHY, version=None, aliases=names)

    edit_place(cast.alta, by=writer(), reason=WHY, version=None, aliases=names[:1])

    assert list(cast.alta.aliases.values_list("name", flat=True)) == ["Ålta"]


def test_new_children_raise_the_version(cast):
    edit_place(cast.alta, by=writer(), reason=WHY, version=1, aliases=[OtherName("Ålta", "no")])
    edit_event(cast.relayed, by=writer(), reason=WHY, version=None, places=[PlacePart(cast.beska)])
    edit_claim(
        cast.first, by=writer(), reason=WHY, version=None, measures=[MeasurePart("killed", "some")]
    )

    versions = [type(r).objects.get(pk=r.pk).version for r in (cast.alta, cast.relayed, cast.first)]
    assert versions == [2, cast.relayed.version, cast.first.version]
    with pytest.raises(StaleVersion):
        edit_place(cast.alta, by=writer(), reason=WHY, version=1, name="Too late")


def test_half_a_point_is_refused():
    with pytest.raises(Refused):
        make_place(lat=33.0)


def test_failed_service_writes_nothing(cast):
    before = Claim.objects.count()

    with pytest.raises(Refused):
        make_claim(cast.relayed, measures=[_measure(low=9, best=3)])

    assert Claim.objects.count() == before


def _measure(**numbers):
    return MeasurePart("killed", "some", **numbers)


def test_service_account_has_no_password():
    account = service_account("seeds")

    assert not account.has_usable_password()
    assert service_account("seeds") == account


def test_weak_password_is_refused():
    with pytest.raises(Refused) as error:
        make_person("reporter", role="editor", password="short")

    assert fields_of(error) == {"password"}


@pytest.mark.parametrize("reason", ["", " \n", "nul\x00", "half \ud800 a character", "\x1b[0m"])
def test_reason_is_text(reason):
    event = make_event(publish=False)

    with pytest.raises(Refused) as refused:
        edit_event(event, by=writer(), reason=reason, version=None, title="Other")

    assert list(refused.value.message_dict) == ["reason"]
