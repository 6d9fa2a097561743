"""Confirmation: what the evidence comes to. Never about editing or the messenger."""

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext, ngettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from .sentences import say_any
from .types import Nature
from .words import Text, Word


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


#: "open, met, missed or lapsed".
OUTCOMES = lazy(lambda: say_any([str(word.within) for word in Outcome]), str)()


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


_FORECASTS: dict[Outcome, Text] = {
    Outcome.OPEN: _("Forecast, open"),
    Outcome.MET: _("Forecast, met"),
    Outcome.MISSED: _("Forecast, missed"),
    Outcome.LAPSED: _("Forecast, lapsed"),
}


def say_status(nature: str, status: str | None, outcome: str | None = None) -> str:
    """The word for a status, for a forecast its outcome.

    A confirmed statement reads "Confirmed that it was said": nothing is said of its truth.
    """
    if nature == Nature.FORECAST:
        return str(_FORECASTS[Outcome(outcome)]) if outcome else gettext("Forecast")
    if status is None:
        return gettext("Nothing recorded")
    if nature == Nature.STATEMENT and status == Status.CONFIRMED:
        return gettext("Confirmed that it was said")
    return str(Status(status).label)


def say_status_within(nature: str, status: str | None) -> str:
    """The same in the midst of a sentence; for a forecast the outcome alone."""
    if status is None:
        return pgettext("within a sentence", "nothing recorded")
    if nature == Nature.STATEMENT and status == Status.CONFIRMED:
        return pgettext("within a sentence", "confirmed that it was said")
    word: Status | Outcome = Outcome(status) if status in Outcome.values else Status(status)
    return str(word.within)


_COUNTED: dict[Status, Promise] = {
    Status.CONFIRMED: ngettext_lazy("%(n)s confirmed", "%(n)s confirmed", "n"),
    Status.CORROBORATED: ngettext_lazy("%(n)s corroborated", "%(n)s corroborated", "n"),
    Status.UNCONFIRMED: ngettext_lazy("%(n)s unconfirmed", "%(n)s unconfirmed", "n"),
    Status.DISPUTED: ngettext_lazy("%(n)s disputed", "%(n)s disputed", "n"),
    Status.DENIED: ngettext_lazy("%(n)s denied", "%(n)s denied", "n"),
    Status.RETRACTED: ngettext_lazy("%(n)s retracted", "%(n)s retracted", "n"),
}


def say_events_of_status(status: Status, count: int) -> str:
    """ "2 confirmed", where it is clear that events are counted."""
    return str(_COUNTED[status] % {"n": count})
