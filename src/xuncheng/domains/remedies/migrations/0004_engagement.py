"""The terms of a law firm's engagements stand in a table of their own, so that one can be renewed and none is forgotten."""

import django.contrib.postgres.constraints
import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope

TABLE = "remedies_engagement"

_TAKE_OVER = """
INSERT INTO remedies_engagement (id, firm_id, since, until, area_path)
    SELECT gen_random_uuid(), id, since, until, area_path FROM remedies_lawfirm;
SET CONSTRAINTS ALL IMMEDIATE;
"""

# How many legality reviews each reviewer did in a span is counted over the trail, where they are few among many acts
_REVIEWS = "CREATE INDEX trail_legality_reviews ON trail_entry (at) WHERE name = 'legality.review'"


class Migration(migrations.Migration):
    dependencies = [("remedies", "0003_longer_kind"), ("trail", "0002_database_locks")]

    operations = [
        migrations.CreateModel(
            name="Engagement",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("area_path", models.CharField(db_collation="C", max_length=60)),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="remedies.lawfirm",
                    ),
                ),
            ],
            options={
                "db_table": "remedies_engagement",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))), name="engagement_begins_first"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("firm", "="),
                            (models.Func("since", "until", models.Value("[]"), function="daterange"), "&&"),
                        ],
                        name="one_engagement_at_a_time",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_TAKE_OVER, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="lawfirm", name="since"),
        migrations.RemoveField(model_name="lawfirm", name="until"),
        only_in_acts(TABLE),
        readable_in_scope(TABLE),
        migrations.RunSQL(_REVIEWS, "DROP INDEX trail_legality_reviews"),
    ]
