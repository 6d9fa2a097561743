"""The table that suggests a status from counts: applied here, shown on the method page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from timeline.vocabulary.statuses import OUTCOMES, Status
from timeline.vocabulary.types import Nature
from timeline.vocabulary.words import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the table of suggestions looks at; numbers are origins.

    `outsiders`: supporting origins that are no party. `both_sides`: a party of each
    side supports. `accused_alone_deny`: something is denied, every denying claim has an
    origin, and every denying origin is a party on the doing side. `taken_back`: a
    public supporting claim of this event was itself withdrawn, corrected or deleted.
    """

    nature: Nature
    supporting: int = 0
    denying: int = 0
    outsiders: int = 0
    both_sides: bool = False
    accused_alone_deny: bool = False
    taken_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row of the table, as readers see it and as it is applied."""

    supporting: Text
    denying: Text
    status: Status | None
    fits: Callable[[Tally], bool]
    accused_party_denies: bool = False
    says: Text = "%(status)s"

    @property
    def suggestion(self) -> str:
        """What is suggested, in words."""
        status = self.status and self.status.label
        return str(self.says) % {"status": status, "outcomes": OUTCOMES}


#: Suggested status: the first row that fits. The method page shows these very rows.
RULES: tuple[Rule, ...] = (
    Rule(
        supporting=_("any number, the event is a forecast"),
        denying=_("any number"),
        says=_("No status; a forecast has an outcome: %(outcomes)s"),
        status=None,
        fits=lambda t: t.nature == Nature.FORECAST,
    ),
    Rule(
        supporting=_("none, and one who said so has withdrawn, corrected or deleted it"),
        denying=_("any number"),
        status=Status.RETRACTED,
        fits=lambda t: t.supporting == 0 and t.taken_back,
    ),
    Rule(
        supporting=_("none"),
        denying=_("one or more"),
        status=Status.DENIED,
        fits=lambda t: t.supporting == 0 and t.denying >= 1,
    ),
    Rule(
        supporting=_("two or more that are no party"),
        denying=_("one or more, all known, each a party on the doing side"),
        says=_("%(status)s, and the accused party denies it"),
        status=Status.CORROBORATED,
        fits=lambda t: t.outsiders >= 2 and t.denying >= 1 and t.accused_alone_deny,
        accused_party_denies=True,
    ),
    Rule(
        supporting=_("one or more"),
        denying=_("one or more"),
        status=Status.DISPUTED,
        fits=lambda t: t.supporting >= 1 and t.denying >= 1,
    ),
    Rule(
        supporting=_("two or more, one of them no party, or a party of each side among them"),
        denying=_("none"),
        status=Status.CORROBORATED,
        fits=lambda t: t.supporting >= 2 and (t.outsiders >= 1 or t.both_sides),
    ),
    Rule(
        supporting=_("one or more"),
        denying=_("none"),
        status=Status.UNCONFIRMED,
        fits=lambda t: t.supporting >= 1,
    ),
    Rule(
        supporting=_("none"),
        denying=_("none"),
        says=_("Nothing recorded; such an event is not published"),
        status=None,
        fits=lambda t: True,
    ),
)


def rule_for(tally: Tally) -> Rule:
    """The first row of the table that fits; the last row fits everything."""
    return next(rule for rule in RULES if rule.fits(tally))


def suggest(tally: Tally) -> Status | None:
    """The status that the table suggests; None for forecasts and where nothing stands."""
    return rule_for(tally).status


def follows_rule(decided: str, suggested: str | None) -> bool:
    """Whether a decision says no more and no less than the rule could.

    `confirmed` is never suggested; where the rule goes as far as corroborated it agrees.
    """
    if decided == Status.CONFIRMED:
        return suggested == Status.CORROBORATED
    return decided == suggested
