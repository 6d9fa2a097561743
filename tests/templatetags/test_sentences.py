"""Parts of sentences in templates are escaped and keep their direction."""

from django.template import Context, Template

from timeline.queries.readers.names import Name
from timeline.vocabulary.evidence.origins import OriginKind


def render(text: str, **context: object) -> str:
    return Template("{% load i18n sentences %}" + text).render(Context(context))


def test_names_are_listed_and_escaped() -> None:
    assert render("{{ names|listed }}", names=["A", "<b>"]) == (
        "<bdi>A</bdi>, <bdi>&lt;b&gt;</bdi>"
    )


def test_links_are_listed_and_escaped() -> None:
    rows = [{"url": "/?a=1&b=2", "name": "Q & A"}]

    assert render("{{ rows|listed_links }}", rows=rows) == (
        '<a href="/?a=1&amp;b=2"><bdi>Q &amp; A</bdi></a>'
    )


def test_name_leads_to_its_page_where_it_has_one() -> None:
    text = (
        "{% linked_name name keep as who %}{% blocktranslate %}By {{ who }}.{% endblocktranslate %}"
    )
    actor = Name(OriginKind.ACTOR, "the-command", "The <Command>")
    resident = Name(OriginKind.ACTOR, None, "a resident")

    assert render(text, name=actor, keep="?known=2014-08-18") == (
        'By <a href="/actors/the-command/?known=2014-08-18"><bdi>The &lt;Command&gt;</bdi></a>.'
    )
    assert render(text, name=resident) == "By <bdi>a resident</bdi>."


def test_counts_are_said_in_words() -> None:
    assert render("{{ 1|say_claims }} in {{ 2|say_documents }}") == "1 claim in 2 documents"
    assert render("{% say_evidence 1 4 0 as counts %}{{ counts }}") == "1 origin / 4 documents"
