"""The tally of a status, and the text beside it ("1 origin / 4 documents, 1 denial").

The drawing only repeats the text, so it is hidden from assistive technology, and it is left out
altogether when it would be too long to be read at a glance.
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from timeline.drawings.tally import HEIGHT, draw_tally
from timeline.vocabulary.counts import say_denials, say_documents, say_origins
from timeline.vocabulary.statuses import Status

register = template.Library()


@register.simple_tag
@lru_cache(maxsize=4096)
def tally(origins: int, documents: int, denials: int = 0, fallen: int = 0) -> SafeString:
    """Write the tally of these counts as inline SVG, or nothing where it would be too wide.

    Counts are as ``draw_tally`` takes them; the colours are classes of
    ``static/css/components.css``.
    """
    drawn = draw_tally(*(max(0, int(n or 0)) for n in (origins, documents, denials, fallen)))
    if drawn is None:
        return SafeString("")
    return format_html(
        '<svg class="tally" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true">'
        "{2}{3}{4}{5}</svg>",
        f"{drawn.width:g}",
        HEIGHT,
        _path("", drawn.ink),
        _path("none", drawn.hollow),
        _path("no", drawn.boxes),
        _path("no-bar", drawn.bars),
    )


def _path(css_class: str, parts: list[str]) -> SafeString:
    """One path of all parts that share a class, or nothing."""
    if not parts:
        return SafeString("")
    if not css_class:
        return format_html('<path d="{}"/>', "".join(parts))
    return format_html('<path class="{}" d="{}"/>', css_class, "".join(parts))


@register.simple_tag
def basis(
    origins: int | None, documents: int | None, denials: int | None, fallen: int | None, line: bool
) -> SafeString:
    """The tally and its words: "1 origin / 4 documents, 1 denial", on two lines unless ``line``.

    The same few counts come back on every page, so each is written once for a language.
    """
    return _basis(
        get_language(), int(origins or 0), int(documents or 0), int(denials or 0),
        int(fallen or 0), bool(line),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _basis(
    _language: str | None, origins: int, documents: int, denials: int, fallen: int, line: bool
) -> SafeString:
    """As ``basis``; the language only tells one entry of the cache from another."""
    return format_html(
        '<div class="basis{}">{}<b>{}</b>{}{}{}{}</div>',
        " line" if line else "",
        tally(origins, documents, denials, fallen),
        say_origins(origins),
        SafeString("<span>/ ") if line else SafeString("<br>"),
        say_documents(documents),
        format_html(', <span class="deny">{}</span>', say_denials(denials)) if denials else "",
        SafeString("</span>") if line else "",
    )


@register.filter
def status_label(status: object) -> str:
    """Name of a confirmation status for readers; an unknown word comes back as it is."""
    try:
        return str(Status(str(status)).label)
    except ValueError:
        return str(status or "")
