"""Confirmation: what the evidence comes to. Never about editing or the messenger."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .words import Word


class Status(Word):
    """Confirmation status of an event, in the order used everywhere."""

    CONFIRMED = (
        "confirmed",
        _("Confirmed"),
        _("Two origins or more and a stated ground; proposed by one editor, accepted by another."),
        pgettext_lazy("within a sentence", "confirmed"),
    )
    CORROBORATED = (
        "corroborated",
        _("Corroborated"),
        _(
            "Two origins or more say so, not all of them on one side, and nobody denies it "
            "but the side that is accused of it."
        ),
        pgettext_lazy("within a sentence", "corroborated"),
    )
    UNCONFIRMED = (
        "unconfirmed",
        _("Unconfirmed"),
        _("We have recorded one origin, or only one side, that says so."),
        pgettext_lazy("within a sentence", "unconfirmed"),
    )
    DISPUTED = (
        "disputed",
        _("Disputed"),
        _("At least one origin says so and one denies it."),
        pgettext_lazy("within a sentence", "disputed"),
    )
    DENIED = (
        "denied",
        _("Denied"),
        _("Only denials stand: nobody whose word stands says that it happened."),
        pgettext_lazy("within a sentence", "denied"),
    )
    RETRACTED = (
        "retracted",
        _("Retracted"),
        _("Whoever said so has withdrawn, corrected or deleted it, and nobody else says so."),
        pgettext_lazy("within a sentence", "retracted"),
    )


#: Statuses that say "somebody stands by it" (drawn above the line) and the others.
SUPPORTED = (Status.CONFIRMED, Status.CORROBORATED, Status.UNCONFIRMED)
CONTRADICTED = (Status.DISPUTED, Status.DENIED, Status.RETRACTED)


class Outcome(Word):
    """What became of a forecast, which has no confirmation status."""

    OPEN = (
        "open",
        _("Open"),
        _("Nothing recorded says that it came true or did not."),
        pgettext_lazy("within a sentence", "open"),
    )
    MET = (
        "met",
        _("Met"),
        _("An event that we hold came about as foretold."),
        pgettext_lazy("within a sentence", "met"),
    )
    MISSED = (
        "missed",
        _("Missed"),
        _("It did not come about as foretold."),
        pgettext_lazy("within a sentence", "missed"),
    )
    LAPSED = (
        "lapsed",
        _("Lapsed"),
        _("Its time ran out, or what it rested on is gone."),
        pgettext_lazy("within a sentence", "lapsed"),
    )


class Ground(Word):
    """What an editor's `confirmed` rests on."""

    PRIMARY_RECORD = "primary_record", _("A primary record that we checked ourselves")
    ADMISSION = "admission_against_interest", _("An admission by the side that it harms")
    OWN_ACT = (
        "act_by_its_own_author",
        _("The act of the one who announced it"),
        _("That the act was done; never its result or its numbers."),
    )


class DecidedBy(Word):
    """Who set the status that is shown."""

    RULE = "rule", _("by rule")
    EDITOR = "editor", _("by an editor")
    IMPORT = "import", _("set with imported data")
