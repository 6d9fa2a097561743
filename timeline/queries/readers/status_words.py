"""The status of an event as readers see it, and what became of words that fell."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext

from timeline.vocabulary.stances import LapseKind
from timeline.vocabulary.statuses import Outcome, Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Text

_FORECASTS: dict[Outcome, Text] = {
    Outcome.OPEN: gettext_lazy("Forecast, open"),
    Outcome.MET: gettext_lazy("Forecast, met"),
    Outcome.MISSED: gettext_lazy("Forecast, missed"),
    Outcome.LAPSED: gettext_lazy("Forecast, lapsed"),
}


def say_status(nature: str, status: str | None, outcome: str | None = None) -> str:
    """The word for a status, for a forecast its outcome.

    A confirmed statement reads "Confirmed that it was said": nothing is said of its truth.
    """
    if nature == Nature.FORECAST:
        return str(_FORECASTS[Outcome(outcome)]) if outcome else _("Forecast")
    if status is None:
        return _("Nothing recorded")
    if nature == Nature.STATEMENT and status == Status.CONFIRMED:
        return _("Confirmed that it was said")
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


_LAPSED: dict[LapseKind | None, Text] = {
    LapseKind.WITHDRAWN: gettext_lazy("What %(who)s had said was withdrawn."),
    LapseKind.CORRECTED: gettext_lazy("What %(who)s had said was corrected."),
    LapseKind.DELETED: gettext_lazy("What %(who)s had said was deleted without notice."),
    LapseKind.OVERTAKEN: gettext_lazy("What %(who)s had said was overtaken."),
    None: gettext_lazy("What %(who)s had said no longer stands."),
}


def say_lapse(kind: LapseKind | None, who: str) -> str:
    """How somebody's word ceased to stand; None where it fell with another."""
    return str(_LAPSED[kind]) % {"who": who}
