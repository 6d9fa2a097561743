"""The frame around every write: permission, transaction, history, derivation.

This is the one place that asks who may do what. Nothing is allowed by a door alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import pghistory
import psycopg
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, models, transaction
from django.utils.translation import gettext as _

from timeline.models import Account
from timeline.models.rows import validate_text
from timeline.queries.rows.permissions import review_for, standing_of
from timeline.services.evidence.derivation import derive_events
from timeline.vocabulary.permissions import NEW, Ruling, rule_on
from timeline.vocabulary.roles import Verb

from .errors import NeedsSecondPerson, NotAllowed, Refused, refuse_when_read_only

_COLLISIONS = (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected)
#: What can be done without naming a row: what is new, and accounts.
_WITHOUT_ROWS = (Verb.DRAFT, Verb.PROPOSE, Verb.ADMINISTER)


@dataclass
class Writing:
    """One outermost service call: who writes, and which events have to be derived again.

    `second_person` is whether somebody else has agreed (a proposal is carried out), or is
    taken to (it is rehearsed). `seen` are the versions that the rows had which the verbs
    were done to or rest on, by noun and key, at the first time that each was asked about.
    """

    by: Account
    second_person: bool = False
    touched: set[int] = field(default_factory=set)
    seen: dict[tuple[str, int], int] = field(default_factory=dict)

    def touch(self, events: Iterable[int]) -> None:
        self.touched.update(events)

    def note(self, **facts: Any) -> None:
        """Keep facts (JSON) beside who and why in the history of all that is written here."""
        pghistory.context(**facts)

    def derive_now(self, events: Iterable[int]) -> None:
        """Derive before the end of the call, for a service that asks what now holds."""
        derive_events(set(events) & self.touched)

    def see(self, rows: Iterable[models.Model]) -> None:
        """What is decided rests on these rows as they are now; some never change."""
        for row in rows:
            key = (str(row._meta.model_name), row.pk)
            self.seen.setdefault(key, getattr(row, "version", 1))

    def ask(self, verb: Verb, about: Iterable[models.Model]) -> None:
        """Refuse what the account may not do to these rows, as they are now, or not alone.

        The rows stay locked to the end of the transaction: nobody publishes a draft while
        its author changes it. Raises NotAllowed, NeedsSecondPerson.
        """
        about = list(about)
        if not about and verb not in _WITHOUT_ROWS:
            raise TypeError(f"to {verb} is done to rows: name them")
        standing = NEW
        if not self.by.is_service:
            rows = _locked(about)
            self.see(rows)
            standing = standing_of(self.by, rows) if verb is Verb.EDIT else NEW
        role, review = self.by.editing_role, review_for(self.by)
        ruling = rule_on(role, verb, standing, review=review)
        if ruling is Ruling.FORBIDDEN:
            raise NotAllowed({"by": _("This account may not %(verb)s.") % {"verb": verb.label}})
        if ruling is Ruling.PROPOSE and not self.second_person:
            raise NeedsSecondPerson()


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


@contextmanager
def writing(
    by: Account, verb: Verb, reason: str, *, about: Iterable[models.Model] = ()
) -> Iterator[Writing]:
    """Frame a write by `by`, who must be allowed to do `verb` to `about`, because of `reason`.

    `about` are the stored rows that the verb is done to; none only for what is new. The
    outermost frame opens the transaction and the history context (a nested one would
    overwrite it) and derives all touched events before it commits; so a service that calls
    others derives once. Raises ReadOnly, NotAllowed, NeedsSecondPerson, Refused.
    """
    if not reason.strip():
        raise Refused({"reason": _("Say why: every change is kept with its reason.")})
    try:
        validate_text(reason)
    except ValidationError as error:
        raise Refused({"reason": error.messages}) from error
    outer = _current.get()
    if outer is not None:
        outer.ask(verb, about)
        yield outer
        return
    with _outermost(Writing(by), why=reason.strip()) as frame:
        frame.ask(verb, about)
        yield frame


@contextmanager
def carrying_out(by: Account, reason: str, **said: Any) -> Iterator[Writing]:
    """Frame what a second person has agreed to; `said` is kept in the history beside who and why.

    Only for `proposals`, which asks first. Raises Refused.
    """
    if _current.get() is not None:
        raise TypeError("an accepted proposal is a transaction of its own")
    with _outermost(Writing(by, second_person=True), why=reason, **said) as frame:
        yield frame


@contextmanager
def rehearsing(by: Account) -> Iterator[Writing]:
    """Let services do what takes a second person, then undo it all: does it go, what changes?

    Inside another frame. Raises what the services raise.
    """
    outer = _current.get()
    if outer is None:
        raise TypeError("a rehearsal stands inside a write, whose transaction it uses")
    token = _current.set(frame := Writing(by, second_person=True))
    try:
        with transaction.atomic():
            yield frame
            transaction.set_rollback(True)
    finally:
        _current.reset(token)


@contextmanager
def _outermost(frame: Writing, **context: Any) -> Iterator[Writing]:
    refuse_when_read_only()
    token = _current.set(frame)
    try:
        with transaction.atomic(), pghistory.context(user=frame.by.pk, **context):
            yield frame
            derive_events(frame.touched)
    except IntegrityError as error:
        # Services check first, so this is a race or a gap.
        words = _("The database refused this: %(what)s") % {"what": str(error).splitlines()[0]}
        raise Refused({"__all__": words}) from error
    except OperationalError as error:
        if not isinstance(error.__cause__, _COLLISIONS):
            raise
        words = _("Somebody else is saving something that this touches. Save again.")
        raise Refused({"__all__": words}) from error
    finally:
        _current.reset(token)


def _locked(rows: Iterable[models.Model]) -> list[models.Model]:
    """The rows as stored, in the order of their keys, locked against changes by others.

    A reference to a locked row can still be made.
    """
    keys: dict[type[models.Model], list[int]] = defaultdict(list)
    for row in rows:
        keys[type(row)].append(row.pk)
    return [
        row
        for model, found in keys.items()
        for row in model._default_manager.select_for_update(no_key=True)
        .filter(pk__in=found)
        .order_by("pk")
    ]
