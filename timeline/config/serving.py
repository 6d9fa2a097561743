"""What must be true before this process answers the public."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe_serving() -> None:
    """Raise ImproperlyConfigured unless the settings are fit to serve, or DEBUG is on."""
    if settings.DEBUG:
        return
    if not settings.TIMELINE_SECRET_KEY_IS_KEPT:
        raise ImproperlyConfigured(
            "TIMELINE_SECRET_KEY is not set and TIMELINE_DEBUG is off: sessions need a key that "
            "outlives this process. See .env.example."
        )
    is_embedded = settings.DATABASES["default"].get("CLUSTER_DIR") is not None
    if is_embedded and not settings.TIMELINE_ALLOW_EMBEDDED_DATABASE:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set and TIMELINE_DEBUG is off: name a PostgreSQL server, or set "
            "TIMELINE_ALLOW_EMBEDDED_DATABASE=1 to serve from the embedded one. See .env.example."
        )
