"""What the services derive for readers, in the transaction of the write."""

from datetime import date

import pytest

from tests.factories import WHY, make_claim, make_event, writer
from timeline.models import EvidenceState, SearchRow
from timeline.services.nouns.workflow import withdraw_claim


def state(event, day=date(2020, 1, 1)):
    return EvidenceState.objects.known_on(day).get(row=event.pk)


def test_chain_of_three_documents_has_one_origin(cast):
    found = state(cast.relayed)

    assert (found.status, found.origins, found.denials, found.documents) == (
        "unconfirmed",
        1,
        0,
        3,
    )


def test_past_day_counts_only_what_was_public(cast):
    assert state(cast.relayed, date(2014, 8, 18)).documents == 1
    assert state(cast.relayed, date(2014, 8, 19)).documents == 2


def test_event_has_no_state_before_it_was_reported(cast):
    before = EvidenceState.objects.known_on(date(2014, 8, 17))

    assert not before.filter(row=cast.relayed.pk).exists()


def test_draft_has_no_search_row(cast):
    assert not SearchRow.objects.filter(event=cast.draft).exists()


def test_hidden_upstream_hides_the_claims_that_relay_it(cast):
    withdraw_claim(cast.first, by=writer(), reason=WHY)

    assert not SearchRow.objects.filter(event=cast.relayed).exists()


def test_draft_claim_leaves_search_row_untouched(cast):
    before = SearchRow.objects.filter(event=cast.relayed).values().get()

    make_claim(cast.relayed)

    assert SearchRow.objects.filter(event=cast.relayed).values().get() == before


def test_place_ids_hold_all_ancestors(cast):
    row = SearchRow.objects.get(event=cast.relayed)

    assert row.place_ids == sorted([cast.arland.pk, cast.norreg.pk, cast.alta.pk])


@pytest.mark.parametrize(
    ("when", "listed"),
    [
        ("2014-08-16/2014-08-18", "2014-08-18"),
        ("2014-08", "2014-08-18"),
        ("[..2014-08-03]", "2014-08-03"),
        ("2014-08-01/..", "2014-08-18"),
        ("2014-09-01", "2014-09-01"),
    ],
)
def test_listing_day_is_the_latest_day_but_not_after_the_first_report(db, when, listed):
    event = make_event(date=when)

    assert SearchRow.objects.get(event=event).listed_on.isoformat() == listed
