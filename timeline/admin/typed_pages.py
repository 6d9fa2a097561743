"""What is typed into a page of the admin is never lost: kept, and merged where somebody else saved.

A page carries a draft token and the texts with which it was served.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from timeline.editing.conflicts import BEGAN, lay_side_by_side, texts_begun_from
from timeline.editing.kept_forms import KeptForm
from timeline.editing.refusals import EditConflict, RefusedAtFields
from timeline.services.nouns.kept_drafts import TOKEN
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.texts.three_way import PageTexts, Row, renumber, renumber_rows

from .row_forms import Shown

#: Texts that are numbers of claims on the page of an event.
_NUMBERS = ("relays_row", "said_by")
#: What the page says of itself.
_SILENT = ("id", "DELETE")


@dataclass(frozen=True)
class TypedPage:
    """The forms of an admin page; `formsets` by their prefix."""

    form: Any
    formsets: Mapping[str, Any]

    def texts(self) -> PageTexts:
        """What the page shows, as a browser would post it; rows not stored yet left out."""
        rows = {
            prefix: [_texts(form) for form in formset.forms if form.instance.pk]
            for prefix, formset in self.formsets.items()
        }
        return PageTexts(_texts(self.form), rows)

    def typed(self, post: QueryDict) -> tuple[PageTexts, dict[int, int]]:
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
        return PageTexts(fields, rows), numbers

    def _stored(self, prefix: str) -> int:
        return sum(1 for form in self.formsets[prefix].forms if form.instance.pk)


class TypedPages(admin.ModelAdmin):
    """An admin that keeps what was typed, and lays a late save beside what is stored.

    Pages that hold secrets keep nothing.
    """

    keeps_typed = True

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page; where its save is refused, again with the complaint at its field."""
        if request.method == "GET" and self.keeps_typed:
            row = self.get_object(request, unquote(object_id)) if object_id else None
            if (typed := self.kept_form(row).typed(request)) is not None:
                words = _(
                    "Your sign-in had run out, so nothing is saved yet. What you typed is here."
                )
                _show(request, typed, {"__all__": [words]})
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except RefusedAtFields as refused:
            request.shown = Shown(request.POST, refused)  # type: ignore[attr-defined]
            status, told = HTTPStatus.OK, extra_context or {}
        except EditConflict:
            status, told = HTTPStatus.CONFLICT, self._merge(request, object_id)
        response = super().changeform_view(request, object_id, form_url, told)
        response.status_code = status
        return response

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page, carrying along its token and the texts with which it was first served."""
        account: Any = request.user
        if self.keeps_typed:
            context[TOKEN] = self.kept_form(kwargs.get("obj")).token(account)
        if kwargs.get("change"):
            shown = Shown.by(request)
            typed = shown.typed if shown is not None else None
            posted = typed or (request.POST if request.method == "POST" else None)
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            page = _page(context["adminform"].form, formsets)
            context[BEGAN] = posted.get(BEGAN, "") if posted else page.texts().as_json()
        return super().render_change_form(request, context, *args, **kwargs)

    def kept_form(self, row: Any) -> KeptForm:
        """The page of a row, or of a new one, as what is typed into it is kept."""
        key = str(row.pk) if row is not None and row.pk else ""
        return KeptForm(f"admin {self.opts.model_name}", key)

    def stored_page(self, request: HttpRequest, row: Model) -> TypedPage:
        """The page of a row as it would be served now."""
        before = Shown.by(request)
        request.shown = Shown()  # type: ignore[attr-defined]
        try:
            fields = flatten_fieldsets(self.get_fieldsets(request, row))
            form = self.get_form(request, row, change=True, fields=fields)(instance=row)
            formsets = [
                formset(
                    **self.get_formset_kwargs(request, row, inline, formset.get_default_prefix())
                )
                for formset, inline in self.get_formsets_with_inlines(request, row)
            ]
        finally:
            request.shown = before  # type: ignore[attr-defined]
        return _page(form, formsets)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        """The form, knowing who asks and what it shows."""
        form: Any = super().get_form(request, obj, change=change, **kw)
        form.account, form.shown = request.user, Shown.by(request)
        return form

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """What the rows of a page are made of: what was posted, or what the page shows."""
        found: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if (shown := Shown.by(request)) is None:
            return found
        found = {name: found[name] for name in ("instance", "prefix", "queryset")}
        return found if shown.typed is None else found | {"data": shown.typed}

    def _merge(self, request: HttpRequest, object_id: str | None) -> dict[str, Any]:
        """Show both edits, ready to be saved upon what is stored now; what to say of them."""
        row: Any = self.get_object(request, unquote(object_id or ""))
        merged, told = put_together(self.stored_page(request, row), request.POST)
        words = _(
            "Somebody else has changed this in the meantime, and nothing was saved. "
            "What you typed is still here, put together with what is stored now: "
            "look it over and save again."
        )
        _show(request, merged, {"__all__": [words]})
        return told


def _show(request: Any, typed: QueryDict, complaints: Mapping[str, Any]) -> None:
    request.shown = Shown(typed, RefusedAtFields(complaints))


def _page(form: Any, formsets: list[Any]) -> TypedPage:
    return TypedPage(form, {formset.prefix: formset for formset in formsets})


def put_together(page: TypedPage, post: QueryDict) -> tuple[QueryDict, dict[str, Any]]:
    """What was typed merged with what is stored, ready to be posted, and what to say of it.

    `page` is the page as it would be served now.
    """
    theirs = page.texts()
    mine, numbers = page.typed(post)
    mine = renumber_rows(mine, numbers, _NUMBERS)
    if "status_rows" in mine.fields:
        mine.fields["status_rows"] = renumber(mine.fields["status_rows"], numbers)
    merged, told = lay_side_by_side(
        texts_begun_from(post),
        theirs,
        mine,
        dict.fromkeys(page.formsets, ("id",)),
        label=lambda name: _label(page, name),
        say=lambda name: _teller(page, name),
        silent=_SILENT,
    )
    return _to_post(page, merged, post, theirs.as_json()), told


def _to_post(page: TypedPage, texts: PageTexts, post: QueryDict, began: str) -> QueryDict:
    """The texts as a browser would post it upon what is stored: stored rows first."""
    data = post.copy()
    data[BEGAN] = began
    _put(data, "", texts.fields, page.form)
    for prefix, formset in page.formsets.items():
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            del data[name]
        ids = [str(form.instance.pk) for form in formset.forms if form.instance.pk]
        rows = {row.get("id", ""): row for row in texts.rows[prefix]}
        stored = [rows[key] for key in ids if key in rows]
        # A row that they took off and I changed is entered anew.
        new = [row | {"id": ""} for row in texts.rows[prefix] if row.get("id", "") not in ids]
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


def _label(page: TypedPage, name: tuple[str, ...]) -> str:
    """The field as the page calls it; of a row also which."""
    noun, *path = name
    if not path:
        return str(page.form.fields[noun].label)
    formset = page.formsets[noun]
    ids = [str(form.instance.pk) for form in formset.forms]
    row = capfirst(formset.model._meta.verbose_name)
    if path[0] in ids:
        row = _("%(row)s %(number)s") % {"row": row, "number": ids.index(path[0]) + 1}
    field = formset.empty_form.fields.get(path[-1])
    return say_list([row, str(field.label)]) if len(path) > 1 and field else row


def _teller(page: TypedPage, name: tuple[str, ...]) -> Callable[[str], str]:
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
    texts = text.split(",") if hasattr(field, "queryset") else [text]
    return say_list([str(name) for name in _names(field, texts)])


def _names(field: Any, texts: list[str]) -> Iterator[str]:
    if hasattr(field, "queryset"):
        keys = [text for text in texts if text.isascii() and text.isdigit()]
        yield from map(str, field.queryset.filter(pk__in=keys))
        return
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    yield from (labels.get(text, _("yes") if text == "on" else text) for text in texts)
