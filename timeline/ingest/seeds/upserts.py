"""The stored rows that came from seeds, and the putting of one record among them."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import Any

from django.db.models import F, Model

from timeline.models import Account
from timeline.services.errors import Refused
from timeline.vocabulary.words import WorkflowState

from .errors import SeedMistakes, Where
from .fields import Seed
from .report import SeedReport, Verdict

#: What the natural key of every row from seed files begins with.
ORIGIN = "seeds:"
REASON = "Loaded with the demo data"

# Where a service and a file call a field by different names.
_FIELD_IN_FILE = {"country_code": "country", "public_id": "id", "ended_by": "by", "__all__": "row"}


@contextmanager
def telling(where: Where) -> Iterator[None]:
    """Tell what a service refuses with the file and line of the record that it refused."""
    try:
        yield
    except Refused as error:
        complaints = error.message_dict.items()
        raise SeedMistakes(
            [
                where.mistake(_FIELD_IN_FILE.get(name, name), str(message))
                for name, messages in complaints
                for message in messages
            ]
        ) from error


@dataclass(slots=True)
class Upserts[M: Model]:
    """Brings the rows of one noun that came from seeds up to their files, by the key in those.

    `children` are the models whose rows belong to a row of this noun, each with the path
    to it: whoever changed a child last has edited the row.
    """

    noun: str
    model: type[M]
    by: Account
    report: SeedReport
    earlier: Mapping[tuple[str, str], str]
    record: Callable[..., M]
    edit: Callable[..., bool]
    children: Collection[tuple[type[Model], str]] = ()
    rows: dict[str, M] = field(default_factory=dict)
    edited: set[int] = field(default_factory=set)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found = self.model._default_manager.filter(natural_key__startswith=ORIGIN)
        self.rows = {row.natural_key.removeprefix(ORIGIN): row for row in found}  # type: ignore[attr-defined]
        self.edited = self._edited_by_others() if self.rows else set()

    def is_open(self, key: str, digest: str) -> bool:
        """Whether the row is to be written: new, or ours and its file says something else.

        A row whose record was the same at the last run is not looked at.
        """
        row = self.rows.get(key)
        if row is None:
            return True
        return row.pk not in self.edited and self.earlier.get((self.noun, key)) != digest

    def put(
        self, seed: Seed, key: str, digest: str, fields: Mapping[str, Any], **only_new: Any
    ) -> bool:
        """Record the row, change it, or leave it where a person had it last.

        `fields` go to both services; `only_new` to the recording one. Returns whether the
        row was open, so that what hangs on it is to be written as well.
        """
        row = self.rows.get(key)
        is_open = self.is_open(key, digest)
        self.digests[key] = digest
        if row is None:
            with telling(seed.where):
                self.rows[key] = self.record(
                    by=self.by,
                    reason=REASON,
                    natural_key=ORIGIN + key,
                    **only_new,
                    **fields,
                )
            self.verdicts[key] = Verdict.NEW
        elif is_open:
            with telling(seed.where):
                changed = self.edit(row, by=self.by, reason=REASON, version=None, **fields)
            self.verdicts[key] = Verdict.CHANGED if changed else Verdict.UNCHANGED
        else:
            self.verdicts[key] = Verdict.KEPT if row.pk in self.edited else Verdict.UNCHANGED
        return is_open

    def mark_changed(self, key: str, changed: bool = True) -> None:
        """Something that hangs on the row was changed."""
        if changed and self.verdicts[key] is Verdict.UNCHANGED:
            self.verdicts[key] = Verdict.CHANGED

    def is_kept(self, key: str) -> bool:
        return self.verdicts[key] is Verdict.KEPT

    def get(self, key: str | None) -> M | None:
        """The row that a file refers to; the files were checked, so it is there."""
        return None if key is None else self.rows[key]

    def close(self) -> None:
        """Tell what became of every row; those withdrawn here are not missed in the files."""
        for key, verdict in self.verdicts.items():
            self.report.note(self.noun, key, verdict, self.digests[key])
        for key in sorted(self.rows.keys() - self.verdicts.keys()):
            if getattr(self.rows[key], "state", None) != WorkflowState.WITHDRAWN:
                self.report.note(self.noun, key, Verdict.GONE)

    def _edited_by_others(self) -> set[int]:
        """Keys of rows whose present version, or newest change of a child, is not ours."""
        history = self.model.history.rel.related_model._default_manager  # type: ignore[attr-defined]
        # Who first wrote the present version edited it; later entries of the same version
        # are what programs noted, such as the verdict on a quote.
        newest = history.filter(
            pgh_obj__natural_key__startswith=ORIGIN, version=F("pgh_obj__version")
        )
        authors = [
            newest.order_by("pgh_obj_id", "pgh_id")
            .distinct("pgh_obj_id")
            .values_list("pgh_obj_id", "pgh_context__metadata__user")
        ]
        for child, path in self.children:
            entries = child.history.rel.related_model._default_manager  # type: ignore[attr-defined]
            authors.append(
                entries.filter(**{f"{path}__natural_key__startswith": ORIGIN})
                .order_by(f"{path}__pk", "-pgh_id")
                .distinct(f"{path}__pk")
                .values_list(f"{path}__pk", "pgh_context__metadata__user")
            )
        return {pk for found in authors for pk, author in found if author != self.by.pk}


def digest_of_record(record: object) -> str:
    """Sixteen characters that change with anything that the record says."""
    return hashlib.sha256(repr(record).encode()).hexdigest()[:16]


def in_order[S: Seed](seeds: Sequence[S], key: str, *needs: str) -> list[S]:
    """The records so that each comes after those that its fields `needs` name by their keys.

    There are no circles any more.
    """
    by_key = {getattr(seed, key): seed for seed in seeds}
    graph = {
        own: [other for need in needs if (other := getattr(seed, need))]
        for own, seed in by_key.items()
    }
    return [by_key[own] for own in TopologicalSorter(graph).static_order() if own in by_key]


def refuse(where: Where, name: str, reason: str) -> SeedMistakes:
    """One mistake that only the stored rows show."""
    return SeedMistakes([where.mistake(name, reason)])
