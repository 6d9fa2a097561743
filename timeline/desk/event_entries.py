"""The page of an event as one person sees or has filled it in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from timeline.models import Account, Event
from timeline.queries.editors.event_sheets import KEYS, name_places, sheet_of
from timeline.queries.editors.typed_titles import label_of
from timeline.vocabulary.evidence.origins import find_cycle
from timeline.vocabulary.texts.sheets import Row, Sheet, renumber, renumber_rows

from .event_forms import MOST_ROWS, ROWS, EventForm, RowForm

#: What of the form belongs to the event; the rest is about this one save.
FIELDS = ("title", "date", "time_of_day", "time_zone", "nature", "type", "summary", "slug")
#: Texts of rows that are numbers of claims on the page.
NUMBERS = ("said_by", "relays_row")
#: What a new event begins with.
BLANK = Sheet({"nature": "occurrence"}, {name: [] for name in ROWS})


class EventEntry:
    """The forms of the page. `stored` is what stands in the database, `began` what stood there
    when the person began to type; both are the same on a page that was just opened.

    With `typed`, the forms are bound to it and valid or not; without, they show `shown`
    (else what is stored) beside `others`, the texts that are no part of the event, and
    `blanks`, so many empty rows of each list.
    """

    def __init__(
        self,
        account: Account,
        event: Event | None,
        *,
        typed: QueryDict | None = None,
        shown: Sheet | None = None,
        others: Mapping[str, str] | None = None,
        began: Sheet | None = None,
        blanks: Mapping[str, int] | None = None,
    ) -> None:
        self.event = event
        self.stored = sheet_of(event) if event else BLANK
        self.began = began or self.stored
        self.is_typed = typed is not None
        self.rows: dict[str, Any] = {}
        shown = shown or self.stored
        initial = {**shown.fields, **(others or {})}
        self.form = EventForm(typed, initial=initial, account=account, event=event)
        for name, rows in ROWS.items():
            self.rows[name] = rows(typed, prefix=name, initial=shown.rows.get(name, []))
            self.rows[name].extra = (blanks or {}).get(name, 1)

    def is_valid(self) -> bool:
        """Whether it can be tried to save; complaints stand at their fields."""
        valid = all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])
        return self._check_relays() and valid

    def filled(self, name: str) -> list[RowForm]:
        """The rows of a list in which something is typed."""
        return [form for form in self.rows[name].forms if form.is_filled]

    def claims(self) -> list[tuple[int, RowForm]]:
        """Rows of claims with their numbers on the page, each behind the one that it relays."""
        rows = {n: form for n, form in enumerate(self.rows["claim"].forms, 1) if form.is_filled}
        ordered: list[tuple[int, RowForm]] = []
        while rows:
            for number, form in list(rows.items()):
                if form.cleaned_data.get("relays_row") not in rows:
                    ordered.append((number, rows.pop(number)))
        return ordered

    def sheet(self) -> Sheet:
        """What is typed, names that could be looked up in the spelling in which they are shown."""
        rows = {name: list(self._texts(name)) for name in ROWS}
        sheet = Sheet({name: _text(self.form.data, name) for name in FIELDS}, rows)
        return renumber_rows(sheet, claim_numbers(self.form.data), NUMBERS)

    def _texts(self, name: str) -> Iterator[Row]:
        for form in self.filled(name):
            row = {field: _text(form.data, form.add_prefix(field)) for field in form.fields}
            found = getattr(form, "cleaned_data", {})
            for field in ("document", "event"):
                if found.get(field):
                    row[field] = label_of(found[field])
            if place := found.get("place"):
                row["place"] = name_places([place])[place.pk]
            if actor := found.get("actor"):
                stored = {r["actor"] for r in self.stored.rows["actor"]}
                row["actor"] = actor.slug if actor.slug in stored else actor.name
            yield row

    def _check_relays(self) -> bool:
        """Rows relay other rows that are there, and in no circle."""
        forms: list[Any] = self.rows["claim"].forms
        graph: dict[int, list[int]] = {}
        for number, form in enumerate(forms, 1):
            target = getattr(form, "cleaned_data", {}).get("relays_row")
            graph[number] = [target] if target else []
            if target and (target > len(forms) or not forms[target - 1].is_filled):
                form.add_error("relays_row", _("There is no claim %(n)s.") % {"n": target})
                graph[number] = []
        if circle := find_cycle(graph):
            path = " → ".join(map(str, [*circle, circle[0]]))
            words = _("These claims run in a circle: %(path)s.") % {"path": path}
            forms[circle[0] - 1].add_error("relays_row", words)
        return not any(form.errors for form in forms)


def typed_sheet(typed: QueryDict) -> Sheet:
    """What is typed, word for word and unchecked."""
    rows: dict[str, list[Row]] = {}
    for name, formset in ROWS.items():
        form: Any = formset.form  # type: ignore[attr-defined]  # set by its factory
        rows[name] = [
            {field: _text(typed, f"{name}-{n}-{field}") for field in form.base_fields}
            for n in range(count_rows(typed, name))
            if any(_text(typed, f"{name}-{n}-{field}") for field in form.key)
        ]
    sheet = Sheet({name: _text(typed, name) for name in FIELDS}, rows)
    return renumber_rows(sheet, claim_numbers(typed), NUMBERS)


def claim_numbers(typed: Any) -> dict[int, int]:
    """By the number of each filled claim on the page its number when empty ones are left out."""
    form: Any = ROWS["claim"].form  # type: ignore[attr-defined]  # set by its factory
    filled = (
        number
        for number in range(1, count_rows(typed, "claim") + 1)
        if any(_text(typed, f"claim-{number - 1}-{field}") for field in form.key)
    )
    return {number: place for place, number in enumerate(filled, 1)}


def count_rows(typed: Any, name: str) -> int:
    """How many rows of a list there are, empty ones included."""
    found = typed.get(f"{name}-TOTAL_FORMS", "")
    return min(int(found), MOST_ROWS) if re.fullmatch("[0-9]{1,6}", found, re.ASCII) else 0


def other_texts(typed: QueryDict) -> dict[str, str]:
    """What is typed beside the event: the decision, what then, and why."""
    names = EventForm.base_fields.keys() - set(FIELDS)
    found = {name: _text(typed, name) for name in names if name in typed}
    if "status_rows" in found:
        found["status_rows"] = renumber(found["status_rows"], claim_numbers(typed))
    return found


def without_row(sheet: Sheet, which: str) -> Sheet:
    """The sheet without a row that is named as `place-2`, counted from 0."""
    name, _dash, number = which.partition("-")
    rows = {key: list(found) for key, found in sheet.rows.items()}
    if name in KEYS and number.isascii() and number.isdigit() and int(number) < len(rows[name]):
        del rows[name][int(number)]
    return Sheet(sheet.fields, rows)


def _text(data: Any, name: str) -> str:
    return str(data.get(name, "")).replace("\r\n", "\n").strip()
