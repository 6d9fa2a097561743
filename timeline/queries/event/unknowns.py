"""What is not known of an event, said in whole sentences; absence is part of the record."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.vocabulary.kinds import PlacePrecision
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Quantity
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.texts.quotes import Verdict
from timeline.vocabulary.types import EventType, Nature

from .detail import EventDetail

_COUNTABLE = (EventType.MOVEMENT, EventType.ARMS, EventType.DISPLACEMENT, EventType.ABDUCTION)
_WIDE = (PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.DISTRICT)
_TOLL = (Quantity.KILLED, Quantity.WOUNDED)
_HOW_MANY = (*_TOLL, Quantity.CAPTURED, Quantity.DISPLACED, Quantity.STRENGTH, Quantity.NUMBER)


def say_unknowns(detail: EventDetail) -> list[str]:
    """Sentences about what no source here states, or nobody can check here."""
    return [*_doer(detail), *_numbers(detail), *_whereabouts(detail), *_records(detail)]


def _doer(detail: EventDetail) -> Iterable[str]:
    agents = [member for member in detail.cast if member.role is ActorRole.AGENT]
    if detail.nature is not Nature.OCCURRENCE:
        return
    if not agents and detail.type.is_attack:
        yield _("Who did it: not recorded.")
    if agents and detail.type.is_attack and detail.status is not Status.CONFIRMED:
        yield _("Who did it is claimed, not established.")


def _numbers(detail: EventDetail) -> Iterable[str]:
    if detail.nature is not Nature.OCCURRENCE:
        return
    stated = {m.quantity for c in detail.claims if c.standing for m in c.measures}
    if detail.type.is_attack and not stated.intersection(_TOLL):
        yield _("How many were killed or wounded: not stated in what we have recorded.")
    elif detail.type in _COUNTABLE and not stated.intersection(_HOW_MANY):
        yield _("How many: not stated in what we have recorded.")


def _whereabouts(detail: EventDetail) -> Iterable[str]:
    if not detail.places:
        yield _("The place: not recorded.")
    elif detail.places[0].precision in _WIDE and detail.nature is Nature.OCCURRENCE:
        yield _("The exact place: placed no closer than %(place)s.") % {
            "place": detail.places[0].name
        }
    if detail.soft and detail.nature is not Nature.FORECAST:
        yield _("The exact day: known as “%(when)s”.") % {"when": detail.when}


def _records(detail: EventDetail) -> Iterable[str]:
    if any(claim.origin_unknown and claim.standing for claim in detail.claims):
        yield _("Where some of it comes from: a document does not say from whom it has it.")
    documents = {claim.document.public_id: claim.document for claim in detail.claims}
    unseen = sum(document.unseen for document in documents.values())
    if unseen:
        yield ngettext(
            "%(count)s document was not seen; it is known through others that relay it.",
            "%(count)s documents were not seen; they are known through others that relay them.",
            unseen,
        ) % {"count": unseen}
    bare = sum(not d.archived and not d.unseen for d in documents.values())
    if bare:
        yield ngettext(
            "%(count)s of %(all)s documents is not archived: its words cannot be checked here.",
            "%(count)s of %(all)s documents are not archived: their words cannot be checked here.",
            bare,
        ) % {"count": bare, "all": len(documents)}
    missed = sum(claim.quote_verdict is Verdict.NOT_FOUND for claim in detail.claims)
    if missed:
        yield ngettext(
            "%(count)s quote was not found in the copy that we keep.",
            "%(count)s quotes were not found in the copies that we keep.",
            missed,
        ) % {"count": missed}
    if detail.undated_documents:
        yield ngettext(
            "%(count)s document is left out of this past view: its day is not known.",
            "%(count)s documents are left out of this past view: their day is not known.",
            detail.undated_documents,
        ) % {"count": detail.undated_documents}
