"""The filter words as objects: what each says of itself holds."""

import pytest
from django.http import QueryDict

from tests.cast import Cast
from timeline.models import EvidenceState
from timeline.queries.filtering.filters import Door, Filters, read_filters
from timeline.queries.filtering.words import WORDS, group_of
from timeline.web.filter_form import POSITIONS

SELECTING = [name for name, word in WORDS.items() if word.selects and not word.part_of]


@pytest.mark.django_db
@pytest.mark.parametrize("name", SELECTING)
def test_word_names_a_column_that_there_is(name: str) -> None:
    assert not EvidenceState.objects.values_list(WORDS[name].field_name).exists()


def test_words_that_select_together_are_ignored_together() -> None:
    assert group_of("role") == group_of("actor") == ("actor", "exact_actor", "role")
    assert group_of("overlap") == ("after", "before", "overlap")
    assert group_of("status") == ("status",)


def test_part_of_a_word_selects_nothing_by_itself() -> None:
    filters = Filters(exact_actor=True, overlap=False)

    assert [name for name, word in WORDS.items() if word.condition(filters)] == []


def test_positions_in_the_form_are_those_of_words_with_a_control() -> None:
    assert [name for name in POSITIONS if not WORDS[name].control or WORDS[name].part_of] == []


def test_filters_know_no_other_words() -> None:
    with pytest.raises(TypeError, match="no filter words: colour"):
        Filters(colour="red")
    with pytest.raises(AttributeError, match="colour"):
        Filters().colour  # noqa: B018


@pytest.mark.django_db
def test_but_changes_values_and_keeps_what_was_typed(cast: Cast) -> None:
    filters = read_filters(QueryDict("place=alta&known=2014-08-19"), Door.PAGE)
    present = filters.but(known=None)

    assert (present.is_past, present.place) == (False, filters.place)
    assert present.as_query() == filters.as_query() == "place=alta&known=2014-08-19"


@pytest.mark.django_db
def test_query_for_a_door_leaves_out_what_it_refuses(cast: Cast) -> None:
    filters = read_filters(QueryDict("place=alta&size=5&order=oldest&density=table"), Door.PAGE)

    assert filters.query_for(Door.EVENT) == "place=alta&order=oldest"
    assert filters.query_for(Door.BESIDE, place=None) == "order=oldest&density=table"
    assert filters.query_for(Door.COUNTS) == "place=alta"
