"""Form fields that read the filter words strictly: one sort of value, one field.

Each field says in `accepted` what it takes, so that a refusal can always name it. Fields
with `many` take a list of values, the others one. Digits are those of ASCII.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.clock import today
from timeline.vocabulary.dates.bounds import DateError, parse_day_range, parse_listed
from timeline.vocabulary.words import Word

from .cursors import Cursor, CursorError

LONGEST_SEARCH = 500
LARGEST_PAGE = 200
SHOWN_LENGTH = 60

type Days = tuple[date, date]
type Text = str | Promise


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a filter names: its key, slug and name, and the kind of thing it is."""

    pk: int
    slug: str
    name: str
    kind: str


def shorten(value: str) -> str:
    """A refused value as it can be shown: short, invisible characters written out."""
    return repr(value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 1] + "…")


class StrictField(forms.Field):
    """A word with one value."""

    many = False
    accepted: Text = ""

    def __init__(self, *, accepted: Text = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.accepted = accepted or self.accepted

    def describe_value(self) -> dict[str, Any]:
        """One value of it as JSON Schema."""
        return {"type": "string"}

    def refuse(self, value: str, problem: Text) -> ValidationError:
        return ValidationError(str(problem), params={"value": shorten(value)})


class ManyField(StrictField):
    """A word that may be repeated; its values are alternatives."""

    many = True
    widget = forms.MultipleHiddenInput


class SearchField(StrictField):
    accepted = _('words to look for, at most 500 characters: "exact phrase", -without')

    def to_python(self, value: Any) -> str:
        text = str(value or "").strip()
        if len(text) > LONGEST_SEARCH:
            raise self.refuse(text, _("The search is longer than 500 characters."))
        return text


class WordField(StrictField):
    """One word of a vocabulary."""

    accepted = _("one of {words}")

    def __init__(self, *, words: type[Word], **kwargs: Any) -> None:
        self.words = words.values
        accepted = format_lazy(self.accepted, words=", ".join(self.words))
        super().__init__(**{"accepted": accepted} | kwargs)

    def describe_value(self) -> dict[str, Any]:
        return {"type": "string", "enum": self.words}

    def to_python(self, value: Any) -> Any:
        if value and value not in self.words:
            raise self.refuse(value, _("%(value)s is not one of its words."))
        return str(value or "")


class WordsField(WordField, ManyField):
    """Words of a vocabulary, given back in its order."""

    accepted = _("any of {words}")

    def to_python(self, value: Any) -> tuple[str, ...]:
        given = {super(WordsField, self).to_python(word) for word in value or ()}
        return tuple(word for word in self.words if word in given)


class SlugsField(ManyField):
    """Slugs of rows that readers may see, of any of these models, one query for each model."""

    def __init__(
        self, *, of: Iterable[type[models.Model]], named: str = "name", **kwargs: Any
    ) -> None:
        self.of, self.named = tuple(of), named
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> tuple[Named, ...]:
        wanted = sorted(set(value or ()))
        if not wanted:
            return ()
        found = [named for model in self.of for named in load_named(model, wanted, self.named)]
        missing = [slug for slug in wanted if slug not in {named.slug for named in found}]
        if missing:
            raise ValidationError(
                _("Nothing here has the slug %(value)s."),
                params={"value": ", ".join(shorten(slug) for slug in missing[:5])},
            )
        return tuple(sorted(found, key=lambda named: (named.slug, named.kind)))


class SlugField(StrictField):
    """The slug of one row that readers may see."""

    def __init__(self, *, of: type[models.Model], named: str = "name", **kwargs: Any) -> None:
        self.of, self.named = of, named
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Named | None:
        if not value:
            return None
        for named in load_named(self.of, [value], self.named):
            return named
        raise self.refuse(value, _("Nothing here has the slug %(value)s."))


def load_named(model: Any, slugs: Iterable[str], named: str) -> list[Named]:
    """Rows of a model with slugs that readers may see; `named` is the field with the name."""
    rows = model.objects.visible_to(None).filter(slug__in=list(slugs))
    return [
        Named(pk, slug, name, model._meta.model_name)
        for pk, slug, name in rows.values_list("pk", "slug", named)
    ]


class DaysField(StrictField):
    """An ISO day, month or year: its first and last day."""

    accepted = _("a day, month or year: 2014-08-18, 2014-08 or 2014")

    def to_python(self, value: Any) -> Days | None:
        try:
            return self.read(value) if value else None
        except DateError as fault:
            raise ValidationError(
                _("%(value)s is no such date: %(reason)s."),
                params={"value": shorten(value), "reason": fault.reason},
            ) from fault

    def read(self, value: str) -> Days:
        return parse_day_range(value)


class ListedField(DaysField):
    accepted = _("a day, month or year, or two of them: 2014-08-18, 2014-08 or 2014-08-04/2014-08")

    def read(self, value: str) -> Days:
        return parse_listed(value)


class KnownField(DaysField):
    accepted = _("a full day that is not in the future: 2014-08-18")

    def to_python(self, value: Any) -> Any:
        days = super().to_python(value)
        if days is None:
            return None
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise self.refuse(value, _("%(value)s is not a full day."))
        if days[0] > today():
            raise self.refuse(value, _("%(value)s is in the future."))
        return days[0]


class FlagField(StrictField):
    accepted = _("1 or 0")

    def describe_value(self) -> dict[str, Any]:
        return {"type": "string", "enum": ["1", "0"]}

    def to_python(self, value: Any) -> bool | None:
        if value not in ("", "0", "1", None):
            raise self.refuse(value, _("%(value)s is neither 1 nor 0."))
        return value == "1" if value else None


class NumberField(StrictField):
    """A whole number between two bounds."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**{"accepted": lazy(self._say_bounds, str)()} | kwargs)

    def _say_bounds(self) -> str:
        bounds = {"least": self.least, "most": self.most}
        return _t("a whole number from %(least)s to %(most)s") % bounds

    def describe_value(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def to_python(self, value: Any) -> int | None:
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value) or not self.least <= int(value) <= self.most:
            raise self.refuse(value, _("%(value)s is no such number."))
        return int(value)


class LanguageField(StrictField):
    accepted = _("a language tag (BCP 47): en, ar, ckb, en-GB")

    def to_python(self, value: Any) -> str:
        if value and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", value, re.ASCII):
            raise self.refuse(value, _("%(value)s is not a language tag."))
        return str(value or "")


class CursorField(StrictField):
    accepted = _("what a 'next' link held")

    def to_python(self, value: Any) -> Any:
        try:
            return self.read(value) if value else None
        except CursorError as fault:
            raise self.refuse(value, _("%(value)s is not a place in this list.")) from fault

    def read(self, value: str) -> Any:
        return Cursor.decode(value)
