"""Who may do what to which row: the one rule, asked by every service and so by every door."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .roles import EditingRole, Verb
from .words import Word


class Ruling(Word):
    """What the rule answers."""

    ALLOWED = "allowed", _("allowed")
    PROPOSE = "propose", _("may be proposed, for somebody else to accept")
    FORBIDDEN = "forbidden", _("not allowed")


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rule has to know of the rows that a verb is done to.

    `own_draft`: the account recorded all of them, and all are drafts or in review.
    `seen`: readers see at least one of them, or what it changes.
    """

    own_draft: bool = False
    seen: bool = False


#: Rows that do not exist yet, or where the question is only whether there is any such row.
NEW = Standing()

#: What takes two people (docs/editing.md), besides edits of what readers see.
TWO_PEOPLE = (Verb.CONFIRM, Verb.PUBLISH, Verb.WITHDRAW, Verb.MERGE, Verb.SPLIT)

#: What does not take an editor.
_NEEDS = {
    Verb.DRAFT: EditingRole.CONTRIBUTOR,
    Verb.ADMINISTER: EditingRole.ADMINISTRATOR,
}


def rule_on(role: EditingRole | None, verb: Verb, rows: Standing = NEW, *, review: str) -> Ruling:
    """Whether somebody of this role may do this to such rows. No role: nothing.

    `review` is TIMELINE_REVIEW. With "one" an editor does alone what is allowed. With
    "two" what touches readers is proposed by an editor, or anybody above, and accepted by
    another person who is a publisher.
    """
    if role is None:
        return Ruling.FORBIDDEN
    if verb is Verb.EDIT and rows.own_draft:
        verb = Verb.DRAFT
    needed = _NEEDS.get(verb, EditingRole.EDITOR)
    if verb is Verb.ACCEPT and review == "two":
        needed = EditingRole.PUBLISHER
    if role.rank < needed.rank:
        return Ruling.FORBIDDEN
    by_two = verb in TWO_PEOPLE or (verb is Verb.EDIT and rows.seen)
    return Ruling.PROPOSE if by_two and review == "two" else Ruling.ALLOWED
