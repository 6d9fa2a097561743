"""Databases of a run: filled once, cloned, and dropped when nobody is in them."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.databases import Template, address_of, pointed_at

PREFIX = "test_trial_"


@pytest.fixture(autouse=True)
def trial(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The server is open, and what these tests leave on it goes."""
    with django_db_blocker.unblock():
        yield
        for name in databases():
            run(f"ALTER DATABASE {name} IS_TEMPLATE false")
            run(f"DROP DATABASE {name}")
        connection.close()


def run(statement: str, *values: str) -> list[Any]:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def databases() -> list[str]:
    names = run("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", PREFIX)
    return sorted(name for (name,) in names)


def template(digest: str, filled: list[str] | None = None) -> Template:
    """A template with one table; `filled` gets a line for every filling."""

    def fill() -> None:
        if filled is not None:
            filled.append(digest)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE thing ()")

    return Template(digest, fill, PREFIX)


def test_template_is_filled_once_and_cloned() -> None:
    filled: list[str] = []
    for _run in range(2):
        with template("one", filled).clone() as name, pointed_at(name):
            assert "thing" in connection.introspection.table_names()

    assert filled == ["one"]
    assert databases() == [f"{PREFIX}template_one"]


def test_two_clones_at_once_do_not_meet() -> None:
    with template("one").clone() as first, template("one").clone() as second:
        assert first != second
        assert {first, second} < set(databases())


def test_template_of_other_tables_goes() -> None:
    for digest in ("one", "two"):
        with template(digest).clone():
            pass

    assert databases() == [f"{PREFIX}template_two"]


def test_template_that_was_not_finished_is_made_again() -> None:
    def break_off() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Template("one", break_off, PREFIX).clone():
        pass
    filled: list[str] = []
    with template("one", filled).clone():
        pass

    assert filled == ["one"]


def test_clone_of_a_process_that_ended_goes_and_one_in_use_stays() -> None:
    run(f"CREATE DATABASE {PREFIX}run_dead")
    with template("one").clone() as used, template("one").clone():
        assert used in databases()
        assert f"{PREFIX}run_dead" not in databases()


def test_address_leads_another_process_to_the_clone() -> None:
    with template("one").clone() as name, psycopg.connect(address_of(name)) as found:
        assert found.info.dbname == name
        found.close()
