"""The tally: origins, the documents that repeat them, and denials, as one small drawing.

A heavy bar is an origin, a thin line a document that adds nothing but another mouth, a box with a
bar a denial, a hollow bar an origin that no longer stands. The drawing only repeats the text
beside it ("1 origin / 4 documents, 1 denial"), so it is hidden from assistive technology, and it
is left out altogether when it would be too long to be read at a glance.
"""

from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from timeline.vocabulary.statuses import Status

register = template.Library()

HEIGHT = 14
WIDEST = 170
BAR = 4
LINE_STEP = 3
GAP = 4
BEFORE_DENIALS = 3
BOX = 6


@register.simple_tag
@lru_cache(maxsize=4096)
def tally(origins: int, documents: int, denials: int = 0, fallen: int = 0) -> SafeString:
    """Draw the tally as inline SVG, or nothing when it would be wider than 170 pixels.

    ``origins`` are supporting origins that stand, ``denials`` denying origins, ``documents`` all
    documents of standing claims (a document of each origin and denial among them), ``fallen``
    origins that no longer stand. Documents beyond one for each origin and denial are thin lines,
    spread evenly over the origins because the totals do not say whose they are. The colours are
    classes of ``static/css/components.css``.
    """
    origins, documents, denials, fallen = (
        max(0, int(count or 0)) for count in (origins, documents, denials, fallen)
    )
    standing = origins + fallen
    lines = max(0, documents - origins - denials)
    # Checked before drawing: counts may be in the thousands.
    if standing * (BAR + 2) + lines * LINE_STEP + denials * (BOX + LINE_STEP) > WIDEST + BOX:
        return SafeString("")
    ink: list[str] = []
    hollow: list[str] = []
    pen = 0.0
    width = 0.0
    groups = standing or (1 if lines else 0)
    for group in range(groups):
        if group < origins:
            ink.append(f"M{pen:g} 0h{BAR}v{HEIGHT}h-{BAR}z")
        elif group < standing:
            hollow.append(f"M{pen + 0.5:g} .5h{BAR - 1}v{HEIGHT - 1}h-{BAR - 1}z")
        if standing:
            width = pen + BAR
            pen += BAR + 2
        for _line in range(lines // groups + (1 if group < lines % groups else 0)):
            ink.append(f"M{pen:g} 0h1.2v{HEIGHT}h-1.2z")
            width = pen + 1.2
            pen += LINE_STEP
        pen += GAP
    boxes: list[str] = []
    bars: list[str] = []
    if denials and groups:
        pen += BEFORE_DENIALS
    for _denial in range(denials):
        boxes.append(f"M{pen + 0.75:g} .75h4.5v12.5h-4.5z")
        bars.append(f"M{pen + 0.75:g} 6.25h4.5v1.5h-4.5z")
        width = pen + BOX
        pen += BOX + LINE_STEP
    if not width or width > WIDEST:
        return SafeString("")
    return format_html(
        '<svg class="tally" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true">'
        "{2}{3}{4}{5}</svg>",
        f"{width:g}",
        HEIGHT,
        _path("", ink),
        _path("none", hollow),
        _path("no", boxes),
        _path("no-bar", bars),
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
    stands = ngettext("%(n)s origin", "%(n)s origins", origins) % {"n": origins}
    counted = ngettext("%(n)s document", "%(n)s documents", documents) % {"n": documents}
    denied = ngettext("%(n)s denial", "%(n)s denials", denials) % {"n": denials}
    return format_html(
        '<div class="basis{}">{}<b>{}</b>{}{}{}{}</div>',
        " line" if line else "",
        tally(origins, documents, denials, fallen),
        stands if origins else gettext("No origin stands"),
        SafeString("<span>/ ") if line else SafeString("<br>"),
        counted,
        format_html(', <span class="deny">{}</span>', denied) if denials else "",
        SafeString("</span>") if line else "",
    )


@register.filter
def status_label(status: object) -> str:
    """Name of a confirmation status for readers; an unknown word comes back as it is."""
    try:
        return str(Status(str(status)).label)
    except ValueError:
        return str(status or "")
