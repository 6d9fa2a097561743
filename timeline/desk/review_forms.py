"""What the forms of the review queue send."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from timeline.editing.kept_forms import KeptForm, TokenForm
from timeline.models import Account
from timeline.queries.editors.proposals import Whose
from timeline.queries.editors.review_queue import QueueRow, Show
from timeline.vocabulary.identifiers import is_public_id
from timeline.vocabulary.statuses import Ground, Outcome, Status

#: A page has fewer.
_MOST_AT_ONCE = 200


class PageForm(forms.Form):
    """Which page of a list: the key that it begins behind."""

    after = forms.IntegerField(required=False, min_value=0, max_value=2**62)


class QueueForm(PageForm):
    """Which events of the queue."""

    show = forms.ChoiceField(required=False, choices=Show.choices)

    @property
    def shown(self) -> Show:
        return Show(self.cleaned_data.get("show") or Show.ALL)


class ProposalsForm(PageForm):
    """Which proposals."""

    whose = forms.ChoiceField(required=False, choices=Whose.choices)

    @property
    def chosen(self) -> Whose:
        return Whose(self.cleaned_data.get("whose") or Whose.OTHERS)


class CommentForm(TokenForm):
    """A decision on a proposal, and what is said with it."""

    do = forms.ChoiceField(choices=[(word, word) for word in ("accept", "return", "take_back")])
    comment = forms.CharField(label=_("Comment"), required=False, max_length=5000)


class ReviewForm(TokenForm):
    """An editor's word on one event: what is set, and what they had before them."""

    status = forms.ChoiceField(label=_("Editor sets"), choices=[*Status.choices, *Outcome.choices])
    ground = forms.ChoiceField(
        label=_("Ground"), required=False, choices=[("", _("none")), *Ground.choices]
    )
    reason = forms.CharField(label=_("Reason, shown to readers"), required=False, max_length=5000)
    seen = forms.CharField(max_length=64)

    @classmethod
    def blank(cls, row: QueueRow, account: Account) -> "ReviewForm":
        token = review_of(row.event.public_id).token(account)
        return cls(initial={"status": row.offered, "seen": row.seen, "draft_token": token})

    def again(self, row: QueueRow) -> "ReviewForm":
        """The same words, over the event as it is now."""
        return ReviewForm({**self.data.dict(), "seen": row.seen})  # type: ignore[attr-defined]


def review_of(public_id: str) -> KeptForm:
    """The form of an event in the queue, as what is typed into it is kept."""
    return KeptForm("review", public_id)


def read_agreed(given: Iterable[str]) -> list[tuple[str, str]]:
    """Public ids with the digests that the page showed; what no page of ours sends is left out."""
    pairs = (text.partition(":") for text in given)
    found = [(public_id, seen) for public_id, _colon, seen in pairs if is_public_id(public_id)]
    return found[:_MOST_AT_ONCE]


class ApartForm(TokenForm):
    """Why two events are two."""

    reason = forms.CharField(label=_("Why they are two"), max_length=5000)
