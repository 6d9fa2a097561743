"""The few words that pages other than the timeline take: a search, a day, a place in a list.

As strict as the filter words (`filters`), with the same refusals.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from .cursors import CursorError
from .fields import CursorField, NumberField, StrictField, shorten
from .filters import FilterError, FilterErrors
from .words import WORDS

#: No list of numbered pages is longer.
LAST_PAGE = 10_000
_MOMENT_IN_LIST = re.compile(r"([0-9]{1,16})\.([0-9]{1,6})", re.ASCII)
_PLACE_IN_LIST = re.compile(r"([<>])([a-z0-9]+(?:-[a-z0-9]+)*)", re.ASCII)


class SlugCursorField(CursorField):
    """A place in a list that is ordered by slug: ">slug" after it, "<slug" before it."""

    def read(self, value: str) -> tuple[bool, str]:
        """(backwards, slug)"""
        match = _PLACE_IN_LIST.fullmatch(value)
        if match is None:
            raise CursorError(value)
        return match[1] == "<", match[2]


class MomentField(CursorField):
    """A place in a list by moment: microseconds since 1970, and how many of it were shown."""

    def read(self, value: str) -> tuple[datetime, int]:
        match = _MOMENT_IN_LIST.fullmatch(value)
        if match is None:
            raise CursorError(value)
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(match[1]))
        return moment, int(match[2])


def field_of(sort: str) -> StrictField:
    """The field that reads a word of this sort."""
    if sort in WORDS:
        found: StrictField = WORDS[sort].field
        return found
    if sort == "number":
        return NumberField(least=1, most=LAST_PAGE, required=False)
    return {"slug": SlugCursorField, "moment": MomentField}[sort](required=False)


def read_words(data: QueryDict, **words: str) -> dict[str, Any]:
    """Values of the words that a page takes, by word; None for those not given.

    `words` says for each word what sort it is: q, known, size, cursor (a list by day),
    slug (a list by slug), number (of a page) or moment (a list by moment). Raises
    FilterErrors, as the filters do.
    """
    found: dict[str, Any] = dict.fromkeys(words)
    errors = []
    for word, values in data.lists():
        given = [value for value in values if value]
        shown = ", ".join(shorten(value) for value in given[:5])
        if word not in words:
            accepted = ", ".join(words)
            errors.append(FilterError(word, shown, _("There is no such word here."), accepted))
        elif len(given) > 1:
            errors.append(FilterError(word, shown, _("It stands there more than once."), ""))
        elif given:
            field = field_of(words[word])
            try:
                found[word] = field.clean(given[0])
            except (ValidationError, forms.ValidationError) as fault:
                problem = " ".join(fault.messages)
                errors.append(FilterError(word, shown, problem, str(field.accepted)))
    if errors:
        raise FilterErrors(errors)
    return found
