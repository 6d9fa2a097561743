"""What the guide for editors tells people to type is understood."""

import re
from pathlib import Path

from django.conf import settings

from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.measures import parse_measures
from timeline.vocabulary.roles import EditingRole

GUIDE = (Path(settings.BASE_DIR) / "docs/editing.md").read_text(encoding="utf-8")


def test_dates_of_the_guide_are_understood() -> None:
    table = GUIDE.partition("| write | for |")[2].partition("\n\n")[0]
    dates = re.findall(r"`([^`]+)`", table)

    assert [parse_date(text).edtf for text in dates] == dates
    assert len(dates) == 9


def test_values_of_the_guide_are_understood() -> None:
    block = GUIDE.partition("**Values**, one a line:")[2].partition("Before the colon")[0]

    parts, errors = parse_measures(block)

    assert (len(parts), errors) == (5, [])


def test_every_role_is_in_the_guide() -> None:
    named = re.findall(r"^\| ([a-z]+) \| ", GUIDE, re.MULTILINE)

    assert [name for name in named if name not in ("role", "write")] == EditingRole.values
