"""Why an event awaits an editor, in sentences: what changed since somebody looked at it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.models import Claim, EvidenceReview
from timeline.queries.readers.names import Name
from timeline.vocabulary.dates.bounds import parse_date
from timeline.vocabulary.dates.wording import say_date
from timeline.vocabulary.evidence.origins import Origin
from timeline.vocabulary.evidence.standing import Evidence
from timeline.vocabulary.sentences import say_sentences
from timeline.vocabulary.stances import LapseKind, Stance

#: So many claims are told one by one; of more, their number.
TOLD = 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the sentences are made of: the event's public claims by key, their origins, names."""

    claims: Mapping[int, Claim]
    origins: Mapping[int, Origin | None]
    names: Mapping[Origin, Name]


def say_changes(review: EvidenceReview | None, evidence: Evidence, told: Told) -> str:
    """What is new since the review, claim by claim, then the counts that moved.

    Without a review a lapse is the reason, and what no longer stands is told.
    """
    before = set(review.standing) if review else told.claims.keys()
    come = sorted(evidence.standing - before)
    gone = sorted((before - evidence.standing) & told.claims.keys())
    hidden = len(before - told.claims.keys())
    said = [
        *_come(come, before, told),
        *_gone(gone, told),
        *_hidden(hidden),
        *(_counts(review, evidence) if review else ()),
    ]
    return say_sentences(said) or _("A lapse was recorded or taken off; what stands is the same.")


def _come(keys: Collection[int], before: Collection[int], told: Told) -> Iterable[str]:
    if len(keys) > TOLD:
        yield ngettext("%(n)s new claim.", "%(n)s new claims.", len(keys)) % {"n": len(keys)}
        return
    known = {told.origins[key] for key in before if key in told.origins}
    for key in keys:
        claim, origin = told.claims[key], told.origins[key]
        who = _who(claim, origin, told)
        if claim.stance == Stance.CONTEXT:
            yield _("New claim that adds context, not counted: %(who)s.") % {"who": who}
        elif claim.stance == Stance.DENIES:
            yield _("A denial was linked: %(who)s.") % {"who": who}
        elif origin is not None and origin in known:
            yield _("New claim, same origin.")
        elif origin is None:
            yield _("New claim whose origin is not known: %(who)s.") % {"who": who}
        else:
            yield _("Another origin: %(who)s.") % {"who": who}
        known.add(origin)


def _gone(keys: Collection[int], told: Told) -> Iterable[str]:
    """Claims taken back by a lapse of their own; those that fell with them are counted."""
    own = [key for key in keys if told.claims[key].lapses.all()]
    for key in own[:TOLD]:
        claim = told.claims[key]
        lapse = claim.lapses.all()[0]
        yield _("No longer stands: %(who)s (%(how)s, %(day)s).") % {
            "who": claim.document.source.name,
            "how": LapseKind(lapse.kind).within,
            "day": say_date(parse_date(lapse.by.document.public_on.isoformat()), year=True),
        }
    fallen = len(keys) - len(own[:TOLD])
    if fallen:
        yield ngettext("%(n)s claim no longer stands.", "%(n)s claims no longer stand.", fallen) % {
            "n": fallen
        }


def _hidden(count: int) -> Iterable[str]:
    if count:
        yield ngettext("%(n)s claim was hidden.", "%(n)s claims were hidden.", count) % {"n": count}


def _counts(review: EvidenceReview, evidence: Evidence) -> Iterable[str]:
    moves = (
        (_("Origins %(before)s to %(now)s."), review.origins, evidence.origins),
        (_("Denials %(before)s to %(now)s."), review.denials, evidence.denials),
        (_("Documents %(before)s to %(now)s."), review.documents, evidence.documents),
    )
    words = [text % {"before": before, "now": now} for text, before, now in moves if before != now]
    yield from words
    if words and review.origins == evidence.origins:
        yield _("Origins unchanged.")


def _who(claim: Claim, origin: Origin | None, told: Told) -> str:
    """Who says it, and through which outlet where that is somebody else."""
    outlet = claim.document.source.name
    name = told.names[origin].text if origin is not None else outlet
    if name == outlet:
        return name
    return _("%(who)s through %(outlet)s") % {"who": name, "outlet": outlet}
