"""What a service says when it will not do something."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class Refused(ValidationError):
    """The change is refused; `message_dict` names the field of every complaint."""

    def __init__(self, complaints: Mapping[str, object]) -> None:
        super().__init__(dict(complaints))


class NotAllowed(Refused):
    """The account may not do this."""


class NeedsSecondPerson(Refused):
    """The account may propose this, and somebody else has to accept it."""

    def __init__(self) -> None:
        super().__init__(
            {"__all__": _("Readers see this, so it needs a second person: propose it.")}
        )


class StaleVersion(Refused):
    """Somebody else saved the row after the caller had read it."""


class ReadOnly(Refused):
    """The whole site takes no changes at the moment (TIMELINE_READ_ONLY)."""


def refuse_when_read_only() -> None:
    """Raise ReadOnly where the whole site takes no changes."""
    if settings.TIMELINE_READ_ONLY:
        words = _("This site takes no changes at the moment; everything can be read.")
        raise ReadOnly({"__all__": words})
