"""Declaring on a service that its calls can be proposed, and how a proposal tells of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class Proposable:
    """A service whose calls a proposal can keep.

    `key` is what stored proposals call it, for good, whatever becomes of the function's name.
    `says` is what it does to its row, as an editor reads it; without it, the kind's label.
    `about` is the field in which a row that nobody looks for by itself holds the one that
    they do look for. `writes` is the table that the arguments are for, where that is not the
    row's; `names` its fields and relations that the arguments call otherwise; `parts` what
    each item of an argument is that is a list of rows below the row.
    """

    service: Callable[..., Any]
    key: str
    kind: ProposalKind
    says: Text
    about: str
    writes: type[Model] | None
    names: Mapping[str, str]
    parts: Mapping[str, type[Any]]

    @property
    def edits(self) -> bool:
        """Whether the arguments are the row's own fields, so that None empties one."""
        return self.kind is ProposalKind.EDIT and self.writes is None


#: What is declared, by key. Complete once the services are imported: ask `proposals.steps`.
DECLARED: dict[str, Proposable] = {}


def proposable[**P, R](
    key: str,
    kind: ProposalKind,
    *,
    says: Text = "",
    about: str = "",
    writes: type[Model] | None = None,
    names: Mapping[str, str] | None = None,
    parts: Mapping[str, type[Any]] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let proposals keep calls of this service, whose first argument is the row it is done to.

    The words are those of Proposable. Raises TypeError where the key is another service's.
    """

    def declare(service: Callable[P, R]) -> Callable[P, R]:
        if key in DECLARED:
            raise TypeError(f"{key} is the key of another service")
        DECLARED[key] = Proposable(
            service, key, kind, says or kind.label, about, writes, names or {}, parts or {}
        )
        return service

    return declare
