"""Many new rows at once, by COPY: for programs that bring in whole files or make data.

Triggers run for every row, so history, constraints and guards hold as for a single row. What
the single-row services check before a save is not asked: callers give valid rows.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def take_keys(model: type[models.Model], count: int) -> list[int]:
    """New primary keys of a table, ascending, that nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return sorted(key for (key,) in cursor.fetchall())


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one table, giving a key to each that has none.

    Call it inside `writing`, which opens the transaction and the history context. Raises
    IntegrityError where the database refuses a row; then none is in.
    """
    if not rows:
        return
    model = type(rows[0])
    missing = [row for row in rows if row.pk is None]
    keys = take_keys(model, len(missing))
    for row, key in zip(missing, keys, strict=True):
        row.pk = key
    fields = model._meta.concrete_fields
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        # COPY does not go through Django's execute, which is where the history context is
        # handed to the database. So a statement goes before it: COPY takes the same lock.
        cursor.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row([_stored(field, row) for field in fields])
    for row in rows:
        row._state.adding = False
        row._state.db = connection.alias


def _stored(field: "models.Field[Any, Any]", row: models.Model) -> Any:
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)
