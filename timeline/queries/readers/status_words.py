"""The status of an event as readers see it."""

from django.utils.translation import gettext as _

from timeline.vocabulary.statuses import Outcome, Status
from timeline.vocabulary.types import Nature


def say_status(nature: str, status: str | None, outcome: str | None = None) -> str:
    """The word for a status, for a forecast its outcome.

    A confirmed statement reads "Confirmed that it was said": nothing is said of its truth.
    """
    if nature == Nature.FORECAST:
        label = Outcome(outcome).label if outcome else ""
        return _("Forecast: %(outcome)s") % {"outcome": label} if outcome else _("Forecast")
    if status is None:
        return _("Nothing recorded")
    if nature == Nature.STATEMENT and status == Status.CONFIRMED:
        return _("Confirmed that it was said")
    return str(Status(status).label)
