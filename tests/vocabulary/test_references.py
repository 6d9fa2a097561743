"""References that literature programs read: what goes in comes out."""

import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from timeline.vocabulary.references import Reference, escape_tex, quote_url, to_bibtex, to_csl

COMMANDS = {"backslash": "\\", "braceleft": "{", "braceright": "}"} | {
    "asciitilde": "~",
    "asciicircum": "^",
}
REFERENCE = Reference(
    key="event-0123456789-2014-09-02",
    title="Unconfirmed: 50% of a “convoy” & {more}",
    publisher="Sourced Timeline",
    day=date(2014, 9, 2),
    url="https://timeline.example/events/0123456789/convoy/?known=2014-09-02",
    note="Event 0123456789; Unconfirmed (by rule), as known on 2 September 2014",
)


def read_bibtex(text: str) -> tuple[str, dict[str, str]]:
    """Key and raw fields of one entry, braces counted as BibTeX counts them."""
    head = re.match(r"@misc\{([^,\s]+),\n", text)
    assert head is not None
    at, fields = head.end(), {}
    while (field := re.compile(r"\s*([a-z]+) = \{").match(text, at)) is not None:
        start = at = field.end()
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[field[1]] = text[start : at - 1]
        assert text[at] == ","
        at += 1
    assert text[at:] == "\n}\n"
    return head[1], fields


def unescape_tex(text: str) -> str:
    words = re.sub(r"\\text([a-z]+)\{\}", lambda m: f"\0{COMMANDS[m[1]]}", text)
    return re.sub(r"\\([&%$#_])", r"\1", words).replace("\0", "")


def test_bibtex_entry_has_what_a_bibliography_needs():
    key, fields = read_bibtex(to_bibtex(REFERENCE))

    assert key == REFERENCE.key
    assert fields == {
        "title": r"{Unconfirmed: 50\% of a “convoy” \& \textbraceleft{}more\textbraceright{}}",
        "author": "{Sourced Timeline}",
        "year": "2014",
        "month": "9",
        "day": "2",
        "howpublished": "Sourced Timeline",
        "note": "Event 0123456789; Unconfirmed (by rule), as known on 2 September 2014",
        "url": REFERENCE.url,
    }


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_title_comes_back_out_of_bibtex(title):
    reference = Reference("k", title, "Site", date(2014, 9, 2), "https://timeline.example/", "")

    _key, fields = read_bibtex(to_bibtex(reference))

    assert unescape_tex(fields["title"][1:-1]) == " ".join(title.split())


def test_tex_commands_are_letters():
    assert escape_tex(r"\input{x}~^ $a_1$ #2") == (
        r"\textbackslash{}input\textbraceleft{}x\textbraceright{}\textasciitilde{}"
        r"\textasciicircum{} \$a\_1\$ \#2"
    )


def test_address_cannot_end_its_field():
    assert quote_url("https://a.example/x}y{z w\\") == "https://a.example/x%7Dy%7Bz%20w%5C"


def test_csl_item_has_what_the_schema_asks():
    assert to_csl(REFERENCE) == [
        {
            "id": "event-0123456789-2014-09-02",
            "type": "webpage",
            "title": "Unconfirmed: 50% of a “convoy” & {more}",
            "author": [{"literal": "Sourced Timeline"}],
            "container-title": "Sourced Timeline",
            "issued": {"date-parts": [[2014, 9, 2]]},
            "note": "Event 0123456789; Unconfirmed (by rule), as known on 2 September 2014",
            "URL": "https://timeline.example/events/0123456789/convoy/?known=2014-09-02",
        }
    ]
