"""The bar of a source's record fills its whole width and turns round with the language."""

from django.utils import translation

from timeline.templatetags.records import record_bar
from timeline.vocabulary.statuses import Status

RECORD = [
    (Status.CONFIRMED, 6),
    (Status.CORROBORATED, 0),
    (Status.UNCONFIRMED, 3),
    (Status.DISPUTED, 3),
]


def test_bar_has_a_part_for_each_status_with_claims() -> None:
    parts = record_bar(RECORD)

    assert [(p["status"], p["x"], p["width"]) for p in parts] == [
        ("confirmed", "0.00", "49.70"),
        ("unconfirmed", "50.00", "24.85"),
        ("disputed", "75.15", "24.85"),
    ]
    assert [p["fill"] for p in parts] == ["", "", "url(#p-disputed)"]


def test_bar_is_mirrored_where_text_runs_from_right_to_left() -> None:
    with translation.override("ar"):
        parts = record_bar(RECORD)

    assert [p["x"] for p in parts] == ["50.30", "25.15", "0.00"]


def test_few_claims_have_no_bar() -> None:
    assert record_bar([(Status.CONFIRMED, 9)]) == []
    assert len(record_bar([(Status.CONFIRMED, 10)])) == 1
