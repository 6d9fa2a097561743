"""Nothing is saved over what somebody else saved in the meantime."""

import pytest

from tests.cast import Cast
from tests.factories import WHY, writer
from timeline.editing.conflicts import lay_side_by_side, saving_page, texts_begun_from
from timeline.editing.refusals import EditConflict, RefusedAtFields
from timeline.models import Event
from timeline.services.errors import Refused
from timeline.services.nouns.events import edit_event
from timeline.vocabulary.texts.three_way import PageTexts

pytestmark = pytest.mark.django_db


def title_of(event: Event) -> PageTexts:
    """A page that shows the title alone."""
    return PageTexts({"title": event.title})


def test_page_that_says_what_it_said_is_saved_upon_the_row_as_it_is_now(cast: Cast) -> None:
    began = title_of(cast.draft)
    edit_event(
        Event.objects.get(pk=cast.draft.pk), by=writer(), reason=WHY, version=None, summary="More"
    )

    with saving_page(cast.draft, began, title_of, by=writer(), reason=WHY) as (page, stored):
        assert stored is not None
        assert stored.summary == "More"
        page.do(edit_event, stored, version=stored.version, title="Mine")

    assert Event.objects.get(pk=cast.draft.pk).title == "Mine"


def test_page_that_says_something_else_by_now_is_not_saved(cast: Cast) -> None:
    began = title_of(cast.draft)
    edit_event(cast.draft, by=writer(), reason=WHY, version=None, title="Theirs")

    with (
        pytest.raises(EditConflict),
        saving_page(cast.draft, began, title_of, by=writer(), reason=WHY),
    ):
        pytest.fail("nothing is saved")


def test_new_row_began_from_nothing() -> None:
    with saving_page(None, PageTexts({"a": "b"}), title_of, by=writer(), reason=WHY) as found:
        assert found[1] is None


def test_refusal_takes_everything_back(cast: Cast) -> None:
    def save() -> None:
        began = title_of(cast.draft)
        with saving_page(cast.draft, began, title_of, by=writer(), reason=WHY) as (page, stored):
            page.do(edit_event, stored, version=None, title="Half")
            raise Refused({"title": "No."})

    with pytest.raises(RefusedAtFields):
        save()

    assert Event.objects.get(pk=cast.draft.pk).title != "Half"


@pytest.mark.parametrize("began", ["", "nonsense", "[1, 2]"])
def test_page_that_does_not_say_what_it_began_from_began_from_no_texts(began: str) -> None:
    assert texts_begun_from({"began": began}) == PageTexts({})


def test_both_texts_are_told_and_what_nobody_sees_is_not() -> None:
    base, theirs, mine = (
        PageTexts({"title": title, "date": date, "id": key})
        for title, date, key in (("One", "2014", "1"), ("Two", "2015", "2"), ("Three", "2014", "1"))
    )

    merged, told = lay_side_by_side(
        base,
        theirs,
        mine,
        {},
        label=lambda name: name[0].upper(),
        say=lambda name: str.lower,
        silent=("id",),
    )

    assert merged.fields == {"title": "Three", "date": "2015", "id": "2"}
    assert [(row.label, row.clash, row.base) for row in told["differences"]] == [
        ("TITLE", True, "one"),
        ("DATE", False, "2014"),
    ]
    assert told["clashes"] == 1
