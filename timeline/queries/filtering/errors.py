"""What is wrong with a query: every word that was refused, and what it accepts."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class FilterError:
    """One word that was refused: the value as shown, what is wrong, what is accepted."""

    word: str
    value: str
    problem: str
    accepted: str

    def __str__(self) -> str:
        return f"{self.word}: {self.problem}" + (f" {self.hint}" if self.accepted else "")

    @property
    def hint(self) -> str:
        return _("Accepted: %(accepted)s.") % {"accepted": self.accepted}


class FilterErrors(ValueError):
    """Everything that is wrong with a query; `errors` in the order of the words."""

    def __init__(self, errors: Iterable[FilterError]) -> None:
        self.errors = tuple(errors)
        super().__init__(" ".join(str(error) for error in self.errors))
