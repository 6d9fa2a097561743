"""Recording and editing actors."""

from collections.abc import Iterable
from typing import Any

from timeline.models import Account, Actor, ActorAlias
from timeline.queries.rows.subtrees import events_with
from timeline.services.proposable import proposable
from timeline.services.rows import (
    add,
    bump,
    change,
    free_slug,
    only,
    refuse_circle,
    replace_children,
)
from timeline.services.writing import writing
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb

from .places import OtherName

FIELDS = ("slug", "name", "kind", "country_code", "parent", "description", "public_role")


def record_actor(
    *,
    by: Account,
    reason: str,
    aliases: Iterable[OtherName] = (),
    natural_key: str | None = None,
    **fields: Any,
) -> Actor:
    """Record an actor; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(Actor, fields.get("name", ""))
        actor = add(Actor(natural_key=natural_key, **fields))
        _set_aliases(actor, aliases)
    return actor


@proposable("edit_actor", ProposalKind.EDIT, parts={"aliases": OtherName})
def edit_actor(
    actor: Actor,
    *,
    by: Account,
    reason: str,
    version: int | None,
    aliases: Iterable[OtherName] | None = None,
    **fields: Any,
) -> bool:
    """Change an actor; None for `aliases` leaves them. Returns whether anything changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[actor]) as frame:
        refuse_circle(actor, fields, "parent")
        changed = bool(change(actor, fields, version=version))
        if aliases is not None and _set_aliases(actor, aliases) and not changed:
            bump(actor)
            changed = True
        frame.touch(events_with(actor) if changed else ())
    return changed


def _set_aliases(actor: Actor, aliases: Iterable[OtherName]) -> bool:
    wanted = [ActorAlias(actor=actor, **alias._asdict()) for alias in aliases]
    return replace_children(actor.aliases.all(), wanted, ("name", "language"))
