"""Reading typed values out of one row or block of a seed file; every mistake is noted."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from timeline.vocabulary.dates.bounds import DateError, parse_date
from timeline.vocabulary.identifiers import ALPHABET, LENGTH, is_public_id
from timeline.vocabulary.words import Word

from .errors import Mistake, Where

NAME_LENGTH = 120  # of slugs; longer texts are measured by the field
LINE_LENGTH = 300

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_CLAIM_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)
_SUBDIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,15}", re.ASCII)
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,10})?", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)

#: What a file calls a field otherwise than the record does.
CALLED = {"public_id": "id"}


def derived_id(noun: str, key: str) -> str:
    """The public id of a row whose file names none: the same for the same key, for ever."""
    digest = int.from_bytes(hashlib.sha256(f"{noun}:{key}".encode()).digest())
    letters = [ALPHABET[digest >> 5 * step & 31] for step in range(LENGTH)]
    return "".join(letters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Anything that a seed file says.

    It knows `where` it stands; that is no part of what it says, so it is not compared.
    """

    where: Where = field(compare=False, repr=False)


def told(read: Callable[..., Any] | None = None, *words: Any, **rules: Any) -> Any:
    """A field that its file tells, and what reads it: a reader of Fields, with words and rules.

    Without a reader whoever reads the record gives the value.
    """
    return field(metadata={"read": read and (lambda row, name: read(row, name, *words, **rules))})


def keys_of(record: type[Seed], called: Mapping[str, str] = CALLED) -> tuple[str, ...]:
    """What a file calls the fields of such a record, in their order."""
    told_ones = (found.name for found in fields(record) if "read" in found.metadata)
    return tuple(called.get(name, name) for name in told_ones)


def read_record[S: Seed](
    record: type[S], row: "Fields", called: Mapping[str, str] = CALLED, **given: Any
) -> S:
    """What a row or block says as a record; `given` are the fields that it does not say itself."""
    readers = {found.name: found.metadata.get("read") for found in fields(record)}
    values = {
        name: read(row, called.get(name, name))
        for name, read in readers.items()
        if read and name not in given
    }
    return record(where=row.where, **values, **given)


@dataclass(slots=True)
class Fields:
    """One row or block: the text of each field that is not empty, and where it stands.

    Each reader returns a usable value whatever the file says; what was wrong is in
    `mistakes`, and whoever reads a file with mistakes throws its records away. `lists` are the
    fields that hold a list instead of a text.
    """

    where: Where
    texts: Mapping[str, str]
    mistakes: list[Mistake]
    faulty: set[str] = field(default_factory=set)
    lists: Mapping[str, Any] = field(default_factory=dict)

    def fault(self, name: str, reason: str) -> None:
        self.faulty.add(name)
        self.mistakes.append(self.where.mistake(name, reason))

    def text(self, name: str, *, required: bool = False, longest: int | None = None) -> str:
        """A text of any number of lines; "" where the field is left out."""
        if name in self.lists and name not in self.faulty:
            self.fault(name, "must be a text, not a list")
        value = self.texts.get(name, "")
        if not value and required and name not in self.faulty:
            self.fault(name, "is missing")
        for position, character in enumerate(value, start=1):
            code = ord(character)
            if (code < 32 and character not in "\n\t") or code == 127 or 0xD800 <= code <= 0xDFFF:
                self.fault(name, f"character {position} (U+{code:04X}) is not text")
                return ""
        if longest is not None and len(value) > longest:
            self.fault(name, f"has {len(value)} characters; at most {longest} are kept")
        return value

    def line(self, name: str, *, required: bool = False, longest: int = LINE_LENGTH) -> str:
        """A text of one line."""
        value = self.text(name, required=required, longest=longest)
        if "\n" in value:
            self.fault(name, "must stand on one line")
        return value

    def slug(self, name: str) -> str:
        return self._matching(name, _SLUG, "lower-case letters a-z, digits, single hyphens", True)

    def reference(self, name: str, *, required: bool = False) -> str | None:
        """The slug of another row; where it may be left out, None."""
        form = "a slug: lower-case letters a-z, digits, single hyphens"
        found = self._matching(name, _SLUG, form, required)
        return found if required else found or None

    def claim(self, name: str, *, required: bool = False) -> str | None:
        """The key of a claim; where it may be left out, None."""
        form = "a claim's key such as c001: lower-case letters a-z, digits, hyphens"
        found = self._matching(name, _CLAIM_KEY, form, required)
        return found if required else found or None

    def country(self, name: str) -> str:
        return self._matching(name, _COUNTRY, "two capital letters (ISO 3166-1) such as IQ")

    def subdivision(self, name: str) -> str:
        return self._matching(name, _SUBDIVISION, "an ISO 3166-2 code such as IQ-DI")

    def language(self, name: str) -> str:
        return self._matching(name, _LANGUAGE, "a BCP 47 language tag such as en, ar or ckb")

    def public_id(self, name: str, noun: str, *, key: str = "", of: str = "") -> str:
        """The identifier in the file, or one that follows from the row's key, the text `of`."""
        value = self.line(name)
        if not value:
            return derived_id(noun, key or self.text(of))
        if not is_public_id(value):
            self.fault(name, f"{value!r} is not {LENGTH} characters of {ALPHABET}")
        return value

    def word[W: Word](self, name: str, words: type[W], default: W | None = None) -> W:
        """A word of a vocabulary; required where there is no default."""
        return self.word_or_none(name, words, required=default is None) or default or _any(words)

    def word_or_none[W: Word](
        self, name: str, words: type[W], *, required: bool = False
    ) -> W | None:
        value = self.line(name, required=required)
        if not value:
            return None
        for word in words:
            if word.value == value:
                return word
        self.fault(name, f"{value!r} is unknown; accepted: {', '.join(words.values)}")
        return None

    def flag(self, name: str) -> bool:
        value = self.line(name)
        if value not in ("", "true", "false"):
            self.fault(name, f"{value!r} is neither true nor false")
        return value == "true"

    def whole(self, name: str) -> int | None:
        """A whole number from 0 up."""
        value = self._matching(name, _WHOLE, "a whole number of at most 15 digits 0-9")
        return int(value) if value else None

    def degrees(self, name: str, limit: int) -> float | None:
        value = self._matching(name, _DEGREES, "a number of degrees such as 34.35")
        if not value:
            return None
        if abs(float(value)) > limit:
            self.fault(name, f"{value} is outside -{limit} to {limit}")
        return float(value)

    def address(self, name: str, *, longest: int) -> str:
        """An http or https address."""
        value = self.line(name, longest=longest)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", value):
            self.fault(name, f"{value!r} is no address that begins with http:// or https://")
        return value

    def edtf(self, name: str, *, required: bool = False) -> str:
        """An uncertain date as EDTF text, as it will be stored; "" where left out."""
        value = self.line(name, required=required)
        if not value:
            return ""
        try:
            return parse_date(value).edtf
        except DateError as error:
            self.fault(name, str(error))
            return ""

    def day(self, name: str) -> date:
        """A full day, required."""
        value = self._matching(name, _DAY, "a day such as 2014-08-18", True)
        try:
            return date.fromisoformat(value) if value else date.min
        except ValueError:
            self.fault(name, f"{value!r} is no day of the calendar")
            return date.min

    def _matching(
        self, name: str, pattern: re.Pattern[str], form: str, required: bool = False
    ) -> str:
        value = self.line(name, required=required, longest=NAME_LENGTH)
        if not value or name in self.faulty:
            return ""
        if not pattern.fullmatch(value):
            self.fault(name, f"{value!r} is not {form}")
            return ""
        return value


def _any[W: Word](words: type[W]) -> W:
    """Something of the right type to put into a record that will be thrown away."""
    return next(iter(words))
