"""What a document's claim does to an event, how it knows and how it hedges."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .words import Text, Word


class Stance(Word):
    """Would the title, read without its words of doubt, be true if the document is right?"""

    SUPPORTS = "supports", _("Says so"), _("Yes: the title would be true.")
    DIFFERS = (
        "differs",
        _("Differs"),
        _("Yes, but with another number, date, place, extent or doer."),
    )
    DENIES = "denies", _("Denies"), _("No: the title would be false.")
    CONTEXT = (
        "context",
        _("Adds context"),
        _("Mentions it in passing or doubts it without denying it; never counted."),
    )


#: Stances that support an event, and those that are counted at all.
SUPPORTING = (Stance.SUPPORTS, Stance.DIFFERS)
COUNTED = (Stance.SUPPORTS, Stance.DIFFERS, Stance.DENIES)


class DiffersOn(Word):
    NUMBER = "number", _("the number")
    DATE = "date", _("the date")
    PLACE = "place", _("the place")
    EXTENT = "extent", _("the extent")
    DOER = "doer", _("who did it")


class Basis(Word):
    """How the document says that it knows."""

    OWN_REPORTER = "own_reporter", _("own reporter")
    WITNESS = "witness", _("witness")
    OFFICIAL = "official", _("official")
    STATEMENT = "statement_or_document", _("statement or document")
    IMAGES = "images_or_data", _("images or data analysed")
    OTHER_MEDIA = "other_media", _("other media")
    NOT_STATED = "not_stated", _("not stated")


class Certainty(Word):
    """How the document hedges."""

    STATED = "stated", _("stated")
    REPORTED = "reported", _("reported")
    UNCONFIRMED = "unconfirmed", _("called unconfirmed")
    PREDICTED = "predicted", _("predicted")


class LapseKind(Word):
    """Why a claim ceased to stand."""

    WITHDRAWN = "withdrawn", _("Withdrawn"), "", pgettext_lazy("within a sentence", "withdrawn")
    CORRECTED = "corrected", _("Corrected"), "", pgettext_lazy("within a sentence", "corrected")
    DELETED = (
        "deleted",
        _("Deleted without notice"),
        "",
        pgettext_lazy("within a sentence", "deleted without notice"),
    )
    OVERTAKEN = "overtaken", _("Overtaken"), "", pgettext_lazy("within a sentence", "overtaken")


#: The lapses by which whoever said it takes it back; they make an event `retracted`.
TAKEN_BACK = (LapseKind.WITHDRAWN, LapseKind.CORRECTED, LapseKind.DELETED)


class Quantity(Word):
    """What a measure inside a claim measures."""

    KILLED = "killed", _("killed")
    WOUNDED = "wounded", _("wounded")
    CAPTURED = "captured", _("captured")
    DISPLACED = "displaced", _("displaced")
    STRENGTH = "strength", _("strength")
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    PLACE = "place", _("place")


#: Quantities whose value is counted in units; the others are words only.
NUMERIC = tuple(q for q in Quantity if q not in (Quantity.DATE, Quantity.PLACE))


class Credibility(Word):
    """Admiralty credibility of one piece of information."""

    CONFIRMED = "1", _("1 confirmed by other sources")
    PROBABLE = "2", _("2 probably true")
    POSSIBLE = "3", _("3 possibly true")
    DOUBTFUL = "4", _("4 doubtful")
    IMPROBABLE = "5", _("5 improbable")
    NOT_JUDGED = "6", _("6 cannot be judged")


class Reliability(Word):
    """Admiralty reliability of a source."""

    RELIABLE = "A", _("A completely reliable")
    USUALLY = "B", _("B usually reliable")
    FAIRLY = "C", _("C fairly reliable")
    NOT_USUALLY = "D", _("D not usually reliable")
    UNRELIABLE = "E", _("E unreliable")
    NOT_JUDGED = "F", _("F cannot be judged")


_LAPSED: dict[LapseKind | None, Text] = {
    LapseKind.WITHDRAWN: _("What %(who)s had said was withdrawn."),
    LapseKind.CORRECTED: _("What %(who)s had said was corrected."),
    LapseKind.DELETED: _("What %(who)s had said was deleted without notice."),
    LapseKind.OVERTAKEN: _("What %(who)s had said was overtaken."),
    None: _("What %(who)s had said no longer stands."),
}


def say_lapse(kind: LapseKind | None, who: str) -> str:
    """How somebody's word ceased to stand; None where it fell with another."""
    return str(_LAPSED[kind]) % {"who": who}
