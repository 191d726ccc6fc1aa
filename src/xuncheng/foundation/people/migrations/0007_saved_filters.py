"""Filters of lists that are kept under a name."""

import django.db.models.deletion
import uuid_utils.compat
from django.conf import settings
from django.db import migrations, models

from xuncheng.foundation.trail.protection import IN_SCOPE, only_in_acts, readable_where

FILTER = (
    IN_SCOPE.format(column="area_path"),
    "owner_id = (SELECT trail_actor())",
    "shared_with_id = (SELECT organisation_id FROM people_user WHERE id = (SELECT trail_actor()))",
)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_sign_in_by_providers"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("listing", models.CharField(help_text="the list, as the screen names it", max_length=60)),
                ("name", models.CharField(max_length=40)),
                (
                    "query",
                    models.JSONField(
                        help_text="the filters that are set, and the sorting, as the address of the list has them"
                    ),
                ),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "area_path",
                    models.CharField(db_collation="C", help_text="where its owner works", max_length=60),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shared_with",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "db_table": "people_saved_filter",
                "indexes": [
                    models.Index(
                        condition=models.Q(("dropped_at", None), ("shared_with__isnull", False)),
                        fields=["shared_with", "listing"],
                        name="saved_filter_shared",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_at", None)),
                        fields=("owner", "listing", "name"),
                        name="one_saved_filter_of_a_name",
                    )
                ],
            },
        ),
        only_in_acts("people_saved_filter"),
        readable_where("people_saved_filter", FILTER),
    ]
