"""How to cite an event: a title that leaves this site starts with its status.

A citation names a day of knowledge, and its address shows what was known on that day.
"""

from datetime import UTC, date

from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.vocabulary.dates.days import say_day
from timeline.vocabulary.references import Reference
from timeline.vocabulary.statuses import DecidedBy, say_status

from .detail import EventDetail


def pinned_day(detail: EventDetail) -> date:
    """The day of the last change, or the day asked for in a past view.

    Not today: a page and its citation stay the same until something changes.
    """
    return detail.day if detail.past else detail.updated_at.astimezone(UTC).date()


def pinned_path(detail: EventDetail) -> str:
    """The path under which the event stays as it was known on that day."""
    path = reverse("event_detail", args=[detail.public_id, detail.slug])
    return f"{path}?known={pinned_day(detail).isoformat()}"


def cite_event(detail: EventDetail, *, site_name: str, url: str) -> str:
    """One line with status, title, place of publication, day and permanent address."""
    return _("%(status)s: “%(title)s”. %(site)s, event %(id)s, %(asked)s. %(url)s") % {
        "status": _say_status(detail),
        "title": detail.title,
        "site": site_name,
        "id": detail.public_id,
        "asked": _say_day(detail),
        "url": url,
    }


def refer_to(detail: EventDetail, *, site_name: str, url: str) -> Reference:
    """The same for programs; `url` is the absolute form of `pinned_path`."""
    status = say_status(detail.nature, detail.status, detail.outcome)
    day = pinned_day(detail)
    return Reference(
        key=f"event-{detail.public_id}-{day.isoformat()}",
        title=_("%(status)s: %(title)s") % {"status": status, "title": detail.title},
        publisher=site_name,
        day=day,
        url=url,
        note=_("Event %(id)s; %(status)s, %(asked)s")
        % {"id": detail.public_id, "status": _say_status(detail), "asked": _say_day(detail)},
    )


def _say_status(detail: EventDetail) -> str:
    status = say_status(detail.nature, detail.status, detail.outcome)
    if detail.status_by is DecidedBy.RULE and detail.status is not None:
        return _("%(status)s (by rule)") % {"status": status}
    return status


def _say_day(detail: EventDetail) -> str:
    return _("as known on %(known)s") % {"known": say_day(pinned_day(detail))}
