"""What an account may do to certain rows: what the pure rule asks of the database."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Model

from timeline.models import Account, Actor, Copy, Place, SearchRow, Source
from timeline.vocabulary.permissions import NEW, Ruling, Standing, rule_on
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.words import UNPUBLISHED, WorkflowState

from .subtrees import events_at, events_through, events_with


def ruling(account: Account, verb: Verb, *rows: Model) -> Ruling:
    """Whether the account may do this to these rows, alone or by proposing it.

    Without rows: whether it may do so to any. For what a door offers; the services ask
    again, with the rows locked. The rows are taken as given, up to four queries each.
    """
    return rule_on(
        account.editing_role,
        verb,
        standing_of(account, rows) if rows else NEW,
        review=review_for(account),
    )


def review_for(account: Account) -> str:
    """How many people a change takes: programs (seeds, imports) have nobody to ask."""
    return "one" if account.is_service else settings.TIMELINE_REVIEW


def standing_of(account: Account, rows: Iterable[Model]) -> Standing:
    """What the rule has to know of these rows, as they stand in memory."""
    rows = list(rows)
    drafts = all(getattr(row, "state", None) in UNPUBLISHED for row in rows)
    return Standing(
        own_draft=drafts and all(recorded_by(row) == account.pk for row in rows),
        seen=any(is_seen(row) for row in rows),
    )


def recorded_by(row: Model) -> int | None:
    """Key of the account that first wrote the row, as its history has it. One query."""
    history = row.history.order_by("pgh_id")  # type: ignore[attr-defined]
    found: int | None = history.values_list("pgh_context__metadata__user", flat=True).first()
    return found


def is_seen(row: Model) -> bool:
    """Whether readers see the row, or see a change of it.

    What has a workflow is seen when published. Sources, actors and places are public when
    something public reaches them; a change of one that is kept back (a withheld place, a
    person not to be named) can bring it out, so any public event that it touches counts.
    """
    if isinstance(row, Copy):
        row = row.document
    if isinstance(row, Place):
        return _is_public(events_at(row))
    if isinstance(row, Actor):
        return _is_public(events_with(row))
    if isinstance(row, Source):
        return _is_public(events_through(row))
    return getattr(row, "state", None) == WorkflowState.PUBLISHED


def _is_public(events: Iterable[int]) -> bool:
    return SearchRow.objects.filter(pk__in=events).exists()
