"""Proposals: changes that wait for a second person."""

from functools import reduce
from operator import or_
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.proposals import ProposalKind, ProposalState

from .rows import Row, TextField, public_id_field, tracked
from .triggers import NO_DELETE, words_check

#: The nouns that a proposal can be about; each proposal is about one row.
SUBJECTS = ("event", "claim", "document", "place", "actor", "source", "timeline")

_DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)
_UNDECIDED = Q(decided_by__isnull=True, decided_at__isnull=True)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def open(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(state=ProposalState.OPEN)

    def around(self, event: int) -> Self:
        """Those about an event or one of its claims."""
        return self.filter(Q(event=event) | Q(claim__event=event))

    def with_rows(self) -> Self:
        """With the row that each is about and the people behind it, in the same query."""
        return self.select_related(*SUBJECTS, "claim__event", "proposer", "decided_by")


def _only(noun: str) -> Q:
    """Whether this noun, and no other, is what a proposal is about."""
    return Q(**{f"{name}__isnull": name != noun for name in SUBJECTS})


def _about(noun: str) -> models.ForeignKey:
    return models.ForeignKey(
        f"timeline.{noun.capitalize()}",
        verbose_name=_(noun),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposals",
        editable=False,
    )


@tracked
class Proposal(Row):
    """What somebody wants to do to a row, for somebody else to accept or return.

    `payload` holds the calls to make ("steps": key of the service, rows, arguments) and the
    versions of all rows that they are about, as the proposer saw them ("seen"). What was
    proposed never changes; what was decided is final. `review` is how many people it took
    when it was decided (TIMELINE_REVIEW): only with "one" the proposer may have accepted it.
    """

    public_id = public_id_field()
    kind = models.CharField(_("kind"), max_length=10, choices=ProposalKind.choices)
    event = _about("event")
    claim = _about("claim")
    document = _about("document")
    place = _about("place")
    actor = _about("actor")
    source = _about("source")
    timeline = _about("timeline")
    payload = models.JSONField(_("what to do"))
    reason = TextField(_("reason"))
    proposer = models.ForeignKey(
        "timeline.Account",
        verbose_name=_("proposed by"),
        on_delete=models.PROTECT,
        related_name="proposals",
        editable=False,
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ProposalState.choices,
        default=ProposalState.OPEN,
    )
    comment = TextField(_("comment"), blank=True, help_text=_("What was said with the decision."))
    decided_by = models.ForeignKey(
        "timeline.Account",
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decided_proposals",
        editable=False,
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    review = models.CharField(
        max_length=3, blank=True, choices=[("two", "two"), ("one", "one")], editable=False
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "-created_at"], name="proposal_waiting")]
        constraints = [
            words_check("proposal_kind_is_known", "kind", ProposalKind),
            words_check("proposal_state_is_known", "state", ProposalState),
            models.CheckConstraint(
                name="proposal_about_one_row",
                condition=reduce(or_, (_only(noun) for noun in SUBJECTS)),
            ),
            models.CheckConstraint(name="proposal_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="proposal_decided_has_who_and_when",
                condition=(Q(state=ProposalState.OPEN, review="") & _UNDECIDED)
                | (~Q(state=ProposalState.OPEN) & ~Q(review="") & _DECIDED),
            ),
            models.CheckConstraint(
                name="proposal_accepted_by_somebody_else",
                condition=~Q(state=ProposalState.ACCEPTED, review="two")
                | ~Q(decided_by=F("proposer")),
                violation_error_message=_("Somebody else has to accept it."),
            ),
            models.CheckConstraint(
                name="proposal_returned_has_comment",
                condition=~Q(state=ProposalState.RETURNED) | ~Q(comment=""),
                violation_error_message=_("Say what is missing, so that it can be put right."),
            ),
            models.CheckConstraint(
                name="proposal_taken_back_by_proposer",
                condition=~Q(state=ProposalState.TAKEN_BACK) | Q(decided_by=F("proposer")),
            ),
        ]
        triggers = [
            NO_DELETE,
            pgtrigger.Protect(
                name="decided_is_final",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__state=ProposalState.OPEN),
            ),
            pgtrigger.ReadOnly(
                name="proposed_stays",
                fields=["kind", *SUBJECTS, "payload", "reason", "proposer"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def subject(self) -> models.Model:
        """The row that it is about."""
        return next(row for name in SUBJECTS if (row := getattr(self, name)) is not None)
