"""Promises of the templates: no inline style or script, known classes, the words of the domain.

Nothing here may ask the database: these tests have no access to it, so an error page that did
would fail.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
OURS = [path for path in TEMPLATES if "admin" not in path.parts]
ERROR_PAGES = ["400", "403", "404", "410", "500"]

INLINE = re.compile(r"\sstyle\s*=|<style|\son[a-z]+\s*=|hx-on|<script(?![^>]*\ssrc=)|javascript:")


def _text(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split()).replace(" ,", ",")


def _row(**changes: object) -> dict[str, object]:
    return {
        "search": None,
        "status": "unconfirmed",
        "status_label": "Unconfirmed",
        "status_by": "rule",
        "url": "/events/abc/x/",
        "title": "Armour <said> to pass",
        "when": "by 18 Aug",
        "when_soft": True,
        "day_iso": "2014-08-18",
        "places": [[{"name": "Iraq", "url": "/places/iraq/"}, {"name": "Diyala", "url": ""}]],
        "actors": [{"name": "A", "url": "/actors/a/"}, {"name": "B", "url": ""}],
        "origins": 1,
        "denials": 1,
        "documents": 4,
        "now": None,
        **changes,
    }


def test_inline_styles_and_scripts_are_noticed() -> None:
    for bad in [
        '<p style="x">',
        "<style>",
        '<a onclick="x">',
        "<script>",
        '<a href="javascript:x">',
    ]:
        assert INLINE.search(bad)
    assert not INLINE.search('<script src="/x.js" type="module"></script>')


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_every_class_of_the_components_is_known_to_a_sheet() -> None:
    sheets = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "static/css").glob("*.css"))
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", sheets))
    # Names that hold a place for scripts, tests or later rules.
    known |= {"prev", "next", "type"}
    # What the admin calls our `vh`, in the components that stand there too.
    known |= {"visually-hidden"}
    used: set[str] = set()
    for path in (ROOT / "templates/components").glob("*.html"):
        plain = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"))
        for value in re.findall(r'class="([^"]*)"', plain):
            used |= {word for word in value.split() if not word.endswith("-")}

    assert used - known == set()


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_nothing(name: str) -> None:
    page = render_to_string(f"{name}.html")

    assert f'<p class="k">{name}</p>' in page
    assert page.count("<h1>") == 1
    assert 'lang="en" dir="ltr"' in page


def test_refused_form_gets_our_own_page() -> None:
    # Django's has an inline style, which our policy blocks.
    assert render_to_string("403_csrf.html") == render_to_string("403.html")


def test_withdrawn_page_says_the_category_and_escapes_it() -> None:
    page = render_to_string("410.html", {"category": "<b>Our error"})

    assert "Reason: &lt;b&gt;Our error." in page


def test_page_without_context_is_whole_and_holds_no_token() -> None:
    page = render_to_string("base.html")

    assert page.count("<main") == 1
    assert 'id="m-retracted"' in page
    assert "csrf" not in page
    assert "data-theme" not in page
    assert "data-past" not in page


def test_page_turns_round_for_arabic_and_follows_theme_and_day() -> None:
    with translation.override("ar"):
        page = render_to_string("base.html", {"theme": "dark", "known": "2014-08-18"})

    assert '<html lang="ar" dir="rtl" data-theme="dark" data-past>' in page


def test_current_section_is_marked_once() -> None:
    page = render_to_string("base.html", {"section": "events"})

    assert page.count('aria-current="page"') == 1


def test_row_says_status_rule_and_counts_in_the_words_of_the_domain() -> None:
    row = _text(render_to_string("components/event_row.html", {"row": _row()}))

    assert row == (
        "by 18 Aug Armour &lt;said&gt; to pass Unconfirmed by rule Iraq Diyala A, B Evidence"
        " 1 origin 4 documents, 1 denial"
    )


def test_row_decided_by_an_editor_does_not_name_the_rule() -> None:
    row = _text(render_to_string("components/event_row.html", {"row": _row(status_by="editor")}))

    assert "by rule" not in row


def test_row_of_the_past_says_what_the_status_is_now() -> None:
    row = _text(
        render_to_string(
            "components/event_row.html", {"row": _row(now="denied", now_label="Denied")}
        )
    )

    assert "Unconfirmed by rule → now Denied" in row


def test_retracted_row_is_struck_and_kept() -> None:
    row = render_to_string(
        "components/event_row.html", {"row": _row(status="retracted", origins=0, documents=0)}
    )

    assert 'class="ev gone"' in row
    assert "No origin stands" in row


def test_row_without_a_status_has_no_mark() -> None:
    row = render_to_string(
        "components/event_row.html", {"row": _row(status=None, status_label="Forecast, open")}
    )

    assert "<use" not in row
    assert "Forecast, open" in row


def test_tally_on_one_line_reads_as_the_domain_says() -> None:
    words = _text(
        render_to_string(
            "components/tally.html", {"origins": 1, "documents": 4, "denials": 1, "line": True}
        )
    )

    assert words == "1 origin / 4 documents, 1 denial"


def test_tree_of_places_nests_and_says_what_is_partly_chosen() -> None:
    child = {"slug": "diyala", "name": "Diyala", "count": 10, "checked": True, "children": []}
    parent = {"slug": "iraq", "name": "Iraq", "level": "country", "count": 58, "part": True,
              "children": [child]}  # fmt: skip
    tree = render_to_string(
        "components/facet_tree.html",
        {"control": {"title": "Place", "name": "place", "nodes": [parent]}},
    )

    assert re.findall(r'value="([a-z]+)"( checked)?', tree) == [
        ("iraq", ""),
        ("diyala", " checked"),
    ]
    assert _text(tree) == "Place Iraq country partly chosen 58 Diyala 10"


def test_chip_removes_itself_and_says_so() -> None:
    chips = [{"kind": "Place", "value": "Iraq", "url": "/?type=siege"}]
    markup = render_to_string("components/chips.html", {"chips": chips, "clear_url": "/"})

    assert 'href="/?type=siege" aria-label="Remove filter: Place Iraq"' in markup


def test_dates_are_kept_as_typed_with_what_is_wrong() -> None:
    form = render_to_string(
        "components/facet_dates.html",
        {"control": {"after": '"soon"', "error": "after: not a day"}},
    )

    assert 'name="after" value="&quot;soon&quot;"' in form
    assert 'aria-describedby="dates-help after-error" aria-invalid="true"' in form
    assert "<details" in form
    assert " open>" in form


def test_pager_without_neighbours_is_nothing() -> None:
    assert render_to_string("components/pager.html", {}).strip() == ""


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_words_of_sources_keep_their_direction_to_themselves(path: Path) -> None:
    """An Arabic phrase must not turn round what stands beside it."""
    spoken = re.findall(r'<(\w+)([^<>]*class="[^"]*\bvoice\b[^<>]*)>', path.read_text())

    assert [tag for tag, rest in spoken if tag != "bdi" and 'dir="auto"' not in rest] == []
