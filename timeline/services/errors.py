"""What a service says when it will not do something."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The change is refused; `message_dict` names the field of every complaint."""

    def __init__(self, complaints: Mapping[str, object]) -> None:
        super().__init__(dict(complaints))


class NotAllowed(Refused):
    """The account may not do this."""


class StaleVersion(Refused):
    """Somebody else saved the row after the caller had read it."""
