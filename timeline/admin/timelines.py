"""Timelines, and links between events."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from timeline.models import EventLink, Timeline, TimelineEntry
from timeline.services.nouns.timelines import (
    FIELDS,
    LinkPart,
    edit_timeline,
    link_events,
    record_timeline,
    unlink_events,
)
from timeline.services.nouns.workflow import publish_timeline, withdraw_timeline

from .row_forms import EditForm, RowForm
from .saving import Entry, ServiceAdmin, ServiceInline
from .sites import site
from .workflow_actions import ReasonForm, publishing, undoing, withdrawing


class Entries(ServiceInline):
    """The events of a timeline."""

    model = TimelineEntry
    form = RowForm
    fields = autocomplete_fields = ("event",)


@admin.register(Timeline, site=site)
class TimelineAdmin(ServiceAdmin):
    """Stories and investigations."""

    record, edit, service_fields = record_timeline, edit_timeline, FIELDS
    fieldsets = [
        (None, {"fields": ("title", "description")}),
        (_("Address on this site"), {"classes": ("collapse",), "fields": ("slug",)}),
    ]
    inlines = (Entries,)
    list_display = ("title", "state", "updated_at")
    list_filter = ("state", "updated_at")
    search_fields = ("title", "slug", "description")
    action_form = ReasonForm
    actions = (publishing(publish_timeline), withdrawing(withdraw_timeline, categorised=False))

    def kin_of(self, entry: Entry) -> dict[str, Any]:
        return {"events": [row["event"] for row in entry.wanted("entries")]}


class LinkForm(RowForm):
    """A link, with the reason of the change."""

    reason = EditForm.base_fields["reason"]


@admin.register(EventLink, site=site)
class EventLinkAdmin(ServiceAdmin):
    """What one event is to another; a wrong link is taken off, not changed."""

    form = LinkForm
    is_edited = False
    fieldsets = [(None, {"fields": ("event", "kind", "other")})]
    autocomplete_fields = ("event", "other")
    list_display = ("event", "kind", "other")
    list_filter = ("kind",)
    list_select_related = ("event", "other")
    search_fields = ("event__title", "other__title")
    action_form = ReasonForm
    actions = (undoing(unlink_events, _("Take the selected links off")),)

    def store(self, entry: Entry) -> EventLink | None:
        given = entry.form.cleaned_data
        event, new = given["event"], LinkPart(given["kind"], given["other"])
        links = [LinkPart(row.kind, row.other) for row in event.links.all()]
        entry.do(link_events, event, [*links, new])
        return event.links.filter(kind=new.kind, other=new.other).first()
