"""Every filter word, in the order in which links write them (docs: the contract's table).

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
from django.utils.translation import ngettext_lazy

from timeline.models import Actor, EvidenceState, Place, Source, Timeline
from timeline.vocabulary.kinds import PlaceKind, Withhold
from timeline.vocabulary.roles import ActorRole
from timeline.vocabulary.stances import Basis
from timeline.vocabulary.statuses import Status
from timeline.vocabulary.types import EventType, Nature
from timeline.vocabulary.words import Word

from .casts import Cast, count_unknown_actors
from .controls import Control, ControlKind
from .days import Dates, Listed
from .facets import RowFacet, StepFacet, TagFacet, VocabularyFacet
from .fields import LARGEST_PAGE, CursorField, KnownField, NumberField, WordField
from .search import Search
from .sorts import (
    AtLeast,
    Choice,
    Choices,
    Door,
    FilterWord,
    Flag,
    Language,
    Paging,
    Slug,
    Slugs,
)

PAGE_SIZE = 50

RADIOS = ControlKind.RADIOS
IN_EVIDENCE = Control(joins="origins")
EVIDENCE = _("Evidence")
#: Doors that show no page of a list.
NO_PAGES = (Door.COUNTS, Door.EVENT, Door.BESIDE)


class Order(Word):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    CHANGED = "changed", _("Last changed first")


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
    q = Search("row__text__words", label=_("Search"))
    place = Slugs(
        "row__place_ids",
        of=[Place],
        accepted=_("slugs of places"),
        label=_("Place"),
        facet=RowFacet(
            rows=lambda: Place.objects.exclude(withhold=Withhold.PLACE),
            parent="parent",
            note=say_place_kind,
            title=_("Places"),
            more=ngettext_lazy("%(n)s more place", "%(n)s more places", "n"),
        ),
        control=Control(
            kind=ControlKind.TREE, title=_("Place"), is_open=True, find=_("Find a place")
        ),
    )
    actor = Cast(
        "row__actor_ids",
        of=[Actor],
        accepted=_("slugs of actors"),
        label=_("Actor"),
        facet=RowFacet(
            rows=Actor.objects.named,
            parent="parent",
            later=count_unknown_actors,
            title=_("Actors"),
            more=ngettext_lazy("%(n)s more actor", "%(n)s more actors", "n"),
        ),
        control=Control(kind=ControlKind.TREE, title=_("Actor"), is_open=True),
    )
    exact_actor = Flag(part_of="actor", label=_("Actor"), said=_("without subordinates"))
    role = Choice(None, ActorRole, part_of="actor", label=_("Role"))
    status = Choices(
        "status",
        Status,
        label=_("Status"),
        facet=VocabularyFacet(),
        control=Control(kind=ControlKind.MARKS, title=_("Status")),
    )
    type = Choices(
        "row__type",
        EventType,
        label=_("Type"),
        facet=VocabularyFacet(
            title=_("Types"),
            more=ngettext_lazy("%(n)s more type", "%(n)s more types", "n"),
        ),
        control=Control(title=_("Type"), is_open=True),
    )
    nature = Choices(
        "row__nature",
        Nature,
        label=_("Nature"),
        facet=VocabularyFacet(),
        control=Control(title=_("Nature")),
    )
    source = Slugs(
        "source_ids",
        of=[Source],
        accepted=_("slugs of sources"),
        label=_("Source"),
        facet=RowFacet(
            rows=Source.objects.all,
            parent="owner",
            title=_("Sources"),
            more=ngettext_lazy("%(n)s more source", "%(n)s more sources", "n"),
        ),
        control=Control(title=_("Source")),
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
        facet=VocabularyFacet(title=_("How a document knows")),
        control=Control(kind=RADIOS, title=_("How a document knows"), nothing=_("Anyhow")),
    )
    lang = Language(
        "languages",
        label=_("Language"),
        facet=TagFacet(title=_("Languages of documents")),
        control=Control(kind=RADIOS, title=_("Language of document"), nothing=_("Any language")),
    )
    listed = Listed("row__listed_on", label=_("Listed"))
    after = Dates(
        "row__span",
        label=_("Date"),
        control=Control(kind=ControlKind.DATES, title=_("Date of event"), is_open=True),
    )
    before = Dates(part_of="after", control=Control(joins="after"))
    overlap = Flag(default=True, part_of="after", control=Control(joins="after"))
    origins = AtLeast(
        "origins",
        least=0,
        most=10_000,
        label=EVIDENCE,
        said=_("%(n)s or more origins"),
        facet=StepFacet(keys=("2", "3"), meaning=_("At least so many supporting origins.")),
        control=Control(
            kind=ControlKind.EVIDENCE,
            title=EVIDENCE,
            is_open=True,
            nothing=_("Any number of origins"),
        ),
    )
    denied = Flag(
        "denials", "gte", 1, label=EVIDENCE, said=_("at least one denial"), control=IN_EVIDENCE
    )
    differs = Flag("differs", label=EVIDENCE, said=_("accounts differ"), control=IN_EVIDENCE)
    unarchived = Flag(
        "unarchived", label=EVIDENCE, said=_("a document is not archived"), control=IN_EVIDENCE
    )
    timeline = Slug(
        "row__timeline_ids",
        of=Timeline,
        accepted=_("the slug of a timeline"),
        label=_("Timeline"),
        facet=RowFacet(rows=lambda: Timeline.objects.visible_to(None), named="title"),
    )
    known = Paging(KnownField)
    order = Paging(
        WordField,
        Order.NEWEST.value,
        words=Order.values,
        not_for=[Door.COUNTS],
        control=Control(kind=ControlKind.BAR),
    )
    cursor = Paging(CursorField, not_for=NO_PAGES)
    size = Paging(NumberField, PAGE_SIZE, least=1, most=LARGEST_PAGE, not_for=NO_PAGES)
    density = Paging(
        WordField,
        Density.STANDARD.value,
        words=Density.values,
        not_for=[Door.API, Door.COUNTS, Door.EVENT],
        control=Control(kind=ControlKind.BAR),
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
