"""What all our admins have in common: they save through services, and delete nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.contrib import admin
from django.db import OperationalError
from django.db.models import ForeignKey, Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.services.writing import writing
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.words import WorkflowState

from .complaints import Complaint, FormRefused, about
from .histories import changes_of
from .sites import label_of
from .versions import EditForm


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled-in page: who saves what, and why. `rows` are its inline forms by prefix."""

    by: Any
    reason: str
    form: Any
    rows: dict[str, BaseInlineFormSet]
    is_new: bool

    def kept(self, prefix: str) -> list[Any]:
        """The inline rows that are filled in and not crossed out, as forms."""
        formset = self.rows.get(prefix)
        if formset is None:
            return []
        crossed = formset.deleted_forms
        rows: list[Any] = [form for form in formset.forms if form not in crossed]
        return [form for form in rows if form.instance.pk is not None or form.has_changed()]

    def wanted(self, prefix: str) -> list[dict[str, Any]]:
        """What stands in these rows."""
        return [form.cleaned_data for form in self.kept(prefix)]


def may(request: HttpRequest, verb: Verb) -> bool:
    """Whether the account's role allows the verb; the service asks again."""
    account: Any = request.user
    return bool(account.may(verb, review=settings.TIMELINE_REVIEW))


class LooksUp:
    """Names choices as their own admin does, for admins and their inlines."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kw: Any
    ) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kw)  # type: ignore[misc]
        if field is not None:
            field.label_from_instance = label_of
        return field


class NamedFormSet(BaseInlineFormSet):
    """Rows of a table, whose heads a screen reader does not take for names of inputs."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name every input after its column."""
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            widget.attrs.setdefault("aria-label", capfirst(field.label))


class ServiceInline(LooksUp, admin.TabularInline):
    """Rows that belong to another one: what is crossed out here is taken off by the service."""

    formset: Any = NamedFormSet
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The formset, its forms knowing who asks and what was refused."""
        formset = super().get_formset(request, obj, **kwargs)
        _tell(formset.form, request)
        return formset


class ServiceAdmin(LooksUp, admin.ModelAdmin):
    """An admin whose only way to write is `store`."""

    form: Any = EditForm
    show_facets = admin.ShowFacets.ALWAYS
    show_full_result_count = False
    list_per_page = 50
    save_on_top = False
    change_form_template = "admin/row_form.html"
    object_history_template = "admin/row_history.html"
    #: Verbs of `services` that record and edit the noun, and the fields that they take.
    record: Callable[..., Any]
    edit: Callable[..., Any]
    service_fields: Sequence[str] = ()

    # --- Who may -----------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may(request, Verb.EDIT)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing with a history is deleted: it is withdrawn, or lapses."""
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may(request, Verb.PUBLISH)

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return may(request, Verb.WITHDRAW)

    # --- Where readers see it ----------------------------------------------------------------

    def view_on_site(self, obj: Any) -> str | None:
        """The public address of a row that readers see."""
        return self.public_address(obj)

    def public_address(self, obj: Any) -> str | None:
        """Where readers find it; None where they don't."""
        published = getattr(obj, "state", None) == WorkflowState.PUBLISHED
        return obj.get_absolute_url() if published else None

    def page_of(self, obj: Any, name: str) -> str | None:
        """The page `name` of a row with a slug that something public reaches."""
        reached = type(obj)._default_manager.visible_to(None).filter(pk=obj.pk)
        return reverse(name, args=[obj.slug]) if reached.exists() else None

    # --- The form ----------------------------------------------------------------------------

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The fields, then why; somebody who only looks gives no reason."""
        fieldsets = list(super().get_fieldsets(request, obj))
        writes = self.has_change_permission(request, obj) if obj else True
        if "reason" in self.form.base_fields and writes and self.fieldsets:
            names = (
                ("reason", "seen_version")
                if "seen_version" in self.form.base_fields
                else ("reason",)
            )
            fieldsets.append((gettext_lazy("Why"), {"classes": ("at-end",), "fields": names}))
        return fieldsets

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        """The form, knowing who asks and what was refused."""
        form = super().get_form(request, obj, change=change, **kw)
        _tell(form, request)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page; when a service refuses, the page again with the complaint at its field."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except FormRefused as refused:
            complaint = refused.complaint
        except OperationalError as error:
            if not isinstance(error.__cause__, _COLLISIONS):
                raise
            words = _("Somebody else is saving something that this touches. Save again.")
            complaint = Complaint("", {"__all__": [words]})
        request.complaint = complaint  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, when and why."""
        row = self.get_object(request, object_id)
        changes = changes_of(row) if row is not None else []
        return super().history_view(
            request, object_id, {**(extra_context or {}), "changes": changes}
        )

    # --- Saving ------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        """Nothing yet: `save_related` has the inlines too, and one transaction for all."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Store the page through services, all of it or nothing."""
        rows = {formset.prefix: formset for formset in formsets}
        reason = form.cleaned_data["reason"]
        entry = Entry(request.user, reason, form, rows, is_new=not change)
        with about(form), writing(entry.by, Verb.DRAFT, reason):
            saved = self.store(entry)
        form.instance.__dict__.update(saved.__dict__)

    def store(self, entry: Entry) -> Any:
        """Record or edit the row; a noun that is more than one row has its own way."""
        given = entry.form.cleaned_data
        fields = {name: given[name] for name in self.service_fields if name in given}
        fields |= self.kin_of(entry)
        who = {"by": entry.by, "reason": entry.reason}
        if entry.is_new:
            return type(self).record(**who, **fields)
        if not fields.get("slug", True):
            del fields["slug"]
        row = entry.form.instance
        type(self).edit(row, **who, version=entry.form.current_version(), **fields)
        return row

    def kin_of(self, entry: Entry) -> dict[str, Any]:
        """Arguments of the service that come from inlines."""
        return {}

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The reason, for the admin's list of recent actions; the history has the fields."""
        return form.cleaned_data["reason"]


_COLLISIONS = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)


def _tell(form: Any, request: HttpRequest) -> None:
    form.account = request.user
    form.complaint = getattr(request, "complaint", None)
