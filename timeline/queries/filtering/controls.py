"""What of a filter word is shown: its control in the form, its choices, a chip for what is chosen.

Plain values; the door that shows them knows what they look like.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from timeline.vocabulary.words import Text


class ControlKind(Enum):
    """What a control looks like; a page has a template for each."""

    STATUS = "status"
    DATES = "dates"
    TREE = "tree"
    OPTIONS = "options"
    #: At least so many origins, and what else can be asked of the evidence.
    EVIDENCE = "evidence"
    #: Stands over the list, not in the form.
    BAR = "bar"


@dataclass(frozen=True, slots=True)
class Control:
    """How a word is chosen in the form; without a title it is called as its chips are.

    `joins` names the word whose control it is a line of. `nothing` is what the choice of no
    value is called, `find` the link to a page on which more can be found.
    """

    kind: ControlKind = ControlKind.OPTIONS
    title: Text = ""
    is_open: bool = False
    joins: str = ""
    nothing: Text = ""
    find: Text = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """That a word is counted. `title` heads the page that lists all its choices, which one
    without has not; `more` says on a link to it that %(n)s of them are left out beside the
    list; `meaning` tells what the counts are, where that is not plain."""

    title: Text = ""
    more: Any = ""
    meaning: Text = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose, as links write it, with the events that it would leave.

    `note` says what it is where its name may mislead; `parent` is the value of the nearest
    one above it in this list, or None.
    """

    value: str
    name: str
    count: int
    note: str = ""
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value in words; `query` is the query string that is left without it."""

    word: str
    kind: str
    key: str
    value: str
    query: str
