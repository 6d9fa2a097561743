"""The calendar of the site: every day here is one of UTC."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The current day in UTC."""
    return timezone.now().date()
