"""What all our admins have in common: they save through services, and delete nothing."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin import helpers
from django.core.exceptions import BadRequest
from django.db import DataError
from django.db.models import ForeignKey, Model
from django.forms import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.conflicts import saving_page, texts_begun_from
from timeline.queries.editors.edit_records import changes_of
from timeline.queries.rows.permissions import ruling
from timeline.services.proposals.proposing import Saving
from timeline.vocabulary.permissions import Ruling
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.texts.three_way import PageTexts
from timeline.vocabulary.words import WorkflowState

from .row_forms import EditForm, Shown
from .sites import ChoiceSelect, label_of, site
from .typed_pages import TypedPages
from .workflow_actions import say_proposed


@dataclass(frozen=True, slots=True)
class Entry:
    """One filled-in page: who saves what, and why. `rows` are its inline forms by prefix.

    `row` is what is changed as it is stored, locked; None for what is new.
    """

    by: Any
    reason: str
    form: Any
    rows: dict[str, BaseInlineFormSet]
    row: Any
    page: Saving

    def do(self, service: Callable[..., Any], *rows: Any, **arguments: Any) -> Any:
        """Call a service, or propose the call where it takes a second person."""
        return self.page.do(service, *rows, **arguments)

    def kept(self, prefix: str) -> list[Any]:
        """The inline rows that are filled in and not crossed out, as forms."""
        formset = self.rows.get(prefix)
        if formset is None:
            return []
        crossed = formset.deleted_forms
        rows: list[Any] = formset.forms
        return [form for form in rows if form.is_filled and form not in crossed]

    def wanted(self, prefix: str) -> list[dict[str, Any]]:
        """What stands in these rows."""
        return [form.cleaned_data for form in self.kept(prefix)]


def may(request: HttpRequest, verb: Verb, *rows: Model) -> bool:
    """Whether the account may do this, be it by a proposal; the service asks again."""
    account: Any = request.user
    return ruling(account, verb, *rows) is not Ruling.FORBIDDEN


def _allows(verb: Verb) -> Callable[..., bool]:
    return lambda _admin, request: may(request, verb)


class LooksUp:
    """Names choices as their own admin does, for admins and their inlines."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kw: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kw.setdefault("widget", ChoiceSelect(db_field, site))
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
            widget.attrs.setdefault("aria-label", field.label)


class ServiceInline(LooksUp, admin.TabularInline):
    """Rows that belong to another one: what is crossed out here is taken off by the service."""

    formset: Any = NamedFormSet
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The formset, its forms knowing who asks and what was refused."""
        formset = super().get_formset(request, obj, **kwargs)
        form: Any = formset.form
        form.account, form.shown = request.user, Shown.by(request)
        return formset


class ServiceAdmin(LooksUp, TypedPages):
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
    #: Whether what is stored can be changed here; else it is looked at, and acted on.
    is_edited = True
    #: The public page of a noun without a state.
    public_page = ""

    # --- Who may -----------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether the account may change the row, be it by a proposal or as its own draft."""
        rows = () if obj is None else (obj,)
        allowed = self.is_edited and super().has_change_permission(request, obj)
        return allowed and may(request, Verb.EDIT, *rows)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing with a history is deleted: it is withdrawn, or lapses."""
        return False

    # What an action asks by the name of its verb.
    has_edit_permission = _allows(Verb.EDIT)
    has_publish_permission = _allows(Verb.PUBLISH)
    has_withdraw_permission = _allows(Verb.WITHDRAW)
    has_propose_permission = _allows(Verb.PROPOSE)
    has_return_permission = _allows(Verb.RETURN)
    has_accept_permission = _allows(Verb.ACCEPT)
    has_administer_permission = _allows(Verb.ADMINISTER)

    # --- Where readers see it ----------------------------------------------------------------

    def view_on_site(self, obj: Any) -> str | None:
        """The public address of a row that readers see."""
        return self.public_address(obj)

    def public_address(self, obj: Any) -> str | None:
        """Where readers find it; None where they don't, or nothing public reaches it."""
        if self.public_page:
            reached = type(obj)._default_manager.visible_to(None).filter(pk=obj.pk)
            return reverse(self.public_page, args=[obj.slug]) if reached.exists() else None
        published = getattr(obj, "state", None) == WorkflowState.PUBLISHED
        return obj.get_absolute_url() if published else None

    # --- The list and the form ----------------------------------------------------------------

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list; 400 for filters and keys that no list of ours sends."""
        chosen = request.POST.getlist(helpers.ACTION_CHECKBOX_NAME)
        if not all(re.fullmatch("[0-9]{1,18}", key) for key in chosen):
            raise BadRequest("keys of rows are numbers")
        try:
            return super().changelist_view(request, extra_context)
        except (ValueError, DataError) as error:
            if request.method == "GET":
                raise BadRequest("no such filter") from error
            raise

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """The fields, then why; somebody who only looks gives no reason."""
        fieldsets = list(super().get_fieldsets(request, obj))
        writes = self.has_change_permission(request, obj) if obj else True
        # A reason that is a column has its place among the fields.
        if "reason" in self.form.declared_fields and writes and self.fieldsets:
            why: Any = {"classes": ("at-end",), "fields": ("reason",)}
            fieldsets.append((gettext_lazy("Why"), why))
        return fieldsets

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
        by: Any = request.user
        row = form.instance if change else None

        def texts_of(stored: Model) -> PageTexts:
            return self.stored_page(request, stored).texts()

        began = texts_begun_from(request.POST)
        with saving_page(row, began, texts_of, by=by, reason=reason) as (page, stored):
            saved = self.store(Entry(by, reason, form, rows, stored, page))
        self.kept_form(row).drop(by)
        if saved is not None:
            form.instance.__dict__.update(saved.__dict__)
        request.proposal = page.proposal  # type: ignore[attr-defined]

    def store(self, entry: Entry) -> Any:
        """Record or edit the row; a noun that is more than one row has its own way."""
        given = entry.form.cleaned_data
        fields = {name: given[name] for name in self.service_fields if name in given}
        fields |= self.kin_of(entry)
        if entry.row is None:
            return entry.do(type(self).record, **fields)
        if not fields.get("slug", True):
            del fields["slug"]
        entry.do(type(self).edit, entry.row, version=entry.row.version, **fields)
        return entry.row

    def kin_of(self, entry: Entry) -> dict[str, Any]:
        """Arguments of the service that come from inlines."""
        return {}

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """The reason, for the admin's list of recent actions; the history has the fields."""
        reason = form.cleaned_data["reason"]
        return _("Proposed: %(why)s") % {"why": reason} if _proposal(request) else reason

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        """Keep what was added in the list of recent actions; a proposal has added nothing yet."""
        return super().log_addition(request, obj, message) if obj.pk else None

    # --- The answer --------------------------------------------------------------------------

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Say what was added, and what of it waits for somebody else."""
        if _proposal(request):
            say_proposed(request, [_proposal(request)])
        if obj.pk is None:
            return HttpResponseRedirect(self._list_address())
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Say that it was changed, or that this waits for somebody else."""
        if not _proposal(request):
            return super().response_change(request, obj)
        say_proposed(request, [_proposal(request)])
        stays = "_continue" in request.POST
        return HttpResponseRedirect(request.path if stays else self._list_address())

    def _list_address(self) -> str:
        return reverse(f"admin:timeline_{self.opts.model_name}_changelist")


def _proposal(request: HttpRequest) -> Any:
    """What saving the page proposed, if it did."""
    return getattr(request, "proposal", None)
