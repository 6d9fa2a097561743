"""Give one document of the demo data a copy that may be shown: `python -m tests.browser.kept_copy`.

The demo data keeps no texts of others. So that a page with highlighted quotes can be looked
at, this writes words of its own around the quotes of one document; it runs in the
environment of a site that is thrown away.
"""

import django

DOCUMENT = "hotair"
LEAD = "These words stand here for a text that is not kept: only the quotes are the document's own."


def keep() -> None:
    """Keep a copy that holds every quote of the document, each in a paragraph of its own."""
    from tests.factories import make_copy
    from timeline.models import Document

    document = Document.objects.get(slug=DOCUMENT)
    quotes = document.claims.filter(is_public=True).exclude(quote="").order_by("pk")
    paragraphs = [
        f"The text goes on for a while and then says {quote}, before it turns to the next matter."
        for quote in dict.fromkeys(quotes.values_list("quote", flat=True))
    ]
    make_copy(
        document,
        "\n\n".join([LEAD, *paragraphs]),
        rights="permitted",
        rights_reason="written for a test",
    )


if __name__ == "__main__":
    django.setup()
    keep()
