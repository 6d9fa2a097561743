"""What a page says of itself where it is listed or shared."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.text import Truncator
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from timeline.queries.lists.noun_events import EventsOf
from timeline.vocabulary.sentences import say_list, say_sentences
from timeline.vocabulary.statuses import say_events_of_status

register = template.Library()

#: Longer descriptions are cut by whoever shows them, at a place of their own choice.
LONGEST = 300


@register.simple_tag(takes_context=True)
def absolute(context: Any, path: str) -> str:
    """The address of a path of this site."""
    address: str = context.request.build_absolute_uri(path)
    return address


@register.simple_tag(takes_context=True)
def other_languages(context: Any) -> list[dict[str, Any]]:
    """The same page in the site's other languages: `code`, `name`, `bidi`, `url`.

    None on error pages, which know no request, nor where a page has one language only.
    """
    request = getattr(context, "request", None)
    if request is None or len(settings.LANGUAGES) < 2:
        return []
    here = request.get_full_path()
    others = [code for code, _name in settings.LANGUAGES if code != get_language()]
    found = [(get_language_info(code), translate_url(here, code)) for code in others]
    return [
        {"code": info["code"], "name": info["name_local"], "bidi": info["bidi"], "url": url}
        for info, url in found
        if url != here
    ]


@register.filter
def say_language(code: str) -> str:
    """A language in the reader's own; its code (BCP 47) where Django does not know it."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


@register.simple_tag
def head_title(title: str, status: str = "", voice: str = "", known_words: str = "") -> str:
    """A title that leaves the site: it starts with the status, or with whose headline it is."""
    said = {"title": title, "status": status, "voice": voice, "day": known_words}
    if status and known_words:
        return _("%(status)s, as known on %(day)s: %(title)s") % said
    if status:
        return _("%(status)s: %(title)s") % said
    if voice:
        return _("%(voice)s: %(title)s") % said
    return _("%(title)s, as known on %(day)s") % said if known_words else title


@register.simple_tag
def describe(
    description: str = "",
    noun: str = "",
    events: EventsOf | str = "",
    documents: int | str = "",
    claims: int | str = "",
    about: int | str = "",
) -> str:
    """What is recorded, in a sentence or two; the site's own words where nothing is given."""
    if description:
        return Truncator(" ".join(str(description).split())).chars(LONGEST)
    if isinstance(events, EventsOf):
        return say_sentences([_say_noun(noun), _say_events(events)])
    if isinstance(documents, int) and isinstance(claims, int):
        return say_sentences([_say_noun(noun), _say_documents(documents), _say_claims(claims)])
    if isinstance(claims, int) and isinstance(about, int):
        text = ngettext("It bears on %(n)s event.", "It bears on %(n)s events.", about)
        return say_sentences([_say_claims(claims), text % {"n": about}])
    return _("What happened, who says so, through whom, and how well confirmed.")


def _say_noun(noun: str) -> str:
    """What it is: "Town."."""
    return _("%(kind)s.") % {"kind": noun}


def _say_events(events: EventsOf) -> str:
    counts = [say_events_of_status(status, n) for status, n in events.by_status if n]
    if counts:
        text = ngettext(
            "%(n)s event recorded: %(counts)s.", "%(n)s events recorded: %(counts)s.", events.count
        )
        return text % {"n": events.count, "counts": say_list(counts)}
    text = ngettext("%(n)s event recorded.", "%(n)s events recorded.", events.count)
    return text % {"n": events.count}


def _say_documents(count: int) -> str:
    text = ngettext("%(n)s document recorded.", "%(n)s documents recorded.", count)
    return text % {"n": count}


def _say_claims(count: int) -> str:
    return ngettext("%(n)s claim.", "%(n)s claims.", count) % {"n": count}
