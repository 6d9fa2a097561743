"""What was changed in a public event since it was published, for its readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pghistory.models import Context

from timeline.models import Account, Claim, Event
from timeline.vocabulary.texts.diffs import Part, Piece, diff_words
from timeline.vocabulary.words import Text, WithdrawalCategory, WorkflowState

from .histories import name_of_editor
from .past_records import PastRecords, Record

#: Changes are listed from the newest on; an event with more is not edited, it is fought over.
MOST = 500

#: What the fields of an event are called.
_LABELS: Mapping[str, Text] = {
    "title": gettext_lazy("Title"),
    "summary": gettext_lazy("Summary"),
    "date": gettext_lazy("When"),
    "time": gettext_lazy("Time of day"),
    "nature": gettext_lazy("Nature"),
    "type": gettext_lazy("Type"),
    "primary_place": gettext_lazy("Place, the primary one"),
    "place": gettext_lazy("Place"),
    "actor": gettext_lazy("Actor"),
    "link": gettext_lazy("Link"),
    "decision": gettext_lazy("Decision on its status"),
    "lapse": gettext_lazy("No longer stands"),
}

#: What those of a claim are called: mostly as in the forms.
_CLAIM_LABELS: Mapping[str, Text] = {
    **{field.name: capfirst(field.verbose_name) for field in Claim._meta.fields},
    "summary": gettext_lazy("What it says"),
    "measures": gettext_lazy("Values"),
    "relays": gettext_lazy("Has it from"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with the way from its old value to its new one.

    `claim` is the public id of the claim that it belongs to, else empty.
    """

    label: Text
    pieces: tuple[Piece, ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class EventChange:
    """What one save changed: on which day (UTC), what kind of change, by whom as told readers."""

    at: datetime
    words: Text
    by: Text
    fields: tuple[FieldChange, ...] = ()


def load_event_changes(event: Event) -> list[EventChange]:
    """Changes of a public event (see `addresses.find_event`), newest first.

    What was changed before it was published, or while it was withdrawn, is told only as
    far as it then differs from what had been public. The number of queries does not
    depend on the number of changes.
    """
    past = PastRecords(event)
    found: list[EventChange] = []
    told: Record | None = None
    state = ""
    people = _people(past)
    born = past.versions["Event"].all[0].pgh_created_at
    for moment in past.moments():
        if moment < born:
            continue  # a claim that came from another event has a life before this one
        row, record = past.record_at(moment)
        was, state = state, row.state
        by = people.get(moment, "")
        if state == WorkflowState.PUBLISHED:
            fields = _differences(told, record) if told is not None else ()
            if was != WorkflowState.PUBLISHED:
                words = _("Published") if told is None else _("Published again")
                found.append(EventChange(moment, words, by, fields))
            elif fields:
                found.append(EventChange(moment, _("Changed"), by, fields))
            told = record
        elif was == WorkflowState.PUBLISHED and state == WorkflowState.WITHDRAWN:
            category = WithdrawalCategory(row.withdrawn_for).label
            found.append(EventChange(moment, _("Withdrawn: %(why)s") % {"why": category}, by))
    return found[::-1][:MOST]


def _people(past: PastRecords) -> dict[datetime, Text]:
    """Who wrote at which moment, as readers are told. One query."""
    contexts = {
        version.pgh_context_id: version.pgh_created_at
        for versions in past.versions.values()
        for version in versions.all
    }
    rows = Context.objects.filter(pk__in=contexts).values_list("pk", "metadata")
    said = {contexts[pk]: metadata for pk, metadata in rows}
    keys = {data.get(name) for data in said.values() for name in ("user", "proposed_by")}
    accounts = Account.objects.in_bulk(keys - {None})
    return {at: _told(data, accounts) for at, data in said.items()}


def _told(data: Mapping[str, Any], accounts: Mapping[int, Account]) -> Text:
    """Who changed it, and on whose proposal."""
    account = accounts.get(data.get("user", 0))
    if account is None:
        return ""
    if account.is_service:
        return _("with the demo data") if account.username == "seeds" else _("with imported data")
    who = name_of_editor(account)
    proposer = accounts.get(data.get("proposed_by", 0))
    if proposer is None:
        return who
    words = _("%(who)s, accepted by %(other)s")
    return words % {"who": name_of_editor(proposer), "other": who}


def _differences(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """Fields that differ; a claim that came or went as one."""
    old, new = _claims(before), _claims(after)
    found = []
    for key in dict.fromkeys([*after, *before]):
        claim, field, _row = key
        if (not claim or (claim in old and claim in new)) and before.get(key) != after.get(key):
            labels = _CLAIM_LABELS if claim else _LABELS
            pieces = diff_words(before.get(key, ""), after.get(key, ""))
            found.append(FieldChange(labels[field], pieces, claim))
    found += [_whole(claim, after, Part.NEW) for claim in new if claim not in old]
    found += [_whole(claim, before, Part.GONE) for claim in old if claim not in new]
    return tuple(found)


def _claims(record: Record) -> dict[str, None]:
    return dict.fromkeys(claim for claim, _field, _row in record if claim)


def _whole(claim: str, record: Record, part: Part) -> FieldChange:
    own = {field: words for (of, field, _r), words in record.items() if of == claim}
    said = [own[field] for field in ("document", "summary") if field in own]
    words = _("%(document)s: %(summary)s") % own if len(said) > 1 else "".join(said)
    return FieldChange(_("Claim"), (Piece(part, words),), claim if part is Part.NEW else "")
