"""Promises of the style sheets, fonts and scripts that are easy to break unseen."""

import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)


def _rules(text: str) -> str:
    """A sheet without comments and without the conditions of its media queries."""
    return re.sub(r"@media[^{]*", "", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


def physical_sides(sheet: str) -> list[str]:
    return PHYSICAL.findall(_rules(sheet))


def test_physical_sides_are_noticed() -> None:
    assert physical_sides("@media (max-width: 3rem) { a { padding-left: 1px } }") == [
        "padding-left:"
    ]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_uses_logical_sides_only(sheet: Path) -> None:
    assert physical_sides(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_closes_what_it_opens_and_asks_no_other_host(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")

    assert text.count("{") == text.count("}")
    assert "//" not in _rules(text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheet_names_only_files_that_exist(sheet: Path) -> None:
    named = re.findall(r'url\("([^"#]+)"\)', sheet.read_text(encoding="utf-8"))

    assert [name for name in named if not (sheet.parent / name).is_file()] == []


def test_every_token_that_is_used_is_defined() -> None:
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    used = set(re.findall(r"var\(--([a-z0-9-]+)", text))
    defined = set(re.findall(r"--([a-z0-9-]+)\s*:", text))

    assert used - defined == set()


def test_fonts_weigh_less_than_200_kb() -> None:
    assert 0 < sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")) < 200_000


def test_fonts_carry_their_licences() -> None:
    for font in (STATIC / "fonts").glob("*-latin.woff2"):
        licence = font.with_name(f"LICENSE-{font.name.removesuffix('-latin.woff2')}.txt")
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


def test_ranges_of_the_sheet_are_those_the_fonts_were_cut_to() -> None:
    sheet = (STATIC / "css/base.css").read_text(encoding="utf-8")
    recipe = (STATIC / "fonts/build.py").read_text(encoding="utf-8")
    written = {value.replace(" ", "") for value in re.findall(r"unicode-range: ([^;]+);", sheet)}
    block = recipe[recipe.index("RANGES = {") : recipe.index("FEATURES")]
    cut = {"".join(re.findall(r'"(U\+[^"]*)"', part)) for part in block.split('"latin-ext"')}

    assert written == cut


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_script_writes_no_markup_and_evaluates_nothing(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    forbidden = ["eval(", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "fetch(",
                 "document.write", "import(", "import ", ".style"]  # fmt: skip

    assert [word for word in forbidden if word in text] == []
