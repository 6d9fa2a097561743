"""Somebody else saved while one typed: both edits of a page put together, and shown.

A page carries the texts with which it was served. When its save is stale, these, the texts as
they would be served now, and those that were typed are merged field by field and row by row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.vocabulary.texts.sheets import (
    Difference,
    Row,
    Sheet,
    merge_sheets,
    renumber,
    renumber_rows,
)

from .kept_drafts import KeepsTyped

BEGAN = "began"
#: Texts that are numbers of claims on the page of an event.
_NUMBERS = ("relays_row", "said_by")
#: What the page says of itself.
_SILENT = ("id", "seen_version", "DELETE")


@dataclass(frozen=True)
class Page:
    """The forms of an admin page, as its context holds them."""

    context: Mapping[str, Any]

    @property
    def form(self) -> Any:
        return self.context["adminform"].form

    @property
    def formsets(self) -> dict[str, Any]:
        found = [inline.formset for inline in self.context["inline_admin_formsets"]]
        return {formset.prefix: formset for formset in found}

    def sheet(self) -> Sheet:
        """What the page shows, as a browser would post it; rows not stored yet left out."""
        rows = {
            prefix: [_texts(form) for form in formset.forms if form.instance.pk]
            for prefix, formset in self.formsets.items()
        }
        return Sheet(_texts(self.form), rows)

    def typed(self, post: QueryDict) -> tuple[Sheet, dict[int, int]]:
        """What was posted to it, empty rows left out; and claims' new numbers by old ones."""
        rows: dict[str, list[Row]] = {}
        numbers: dict[int, int] = {}
        for prefix, formset in self.formsets.items():
            blank = _texts(formset.empty_form)
            stored, new = [], []
            total = post.get(f"{prefix}-TOTAL_FORMS", "")
            for index in range(min(int(total), 1000) if total.isascii() and total.isdigit() else 0):
                row = {name: _posted(post, f"{prefix}-{index}-{name}") for name in blank}
                if row.get("id"):
                    stored.append(row)
                elif any(row[name] != blank[name] for name in blank if name not in _SILENT):
                    new.append(row)
                    if prefix == "claims":
                        numbers[index + 1] = self._stored(prefix) + len(new)
            rows[prefix] = stored + new
        fields = {name: _posted(post, name) for name in self.form.fields}
        return Sheet(fields, rows), numbers

    def _stored(self, prefix: str) -> int:
        return sum(1 for form in self.formsets[prefix].forms if form.instance.pk)


class SideBySide(KeepsTyped):
    """An admin that lays a stale save beside what is stored."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, carrying along the texts with which it was served."""
        if kwargs.get("change"):
            context[BEGAN] = carry(Page(context), request)
        return super().render_change_form(request, context, *args, **kwargs)

    def show_side_by_side(
        self, request: HttpRequest, object_id: str | None, form_url: str
    ) -> HttpResponse:
        """409: both edits in the form, ready to be saved upon what is stored now."""
        post, request.method = request.POST, "GET"
        fresh: Any = super().changeform_view(request, object_id, form_url)
        request.method = "POST"
        merged, told = put_together(Page(fresh.context_data), post)
        request.POST = merged  # type: ignore[assignment]  # as Django itself reads it
        context = {"differences": told, "clashes": sum(found.clash for found in told)}
        response = super().changeform_view(request, object_id, form_url, context)
        response.status_code = HTTPStatus.CONFLICT
        return response


def carry(page: Page, request: HttpRequest) -> str:
    """The texts with which the page was first served, for the page to carry along."""
    return request.POST.get(BEGAN, "") if request.method == "POST" else page.sheet().as_json()


def put_together(page: Page, post: QueryDict) -> tuple[QueryDict, list[Difference]]:
    """What was typed merged with what is stored, ready to be posted, and what to look at.

    `page` is the page as it would be served now.
    """
    base = Sheet.from_json(post.get(BEGAN, "")) or Sheet({})
    theirs = page.sheet()
    mine, numbers = page.typed(post)
    mine = renumber_rows(mine, numbers, _NUMBERS)
    if "status_rows" in mine.fields:
        mine.fields["status_rows"] = renumber(mine.fields["status_rows"], numbers)
    merged = merge_sheets(base, theirs, mine, dict.fromkeys(page.formsets, ("id",)))
    told = [
        Difference.of(_label(page, name), found, say=_teller(page, name))
        for name, found in merged.differences
        if name[-1] not in _SILENT
    ]
    return _to_post(page, merged.sheet, post, theirs.as_json()), told


def _to_post(page: Page, sheet: Sheet, post: QueryDict, began: str) -> QueryDict:
    """The sheet as a browser would post it upon what is stored: stored rows first."""
    data = post.copy()
    data[BEGAN] = began
    _put(data, "", sheet.fields, page.form)
    for prefix, formset in page.formsets.items():
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            del data[name]
        ids = [str(form.instance.pk) for form in formset.forms if form.instance.pk]
        rows = {row.get("id", ""): row for row in sheet.rows[prefix]}
        stored = [rows[key] for key in ids if key in rows]
        # A row that they took off and I changed is entered anew.
        new = [row | {"id": ""} for row in sheet.rows[prefix] if row.get("id", "") not in ids]
        for index, row in enumerate([*stored, *new]):
            _put(data, f"{prefix}-{index}-", row, formset.empty_form)
        data[f"{prefix}-TOTAL_FORMS"] = str(len(stored) + len(new))
        data[f"{prefix}-INITIAL_FORMS"] = str(len(stored))
    return data


def _put(data: QueryDict, prefix: str, texts: Row, form: Any) -> None:
    for name, text in texts.items():
        widget = form.fields[name].widget
        if getattr(widget, "allow_multiple_selected", False):
            data.setlist(prefix + name, text.split(",") if text else [])
        elif text or getattr(widget, "input_type", "") != "checkbox":
            data[prefix + name] = text
        else:
            data.pop(prefix + name, None)


def _texts(form: Any) -> Row:
    return {name: _text(form[name].value()) for name in form.fields}


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    if isinstance(value, list | tuple):
        return ",".join(map(_text, value))
    return str(value.pk if isinstance(value, Model) else value).replace("\r\n", "\n").strip()


def _posted(post: QueryDict, name: str) -> str:
    return ",".join(post.getlist(name)).replace("\r\n", "\n").strip()


def _label(page: Page, name: tuple[str, ...]) -> str:
    """The field as the page calls it; of a row also which."""
    noun, *path = name
    if not path:
        return str(capfirst(page.form.fields[noun].label))
    formset = page.formsets[noun]
    ids = [str(form.instance.pk) for form in formset.forms]
    number = f" {ids.index(path[0]) + 1}" if path[0] in ids else ""
    row = f"{capfirst(formset.model._meta.verbose_name)}{number}"
    field = formset.empty_form.fields.get(path[-1])
    return f"{row}, {field.label}" if len(path) > 1 and field else row


def _teller(page: Page, name: tuple[str, ...]) -> Any:
    """How to say a text of this field: a choice by its label, a row by what it holds."""
    noun, *path = name
    if noun not in page.formsets:
        return lambda text: _say(page.form.fields[noun], text)
    fields = page.formsets[noun].empty_form.fields
    if len(path) > 1 and path[-1] in fields:
        return lambda text: _say(fields[path[-1]], text)
    return lambda text: _("there") if text else ""


def _say(field: Any, text: str) -> str:
    if not text:
        return ""
    return ", ".join(_names(field, text.split(",") if hasattr(field, "queryset") else [text]))


def _names(field: Any, texts: list[str]) -> Iterator[str]:
    if hasattr(field, "queryset"):
        keys = [text for text in texts if text.isascii() and text.isdigit()]
        yield from map(str, field.queryset.filter(pk__in=keys))
        return
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    yield from (labels.get(text, _("yes") if text == "on" else text) for text in texts)
