"""A reference to an event as it was known on a day, for programs that keep literature."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """`title` starts with the status; `url` shows what was known on `day` for good.

    `note` says who set the status and what the day means.
    """

    key: str
    title: str
    publisher: str
    day: date
    url: str
    note: str


#: What TeX would take for commands. Braces as commands, because BibTeX counts them even
#: behind a backslash.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "&%$#_"},
}


def to_bibtex(reference: Reference) -> str:
    """One entry, UTF-8; `@misc` is what both BibTeX and BibLaTeX know."""
    fields = {
        "title": f"{{{escape_tex(reference.title)}}}",
        "author": f"{{{escape_tex(reference.publisher)}}}",
        "year": f"{reference.day.year:04d}",
        "month": str(reference.day.month),
        "day": str(reference.day.day),
        "howpublished": escape_tex(reference.publisher),
        "note": escape_tex(reference.note),
        # Taken as it is, by \url and by BibLaTeX.
        "url": quote_url(reference.url),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{reference.key},", *lines, "}", ""])


def to_csl(reference: Reference) -> list[dict[str, Any]]:
    """CSL-JSON (citationstyles.org, data schema 1.0): a list of one item."""
    day = reference.day
    return [
        {
            "id": reference.key,
            "type": "webpage",
            "title": reference.title,
            "author": [{"literal": reference.publisher}],
            "container-title": reference.publisher,
            "issued": {"date-parts": [[day.year, day.month, day.day]]},
            "note": reference.note,
            "URL": reference.url,
        }
    ]


def escape_tex(text: str) -> str:
    """The text on one line, with every sign of TeX as a letter."""
    return "".join(_TEX.get(sign, sign) for sign in " ".join(text.split()))


def quote_url(url: str) -> str:
    """The address without what would end its field: braces, backslashes, white space."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", url)
