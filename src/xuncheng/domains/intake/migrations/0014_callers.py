"""Earlier calls of one number are found by a keyed hash of it; reports that have a number get theirs."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import migrations, models

from xuncheng.domains.intake.callers import caller_of

_AT_ONCE = 1000


def _hash_numbers(_: Any, schema_editor: Any) -> None:
    """No act: nothing that anybody did or knew is changed by it, and no trigger is asked."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, reporter_phone FROM intake_report WHERE reporter_phone > ''")
        rows = iter(cursor.fetchall())
        cursor.execute("ALTER TABLE intake_report DISABLE TRIGGER USER")
        for some in _in_portions(rows):
            cursor.executemany(
                "UPDATE intake_report SET caller = %s WHERE id = %s",
                [(caller_of(phone), key) for key, phone in some],
            )
        cursor.execute("ALTER TABLE intake_report ENABLE TRIGGER USER")


def _in_portions(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


class Migration(migrations.Migration):
    dependencies = [("intake", "0013_locks_of_follow_ups")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="caller",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="keyed hash of the telephone: by it earlier calls are found",
                max_length=64,
            ),
        ),
        migrations.RunPython(_hash_numbers, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("caller__gt", "")),
                fields=["caller", "-submitted_at", "-id"],
                name="report_newest_of_caller",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("address__gt", ""), ("cell__isnull", False)),
                fields=["address"],
                name="report_by_address",
                opclasses=["text_pattern_ops"],
            ),
        ),
    ]
