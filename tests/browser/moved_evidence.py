"""Fill the review queue of a site that is thrown away: `python -m tests.browser.moved_evidence`.

Nothing of the demo data waits for an editor. This lets somebody made up deny three events that
are decided, and makes the editor whose desk is looked at.
"""

import django

EDITOR = "editor"
PASSWORD = "correct horse"
MOVED = 3


def move() -> None:
    """Publish a denial of some decided events, and make an editor."""
    from tests.factories import make_account, make_claim, make_document, make_source
    from timeline.models import Event

    paper = make_source(name="A paper of the pictures")
    decided = Event.objects.filter(status_changes__isnull=False).distinct().order_by("pk")
    for event in decided[:MOVED]:
        document = make_document(source=paper, title="It was otherwise")
        make_claim(
            event, document=document, stance="denies", summary="It was otherwise", publish=True
        )
    make_account(username=EDITOR, role="editor")


if __name__ == "__main__":
    django.setup()
    move()
