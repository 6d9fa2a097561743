"""Words of proposals: what is proposed, and what became of it."""

from django.utils.translation import gettext_lazy as _

from .words import Word


class ProposalKind(Word):
    """What a proposal does to its row, the weightiest first where it does several things."""

    MERGE = "merge", _("Merge")
    SPLIT = "split", _("Split")
    WITHDRAW = "withdraw", _("Withdraw")
    CONFIRM = "confirm", _("Confirm")
    PUBLISH = "publish", _("Publish")
    EDIT = "edit", _("Edit")


class ProposalState(Word):
    """Where a proposal stands. All but open are final."""

    OPEN = "open", _("Open"), _("Waits for somebody else.")
    ACCEPTED = "accepted", _("Accepted"), _("Carried out in the same moment.")
    RETURNED = "returned", _("Returned"), _("Not carried out; the comment says why.")
    TAKEN_BACK = "taken_back", _("Taken back"), _("By whoever proposed it.")
