"""Proposing what takes a second person, and deciding on what others have proposed.

How a door saves. It opens `saving` and calls the services through it::

    with saving(by=account, reason=reason) as page:
        page.do(edit_event, event, version=3, title=title)
        page.do(attach_claim, event=event, document=document, **fields)
        page.do(publish_event, event)
    if page.proposal is not None:
        ...  # say that it waits for somebody else, with a link

What the account may do alone is done at once (the claim, which is a draft). What takes a
second person is tried out, undone, and kept as the steps of one proposal (the edit of a
published event, and publishing); a mistake is refused then and there, under the name of its
field. Nothing is kept where a step would change nothing. With TIMELINE_REVIEW=one the same
code does everything at once. `save_or_propose` does so for one service.

Accepting carries out the steps in one transaction, under the accepter, with the proposer in
the history beside the proposer's reason; but only if all rows are as the proposer saw them.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import Account, Proposal
from timeline.services.errors import NeedsSecondPerson, NotAllowed, Refused, StaleVersion
from timeline.services.rows import add, change
from timeline.services.writing import Writing, carrying_out, rehearsing, writing
from timeline.vocabulary.proposals import ProposalState
from timeline.vocabulary.roles import Verb

from .steps import Step, find_proposable, keep_step, kind_of, subject_of, take_step


@dataclass
class Saving:
    """A page that is being saved; afterwards `proposal` is what waits, if anything does."""

    by: Account
    reason: str
    proposal: Proposal | None = None
    steps: list[Step] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)

    def do(self, service: Callable[..., Any], *rows: Any, **arguments: Any) -> Any:
        """Call the service, or keep the call for the proposal.

        `by` and `reason` are the page's unless given. Returns what the service returns; of
        a call that is kept what its rehearsal returned, or None where that is a new row.
        Raises Refused.
        """
        given = {"by": self.by, "reason": self.reason} | arguments
        try:
            return service(*rows, **given)
        except NeedsSecondPerson:
            declared = find_proposable(service)
            if declared is None:
                raise
            return self._keep(keep_step(declared, rows, given))

    def _keep(self, step: Step) -> Any:
        """Rehearse the step behind those kept before; keep it if it changes anything."""
        with rehearsing(self.by) as frame:
            results = [take_step(step, self.by) for step in [*self.steps, step]]
        if results[-1] is False:
            return False
        self.steps.append(step)
        self.seen |= _seen(frame)
        return None if isinstance(results[-1], Model) else results[-1]


@contextmanager
def saving(*, by: Account, reason: str) -> Iterator[Saving]:
    """Frame the saving of a page: one transaction, and at most one proposal. Raises Refused."""
    page = Saving(by, reason)
    with writing(by, Verb.DRAFT, reason):
        yield page
        if page.steps:
            page.proposal = _record(page)


def save_or_propose(
    service: Callable[..., Any], *rows: Any, by: Account, reason: str, **arguments: Any
) -> Proposal | None:
    """Call one service, or propose the call; the proposal where it waits. Raises Refused."""
    with saving(by=by, reason=reason) as page:
        page.do(service, *rows, **arguments)
    return page.proposal


def accept_proposal(proposal: Proposal, *, by: Account, comment: str = "") -> None:
    """Carry out what is proposed, all of it or nothing.

    Somebody else than the proposer accepts, except with TIMELINE_REVIEW=one. Raises
    NotAllowed; StaleVersion where a row has changed since (the proposal stays open);
    Refused.
    """
    who = {"proposed_by": proposal.proposer_id, "proposal": proposal.public_id}
    with carrying_out(by, proposal.reason, **who) as frame:
        frame.ask(Verb.ACCEPT, [proposal])
        if by.pk == proposal.proposer_id and settings.TIMELINE_REVIEW == "two":
            raise NotAllowed({"by": _("Whoever proposes does not accept.")})
        _decide(proposal, ProposalState.ACCEPTED, by, comment)
        frame.seen.clear()
        for step in proposal.payload["steps"]:
            take_step(step, by)
        if _seen(frame) != proposal.payload["seen"]:
            raise StaleVersion({"version": _stale()})


def refusal_of(proposal: Proposal, *, by: Account) -> str:
    """Why accepting it now would be refused, in words; empty where it would go. It is not done."""
    try:
        with writing(by, Verb.PROPOSE, proposal.reason), rehearsing(by) as frame:
            for step in proposal.payload["steps"]:
                take_step(step, by)
            return "" if _seen(frame) == proposal.payload["seen"] else _stale()
    except Refused as refused:
        return _stale() if isinstance(refused, StaleVersion) else " ".join(refused.messages)


def return_proposal(proposal: Proposal, *, by: Account, comment: str) -> None:
    """Say that it is not carried out as it is, and why. Raises NotAllowed, Refused."""
    with writing(by, Verb.RETURN, comment, about=[proposal]):
        if by.pk == proposal.proposer_id:
            raise NotAllowed({"by": _("Your own proposal you take back.")})
        _decide(proposal, ProposalState.RETURNED, by, comment)


def take_back_proposal(proposal: Proposal, *, by: Account, comment: str = "") -> None:
    """Take back a proposal of one's own. Raises NotAllowed, Refused."""
    reason = comment.strip() or str(ProposalState.TAKEN_BACK.label)
    with writing(by, Verb.PROPOSE, reason, about=[proposal]):
        if by.pk != proposal.proposer_id:
            raise NotAllowed({"by": _("Only whoever proposed it takes it back.")})
        _decide(proposal, ProposalState.TAKEN_BACK, by, comment)


def _seen(frame: Writing) -> dict[str, int]:
    return {f"{noun} {key}": version for (noun, key), version in frame.seen.items()}


def _record(page: Saving) -> Proposal:
    with writing(page.by, Verb.PROPOSE, page.reason):
        subject = subject_of(page.steps)
        return add(
            Proposal(
                kind=kind_of(page.steps),
                **{str(subject._meta.model_name): subject},
                payload={"steps": page.steps, "seen": page.seen},
                reason=page.reason.strip(),
                proposer=page.by,
            )
        )


def _stale() -> str:
    return _(
        "Something that this touches has changed since it was proposed, so that nobody has "
        "agreed to what would come of it now. Nothing was done; return it, or propose it again."
    )


def _decide(proposal: Proposal, state: ProposalState, by: Account, comment: str) -> None:
    """Close an open proposal, which the frame has locked. Raises Refused."""
    stored = Proposal.objects.get(pk=proposal.pk)
    if stored.state != ProposalState.OPEN:
        words = _("This is no longer open: %(state)s, by %(who)s.")
        who = {"state": stored.get_state_display(), "who": stored.decided_by}
        raise Refused({"state": words % who})
    decision = {
        "state": state,
        "comment": comment.strip(),
        "decided_by": by,
        "decided_at": timezone.now(),
        "review": settings.TIMELINE_REVIEW,
    }
    change(proposal, decision, version=None)
