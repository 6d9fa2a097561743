"""The kind of enumeration that all our vocabularies are made of."""

from collections.abc import Iterable
from enum import EnumType, StrEnum
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Text = str | Promise


class Vocabulary(EnumType):
    """What a vocabulary as a whole can be asked, as of Django's own choices."""

    @property
    def choices(cls) -> list[tuple[str, Text]]:
        """Pairs of stored word and label, in the order of the vocabulary."""
        words: Iterable[Word] = cls
        return [(word.value, word.label) for word in words]

    @property
    def values(cls) -> list[str]:
        """The stored words, in the order of the vocabulary."""
        return [value for value, _label in cls.choices]


class Word(StrEnum, metaclass=Vocabulary):
    """A word that is stored and filtered by, with the label that a reader sees.

    Members are written ``NAME = "stored", _("Label")``, with an optional third
    part that teaches what the word means (help texts, the method page) and a fourth:
    the label as it reads `within` a sentence, where that is another form.
    """

    label: Text
    meaning: Text
    within: Text

    def __new__(cls, value: str, label: Text = "", meaning: Text = "", within: Text = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.meaning = meaning
        member.within = within or label
        return member


class WorkflowState(Word):
    """Where a row stands in editing. Not what we hold of the world: see statuses."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: What readers do not see yet.
UNPUBLISHED = (WorkflowState.DRAFT, WorkflowState.IN_REVIEW)


class WithdrawalCategory(Word):
    """Why something was taken back; the only thing a withdrawn address says."""

    ERROR = "error", _("Our error"), "", pgettext_lazy("within a sentence", "our error")
    SAFETY = (
        "safety",
        _("Somebody's safety"),
        "",
        pgettext_lazy("within a sentence", "somebody's safety"),
    )
    LEGAL = "legal", _("A legal reason"), "", pgettext_lazy("within a sentence", "a legal reason")
    DUPLICATE = "duplicate", _("A duplicate"), "", pgettext_lazy("within a sentence", "a duplicate")
    CONSENT = (
        "consent",
        _("Consent was withdrawn"),
        "",
        pgettext_lazy("within a sentence", "consent was withdrawn"),
    )
