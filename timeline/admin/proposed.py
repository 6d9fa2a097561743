"""Saying that something waits for a second person, with the way to it."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.models import Proposal


def say_proposed(request: HttpRequest, proposals: Sequence[Proposal]) -> None:
    """Tell whoever saved that readers see nothing of it until somebody else accepts."""
    if len(proposals) == 1:
        address = reverse("desk:proposal", args=[proposals[0].public_id])
    else:
        address = reverse("desk:proposals")
    words = ngettext(
        "Proposed: somebody else has to accept it before readers see it.",
        "Proposed, %(count)s in all: somebody else has to accept them before readers see them.",
        len(proposals),
    ) % {"count": len(proposals)}
    link = format_html('<a href="{}">{}</a>', address, _("See what waits"))
    messages.warning(request, format_html("{} {}", words, link))
