"""The page of an event as plain data: saved, or laid beside what somebody else saved."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from timeline.editing.conflicts import lay_side_by_side, saving_page
from timeline.editing.event_saving import TypedClaim, TypedEvent, TypedLinks, save_event
from timeline.editing.refusals import RefusedAtFields
from timeline.models import Account, Event, Proposal
from timeline.queries.editors.event_texts import KEYS, claims_of, texts_of
from timeline.services.nouns.timelines import LinkPart
from timeline.vocabulary.sentences import say_list
from timeline.vocabulary.texts.three_way import PageTexts, renumber_rows

from .event_entries import BLANK, NUMBERS, EventEntry
from .event_forms import ROWS


def save_entry(entry: EventEntry, by: Account) -> tuple[Event, Proposal | None]:
    """The event, and what waits for a second person, if anything does.

    Raises RefusedAtFields, or EditConflict where what is stored is no longer what the person
    began from.
    """
    reason = entry.form.cleaned_data["reason"]
    with saving_page(entry.event, entry.began, texts_of, by=by, reason=reason) as (page, stored):
        event = save_event(page, _typed_event(entry, stored))
    return event, page.proposal


def _typed_event(entry: EventEntry, stored: Event | None) -> TypedEvent:
    # Of a stored event, what the page began from has just been found to be there still.
    before, texts = entry.began if stored else BLANK, entry.texts()
    said = {(row["actor"], row["role"]): row["said_by"] for row in before.rows["actor"]}
    return entry.form.typed_event(
        stored,
        places=[form.part for form in entry.filled("place")],
        actors=[form.typed for form in entry.filled("actor")],
        asserts=any(
            row["said_by"] != said.get((row["actor"], row["role"]), "")
            for row in texts.rows["actor"]
        ),
        claims=dict(_typed_claims(entry, stored, before, texts)),
        links=None if texts.rows["link"] == before.rows["link"] else _typed_links(entry),
    )


def _typed_claims(
    entry: EventEntry, stored: Event | None, before: PageTexts, texts: PageTexts
) -> Iterator[tuple[int, TypedClaim]]:
    """Filled claims by their numbers on the page, empty ones counted."""
    claims = {claim.public_id: claim for claim in claims_of(stored)} if stored else {}
    old_rows = {row["claim"]: row for row in before.rows["claim"]}
    filled = entry.rows["claim"].filled().items()
    for (number, form), row in zip(filled, texts.rows["claim"], strict=True):
        given = form.cleaned_data["claim"]
        claim, old = claims.get(given), old_rows.get(given)
        if given and claim is None:
            words = _("That claim is not about this event.")
            raise RefusedAtFields({"document": words}, form.prefix)
        typed: TypedClaim = form.typed(claim, changed=row != old)
        if row != old and old is not None:
            typed = _relaying(typed, changed=row["relays_row"] != old["relays_row"])
        yield number, typed


def _relaying(typed: TypedClaim, *, changed: bool) -> TypedClaim:
    """A stored claim goes on relaying what it does, unless the number is changed or taken out."""
    if not changed:
        return typed._replace(relays_row=None)
    return typed if typed.relays_row else typed._replace(fields={**typed.fields, "relays": None})


def _typed_links(entry: EventEntry) -> TypedLinks:
    forms = entry.filled("link")
    links = [LinkPart(form.cleaned_data["kind"], form.cleaned_data["event"]) for form in forms]
    return TypedLinks(str(forms[0].prefix) if forms else "", links)


def merge_entry(entry: EventEntry) -> tuple[PageTexts, dict[str, Any]]:
    """Both edits put together, and what to look at before it is saved.

    Claims that they added come behind mine, so what they numbered is numbered again.
    """
    mine = entry.texts()
    known = [row["claim"] for row in mine.rows["claim"]]
    ids = [row["claim"] for row in entry.stored.rows["claim"]]
    order = [*known, *(which for which in ids if which not in known)]
    numbers = {place: order.index(which) + 1 for place, which in enumerate(ids, 1)}
    theirs = renumber_rows(entry.stored, numbers, NUMBERS)
    return lay_side_by_side(entry.began, theirs, mine, KEYS, label=lambda name: _label(entry, name))


def _label(entry: EventEntry, name: tuple[str, ...]) -> str:
    """The field as the page calls it, or the row and the text of it."""
    noun, *path = name
    if not path:
        return str(entry.form.fields[noun].label)
    form: Any = ROWS[noun].form  # type: ignore[attr-defined]  # set by its factory
    first = form.base_fields[KEYS[noun][0]]
    told = say_list([part for part in path[: len(KEYS[noun])] if part])
    if noun == "claim":
        ids = [row["claim"] for row in entry.stored.rows["claim"]]
        which = str(ids.index(path[0]) + 1) if path[0] in ids else _("new")
        told = _("Claim %(n)s") % {"n": which}
    else:
        told = _("%(field)s: %(value)s") % {"field": first.label, "value": told}
    if len(path) > len(KEYS[noun]) and path[-1] in form.base_fields:
        return say_list([told, str(form.base_fields[path[-1]].label)])
    return told
