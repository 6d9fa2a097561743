"""The one error of this room."""

from django.db.utils import OperationalError


class ServerUnusable(OperationalError):
    """The PostgreSQL server can't be found, started or trusted; the text says what to do.

    A kind of OperationalError, so that whoever copes with an absent server copes with this one.
    """
