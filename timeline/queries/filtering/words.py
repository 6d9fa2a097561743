"""Every filter word, in the order in which links write them.

A new word is one more line here, with a column of its own where it needs one. Lists, facets,
chips, form, pages of facets and the API's parameters all go through `WORDS`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from timeline.models import Actor, EvidenceState, Place, Source, Timeline
from timeline.vocabulary.kinds import PlaceKind
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

from .casts import Cast
from .controls import Control, ControlKind, Facet
from .days import Dates, Listed
from .fields import LARGEST_PAGE, CursorField, KnownField, NumberField, WordField
from .filter_words import Door, FilterWord
from .search import SearchWord
from .sorts import (
    AtLeast,
    Choice,
    Choices,
    Flag,
    Language,
    Paging,
    Slug,
    Slugs,
)

PAGE_SIZE = 50

OVER_THE_LIST = Control(ControlKind.BAR)
EVIDENCE = _("Evidence")
#: Doors that show no page of a list.
NO_PAGES = (Door.COUNTS, Door.EVENT, Door.BESIDE)


class Order(Word):
    NEWEST = "newest", _("Newest first"), "", pgettext_lazy("within a sentence", "newest first")
    OLDEST = "oldest", _("Oldest first"), "", pgettext_lazy("within a sentence", "oldest first")
    CHANGED = (
        "changed",
        _("Last changed first"),
        "",
        pgettext_lazy("within a sentence", "last changed first"),
    )


class Density(Word):
    STANDARD = "standard", _("Standard")
    QUOTES = "quotes", _("Quotes")
    TABLE = "table", _("Table")


def say_place_kind(kind: str) -> str:
    """What a place is, where its name alone may mislead."""
    named = (PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.CROSSING, PlaceKind.WATER)
    return str(PlaceKind(kind).label) if kind in named else ""


class WordsForm(forms.Form):
    """What words have to do with each other."""

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        after, before = found.get("after"), found.get("before")
        if after and before and after[0] > before[1]:
            self.add_error("after", ValidationError(_("It is later than `before`.")))
        cursor = found.get("cursor")
        if cursor is not None:
            by_change = (found.get("order") or Order.NEWEST) == Order.CHANGED
            if isinstance(cursor.position, datetime) != by_change:
                self.add_error("cursor", ValidationError(_("It belongs to another order.")))
        return found


class EventWords(django_filters.FilterSet):  # type: ignore[misc]  # it has no types
    q = SearchWord("row__text__words", label=_("Search"))
    place = Slugs(
        "row__place_ids",
        of=[Place],
        accepted=_("slugs of places"),
        label=_("Place"),
        rows=Place.objects.named,
        parent="parent",
        note=say_place_kind,
        facet=Facet(_("Places"), ngettext_lazy("%(n)s more place", "%(n)s more places", "n")),
        control=Control(ControlKind.TREE, is_open=True, find=_("Find a place")),
    )
    actor = Cast(
        "row__actor_ids",
        of=[Actor],
        accepted=_("slugs of actors"),
        label=_("Actor"),
        rows=Actor.objects.named,
        parent="parent",
        facet=Facet(_("Actors"), ngettext_lazy("%(n)s more actor", "%(n)s more actors", "n")),
        control=Control(ControlKind.TREE, is_open=True),
    )
    exact_actor = Flag(part_of="actor", label=_("Actor"), said=_("without subordinates"))
    role = Choice(None, ActorRole, part_of="actor", label=_("Role"))
    status = Choices(
        "status", Status, label=_("Status"), facet=Facet(), control=Control(ControlKind.STATUS)
    )
    type = Choices(
        "row__type",
        EventType,
        label=_("Type"),
        facet=Facet(_("Types"), ngettext_lazy("%(n)s more type", "%(n)s more types", "n")),
        control=Control(is_open=True),
    )
    nature = Choices("row__nature", Nature, label=_("Nature"), facet=Facet(), control=Control())
    source = Slugs(
        "source_ids",
        of=[Source],
        accepted=_("slugs of sources"),
        label=_("Source"),
        rows=Source.objects.all,
        parent="owner",
        facet=Facet(_("Sources"), ngettext_lazy("%(n)s more source", "%(n)s more sources", "n")),
        control=Control(),
    )
    origin = Slugs(
        "origin_keys",
        of=[Actor, Source],
        key=lambda named: f"{named.kind}:{named.pk}",
        accepted=_("slugs of actors or sources"),
        label=_("Origin"),
    )
    basis = Choice(
        "bases",
        Basis,
        label=_("Basis"),
        facet=Facet(_("How a document knows")),
        control=Control(title=_("How a document knows"), nothing=_("Anyhow")),
    )
    lang = Language(
        "languages",
        label=_("Language"),
        facet=Facet(_("Languages of documents")),
        control=Control(title=_("Language of document"), nothing=_("Any language")),
    )
    listed = Listed("row__listed_on", label=_("Listed"))
    after = Dates(
        "row__span",
        label=_("Date"),
        control=Control(ControlKind.DATES, _("Date of event"), is_open=True),
    )
    before = Dates(part_of="after", control=Control(joins="after"))
    overlap = Flag(default=True, part_of="after", control=Control(joins="after"))
    origins = AtLeast(
        "origins",
        least=0,
        most=10_000,
        counted=(2, 3),
        label=EVIDENCE,
        said=_("%(n)s or more origins"),
        facet=Facet(meaning=_("At least so many supporting origins.")),
        control=Control(ControlKind.EVIDENCE, is_open=True, nothing=_("Any number of origins")),
    )
    denied = Flag(
        "denials",
        "gte",
        1,
        label=EVIDENCE,
        said=_("at least one denial"),
        control=Control(title=_("At least one denial"), joins="origins"),
    )
    differs = Flag(
        "differs",
        label=EVIDENCE,
        said=_("accounts differ"),
        control=Control(title=_("Accounts differ"), joins="origins"),
    )
    unarchived = Flag(
        "unarchived",
        label=EVIDENCE,
        said=_("a document is not archived"),
        control=Control(title=_("A document is not archived"), joins="origins"),
    )
    timeline = Slug(
        "row__timeline_ids",
        of=Timeline,
        accepted=_("the slug of a timeline"),
        label=_("Timeline"),
        rows=lambda: Timeline.objects.visible_to(None),
        named="title",
        facet=Facet(),
        is_carried=False,
    )
    known = Paging(KnownField)
    order = Paging(
        WordField, Order.NEWEST.value, words=Order, not_for=[Door.COUNTS], control=OVER_THE_LIST
    )
    cursor = Paging(CursorField, not_for=NO_PAGES, is_carried=False)
    size = Paging(NumberField, PAGE_SIZE, least=1, most=LARGEST_PAGE, not_for=NO_PAGES)
    density = Paging(
        WordField,
        Density.STANDARD.value,
        words=Density,
        not_for=[Door.API, Door.COUNTS, Door.EVENT],
        control=OVER_THE_LIST,
    )

    class Meta:
        model = EvidenceState
        fields: list[str] = []
        form = WordsForm

    @classmethod
    def get_filters(cls) -> dict[str, Any]:
        words: dict[str, FilterWord] = super().get_filters()
        for name, word in words.items():
            word.name = name
        return words


WORDS: Mapping[str, FilterWord] = EventWords.base_filters


def group_of(name: str) -> tuple[str, ...]:
    """The word and those that select together with it, its head first."""
    head = WORDS[name].part_of or name
    return tuple(n for n, word in WORDS.items() if head in (n, word.part_of))


def day_words() -> tuple[str, ...]:
    """The words that choose days, with what is part of them."""
    return tuple(n for n, word in WORDS.items() if WORDS[word.part_of or n].chooses_days)
