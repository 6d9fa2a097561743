"""Accounts: administrators give roles. Nobody is deleted; an account is closed."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.editing.refusals import at_fields
from timeline.models import Account
from timeline.services.nouns.account_changes import edit_account
from timeline.services.nouns.accounts import make_account
from timeline.vocabulary.roles import EditingRole, Verb

from .row_forms import RowForm
from .saving import Entry, ServiceAdmin, may
from .sites import site

_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "vTextField"})


class AccountForm(RowForm):
    """An account; a password is typed twice and never shown again."""

    role = forms.ChoiceField(label=gettext_lazy("role"), choices=EditingRole.choices)
    password = forms.CharField(
        label=gettext_lazy("password"), required=False, strip=False, widget=_PASSWORD
    )
    again = forms.CharField(
        label=gettext_lazy("password again"), required=False, strip=False, widget=_PASSWORD
    )
    remove_factors = forms.BooleanField(
        label=gettext_lazy("take the second factor away"),
        required=False,
        help_text=gettext_lazy(
            "For somebody who has lost telephone, key and recovery codes: they sign in with the "
            "password alone and set up a new one. Be sure that it is that person who asks."
        ),
    )
    reason = forms.CharField(label=gettext_lazy("Reason for this change"), max_length=500)

    class Meta:
        model = Account
        fields = ("username", "email", "role", "public_name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if "password" in self.fields:
            self.fields["password"].required = is_new
            if not is_new:
                self.fields["password"].help_text = _("Leave empty to keep the one there is.")

    def clean(self) -> dict[str, Any] | None:
        """Both passwords are the same."""
        cleaned = super().clean()
        if self.cleaned_data.get("password", "") != self.cleaned_data.get("again", ""):
            raise ValidationError({"again": _("The two passwords are not the same.")})
        return cleaned


@admin.register(Account, site=site)
class AccountAdmin(ServiceAdmin):
    """Who may sign in, and what for."""

    form = AccountForm
    # A password is kept nowhere.
    keeps_typed = False
    fieldsets = [
        (None, {"fields": ("username", "email", "role", "public_name", "is_active")}),
        (gettext_lazy("Password"), {"fields": ("password", "again", "remove_factors")}),
    ]
    list_display = ("username", "role", "public_name", "is_active", "is_service", "last_login")
    list_filter = ("role", "is_active", "is_service")
    search_fields = ("username", "email", "public_name")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Service accounts are our programs'; nobody changes them."""
        mine = obj is None or not obj.is_service
        return mine and may(request, Verb.ADMINISTER)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A name stays: the history knows people by it."""
        return ("username",) if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """A new account has no second factor to lose."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            title, options = fieldsets[1]
            fieldsets[1] = (title, {**options, "fields": ("password", "again")})
        return fieldsets

    def store(self, entry: Entry) -> Account:
        given = entry.form.cleaned_data
        fields = {name: given[name] for name in ("email", "public_name", "is_active")}
        role, password = EditingRole(given["role"]), given["password"]
        with at_fields():
            if entry.row is None:
                account = make_account(given["username"], role=role, password=password)
            else:
                account = entry.row
                fields |= {"password": password} if password else {}
                fields["remove_factors"] = given["remove_factors"]
            edit_account(account, by=entry.by, reason=entry.reason, role=role, **fields)
        return account
