"""A state belongs to a search row, and its field is called so; the table stays as it is."""

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timeline", "0007_review_queue"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(
                    model_name="evidencestate", name="evidencestate_one_a_day"
                ),
                migrations.RenameField(
                    model_name="evidencestate", old_name="event", new_name="row"
                ),
                migrations.AlterField(
                    model_name="evidencestate",
                    name="row",
                    field=models.ForeignKey(
                        db_column="event_id",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="states",
                        to="timeline.searchrow",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="evidencestate",
                    constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("row", "="), ("days", "&&")],
                        name="evidencestate_one_a_day",
                    ),
                ),
            ],
        ),
    ]
