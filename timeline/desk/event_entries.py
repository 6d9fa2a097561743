"""The page of an event as one person sees or has filled it in."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from timeline.editing.refusals import RefusedAtFields, show_refusal
from timeline.models import Account, Event
from timeline.queries.editors.event_texts import KEYS, name_places, texts_of
from timeline.queries.editors.typed_titles import label_of
from timeline.services.nouns.events import FIELDS
from timeline.vocabulary.texts.three_way import PageTexts, Row, renumber, renumber_rows

from .event_forms import ROWS, EventForm

#: Texts of rows that are numbers of claims on the page.
NUMBERS = ("said_by", "relays_row")
#: What a new event begins with.
BLANK = PageTexts({"nature": "occurrence"}, {name: [] for name in ROWS})


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
        shown: PageTexts | None = None,
        others: Mapping[str, str] | None = None,
        began: PageTexts | None = None,
        blanks: Mapping[str, int] | None = None,
    ) -> None:
        self.event = event
        self.stored = texts_of(event) if event else BLANK
        self.began = began or self.stored
        self.is_typed = typed is not None
        self.rows: dict[str, Any] = {}
        shown = shown or self.stored
        initial = {**shown.fields, **(others or {})}
        self.form = EventForm(typed, initial=initial, account=account, instance=event)
        for name, rows in ROWS.items():
            self.rows[name] = rows(typed, prefix=name, initial=shown.rows.get(name, []))
            self.rows[name].extra = (blanks or {}).get(name, 1)

    def is_valid(self) -> bool:
        """Whether it can be tried to save; complaints stand at their fields."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def show_refusal(self, refused: RefusedAtFields) -> None:
        """Put complaints at the fields of the form that they are about."""
        forms = [form for rows in self.rows.values() for form in rows.forms]
        about = next((form for form in forms if form.prefix == refused.prefix), self.form)
        show_refusal(about, refused)

    def filled(self, name: str) -> list[Any]:
        """The rows of a list in which something is typed."""
        return [form for form in self.rows[name].forms if form.is_filled]

    def texts(self) -> PageTexts:
        """What is typed, names that could be looked up in the spelling in which they are shown."""
        texts = typed_texts(self.form.data)
        for name, rows in texts.rows.items():
            for form, row in zip(self.filled(name), rows, strict=True):
                row.update(self._spelled(getattr(form, "cleaned_data", {})))
        return texts

    def _spelled(self, found: Mapping[str, Any]) -> Row:
        spelled = {
            field: label_of(found[field]) for field in ("document", "event") if found.get(field)
        }
        if place := found.get("place"):
            spelled["place"] = name_places([place])[place.pk]
        if actor := found.get("actor"):
            stored = {row["actor"] for row in self.stored.rows["actor"]}
            spelled["actor"] = actor.slug if actor.slug in stored else actor.name
        return spelled


def typed_texts(typed: Any) -> PageTexts:
    """What is typed, word for word and unchecked."""
    rows: dict[str, list[Row]] = {
        name: [
            {field: _text(typed, form.add_prefix(field)) for field in form.fields}
            for form in typed_rows(typed, name)
            if form.is_filled
        ]
        for name in ROWS
    }
    texts = PageTexts({name: _text(typed, name) for name in FIELDS}, rows)
    return renumber_rows(texts, claim_numbers(typed), NUMBERS)


def claim_numbers(typed: Any) -> dict[int, int]:
    """By the number of each filled claim on the page its number when empty ones are left out."""
    rows = enumerate(typed_rows(typed, "claim"), 1)
    return {n: place for place, n in enumerate((n for n, row in rows if row.is_filled), 1)}


def typed_rows(typed: Any, name: str) -> list[Any]:
    """The rows of a list, empty ones included."""
    return list(ROWS[name](typed, prefix=name).forms)


def other_texts(typed: QueryDict) -> dict[str, str]:
    """What is typed beside the event: the decision, what then, and why."""
    names = EventForm.base_fields.keys() - set(FIELDS)
    found = {name: _text(typed, name) for name in names if name in typed}
    if "status_rows" in found:
        found["status_rows"] = renumber(found["status_rows"], claim_numbers(typed))
    return found


def without_row(texts: PageTexts, which: str) -> PageTexts:
    """The texts without a row that is named as `place-2`, counted from 0."""
    name, _dash, number = which.partition("-")
    rows = {key: list(found) for key, found in texts.rows.items()}
    if name in KEYS and number.isascii() and number.isdigit() and int(number) < len(rows[name]):
        del rows[name][int(number)]
    return PageTexts(texts.fields, rows)


def _text(data: Any, name: str) -> str:
    return str(data.get(name, "")).replace("\r\n", "\n").strip()
