"""Reports are found by their words; those that are there get theirs."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

from xuncheng.domains.intake.searching import words_of

_AT_ONCE = 1000

# Whatever the scope: only whether, not where. It reads from the index of words alone, whatever PostgreSQL makes of the words.
_OFTEN = """
CREATE FUNCTION intake_often(p_words tsquery, p_many integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
AS $$ SELECT count(*) >= p_many FROM (SELECT FROM intake_report WHERE words @@ p_words LIMIT p_many) AS found $$;
REVOKE ALL ON FUNCTION intake_often(tsquery, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_often(tsquery, integer) TO xuncheng_app;
"""


def _find_words(_: Any, schema_editor: Any) -> None:
    """No act: nothing that anybody did or knew is changed by it, and no trigger is asked."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, text, address, sender_number FROM intake_report")
        rows = iter(cursor.fetchall())
        cursor.execute("ALTER TABLE intake_report DISABLE TRIGGER USER")
        for some in _in_portions(rows):
            cursor.executemany(
                "UPDATE intake_report SET words = array_to_tsvector(%s) WHERE id = %s",
                [(words_of(text, address, number), key) for key, text, address, number in some],
            )
        cursor.execute("ALTER TABLE intake_report ENABLE TRIGGER USER")


def _in_portions(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(islice(rows, _AT_ONCE)):
        yield some


class Migration(migrations.Migration):
    dependencies = [("intake", "0014_callers")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="words",
            field=django.contrib.postgres.search.SearchVectorField(
                db_default="",
                editable=False,
                help_text="what it is found by: see `searching`",
            ),
        ),
        migrations.RunPython(_find_words, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="report",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["words"], name="report_by_words"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["source", "-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_by_source",
            ),
        ),
        migrations.RunSQL(
            # Of so many more words it is known how often they stand in reports.
            "ALTER TABLE intake_report ALTER COLUMN words SET STATISTICS 200",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(_OFTEN, "DROP FUNCTION intake_often(tsquery, integer)"),
    ]
