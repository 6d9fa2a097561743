"""The WSGI entry point: a server process starts here."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "timeline.config.settings")

application = get_wsgi_application()

from timeline.config.serving import refuse_unsafe_serving  # noqa: E402 - needs the settings

refuse_unsafe_serving()
