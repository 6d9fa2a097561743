"""What every row that an editor can change has in common, and its history."""

from typing import TYPE_CHECKING, Any

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.identifiers import PATTERN, new_public_id
from timeline.vocabulary.words import WithdrawalCategory, WorkflowState

# Slugs are typed, read aloud and printed: plain letters only, whatever the title's script.
slug_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Use lower-case letters a-z, digits and single hyphens."),
)
language_validator = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", _("Use a BCP 47 language tag such as en, ar or ckb.")
)
country_validator = RegexValidator(
    r"^[A-Z]{2}\Z", _("Use two capital letters as in ISO 3166-1, for example IQ.")
)
public_id_validator = RegexValidator(
    rf"^{PATTERN.pattern}\Z", _("Ten characters of 0-9 and a-z without i, l, o, u.")
)


def validate_text(value: str) -> None:
    """Refuse what PostgreSQL or a reader's eyes cannot hold: NUL, surrogates, controls."""
    for position, character in enumerate(value):
        code = ord(character)
        if (code < 32 and character not in "\n\r\t") or code == 127 or 0xD800 <= code <= 0xDFFF:
            raise ValidationError(
                _("Character %(position)s (U+%(code)s) is not text."),
                params={"position": position + 1, "code": f"{code:04X}"},
            )


class TextField(models.TextField):
    """Text that a person wrote: no control characters, no lone surrogates."""

    default_validators = [validate_text]


class LineField(models.CharField):
    """One line that a person wrote."""

    default_validators = [validate_text]


class Row(models.Model):
    """An editable row.

    `version` goes up by one with every change; a service refuses a change that was
    made against an older one. `natural_key` is how a file names the row
    ("seeds:hot-air"), apart from the slug, which an editor may change.
    """

    natural_key = models.CharField(
        max_length=200, unique=True, null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    if TYPE_CHECKING:
        # What `tracked` gives each row; type checkers don't see decorators add attributes.
        history: Any

    class Meta:
        abstract = True


def public_id_field() -> models.CharField:
    """The permanent public identifier of a row.

    A function and no class: the history copies fields without their `unique`, which a
    class that sets it would put back.
    """
    return models.CharField(
        max_length=10,
        unique=True,
        default=new_public_id,
        editable=False,
        validators=[public_id_validator],
    )


def state_field() -> models.CharField:
    """Where a row stands on its way to readers."""
    return models.CharField(
        _("workflow"),
        max_length=10,
        choices=WorkflowState.choices,
        default=WorkflowState.DRAFT,
        editable=False,
    )


def withdrawn_for_field() -> models.CharField:
    """Why a row was taken back; empty where it was not."""
    return models.CharField(
        _("withdrawn for"),
        max_length=10,
        blank=True,
        choices=WithdrawalCategory.choices,
        editable=False,
    )


def tracked[M: models.Model](model: type[M]) -> type[M]:
    """Keep every version of every row in an append-only table written by triggers.

    The context (who and why) is required: without one, the history row and so the
    write itself is refused by the database.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        model_name=f"{model.__name__}History",
        obj_field=pghistory.ObjForeignKey(related_name="history", db_constraint=False),
        context_field=pghistory.ContextForeignKey(null=False, on_delete=models.PROTECT),
        append_only=True,
        exclude=list(getattr(model, "derived_fields", ())),
        meta={"verbose_name": f"{model._meta.verbose_name} history"},
    )(model)
