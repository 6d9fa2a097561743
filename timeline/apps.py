"""The one Django app of the project."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TimelineConfig(AppConfig):
    """All rooms of the house share this app; docs/architecture.md is its plan."""

    name = "timeline"
    verbose_name = _("Sourced Timeline")
    default_auto_field = "django.db.models.BigAutoField"
