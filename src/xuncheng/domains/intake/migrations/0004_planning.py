"""What the planner must know to choose the index of a list: which columns of a report go together."""

from django.db import migrations, models

# A team works in one street, and a matter is common in some: taken one by one, these conditions seem to leave a
# few rows, which are then all fetched and sorted, where they leave thousands, of which an index has the first fifty.
TOGETHER = """
CREATE STATISTICS report_together (dependencies, mcv) ON status, street, matter_id, team_id, source FROM intake_report
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_lists_by_index")]

    operations = [
        migrations.RunSQL(TOGETHER, "DROP STATISTICS report_together"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_at__isnull", True),
                    ("status__in", ("submitted", "verified", "judged", "dispatched", "handled")),
                    _connector="OR",
                ),
                name="report_due_while_open",
            ),
        ),
    ]
