"""The form in which a document is pasted: its text, its source and its date, asked or found."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Document
from timeline.queries.editors.inbox import NearCopy, near_copies
from timeline.services.nouns.taking_in import NewSource, take_in_document
from timeline.vocabulary.dates.finding import FoundDate, find_dates
from timeline.vocabulary.kinds import SourceKind

from .typed_fields import TypedField

#: More than the longest article, less than would stall a comparison.
LONGEST_TEXT = 500_000
OWN, SKIP = "own", "skip"


class PasteForm(forms.Form):
    """What is pasted, and what the person says of it."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
        help_text=gettext_lazy("The whole text, as it stands there. It is kept word for word."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=500,
        help_text=gettext_lazy("As printed. In [square brackets] where you describe it."),
    )
    source = TypedField(
        "source",
        new=True,
        label=gettext_lazy("Source"),
        max_length=200,
        help_text=gettext_lazy("Who published it. A new name is added; then say what it is."),
    )
    source_kind = forms.ChoiceField(
        label=gettext_lazy("New source"),
        required=False,
        choices=[("", gettext_lazy("known already")), *SourceKind.choices],
    )
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=2000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )
    published = forms.CharField(
        label=gettext_lazy("Published"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("2014-08-18, about that day 2014-08-18~, some time in 2014-08."),
    )
    undated = forms.BooleanField(label=gettext_lazy("Its day is not known"), required=False)
    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=20,
        help_text=gettext_lazy("en, ar, ckb …"),
    )
    restricted = forms.BooleanField(
        label=gettext_lazy("Restricted: graphic, or perpetrators' own material"), required=False
    )
    near = forms.CharField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why is it taken in"),
        max_length=500,
        initial=gettext_lazy("Read for the timeline"),
    )

    @cached_property
    def dates(self) -> list[FoundDate]:
        """Days that the address and the text seem to carry."""
        return find_dates(self.data.get("text", ""), self.data.get("url", ""))

    @cached_property
    def near_copies(self) -> list[NearCopy]:
        """Recorded documents that hold nearly the same text."""
        text = self.cleaned_data.get("text", "") if self.is_bound else ""
        return near_copies(text) if text.strip() else []

    @property
    def relayed(self) -> Document | None:
        """The document that this one is said to reprint."""
        chosen = self.cleaned_data.get("near", "")
        return next((n.document for n in self.near_copies if n.document.public_id == chosen), None)

    @property
    def is_skipped(self) -> bool:
        return self.is_valid() and self.cleaned_data["near"] == SKIP

    def clean(self) -> dict[str, Any]:
        """A new source has a kind, a day is given or not known, and a reprint is decided on."""
        cleaned = super().clean() or {}
        if isinstance(cleaned.get("source"), str) and not cleaned.get("source_kind"):
            name = cleaned["source"]
            self.add_error(
                "source_kind",
                _("“%(name)s” is not recorded: say what it is, or correct the name.")
                % {"name": name},
            )
        if not cleaned.get("published") and not cleaned.get("undated"):
            self.add_error(
                "published",
                _("When was it published? Take a day that was found, or say that it is not known."),
            )
        answers = {OWN, SKIP, *(near.document.public_id for near in self.near_copies)}
        if self.near_copies and cleaned.get("near") not in answers:
            self.add_error("near", _("Nearly the same text is kept already: say what this one is."))
        return cleaned

    def save(self, by: Account) -> Document:
        """Take the document in. Raises Refused."""
        given = self.cleaned_data
        source = given["source"]
        if isinstance(source, str):
            source = NewSource(source, given["source_kind"])
        return take_in_document(
            source=source,
            by=by,
            relayed=self.relayed,
            **{
                name: given[name]
                for name in (
                    "text", "title", "url", "published", "language", "restricted", "reason",
                )
            },
        )  # fmt: skip
