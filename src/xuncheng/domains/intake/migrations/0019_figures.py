"""When a report was last found true, and settled, as columns to count by; those that are there get theirs from their trail."""

from django.conf import settings
from django.db import migrations, models

# No act: nothing that anybody did or knew is changed by it, and no trigger is asked.
_FOUND = """
ALTER TABLE intake_report DISABLE TRIGGER USER;
UPDATE intake_report AS report SET verified_at = found.verified_at, checked_at = found.checked_at
  FROM (SELECT chain, max(at) FILTER (WHERE name = 'report.verify') AS verified_at,
               max(at) FILTER (WHERE name = 'report.check' AND (input::jsonb->>'passed')::boolean) AS checked_at
          FROM trail_entry WHERE chain_type = 'report' AND name IN ('report.verify', 'report.check') GROUP BY chain) AS found
 WHERE found.chain = report.id;
ALTER TABLE intake_report ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0018_often_by_a_sample"),
        ("law", "0006_benchmark_locks"),
        ("people", "0007_saved_filters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="checked_at",
            field=models.DateTimeField(help_text="when a check last found it settled (核查)", null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="verified_at",
            field=models.DateTimeField(help_text="when it was last found to be true (核实)", null=True),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("returns__gt", 0)),
                fields=["-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_returned",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("reworks__gt", 0)),
                fields=["-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_reworked",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("late__gt", 0)),
                fields=["-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_late",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", False)),
                fields=["-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_merged",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("matter__isnull", True)),
                fields=["-submitted_at", "-id"],
                include=("area_path", "submitted_by"),
                name="report_newest_unjudged",
            ),
        ),
        migrations.RunSQL(_FOUND, migrations.RunSQL.noop),
    ]
