"""What of a filter word is shown: its control in the form, and a chip for what is chosen.

Plain values; the door that shows them knows what they look like.
"""

from dataclasses import dataclass
from enum import Enum

from timeline.vocabulary.words import Text


class ControlKind(Enum):
    """What a control looks like; a page has a template for each."""

    MARKS = "marks"
    DATES = "dates"
    TREE = "tree"
    CHECKS = "checks"
    RADIOS = "radios"
    #: At least so many origins, and what else can be asked of the evidence.
    EVIDENCE = "evidence"
    #: Stands over the list, not in the form.
    BAR = "bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """How a word is chosen in the form.

    `joins` names the word whose control it is a line of. `nothing` is what the choice of no
    value is called, `find` the link to a page on which more can be found.
    """

    kind: ControlKind = ControlKind.CHECKS
    title: Text = ""
    is_open: bool = False
    joins: str = ""
    nothing: Text = ""
    find: Text = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value in words; `query` is the query string that is left without it."""

    word: str
    kind: str
    key: str
    value: str
    query: str
