"""The frame around every write: permission, transaction, history, derivation."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import pghistory
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from timeline.models import Account
from timeline.vocabulary.roles import Verb

from .derivation import derive_events
from .errors import NotAllowed, Refused


@dataclass
class Writing:
    """One outermost service call: who writes, and which events have to be derived again."""

    by: Account
    touched: set[int] = field(default_factory=set)

    def touch(self, events: Iterable[int]) -> None:
        self.touched.update(events)

    def derive_now(self, events: Iterable[int]) -> None:
        """Derive before the end of the call, for a service that asks what now holds."""
        derive_events(set(events) & self.touched)


_current: ContextVar[Writing | None] = ContextVar("writing", default=None)


@contextmanager
def writing(by: Account, verb: Verb, reason: str) -> Iterator[Writing]:
    """Frame a write by `by`, who must be allowed to do `verb`, because of `reason`.

    The outermost frame opens the transaction and the history context (a nested one
    would overwrite it) and derives all touched events before it commits; so a service
    that calls others derives once. Raises NotAllowed, Refused.
    """
    if not by.may(verb, review=settings.TIMELINE_REVIEW):
        raise NotAllowed({"by": _("This account may not %(verb)s.") % {"verb": verb.label}})
    if not reason.strip():
        raise Refused({"reason": _("Say why: every change is kept with its reason.")})
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    frame = Writing(by)
    token = _current.set(frame)
    try:
        with transaction.atomic(), pghistory.context(user=by.pk, why=reason.strip()):
            yield frame
            derive_events(frame.touched)
    except IntegrityError as error:
        raise Refused({"__all__": _sentence(error)}) from error
    finally:
        _current.reset(token)


def _sentence(error: IntegrityError) -> str:
    """What the database refused; services check first, so this is a race or a gap."""
    return _("The database refused this: %(what)s") % {"what": str(error).splitlines()[0]}
