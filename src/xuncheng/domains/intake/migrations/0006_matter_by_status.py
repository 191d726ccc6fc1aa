"""An index for lists of reports of one matter and status."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_open_by_source")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("matter__isnull", False)),
                fields=["matter", "status", "-submitted_at", "-id"],
                name="report_newest_of_matter_by",
            ),
        ),
    ]
