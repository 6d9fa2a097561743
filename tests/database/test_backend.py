"""The Django backend that settings name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection as default_connection
from django.db import connections

from timeline.database.backend.base import DatabaseWrapper
from timeline.database.cluster import Cluster
from timeline.database.errors import ServerUnusable


@pytest.fixture
def database_settings(folder: Path, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Settings of a server that is none of the test database's, so it may be connected to."""
    names = {"NAME": "timeline", "USER": "timeline", "CLUSTER_DIR": folder}
    with django_db_blocker.unblock():
        yield {**default_connection.settings_dict, **names, "HOST": "", "PORT": ""}


@contextmanager
def wrapper_of(database_settings: dict[str, Any]) -> Iterator[DatabaseWrapper]:
    """A wrapper known to Django, whose own receivers look it up by its alias."""
    wrapper = DatabaseWrapper(database_settings, "embedded")
    connections["embedded"] = wrapper
    try:
        yield wrapper
    finally:
        wrapper.close()
        del connections["embedded"]


@pytest.fixture
def wrapper(database_settings: dict[str, Any]) -> Iterator[DatabaseWrapper]:
    with wrapper_of(database_settings) as wrapper:
        yield wrapper


def show(wrapper: DatabaseWrapper, name: str) -> str:
    with wrapper.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return str(cursor.fetchone()[0])


def test_backend_starts_the_server_with_the_first_query_alone(
    wrapper: DatabaseWrapper, cluster: Cluster
) -> None:
    assert cluster.running_pid() is None

    assert show(wrapper, "server_encoding") == "UTF8"

    assert cluster.running_pid() is not None


def test_backend_names_the_socket_before_the_server_runs(
    wrapper: DatabaseWrapper, cluster: Cluster
) -> None:
    assert wrapper.settings_dict["HOST"] == str(cluster.socket_dir)


def test_backend_sets_the_time_limits(database_settings: dict[str, Any]) -> None:
    database_settings |= {"LOCK_TIMEOUT_MS": 700, "STATEMENT_TIMEOUT_MS": 2900}

    with wrapper_of(database_settings) as wrapper:
        found = (show(wrapper, "lock_timeout"), show(wrapper, "statement_timeout"))

    assert found == ("700ms", "2900ms")


def test_backend_keeps_options_of_the_address(database_settings: dict[str, Any]) -> None:
    database_settings["OPTIONS"] = {"options": "-c application_name=ours"}

    with wrapper_of(database_settings) as wrapper:
        found = (show(wrapper, "application_name"), show(wrapper, "lock_timeout"))

    assert found == ("ours", "1s")


def test_backend_refuses_a_weak_server_every_time(database_settings: dict[str, Any]) -> None:
    database_settings["OPTIONS"] = {"options": "-c synchronous_commit=off"}

    with wrapper_of(database_settings) as wrapper:
        for _ in range(2):
            with pytest.raises(ServerUnusable, match="synchronous_commit is off"):
                wrapper.ensure_connection()


def test_backend_without_a_cluster_starts_no_server(
    database_settings: dict[str, Any], cluster: Cluster
) -> None:
    cluster.ensure_running()
    del database_settings["CLUSTER_DIR"]
    database_settings["HOST"] = str(cluster.socket_dir)

    with wrapper_of(database_settings) as wrapper:
        assert show(wrapper, "server_encoding") == "UTF8"
        cluster.stop()
        wrapper.close()
        with pytest.raises(Exception, match="connection"):
            wrapper.ensure_connection()

    assert cluster.running_pid() is None
