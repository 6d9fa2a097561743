"""`/histogram`: events over time, by status."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from timeline.queries.filtering.errors import FilterError, FilterErrors
from timeline.queries.filtering.fields import shorten
from timeline.queries.filtering.filters import Door, read_filters
from timeline.queries.lists.histogram import count_bins
from timeline.vocabulary.histograms import Bin

from .parameters import filter_parameters
from .schemas import HistogramBinOut, ProblemOut

router = Router(tags=["events"])

_BIN = {
    "name": "bin",
    "in": "query",
    "required": False,
    "description": "Days of one bin; weeks are ISO weeks, from Monday to Sunday",
    "schema": {"type": "string", "enum": Bin.values, "default": Bin.DAY.value},
}
_PARAMETERS = {"parameters": [_BIN, *filter_parameters(Door.COUNTS)["parameters"]]}


@router.api_operation(
    ["GET", "HEAD"],
    "/histogram",
    response={200: list[HistogramBinOut], 400: ProblemOut},
    by_alias=True,
    openapi_extra=_PARAMETERS,
    summary="Events by listing day and status shown; every filter word holds",
    description=(
        "Bins are in order of time, `from` and `to` inclusive; empty bins are left out. "
        "`counts` has the words of status with at least one event. Events without a status "
        "(forecasts) are in no count. An event counts once, on its listing day, however "
        "uncertain its date is."
    ),
)
def histogram(request: HttpRequest) -> Any:
    words = request.GET.copy()
    wanted = _read_bin([value for value in words.pop("bin", []) if value])
    filters = read_filters(words, Door.COUNTS)
    return count_bins(filters, wanted)


def _read_bin(given: list[str]) -> Bin:
    """The bin asked for, days where none is; FilterErrors for anything else."""
    accepted = _("one of %(words)s") % {"words": ", ".join(Bin.values)}
    if len(given) > 1:
        shown = ", ".join(shorten(value) for value in given[:5])
        raise FilterErrors([FilterError("bin", shown, _("It can be given once only."), accepted)])
    if given and given[0] not in Bin.values:
        problem = _("%(value)s is not one of its words.") % {"value": shorten(given[0])}
        raise FilterErrors([FilterError("bin", shorten(given[0]), problem, accepted)])
    return Bin(given[0]) if given else Bin.DAY
