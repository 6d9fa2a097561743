"""Publishing and withdrawing: what readers may see."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from timeline.models import Account, Claim, Document, Event, Timeline
from timeline.queries.withholding import redact, withheld_names
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.stances import COUNTED
from timeline.vocabulary.words import WorkflowState

from .errors import Refused
from .rows import change
from .writing import writing

PUBLISHED = {"state": WorkflowState.PUBLISHED}
UNPUBLISHED = (WorkflowState.DRAFT, WorkflowState.IN_REVIEW)


def send_to_review(event: Event, *, by: Account, reason: str) -> None:
    """Say that a draft is ready for somebody else's eyes."""
    with writing(by, Verb.EDIT, reason, about=[event]):
        if event.state != WorkflowState.DRAFT:
            raise Refused({"state": _("Only a draft is sent to review.")})
        change(event, {"state": WorkflowState.IN_REVIEW}, version=None)


def publish_event(event: Event, *, by: Account, reason: str) -> None:
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
        make_public(event, claims)
        frame.touch([event.pk])


def make_public(event: Event, claims: Iterable[Claim]) -> None:
    """What publishing does, for services that have asked whether it may be done."""
    refuse_withheld_names(event)
    change(event, {**PUBLISHED, "withdrawn_for": "", "merged_into": None}, version=None)
    for claim in claims:
        _publish_claim(claim)


def publish_claim(claim: Claim, *, by: Account, reason: str) -> None:
    """Publish one claim, and its document with it. Raises Refused."""
    stored = Claim.objects.select_related("document").get(pk=claim.pk)
    with writing(by, Verb.PUBLISH, reason, about=_to_publish([stored])) as frame:
        _publish_claim(claim)
        frame.touch(claim.document.claims.values_list("event", flat=True))


def withdraw_claim(claim: Claim, *, by: Account, reason: str) -> None:
    """Take a claim back; those that relay it are hidden with it."""
    with writing(by, Verb.WITHDRAW, reason, about=[claim]) as frame:
        change(claim, {"state": WorkflowState.WITHDRAWN}, version=None)
        frame.touch([claim.event_id])


def withdraw_event(event: Event, *, category: str, by: Account, reason: str) -> None:
    """Take an event back: its address answers 410 with the category and nothing else."""
    with writing(by, Verb.WITHDRAW, reason, about=[event]) as frame:
        change(
            event,
            {"state": WorkflowState.WITHDRAWN, "withdrawn_for": category},
            version=None,
        )
        frame.touch([event.pk, *event.linked_from.values_list("event", flat=True)])


def publish_timeline(timeline: Timeline, *, by: Account, reason: str) -> None:
    with writing(by, Verb.PUBLISH, reason, about=[timeline]) as frame:
        change(timeline, PUBLISHED, version=None)
        frame.touch(timeline.entries.values_list("event", flat=True))


def withdraw_timeline(timeline: Timeline, *, by: Account, reason: str) -> None:
    with writing(by, Verb.WITHDRAW, reason, about=[timeline]) as frame:
        change(timeline, {"state": WorkflowState.WITHDRAWN}, version=None)
        frame.touch(timeline.entries.values_list("event", flat=True))


def refuse_withheld_names(event: Event) -> None:
    """A withheld place must not stand in the title or the summary. Raises Refused."""
    names = withheld_names([event.pk]).get(event.pk, [])
    for field in ("title", "summary"):
        text = getattr(event, field)
        if redact(text, names) != text:
            raise Refused({field: _("This names a place that is withheld.")})
    spoken = event.slug.replace("-", " ")
    if redact(spoken, [name.replace("-", " ") for name in names]) != spoken:
        raise Refused({"slug": _("This names a place that is withheld.")})


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


def _publish_claim(claim: Claim) -> None:
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
    change(claim, PUBLISHED, version=None)
