"""Documents: what a source published, with the copies that we keep."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from timeline.editing.refusals import at_fields
from timeline.models import Document
from timeline.models.rows import validate_text
from timeline.services.nouns.documents import (
    FIELDS,
    edit_document,
    keep_copy,
    publish_document,
    record_document,
    withdraw_document,
)
from timeline.vocabulary.kinds import Rights

from .copies import KeptCopies
from .row_forms import EditForm
from .saving import Entry, ServiceAdmin
from .sites import site
from .workflow_actions import WithdrawForm, publishing, withdrawing


class DocumentForm(EditForm):
    """A document, and text of it to keep."""

    text = forms.CharField(
        label=_("Paste its text"),
        required=False,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Kept for good as a copy, against which quotes are checked. Readers see only short "
            "passages around quotes unless there is a right to show more."
        ),
    )
    rights = forms.ChoiceField(
        label=_("Rights"), required=False, choices=Rights.choices, initial=Rights.NONE
    )
    rights_reason = forms.CharField(label=_("By what right"), required=False)
    restricted = forms.BooleanField(
        label=_("Restricted"),
        required=False,
        help_text=_("Graphic, or perpetrators' own material: readers see the hash only."),
    )


@admin.register(Document, site=site)
class DocumentAdmin(ServiceAdmin):
    """Published items: articles, statements, posts."""

    record, edit, service_fields = record_document, edit_document, FIELDS
    form = DocumentForm
    fieldsets = [
        (None, {"fields": ("source", "title", "url", "authors", "language")}),
        (_("When"), {"fields": ("published", "accessed", "unseen")}),
        (_("A copy"), {"fields": ("text", ("rights", "rights_reason"), "restricted")}),
        (_("More"), {"classes": ("collapse",), "fields": ("note", "slug")}),
    ]
    inlines = (KeptCopies,)
    autocomplete_fields = ("source",)
    list_display = ("title", "source", "published", "public_on", "language", "unseen", "state")
    list_filter = ("state", "unseen", "language", "public_on")
    date_hierarchy = "public_on"
    search_fields = ("title", "slug", "url", "authors", "source__name")
    action_form = WithdrawForm
    actions = (publishing(publish_document), withdrawing(withdraw_document, categorised=True))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        return super().get_queryset(request).select_related("source")

    @staticmethod
    def choice_label(document: Document) -> str:
        return f"{document.title} ({document.source}, {document.published or _('no date')})"

    def store(self, entry: Entry) -> Any:
        """The document, then the pasted text."""
        document = super().store(entry)
        given = entry.form.cleaned_data
        if given.get("text"):
            with at_fields():
                entry.do(
                    keep_copy,
                    document,
                    text=given["text"],
                    rights=given["rights"] or Rights.NONE,
                    rights_reason=given["rights_reason"],
                    restricted=given["restricted"],
                )
        return document
