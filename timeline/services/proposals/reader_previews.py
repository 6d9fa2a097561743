"""What readers would see if something were done now. Nothing of it stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from timeline.models import Account, Event
from timeline.services.nouns.workflow import UNPUBLISHED, make_public
from timeline.services.writing import rehearsing, writing
from timeline.vocabulary.roles import Verb


@contextmanager
def as_published(save: Callable[[], Event], *, by: Account) -> Iterator[Event]:
    """Do what `save` does, publish the event, let the caller look, and undo all of it.

    Whoever may write a draft may look: nothing of this is ever seen by others. Raises what
    `save` raises, and Refused where it could not be published.
    """
    with as_done(lambda: [_published(save())], by=by) as events:
        yield events[0]


@contextmanager
def as_done(do: Callable[[], list[Event]], *, by: Account) -> Iterator[list[Event]]:
    """Do what `do` does, let the caller look at the events that it returns, and undo it.

    They come with their search rows where readers would see them. Raises what `do` raises.
    """
    with writing(by, Verb.DRAFT, "preview"), rehearsing(by) as frame:
        keys = [event.pk for event in do()]
        frame.touch(keys)
        frame.derive_now(frame.touched)
        found = Event.objects.select_related("search_row").in_bulk(keys)
        yield [found[key] for key in keys]


def _published(event: Event) -> Event:
    claims = event.claims.filter(state__in=UNPUBLISHED).select_related("document")
    make_public(event, claims)
    return event
