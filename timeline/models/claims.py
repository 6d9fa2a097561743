"""Claims: a document says something about an event. The heart."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.stances import (
    Basis,
    Certainty,
    Credibility,
    DiffersOn,
    Quantity,
    Stance,
)
from timeline.vocabulary.texts.quotes import Verdict
from timeline.vocabulary.words import UNPUBLISHED, WorkflowState

from .rows import (
    LineField,
    Row,
    TextField,
    language_validator,
    public_id_field,
    state_field,
    tracked,
)
from .triggers import NO_DELETE, no_cycle, standing_without_cycle, words_check

#: Claims whose quote does not stand in the kept text, or proves nothing; not those withdrawn.
FAILED_QUOTE = Q(
    quote_verdict__in=[Verdict.NOT_FOUND, Verdict.FOUND_ELSEWHERE, Verdict.TOO_SHORT],
    state__in=[*UNPUBLISHED, WorkflowState.PUBLISHED],
)

_RELAYING = pgtrigger.Insert | pgtrigger.UpdateOf("relays_id")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: Any) -> Self:
        """Claims that count for readers; editors see all.

        `is_public` holds where the claim, its event and its document are published, and
        so is every claim that it relays (docs/data-model.md).
        """
        if getattr(user, "editing_role", None):
            return self
        return self.filter(is_public=True)


@tracked
class Claim(Row):
    """What one document says about one event, how it knows and whom it relays."""

    derived_fields = ("is_public",)

    public_id = public_id_field()
    event = models.ForeignKey("timeline.Event", on_delete=models.PROTECT, related_name="claims")
    document = models.ForeignKey(
        "timeline.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="claims",
    )
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=Stance.choices,
        help_text=_(
            "Would the event's title, read without its words of doubt, still be true if this "
            "document is right? Yes: supports. Yes, but another number, date, place, extent or "
            "doer: differs. No: denies. Mentioned in passing, or doubted without denying: context."
        ),
    )
    differs_on = models.CharField(
        _("differs on"), max_length=10, blank=True, choices=DiffersOn.choices
    )
    summary = TextField(_("in our words"), help_text=_("What it says, in one sentence."))
    quote = TextField(_("quote"), blank=True, help_text=_("Word for word, at most a sentence."))
    quote_language = models.CharField(
        _("language of the quote"), max_length=20, blank=True, validators=[language_validator]
    )
    translated_by = LineField(_("translated by"), max_length=200, blank=True)
    copy = models.ForeignKey(
        "timeline.Copy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims",
        editable=False,
    )
    selector = models.JSONField(null=True, blank=True, editable=False)
    quote_verdict = models.CharField(
        max_length=20, choices=Verdict.choices, blank=True, editable=False
    )
    quote_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    quote_checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    attribution = LineField(
        _("attribution"),
        max_length=300,
        blank=True,
        help_text=_("The words it uses: 'an informed source'."),
    )
    attributed_to = models.ForeignKey(
        "timeline.Actor",
        verbose_name=_("attributed to"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attributions",
        help_text=_("Whoever the document says it has this from, if we hold them as an actor."),
    )
    attributed_unnamed = models.BooleanField(
        _("people not named"), default=False, help_text=_("People of that body, not named.")
    )
    basis = models.CharField(
        _("basis"),
        max_length=25,
        choices=Basis.choices,
        default=Basis.NOT_STATED,
        help_text=_("How the document says that it knows."),
    )
    certainty = models.CharField(
        _("hedge"), max_length=12, choices=Certainty.choices, default=Certainty.STATED
    )
    rejects = models.BooleanField(
        _("rejects it"), default=False, help_text=_("Carried only to be rejected; never counted.")
    )
    credibility = models.CharField(
        _("credibility"),
        max_length=1,
        choices=Credibility.choices,
        default=Credibility.NOT_JUDGED,
    )
    relays = models.ForeignKey(
        "timeline.Claim",
        verbose_name=_("relays the claim"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relayed_by",
        help_text=_(
            "The claim of this event that the document passes on. A document that cites two "
            "agencies gives two claims."
        ),
    )
    relays_source = models.ForeignKey(
        "timeline.Source",
        verbose_name=_("relays the source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="relayed_claims",
        help_text=_("Whom it passes on where that document is not recorded here."),
    )
    origin_unknown = models.BooleanField(
        _("origin unknown"), default=False, help_text=_("'Reports say', 'other media'.")
    )
    same_origin_as = models.ForeignKey(
        "timeline.Claim",
        verbose_name=_("same origin as"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="shares_origin_with",
        help_text=_("An editor's finding that two claims come from one mouth."),
    )
    same_origin_reason = TextField(_("why the same origin"), blank=True)
    note = TextField(_("note"), blank=True)
    state = state_field()
    is_public = models.BooleanField(default=False, editable=False)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["event", "is_public"], name="claim_event_public"),
            # The queue of quotes to mend: a few among many.
            models.Index(fields=["id"], name="claim_quote_failed", condition=FAILED_QUOTE),
        ]
        constraints = [
            words_check("claim_stance_is_known", "stance", Stance),
            words_check("claim_basis_is_known", "basis", Basis),
            words_check("claim_certainty_is_known", "certainty", Certainty),
            words_check("claim_credibility_is_known", "credibility", Credibility),
            words_check("claim_state_is_known", "state", WorkflowState),
            models.CheckConstraint(
                name="claim_differs_on_something",
                condition=Q(stance=Stance.DIFFERS, differs_on__in=sorted(DiffersOn.values))
                | (~Q(stance=Stance.DIFFERS) & Q(differs_on="")),
                violation_error_message=_(
                    "Say what it differs on, if and only if the stance is 'differs'."
                ),
            ),
            models.CheckConstraint(
                name="claim_relays_one_thing",
                condition=Q(relays__isnull=True) | Q(relays_source__isnull=True),
                violation_error_message=_("A claim relays another claim or a source, not both."),
            ),
            models.CheckConstraint(
                name="claim_relays_another",
                condition=Q(relays__isnull=True) | ~Q(relays=F("id")),
                violation_error_message=_("A claim cannot relay itself."),
            ),
            models.CheckConstraint(
                name="claim_same_origin_on_root_with_reason",
                condition=Q(same_origin_as__isnull=True)
                | (Q(relays__isnull=True) & ~Q(same_origin_reason="") & ~Q(same_origin_as=F("id"))),
                violation_error_message=_(
                    "'Same origin as' is set on a claim that relays no other claim, with a reason."
                ),
            ),
        ]
        triggers = [
            NO_DELETE,
            standing_without_cycle("claim_standing_no_cycle", _RELAYING, "id"),
            no_cycle("claim_same_origin_no_cycle", "same_origin_as_id"),
            pgtrigger.Trigger(
                name="claim_upstream_same_event",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("relays_id", "same_origin_as_id", "event_id"),
                func=pgtrigger.Func(
                    """
                    IF EXISTS (
                        SELECT 1 FROM {meta.db_table} other
                        WHERE other.id IN (NEW.relays_id, NEW.same_origin_as_id)
                        AND other.event_id <> NEW.event_id
                    ) THEN
                        RAISE EXCEPTION 'claim % names a claim of another event', NEW.id
                            USING ERRCODE = '23514';
                    END IF;
                    RETURN NULL;
                    """
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.summary


@tracked
class Measure(models.Model):
    """A value inside a claim: its words, and a number with bounds where it is one."""

    claim = models.ForeignKey("timeline.Claim", on_delete=models.CASCADE, related_name="measures")
    quantity = models.CharField(_("what"), max_length=10, choices=Quantity.choices)
    text = LineField(_("as written"), max_length=300)
    low = models.BigIntegerField(_("at least"), null=True, blank=True)
    best = models.BigIntegerField(_("best"), null=True, blank=True)
    high = models.BigIntegerField(_("at most"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["position", "pk"]
        constraints = [
            words_check("measure_quantity_is_known", "quantity", Quantity),
            models.CheckConstraint(
                name="measure_low_best_high",
                condition=(Q(low__isnull=True) | Q(best__isnull=True) | Q(low__lte=F("best")))
                & (Q(best__isnull=True) | Q(high__isnull=True) | Q(best__lte=F("high")))
                & (Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")))
                & (Q(low__isnull=True) | Q(low__gte=0))
                & (Q(best__isnull=True) | Q(best__gte=0))
                & (Q(high__isnull=True) | Q(high__gte=0)),
                violation_error_message=_("Order the numbers: 0 <= low <= best <= high."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_quantity_display()} {self.text}"
