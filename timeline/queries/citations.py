"""How to cite an event: a title that leaves this site starts with its status."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.vocabulary.statuses import DecidedBy

from .event_detail import EventDetail
from .status_words import say_status


def cite_event(detail: EventDetail, *, site_name: str, url: str) -> str:
    """One line with status, title, place of publication, day and permanent address.

    The day is that of the last change, so that a page does not change from day to day.
    """
    status = say_status(detail.nature, detail.status, detail.outcome)
    if detail.status_by is DecidedBy.RULE and detail.status is not None:
        status = _("%(status)s (by rule)") % {"status": status}
    asked = _("as of %(day)s") % {"day": date_format(detail.updated_at, "j F Y")}
    if detail.past:
        known = date_format(detail.day, "j F Y")
        asked = _("as known on %(known)s") % {"known": known}
    return _("%(status)s: “%(title)s”. %(site)s, event %(id)s, %(asked)s. %(url)s") % {
        "status": status,
        "title": detail.title,
        "site": site_name,
        "id": detail.public_id,
        "asked": asked,
        "url": url,
    }
