"""Further officers sign what was issued: whom a document waits for, and each signature as a revision of its own, never changed either."""

import django.db.models.deletion
import uuid_utils.compat
from django.db import migrations, models

from xuncheng.foundation.trail.protection import only_in_acts, readable_in_scope

TABLES = ("documents_signatory", "documents_countersignature")

NEVER_CHANGED = """
CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION documents_never_changed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0003_never_changed"),
        ("files", "0004_recordings"),
        ("trail", "0002_database_locks"),
        ("people", "0003_officer_delegated"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                ("area_path", models.CharField(db_collation="C", max_length=60)),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="documents.document",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.officer",
                    ),
                ),
            ],
            options={
                "db_table": "documents_signatory",
            },
        ),
        migrations.CreateModel(
            name="Countersignature",
            fields=[
                ("id", models.UUIDField(default=uuid_utils.compat.uuid7, primary_key=True, serialize=False)),
                (
                    "extends",
                    models.CharField(
                        help_text="SHA-256 of the revision that the signature is appended to", max_length=64
                    ),
                ),
                ("made_by_act", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("area_path", models.CharField(db_collation="C", max_length=60)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "signatory",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="documents.signatory",
                    ),
                ),
            ],
            options={
                "db_table": "documents_countersignature",
            },
        ),
        migrations.AddIndex(
            model_name="signatory",
            index=models.Index(fields=["officer", "-id"], name="documents_signatory_officer"),
        ),
        migrations.AddConstraint(
            model_name="signatory",
            constraint=models.UniqueConstraint(
                fields=("document", "officer"), name="documents_signatory_once"
            ),
        ),
        *(only_in_acts(table) for table in TABLES),
        *(readable_in_scope(table) for table in TABLES),
        *(migrations.RunSQL(NEVER_CHANGED.format(table=table), migrations.RunSQL.noop) for table in TABLES),
    ]
