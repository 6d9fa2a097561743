"""The tally and its words on a page."""

import re

import pytest
from django.template import Context, Template

from timeline.templatetags.tally import basis, status_label, tally


def test_tally_of_one_origin_and_three_documents_is_a_bar_and_two_lines() -> None:
    assert tally(1, 3) == (
        '<svg class="tally" viewBox="0 0 10.2 14" width="10.2" height="14" aria-hidden="true">'
        '<path d="M0 0h4v14h-4zM6 0h1.2v14h-1.2zM9 0h1.2v14h-1.2z"/></svg>'
    )


def test_tally_of_every_kind_is_four_paths() -> None:
    assert re.findall(r"<path (?:class=\"([\w-]*)\" )?", tally(1, 4, 1, 1)) == [
        "", "none", "no", "no-bar",
    ]  # fmt: skip


def test_tally_of_nothing_is_nothing() -> None:
    assert tally(0, 0) == ""
    assert tally(-1, None) == ""  # type: ignore[arg-type]  # as templates may have it


def test_tally_tag_works_in_a_template() -> None:
    written = Template("{% load tally %}{% tally origins 3 %}").render(Context({"origins": 1}))

    assert written == tally(1, 3)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 4, 1, 0), "1 origin/ 4 documents, 1 denial"),
        ((2, 1, 0, 0), "2 origins/ 1 document"),
        ((0, 2, 2, 0), "No origin stands/ 2 documents, 2 denials"),
        ((None, None, None, None), "No origin stands/ 0 documents"),
    ],
)
def test_basis_says_the_counts(counts: tuple[int | None, ...], words: str) -> None:
    origins, documents, denials, fallen = counts

    assert re.sub(r"<[^>]*>", "", basis(origins, documents, denials, fallen, True)) == words


@pytest.mark.parametrize(
    ("status", "label"),
    [("confirmed", "Confirmed"), ("retracted", "Retracted"), ("odd", "odd"), (None, "")],
)
def test_status_label_names_a_status(status: str | None, label: str) -> None:
    assert status_label(status) == label
