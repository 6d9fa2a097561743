"""What every test stands on: settings that do not depend on a developer's .env, and profiles."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.snapshots import Snapshot
    from timeline.ingest.seeds.report import SeedReport

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what takes a worker of its own first."""
    from tests.scheduling import order

    order(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out rooms and files; see tests/scheduling.py."""
    from tests.scheduling import RoomScheduling

    return RoomScheduling(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the cast come first, into tables that no other fixture has written to."""
    names: list[str] = getattr(item, "fixturenames", [])
    if "cast" in names:
        names.remove("cast")
        names.insert(0, "cast")


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a drill's figure, one line, whatever pytest keeps back."""

    def tell(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  {line}\n")

    return tell


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[None]:
    """A clone of the migrated template instead of a database that is migrated anew."""
    from tests.databases import migrated, pointed_at

    with (
        django_db_blocker.unblock(),
        migrated().clone() as name,
        pointed_at(name),
        django_db_blocker.block(),
    ):
        yield


@pytest.fixture(scope="session")
def snapshots(django_db_setup: None, pytestconfig: pytest.Config) -> Path:
    """The folder in which snapshots are kept."""
    assert pytestconfig.cache is not None
    return pytestconfig.cache.mkdir("snapshots")


@pytest.fixture(scope="session")
def cast_snapshot(snapshots: Path, django_db_blocker: Any) -> "Snapshot[Cast]":
    from tests.cast import make_cast
    from tests.snapshots import find_or_take_snapshot

    with django_db_blocker.unblock():
        return find_or_take_snapshot(snapshots, "cast", make_cast)


@pytest.fixture
def cast(cast_snapshot: "Snapshot[Cast]", db: None) -> "Cast":
    """The stable cast of tests/cast.py, put back before any other fixture writes."""
    from tests.snapshots import tables_are_empty

    if not tables_are_empty():
        pytest.fail("The cast is put back into empty tables, but something wrote rows before it.")
    return cast_snapshot.put_back()


@pytest.fixture(scope="session")
def dossier_snapshot(snapshots: Path, django_db_blocker: Any) -> "Snapshot[SeedReport]":
    """The demo data, and what was told of its loading."""
    from tests.snapshots import find_or_take_snapshot
    from timeline.ingest.seeds.loading import load_seeds

    with django_db_blocker.unblock():
        return find_or_take_snapshot(
            snapshots, "dossier", lambda: load_seeds(Path(settings.BASE_DIR) / "seeds")
        )


@pytest.fixture(scope="module")
def dossier(dossier_snapshot: "Snapshot[SeedReport]", django_db_blocker: Any) -> Iterator[None]:
    """The demo data, put in once a module and rolled back after it. Read it through `db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        dossier_snapshot.put_back()
        yield
        transaction.set_rollback(True)
