"""The day on which a penalty was decided, as a column to count and list by; cases that are there get theirs from their trail."""

from django.db import migrations, models

# No act: nothing that anybody did or knew is changed by it, and no trigger is asked.
_DECIDED = """
ALTER TABLE cases_case DISABLE TRIGGER USER;
UPDATE cases_case AS decided SET decided_on = found.day
  FROM (SELECT chain, (max(at) AT TIME ZONE 'Asia/Shanghai')::date AS day
          FROM trail_entry WHERE chain_type = 'case' AND name = 'decision.make' GROUP BY chain) AS found
 WHERE found.chain = decided.id;
ALTER TABLE cases_case ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_check_code"),
        ("files", "0004_recordings"),
        ("intake", "0019_figures"),
        ("law", "0006_benchmark_locks"),
        ("people", "0007_saved_filters"),
        ("subjects", "0003_lists_by_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="decided_on",
            field=models.DateField(help_text="day on which a penalty was last decided", null=True),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("decided_on__isnull", False)),
                fields=["decided_on", "id"],
                include=("area_path",),
                name="case_by_decision",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("decided_on__isnull", False)),
                fields=["street", "decided_on", "id"],
                include=("area_path",),
                name="case_by_decision_of_street",
            ),
        ),
        migrations.RunSQL(_DECIDED, migrations.RunSQL.noop),
    ]
