"""Publishing and withdrawing: what readers may see.

Each of these returns whether anything changed, and raises Refused.
"""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from timeline.models import Account, Claim, Document, Event, Timeline
from timeline.queries.readers.veil import Veil
from timeline.services.errors import Refused
from timeline.services.proposable import proposable
from timeline.services.rows import change
from timeline.services.writing import writing
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import COUNTED
from timeline.vocabulary.words import UNPUBLISHED, WorkflowState

PUBLISHED = {"state": WorkflowState.PUBLISHED}


def send_to_review(event: Event, *, by: Account, reason: str) -> None:
    """Say that a draft is ready for somebody else's eyes."""
    with writing(by, Verb.DRAFT, reason) as frame:
        if not Event.objects.filter(pk=event.pk, state=WorkflowState.DRAFT).exists():
            raise Refused({"state": _("Only a draft is sent to review.")})
        frame.ask(Verb.EDIT, [event])
        change(event, {"state": WorkflowState.IN_REVIEW}, version=None)


@proposable("publish_event", ProposalKind.PUBLISH)
def publish_event(event: Event, *, by: Account, reason: str) -> bool:
    """Publish an event with its claims and their documents in one step. Raises Refused."""
    claims = list(event.claims.filter(state__in=UNPUBLISHED).select_related("document"))
    with writing(by, Verb.PUBLISH, reason, about=_to_publish(claims, event)) as frame:
        if (
            not event.claims.filter(stance__in=COUNTED)
            .exclude(state=WorkflowState.WITHDRAWN)
            .exists()
        ):
            raise Refused(
                {"state": _("Nothing recorded says so or denies it: attach a claim first.")}
            )
        changed = make_public(event, claims)
        frame.touch([event.pk])
    return changed


def make_public(event: Event, claims: Iterable[Claim]) -> bool:
    """What publishing does, for services that have asked whether it may be done."""
    refuse_withheld_names(event)
    shown = {**PUBLISHED, "withdrawn_for": "", "merged_into": None}
    changed = bool(change(event, shown, version=None))
    for claim in claims:
        changed = _publish_claim(claim) or changed
    return changed


@proposable("publish_claim", ProposalKind.PUBLISH)
def publish_claim(claim: Claim, *, by: Account, reason: str) -> bool:
    """Publish one claim, and its document with it. Raises Refused."""
    stored = Claim.objects.select_related("document").get(pk=claim.pk)
    with writing(by, Verb.PUBLISH, reason, about=_to_publish([stored])) as frame:
        changed = _publish_claim(claim)
        frame.touch(claim.document.claims.values_list("event", flat=True))
    return changed


@proposable("withdraw_claim", ProposalKind.WITHDRAW)
def withdraw_claim(claim: Claim, *, by: Account, reason: str) -> bool:
    """Take a claim back; those that relay it are hidden with it."""
    with writing(by, Verb.WITHDRAW, reason, about=[claim]) as frame:
        changed = change(claim, {"state": WorkflowState.WITHDRAWN}, version=None)
        frame.touch([claim.event_id])
    return bool(changed)


@proposable("withdraw_event", ProposalKind.WITHDRAW, names={"category": "withdrawn_for"})
def withdraw_event(event: Event, *, category: str, by: Account, reason: str) -> bool:
    """Take an event back: its address answers 410 with the category and nothing else."""
    with writing(by, Verb.WITHDRAW, reason, about=[event]) as frame:
        hidden = {"state": WorkflowState.WITHDRAWN, "withdrawn_for": category}
        changed = change(event, hidden, version=None)
        frame.touch([event.pk, *event.linked_from.values_list("event", flat=True)])
    return bool(changed)


@proposable("publish_timeline", ProposalKind.PUBLISH)
def publish_timeline(timeline: Timeline, *, by: Account, reason: str) -> bool:
    with writing(by, Verb.PUBLISH, reason, about=[timeline]) as frame:
        changed = change(timeline, PUBLISHED, version=None)
        frame.touch(timeline.entries.values_list("event", flat=True))
    return bool(changed)


@proposable("withdraw_timeline", ProposalKind.WITHDRAW)
def withdraw_timeline(timeline: Timeline, *, by: Account, reason: str) -> bool:
    with writing(by, Verb.WITHDRAW, reason, about=[timeline]) as frame:
        changed = change(timeline, {"state": WorkflowState.WITHDRAWN}, version=None)
        frame.touch(timeline.entries.values_list("event", flat=True))
    return bool(changed)


def refuse_withheld_names(event: Event) -> None:
    """What readers may not see the name of must not stand in title, summary or slug.

    Withheld places, and people without a public role. Raises Refused.
    """
    veil = Veil(events=[event.pk])
    for field in ("title", "summary", "slug"):
        if veil.hides(event, field):
            raise Refused({field: _("This names a place or a person that is withheld.")})


def _to_publish(claims: Iterable[Claim], event: Event | None = None) -> list[Model]:
    """What is published together: all that readers do not see yet, and at least one row."""
    claims = list(claims)
    documents = {claim.document_id: claim.document for claim in claims}
    hidden = [d for d in documents.values() if d.state != WorkflowState.PUBLISHED]
    if event is not None:
        is_seen = Event.objects.filter(pk=event.pk, state=WorkflowState.PUBLISHED).exists()
        if not (is_seen and claims):
            return [event, *claims, *hidden]
    return [*claims, *hidden]


def _publish_claim(claim: Claim) -> bool:
    document: Document = claim.document
    if document.state == WorkflowState.WITHDRAWN:
        raise Refused(
            {
                "document": _("“%(title)s” is withdrawn; its claims stay hidden.")
                % {"title": document.title}
            }
        )
    if document.state != WorkflowState.PUBLISHED:
        change(document, PUBLISHED, version=None)
    return bool(change(claim, PUBLISHED, version=None))
