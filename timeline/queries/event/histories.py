"""How the status of an event came about: step by step by the rule, and by editors."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from timeline.models import Account, EvidenceState, StatusChange
from timeline.queries.readers.veil import Veil
from timeline.vocabulary.roles import EditingRole
from timeline.vocabulary.statuses import DecidedBy, Ground, Outcome, Status, say_status
from timeline.vocabulary.words import Text


@dataclass(frozen=True, slots=True)
class RuleStep:
    """From `day` on the rule suggested this (None: no status) on these counts."""

    day: date
    suggested: Status | None
    origins: int
    denials: int
    documents: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A status, or for a forecast an outcome, that somebody set, in `words`; `by` is told
    to readers.

    `moved_by` are the public ids of the public claims that moved it; `in_demo_data` says
    whether it came in with the demo data.
    """

    status: Status | Outcome
    words: Text
    ground: Ground | None
    reason: str
    known_on: date
    recorded_at: datetime
    decided_by: DecidedBy
    by: Text
    moved_by: tuple[str, ...]
    in_demo_data: bool = False


def rule_steps(states: list[EvidenceState], day: date) -> tuple[RuleStep, ...]:
    """Where suggestion or origins changed up to `day`, oldest first; `states` in order."""
    steps: list[RuleStep] = []
    for state in states:
        if state.days.lower > day:
            break
        suggested = Status(state.suggested) if state.suggested else None
        step = RuleStep(state.days.lower, suggested, state.origins, state.denials, state.documents)
        if not steps or _told(steps[-1]) != _told(step):
            steps.append(step)
    return tuple(steps)


def _told(step: RuleStep) -> tuple[Status | None, int, int]:
    """What makes a step worth telling: another document alone does not."""
    return step.suggested, step.origins, step.denials


def load_decisions(event: int, day: date, veil: Veil) -> tuple[Decision, ...]:
    """Decisions known by `day`, oldest first; two queries."""
    rows = StatusChange.objects.filter(event=event, known_on__lte=day)
    rows = (
        rows.select_related("author", "event").prefetch_related("claims").order_by("known_on", "pk")
    )
    return tuple(_decision(row, veil) for row in rows)


def _decision(row: StatusChange, veil: Veil) -> Decision:
    word: Status | Outcome = (
        Outcome(row.status) if row.status in Outcome.values else Status(row.status)
    )
    return Decision(
        status=word,
        words=say_status(row.event.nature, word, row.status),
        ground=Ground(row.ground) if row.ground else None,
        reason=veil.text(row, "reason"),
        known_on=row.known_on,
        recorded_at=row.recorded_at,
        decided_by=DecidedBy(row.decided_by),
        by=_who(row),
        moved_by=tuple(claim.public_id for claim in row.claims.all() if claim.is_public),
        in_demo_data=_is_seeds(row.author.username),
    )


def _who(row: StatusChange) -> Text:
    """Who decided; service accounts by what they do."""
    if row.decided_by == DecidedBy.IMPORT:
        return seeded(row.author.username)
    return name_of_editor(row.author)


def name_of_editor(account: Account) -> Text:
    """What readers are told of who edited: the name that they chose to show, else the role."""
    if account.public_name:
        return account.public_name
    return EditingRole(account.role).label if account.role else _("Editor")


def seeded(username: str) -> str:
    """What readers are told of a decision that came in with data."""
    if _is_seeds(username):
        return _("set with the demo data, not checked by an editor here")
    return _("set with imported data, not checked by an editor here")


def _is_seeds(username: str) -> bool:
    return username == "seeds"
