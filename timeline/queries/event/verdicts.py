"""The sentence under an event's title: first who says so, then what is missing.

Its words are those of docs/evidence.md. "Independent" is never said: distinct origins are counted,
not judged; a relay carries and does not say; absence is what we have recorded.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.vocabulary.roles import Side
from timeline.vocabulary.sentences import say_all, say_sentences
from timeline.vocabulary.stances import LapseKind, say_lapse
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status, say_status
from timeline.vocabulary.types import Nature

from .detail import EventDetail
from .origin_groups import GroupSide, OriginGroup

#: So many origins are named; of more, the number of the others is told.
NAMED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Somebody who is counted, or whose word fell.

    `words` is how the source calls whoever told it, where that is nobody we hold.
    `fell` is how the word ceased to stand.
    """

    name: str
    party: Side | None = None
    words: str = ""
    fell: LapseKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictFacts:
    """What the sentence is made of.

    `supporting` and `denying` are the counted origins that are known; the `nameless_…`
    say whether a counted side consists of claims whose origin is not known. `fallen` are
    those who said so and whose word no longer stands, `torn` those of whom it stands on
    both sides and counts on one. `documents`: distinct documents in which supporting
    claims stand. `in_demo_data`: what was set with imported data came with the demo data.
    """

    nature: Nature = Nature.OCCURRENCE
    status: Status | None = None
    status_by: DecidedBy = DecidedBy.RULE
    suggested: Status | None = None
    outcome: Outcome | None = None
    supporting: tuple[Voice, ...] = ()
    nameless_support: bool = False
    denying: tuple[Voice, ...] = ()
    nameless_denial: bool = False
    fallen: tuple[Voice, ...] = ()
    torn: tuple[Voice, ...] = ()
    documents: int = 0
    accused_party_denies: bool = False
    in_demo_data: bool = False


def say_verdict_of(detail: EventDetail) -> str:
    """The sentence for an event as it is shown."""
    return say_verdict(facts_of(detail))


def say_verdict(facts: VerdictFacts) -> str:
    """The sentence, made of whole sentences of the reader's language."""
    return say_sentences(
        [
            *_support(facts),
            *_denial(facts),
            *_only_says(facts),
            *_outcome(facts),
            *_decision(facts),
        ]
    )


def _support(facts: VerdictFacts) -> Iterable[str]:
    if facts.supporting:
        yield _who_says(facts)
        yield from _carried(facts)
        yield from _sides(facts.supporting)
    elif facts.nameless_support:
        yield _("It is told without saying where it comes from.")
        yield from _carried(facts)
    for voice in facts.fallen:
        yield say_lapse(voice.fell, voice.name)


def _who_says(facts: VerdictFacts) -> str:
    count = len(facts.supporting)
    who = _listed([voice.name for voice in facts.supporting])
    if count == 1 and (words := facts.supporting[0].words):
        return _citing(facts.nature) % {"who": who, "words": words}
    if facts.nature is Nature.FORECAST:
        text = ngettext(
            "One origin foretells it: %(who)s.", "%(count)s origins foretell it: %(who)s.", count
        )
    elif facts.nature is Nature.STATEMENT:
        text = ngettext(
            "One origin reports that it was said: %(who)s.",
            "%(count)s origins report that it was said: %(who)s.",
            count,
        )
    else:
        text = ngettext("One origin says so: %(who)s.", "%(count)s origins say so: %(who)s.", count)
    return text % {"count": count, "who": who}


def _citing(nature: Nature) -> str:
    """What one origin says that names somebody who told it."""
    if nature is Nature.FORECAST:
        return _("One origin foretells it: %(who)s, citing “%(words)s”.")
    if nature is Nature.STATEMENT:
        return _("One origin reports that it was said: %(who)s, citing “%(words)s”.")
    return _("One origin says so: %(who)s, citing “%(words)s”.")


def _carried(facts: VerdictFacts) -> Iterable[str]:
    origins = len(facts.supporting) or 1
    if (further := facts.documents - origins) > 0:
        yield ngettext(
            "%(count)s further document carries it.",
            "%(count)s further documents carry it.",
            further,
        ) % {"count": further}


def _sides(voices: Sequence[Voice]) -> Iterable[str]:
    """Whether all who say so stand on one side of the event."""
    sides = {voice.party for voice in voices}
    if sides == {Side.DOING}:
        yield _("Only one side says so: the one that is said to have done it.")
    elif sides == {Side.SUFFERING}:
        yield _("Only one side says so: the one that is said to have suffered it.")


def _denial(facts: VerdictFacts) -> Iterable[str]:
    who = {"who": _listed([voice.name for voice in facts.denying])}
    if facts.denying and facts.accused_party_denies:
        yield _("The accused party denies it: %(who)s.") % who
    elif facts.denying:
        yield _("Denied by %(who)s.") % who
    elif facts.nameless_denial:
        yield _("It is denied, but not said by whom.")
    if facts.torn:
        who = {"who": _listed([voice.name for voice in facts.torn])}
        yield _("Both were said by %(who)s; the later word counts.") % who


def _only_says(facts: VerdictFacts) -> Iterable[str]:
    """What is missing."""
    support = len(facts.supporting) or int(facts.nameless_support)
    denied = facts.denying or facts.nameless_denial
    said = facts.fallen or facts.torn
    if support == 0 and denied and not said:
        yield _("The report itself was not found.")
    elif (support == 0 and said) or support == 1:
        yield _("We have recorded nobody else who says so.")
    elif support == 0:
        yield _("Nothing that says so is recorded.")
    if facts.nature is Nature.STATEMENT:
        yield _("The question here is whether it was said, not whether it is true.")


def _outcome(facts: VerdictFacts) -> Iterable[str]:
    if facts.outcome is not None:
        yield str(facts.outcome.meaning)


def _decision(facts: VerdictFacts) -> Iterable[str]:
    """Who set what is shown, and the rule's own suggestion where that differs."""
    if facts.status_by is DecidedBy.RULE:
        return
    word = say_status(facts.nature, facts.status, facts.outcome)
    agreed, differing = _how_set(facts)
    if facts.suggested is None or facts.suggested is facts.status:
        yield agreed % {"status": word}
    else:
        yield differing % {"status": word, "rule": facts.suggested.label}


def _how_set(facts: VerdictFacts) -> tuple[str, str]:
    """How the status came about, and the same where the rule says otherwise."""
    if facts.status_by is DecidedBy.EDITOR:
        return (
            _("“%(status)s” was set by an editor."),
            _("“%(status)s” was set by an editor; by rule it would be “%(rule)s”."),
        )
    if facts.in_demo_data:
        return (
            _("“%(status)s” was set with the demo data, not checked by an editor here."),
            _(
                "“%(status)s” was set with the demo data, not checked by an editor here; "
                "by rule it would be “%(rule)s”."
            ),
        )
    return (
        _("“%(status)s” was set with imported data, not checked by an editor here."),
        _(
            "“%(status)s” was set with imported data, not checked by an editor here; "
            "by rule it would be “%(rule)s”."
        ),
    )


def _listed(names: Sequence[str]) -> str:
    """Names in the order given; of many the first few and the number of the others."""
    if len(names) > NAMED:
        more = len(names) - NAMED + 1
        others = ngettext("%(count)s other", "%(count)s others", more) % {"count": more}
        return say_all([*names[: NAMED - 1], others])
    return say_all(names)


def facts_of(detail: EventDetail) -> VerdictFacts:
    """What the sentence needs of an event that was loaded."""
    supporting = [g for g in detail.groups if g.side is GroupSide.SUPPORTS]
    denying = [g for g in detail.groups if g.side is GroupSide.DENIES and g.counted]
    counted = [group for group in supporting if group.counted]
    standing = {c.document.public_id for g in counted for c in g.claims if c.standing}
    last = detail.decisions[-1] if detail.decisions else None
    return VerdictFacts(
        nature=detail.nature,
        status=detail.status,
        status_by=detail.status_by,
        suggested=detail.suggested,
        outcome=detail.outcome,
        supporting=tuple(_voice(group) for group in counted if group.origin),
        nameless_support=any(group.origin is None for group in counted),
        denying=tuple(_voice(group) for group in denying if group.origin),
        nameless_denial=any(group.origin is None for group in denying),
        fallen=tuple(_voice(group) for group in supporting if group.fallen),
        torn=tuple(_voice(group) for group in detail.groups if group.outdone),
        documents=len(standing),
        accused_party_denies=detail.accused_party_denies,
        in_demo_data=bool(last and last.in_demo_data),
    )


def _voice(group: OriginGroup) -> Voice:
    """Its own words for who told it: not those by which somebody calls the source it carries."""
    roots = [c for c in group.claims if c.relays_key is None and c.relays_source is None]
    told = [c.attribution for c in roots if c.standing and c.attributed_to is None]
    words = told[0] if told and group.origin else ""
    name = str(group.name) if group.origin else _("a document of unknown origin")
    return Voice(name=name, party=group.party, words=words, fell=group.taken_back)
