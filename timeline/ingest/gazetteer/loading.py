"""Bringing in a gazetteer or outlines: every row put in its place, or rejected with a reason."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import transaction

from timeline.models import Account, ImportRun
from timeline.services.nouns.accounts import service_account
from timeline.services.nouns.gazetteer import (
    PlaceFacts,
    complete_places,
    edit_places,
    find_faults,
    kept_by_others,
    record_places,
)
from timeline.services.rows import add
from timeline.services.writing import writing
from timeline.vocabulary.kinds import PlaceKind
from timeline.vocabulary.roles import Verb

from .formats import Found, UnusableFile, read_rows
from .matching import Register
from .rows import CellError, GazetteerRow

#: The account that writes what comes from files; nobody can sign in to it.
ACCOUNT = "import"
_BATCH = 1000
#: Rejected rows that a run keeps and a report prints; the count is always whole.
MOST_REJECTED = 1000

# What stands above comes before what is part of it, whatever the order of the file.
_PASSES: tuple[frozenset[str], ...] = (
    frozenset({PlaceKind.COUNTRY}),
    frozenset({PlaceKind.REGION}),
    frozenset({PlaceKind.DISTRICT}),
    frozenset({PlaceKind.CITY, PlaceKind.TOWN, PlaceKind.VILLAGE}),
    frozenset({PlaceKind.SITE, PlaceKind.CROSSING, PlaceKind.WATER, ""}),
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken; `line` of the file, for GeoJSON the number of the feature."""

    line: int
    column: str
    reason: str


@dataclass(slots=True)
class GazetteerReport:
    """Rows that are new, changed, unchanged, kept (a person edited the place last) or rejected."""

    counts: Counter[str] = field(default_factory=Counter)
    rejected: list[Rejected] = field(default_factory=list)

    def reject(self, line: int, column: str, reason: str) -> None:
        self.counts["rejected"] += 1
        if len(self.rejected) < MOST_REJECTED:
            self.rejected.append(Rejected(line, column, reason))

    def as_dict(self) -> dict[str, int]:
        names = ("new", "changed", "unchanged", "kept", "rejected")
        return {name: self.counts[name] for name in names}


def import_places(
    format_name: str,
    file: Path,
    *,
    dry_run: bool = False,
    told: Callable[[int], None] = lambda _rows: None,
) -> GazetteerReport:
    """Bring the places of the file in; running it again changes nothing.

    Rows go in by the thousand. With `dry_run` nothing is written. `told` hears how many rows
    are done. Raises UnusableFile, and then nothing was written.
    """
    digest = _digest(file)
    with transaction.atomic():
        by = service_account(ACCOUNT)
        # Two imports at once: the second waits here and then finds the places there.
        Account.objects.select_for_update().get(pk=by.pk)
        run = _Run(by, f"Imported from {file.name}")
        if format_name == "geojson":
            # It is read as a whole in any case.
            rows = list(read_rows(format_name, file))
            run.go_through(lambda: rows, told)
        else:
            run.go_through(lambda: read_rows(format_name, file), told)
        run.note(file.name, format_name, digest)
        if dry_run:
            transaction.set_rollback(True)
    return run.report


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise UnusableFile(f"{file.name} cannot be read: {error.strerror}") from error


class _Run:
    """One file on its way into the database."""

    def __init__(self, by: Account, reason: str) -> None:
        self.by, self.reason = by, reason
        self.register = Register()
        self.report = GazetteerReport()
        self.kept: set[int] = set()
        self.asked: set[str] = set()

    def go_through(self, read: Callable[[], Iterable[Found]], told: Callable[[int], None]) -> None:
        """The file once for each sort of place, higher ones first."""
        done = 0
        for number, kinds in enumerate(_PASSES):
            rows = self._rows(read(), kinds, first=number == 0)
            for batch in batched(rows, _BATCH):
                self._put(batch)
                done += len(batch)
                told(done)

    def _rows(
        self, found: Iterable[Found], kinds: frozenset[str], *, first: bool
    ) -> Iterator[GazetteerRow]:
        for row in found:
            if isinstance(row, GazetteerRow):
                if row.kind in kinds:
                    yield row
            elif first:
                self.report.reject(row[0], row[1].column, str(row[1]))

    def _put(self, rows: Iterable[GazetteerRow]) -> None:
        """New places of a batch, then changes of those that are there."""
        new: dict[str, tuple[GazetteerRow, PlaceFacts]] = {}
        own: dict[int, PlaceFacts] = {}
        others: dict[int, dict[str, Any]] = {}
        for row in rows:
            try:
                pk = self.register.find(row)
                facts = self._facts(row, pk)
            except CellError as error:
                self.report.reject(row.line, error.column, str(error))
                continue
            if pk is None:
                new[row.key] = row, facts
                # Taken at once, so that the next row does not take it too.
                self.register.by_slug[facts.slug] = 0
            elif self.register.by_key.get(row.key) == pk and row.outline is None:
                own[pk] = facts
            else:
                others[pk] = _without_hierarchy(facts.fields)
        self._record(new)
        self._edit(own)
        changed = complete_places(others, by=self.by, reason=self.reason) if others else set()
        self.report.counts["changed"] += len(changed)
        self.report.counts["unchanged"] += len(others) - len(changed)

    def _facts(self, row: GazetteerRow, pk: int | None) -> PlaceFacts:
        """The row for the service. Raises CellError with what is wrong with it."""
        parent = self.register.parent_of(row)
        if pk is None and not (row.name and row.kind):
            raise CellError("row", "names no place that is here; to record it, give name and kind")
        if pk is None and parent is None and row.parents[:1] and row.parents[0][:5] == "slug:":
            raise CellError(
                "parent", f"no place {row.parents[0][5:]!r} is here or higher in the file"
            )
        slug = row.slug or self.register.free_slug(row.name) if pk is None else "x"
        fields = {
            "name": row.name or "x", "kind": row.kind or PlaceKind.SITE, "parent_id": parent,
            "lat": row.lat, "lon": row.lon, "outline": row.outline,
            "country_code": row.country_code, "iso3166_2": row.iso3166_2,
            "geonames_id": row.geonames_id, "wikidata_id": row.wikidata_id,
        }  # fmt: skip
        facts = PlaceFacts(row.key, slug, fields, row.names)
        for column, reason in find_faults(facts).items():
            raise CellError(column, reason)
        return facts

    def _record(self, new: dict[str, tuple[GazetteerRow, PlaceFacts]]) -> None:
        if not new:
            return
        made = record_places(
            [facts for _row, facts in new.values()], by=self.by, reason=self.reason
        )
        for key, pk in made.items():
            row, facts = new[key]
            self.register.add(pk, key, facts.slug, row.kind, row.country_code)
        self.report.counts["new"] += len(made)

    def _edit(self, own: dict[int, PlaceFacts]) -> None:
        if not own:
            return
        prefix = next(iter(own.values())).natural_key.partition(":")[0] + ":"
        if prefix not in self.asked:
            self.asked.add(prefix)
            self.kept |= kept_by_others(prefix, self.by)
        open_rows = {pk: facts for pk, facts in own.items() if pk not in self.kept}
        changed = edit_places(open_rows, by=self.by, reason=self.reason)
        self.report.counts["changed"] += len(changed)
        self.report.counts["unchanged"] += len(open_rows) - len(changed)
        self.report.counts["kept"] += len(own) - len(open_rows)

    def note(self, name: str, format_name: str, digest: str) -> None:
        """Keep what was read and what became of it."""
        shown = name.encode(errors="replace").decode()[:300]
        with writing(self.by, Verb.DRAFT, self.reason):
            add(
                ImportRun(
                    name=shown,
                    format=f"places {format_name}",
                    sha256=digest,
                    counts=self.report.as_dict(),
                    verdicts={"rejected": rejected_as_dicts(self.report)},
                    author=self.by,
                )
            )


def _without_hierarchy(fields: Any) -> dict[str, Any]:
    """What a place of another origin may be given: no name, kind or place above it."""
    kept = {"lat", "lon", "outline", "country_code", "iso3166_2", "geonames_id", "wikidata_id"}
    return {
        name: value
        for name, value in fields.items()
        if name in kept and value is not None and value != ""
    }


def rejected_as_dicts(report: GazetteerReport) -> list[dict[str, object]]:
    """Rejected rows for a program to read."""
    return [{"line": r.line, "column": r.column, "reason": r.reason} for r in report.rejected]
