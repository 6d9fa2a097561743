"""The hits of a search within a text."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from timeline.vocabulary.texts.highlighting import highlight
from timeline.vocabulary.texts.search_terms import Search

register = template.Library()


@register.filter
def marked(text: str, search: Search | None) -> SafeString:
    """The text with a `<mark>` round every hit; as it is where nothing is searched for."""
    if not search or not search.wanted:
        return format_html("{}", text)
    parts = highlight(text, search)
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", p.text) if p.is_hit else p.text,) for p in parts)
    )
