"""The table in which attempts to sign in are counted (CACHES in the settings)."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def make_table(apps: Any, schema_editor: Any) -> None:
    """Django's own command makes the table, unless it is there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("timeline", "0004_accounts")]

    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
