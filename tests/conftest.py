"""What every test stands on: settings that do not depend on a developer's .env, and profiles."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.snapshots import Snapshot

hypothesis_settings.register_profile(
    "default", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile(
    "slow", parent=hypothesis_settings.get_profile("default"), max_examples=2000
)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

_SETTINGS_OF_TESTS = {
    # No collectstatic and no TLS before a test.
    "STORAGES": {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    },
    "WHITENOISE_AUTOREFRESH": True,
    "WHITENOISE_USE_FINDERS": True,
    "SECURE_SSL_REDIRECT": False,
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "SECURE_HSTS_SECONDS": 0,
    # The defaults of the settings, whatever a .env file here says.
    "TIMELINE_REVIEW": "two",
    "TIMELINE_READ_ONLY": False,
    "TIMELINE_SENDS_MAIL": True,
    "TIMELINE_DIAGNOSTICS": True,
    "TIMELINE_GUARD_TEMPLATES": True,
    "TIMELINE_SITE_NAME": "Sourced Timeline",
    # Strong hashes take a quarter of a second each; tests of accounts need none of that.
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
}


def pytest_configure(config: pytest.Config) -> None:
    """Put the settings of tests over the project's before a middleware reads them."""
    override_settings(**_SETTINGS_OF_TESTS).enable()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with the large reference data that is not part of the project.

    Where it is absent a test skips, but never on CI, where a skipped test proves nothing.
    """
    folder = Path(settings.BASE_DIR).parent / "shared" / "data"
    if not folder.is_dir():
        reason = "the reference data is not next to this checkout"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def cast_snapshot(django_db_setup: None, django_db_blocker: Any) -> "Snapshot[Cast]":
    from tests.cast import make_cast
    from tests.snapshots import take_snapshot

    with django_db_blocker.unblock():
        return take_snapshot(make_cast)


@pytest.fixture
def cast(cast_snapshot: "Snapshot[Cast]", db: None) -> "Cast":
    """The stable cast of tests/cast.py; made anew where another fixture wrote rows before."""
    from tests.cast import make_cast
    from tests.snapshots import tables_are_empty

    return cast_snapshot.put_back() if tables_are_empty() else make_cast()


@pytest.fixture(scope="session")
def dossier_snapshot(django_db_setup: None, django_db_blocker: Any) -> "Snapshot[None]":
    from tests.snapshots import take_snapshot

    with django_db_blocker.unblock():
        return take_snapshot(lambda: call_command("load_seeds", stdout=io.StringIO()))


@pytest.fixture(scope="module")
def dossier(dossier_snapshot: "Snapshot[None]", django_db_blocker: Any) -> Iterator[None]:
    """The demo data, put in once a module and rolled back after it. Read it through `db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        dossier_snapshot.put_back()
        yield
        transaction.set_rollback(True)
