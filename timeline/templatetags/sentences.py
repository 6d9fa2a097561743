"""Parts of sentences in templates: counts, lists, names that lead to their pages, hits."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from timeline.queries.readers.names import Name
from timeline.vocabulary import counts
from timeline.vocabulary.sentences import say_list, say_sentences
from timeline.vocabulary.texts.highlighting import highlight
from timeline.vocabulary.texts.search_terms import Search

register = template.Library()

register.filter("say_list", say_list)
register.filter("say_sentences", say_sentences)
register.filter("say_events", counts.say_events)
register.filter("say_claims", counts.say_claims)
register.filter("say_documents", counts.say_documents)
register.filter("say_denials", counts.say_denials)
register.filter("say_origins", counts.say_origins)
register.simple_tag(counts.say_evidence)


@register.filter
def listed(texts: Iterable[Any]) -> SafeString:
    """Names or labels beside each other, each with a direction of its own."""
    return _list(format_html("<bdi>{}</bdi>", text) for text in texts)


@register.filter
def listed_links(rows: Iterable[Mapping[str, str]]) -> SafeString:
    """What has a `url` and a `name` as links beside each other."""
    return _list(format_html('<a href="{url}"><bdi>{name}</bdi></a>', **row) for row in rows)


def _list(pieces: Iterable[SafeString]) -> SafeString:
    # What is put together is escaped; the commas between are a translator's.
    return mark_safe(say_list([conditional_escape(piece) for piece in pieces]))  # noqa: S308


@register.simple_tag
def linked_name(name: Name, keep: str = "") -> SafeString:
    """An actor or a source as a link to its page, where it has one; `keep` is its query."""
    if not name.slug:
        return format_html("<bdi>{}</bdi>", name.text)
    address = reverse(name.view, args=[name.slug])
    return format_html('<a href="{}{}"><bdi>{}</bdi></a>', address, keep, name.text)


@register.filter
def marked(text: str, search: Search | None) -> SafeString:
    """The text with a `<mark>` round every hit; as it is where nothing is searched for."""
    if not search or not search.wanted:
        return format_html("{}", text)
    parts = highlight(text, search)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p.text) if p.is_hit else p.text,) for p in parts)
    )
