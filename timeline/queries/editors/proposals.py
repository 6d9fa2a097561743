"""Proposals as the desk lists them: what waits for me, what I proposed, all that waits."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from timeline.models import Account, Proposal
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.words import Word

from .keyset_pages import PAGE_SIZE, Count, KeyPage, count_some, page_by_key


class Whose(Word):
    """Which proposals are listed."""

    OTHERS = "others", _("Wait for me")
    MINE = "mine", _("Mine")
    ALL = "all", _("All that wait")


def list_proposals(
    account: Account, whose: Whose, after: int | None, size: int = PAGE_SIZE
) -> KeyPage[Proposal]:
    """One page, what waits longest first; one's own the newest first. One query."""
    return page_by_key(proposals_of(account, whose), after, newest=whose is Whose.MINE, size=size)


def count_proposals(account: Account) -> dict[Whose, Count]:
    """How many each choice lists; one query each, counted so far as is cheap."""
    return {whose: count_some(proposals_of(account, whose)) for whose in Whose}


def find_proposal(public_id: str) -> Proposal | None:
    """The proposal of this id, with its row and the people behind it."""
    if not is_public_id(public_id):
        return None
    return Proposal.objects.with_rows().filter(public_id=public_id).first()


def proposals_of(account: Account, whose: Whose) -> QuerySet[Proposal]:
    """The proposals of a choice, with their rows and people. One query."""
    found = Proposal.objects.with_rows()
    if whose is Whose.MINE:
        return found.filter(proposer=account)
    return found.open().exclude(proposer=account) if whose is Whose.OTHERS else found.open()
