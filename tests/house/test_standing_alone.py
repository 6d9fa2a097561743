"""A clone is all that is needed: no test looks outside it, no line points to other papers."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"

#: Ways to say "beside the checkout", or somewhere on this machine.
OUTSIDE = re.compile(
    r"BASE_DIR\)?\.parent\b|(?:open|Path)\([\"']\.\./|/ [\"']\.\.[\"']|[\"']shared[\"'/]"
    r"|[\"']/(?:work|home|root|mnt|srv|opt|data)/"
)
#: Papers that are not in the checkout; what they say stands in `docs/`.
ELSEWHERE = re.compile(
    r"\bdomain(?:\.md| section)|\bcontract\.md|\bthe contract\b|\bsection \d", re.IGNORECASE
)
WRITTEN = (".py", ".html", ".css", ".js", ".md", ".toml")


def looks_outside(text: str, depth: int) -> list[str]:
    """What a test file that lies `depth` folders below the checkout names beyond it."""
    above = [word for word in re.findall(r"parents\[(\d+)\]", text) if int(word) > depth]
    return [found[0] for found in OUTSIDE.finditer(text)] + [f"parents[{n}]" for n in above]


def test_no_test_looks_outside_the_checkout() -> None:
    found = {
        str(file.relative_to(TESTS)): named
        for file in sorted(TESTS.rglob("*.py"))
        if file != Path(__file__)
        and (named := looks_outside(file.read_text("utf-8"), len(file.relative_to(TESTS).parts)))
    }

    assert found == {}


def test_no_line_points_to_a_paper_that_is_not_here() -> None:
    folders = ("timeline", "templates", "static", "tests", "docs", "benchmarks")
    files = [
        file
        for folder in folders
        for file in (TESTS.parent / folder).rglob("*")
        if file.suffix in WRITTEN and file != Path(__file__)
    ]
    found = {
        str(file.relative_to(TESTS.parent)): named
        for file in files
        if (named := ELSEWHERE.findall(file.read_text("utf-8")))
    }

    assert found == {}
    assert len(files) > 500


@pytest.mark.parametrize(
    "line",
    ["(domain section 4)", "what domain.md asks", "as the contract has them", "see section 7"],
)
def test_control_a_paper_elsewhere_is_noticed(line: str) -> None:
    assert ELSEWHERE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        'Path(settings.BASE_DIR).parent / "data"',
        'BASE_DIR.parent / "elsewhere"',
        'open("../data.csv")',
        'folder / "shared" / "data"',
        'Path("/home/somebody/data.csv")',
        'here / ".." / "data"',
        "Path(__file__).parents[3]",
    ],
)
def test_control_a_path_outside_is_noticed(line: str) -> None:
    assert looks_outside(line, 2) != []


def test_control_a_path_inside_is_not() -> None:
    assert looks_outside('Path(__file__).parents[1] / "data" / "article"', 2) == []


def test_what_is_copied_says_where_it_comes_from() -> None:
    folders = [path for path in (TESTS / "data").iterdir() if path.is_dir()]

    assert [folder.name for folder in folders if not (folder / "SOURCE.md").is_file()] == []
