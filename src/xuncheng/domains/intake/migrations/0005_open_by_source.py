"""An index for lists of open reports from one source."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_planning")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ("submitted", "verified", "judged", "dispatched", "handled"))
                ),
                fields=["status", "source", "-submitted_at", "-id"],
                name="report_newest_open_by_source",
            ),
        ),
    ]
