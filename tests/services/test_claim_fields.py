"""What may be said of a claim follows from its model, and every way in takes all of it."""

from dataclasses import fields

from django.contrib.admin.utils import flatten_fieldsets

from timeline.admin.event_forms import claim_fieldsets
from timeline.desk.claim_forms import ClaimForm
from timeline.ingest.seeds.claims import ClaimSeed
from timeline.ingest.seeds.fields import keys_of
from timeline.services.nouns.claims import FIELDS

#: A new column of claims that nobody may edit says `editable=False`.
EXPECTED = (
    "stance", "differs_on", "summary", "quote", "quote_language", "translated_by", "attribution",
    "attributed_to", "attributed_unnamed", "basis", "certainty", "rejects", "credibility",
    "relays", "relays_source", "origin_unknown", "same_origin_as", "same_origin_reason", "note",
)  # fmt: skip


def test_services_take_what_can_be_edited_of_a_claim():
    assert FIELDS == EXPECTED


def test_files_say_all_that_services_take():
    assert set(FIELDS) < {found.name for found in fields(ClaimSeed)}
    assert set(keys_of(ClaimSeed)) - set(FIELDS) == {"key", "id", "document", "measures", "lapses"}


def test_staff_edit_all_that_services_take():
    assert set(FIELDS) < set(flatten_fieldsets(claim_fieldsets("relays", "relays_source")))


def test_workbench_asks_all_that_services_take_but_an_editors_judgement_and_the_translation():
    elsewhere = {
        *("quote_language", "translated_by", "rejects", "credibility", "note"),
        *("relays_source", "same_origin_as", "same_origin_reason"),
    }

    assert set(FIELDS) - ClaimForm.base_fields.keys() == elsewhere
