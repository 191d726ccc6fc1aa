"""What is shown is the decision or the order with it, and may be brought up to date; each is shown once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_evidence_of_a_device_listed"),
        ("documents", "0003_never_changed"),
        ("publication", "0002_database_locks"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="publication",
            name="one_shown_publication_of_case",
        ),
        migrations.AddField(
            model_name="publication",
            name="about",
            field=models.CharField(
                choices=[("decision", "处罚决定"), ("order", "限期拆除决定")],
                default="decision",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="updated_on",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")), fields=("document",), name="one_shown_publication"
            ),
        ),
    ]
