"""Types of events, mapped to the two code books that conflict researchers use.

ACLED: event and sub-event types of its 2023 code book. PLOVER: event category,
with the mode where one fits, of the 2021 manual. None where the book has no place for it.
"""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from .words import Word


class Nature(Word):
    OCCURRENCE = "occurrence", _("Occurrence"), _("Something that happened, or is said to have.")
    STATEMENT = "statement", _("Statement"), _("Something that was said; the question is whether.")
    FORECAST = "forecast", _("Forecast"), _("Something foretold; it has an outcome, no status.")


class EventType(Word):
    ARMED_CLASH = "armed_clash", _("Armed clash")
    AIR_STRIKE = "air_strike", _("Air strike")
    SHELLING = "shelling", _("Shelling")
    BOMBING = "bombing", _("Bombing")
    VIOLENCE = "violence_against_civilians", _("Violence against civilians")
    ABDUCTION = "abduction", _("Abduction")
    CONTROL = "change_of_control", _("Change of control")
    MOVEMENT = "movement_of_forces", _("Movement of forces")
    ARMS = "arms_supply", _("Arms supply")
    SIEGE = "siege", _("Siege")
    PROTEST = "protest", _("Protest")
    RIOT = "riot", _("Riot")
    ARREST = "arrest", _("Arrest")
    AGREEMENT = "agreement", _("Agreement")
    DIPLOMACY = "diplomacy", _("Diplomacy")
    POLITICS = "politics", _("Politics")
    STATEMENT = "statement", _("Statement")
    DISPLACEMENT = "displacement", _("Displacement")
    HUMANITARIAN = "humanitarian", _("Humanitarian")
    DISASTER = "disaster", _("Disaster")
    OTHER = "other", _("Other")

    @property
    def is_attack(self) -> bool:
        """Whether one asks for its killed and wounded."""
        return self in _ATTACKS


_ATTACKS = (
    EventType.ARMED_CLASH,
    EventType.AIR_STRIKE,
    EventType.SHELLING,
    EventType.BOMBING,
    EventType.VIOLENCE,
)


class Codes(NamedTuple):
    """Where a type stands in other code books."""

    acled_event: str | None
    acled_sub_event: str | None
    plover: str | None
    plover_mode: str | None


_STRATEGIC = "Strategic developments"
_REMOTE = "Explosions/Remote violence"
_CIVILIANS = "Violence against civilians"

#: No page tells them yet; a data set that brings or takes events needs them in one table.
CODES: dict[EventType, Codes] = {
    EventType.ARMED_CLASH: Codes("Battles", "Armed clash", "ASSAULT", "firearms"),
    EventType.AIR_STRIKE: Codes(_REMOTE, "Air/drone strike", "ASSAULT", "aerial"),
    EventType.SHELLING: Codes(
        _REMOTE, "Shelling/artillery/missile attack", "ASSAULT", "heavy-weapons"
    ),
    EventType.BOMBING: Codes(_REMOTE, "Remote explosive/landmine/IED", "ASSAULT", "explosives"),
    EventType.VIOLENCE: Codes(_CIVILIANS, "Attack", "ASSAULT", None),
    EventType.ABDUCTION: Codes(_CIVILIANS, "Abduction/forced disappearance", "COERCE", None),
    EventType.CONTROL: Codes("Battles", "Non-state actor overtakes territory", "ASSAULT", None),
    EventType.MOVEMENT: Codes(_STRATEGIC, "Change to group/activity", "MOBILIZE", "troops"),
    EventType.ARMS: Codes(_STRATEGIC, "Other", "AID", "military"),
    EventType.SIEGE: Codes(_STRATEGIC, "Other", "COERCE", None),
    EventType.PROTEST: Codes("Protests", "Peaceful protest", "PROTEST", "demo"),
    EventType.RIOT: Codes("Riots", "Violent demonstration", "PROTEST", "riot"),
    EventType.ARREST: Codes(_STRATEGIC, "Arrests", "COERCE", "arrest"),
    EventType.AGREEMENT: Codes(_STRATEGIC, "Agreement", "AGREE", None),
    EventType.DIPLOMACY: Codes(None, None, "CONSULT", None),
    EventType.POLITICS: Codes(_STRATEGIC, "Other", None, None),
    EventType.STATEMENT: Codes(None, None, None, None),
    EventType.DISPLACEMENT: Codes(_STRATEGIC, "Other", None, None),
    EventType.HUMANITARIAN: Codes(None, None, "AID", None),
    EventType.DISASTER: Codes(None, None, None, None),
    EventType.OTHER: Codes(_STRATEGIC, "Other", None, None),
}
