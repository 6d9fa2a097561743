"""What a service says when it will not do something."""

from django.core.exceptions import ValidationError


class Refused(ValidationError):
    """The change is refused; `message_dict` names the field of every complaint."""

    def __init__(self, complaints: dict[str, object]) -> None:
        super().__init__(complaints)


class NotAllowed(Refused):
    """The account may not do this."""


class StaleVersion(Refused):
    """Somebody else saved the row after the caller had read it."""
