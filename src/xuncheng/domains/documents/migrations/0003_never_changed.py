"""What was issued is never changed: a correction is a document of its own, and says which it corrects."""

import django.db.models.deletion
from django.db import migrations, models

NEVER_CHANGED = """
CREATE FUNCTION documents_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'what was issued is never changed: correct it by another document' USING ERRCODE = 'XC003';
END $$;
CREATE TRIGGER documents_document_never_changed BEFORE UPDATE OR DELETE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION documents_never_changed();
CREATE TRIGGER documents_service_never_changed BEFORE UPDATE OR DELETE ON documents_service
    FOR EACH ROW EXECUTE FUNCTION documents_never_changed();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_database_locks")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="corrects",
            field=models.ForeignKey(
                help_text="the earlier document in which this one puts something right",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="documents.document",
            ),
        ),
        migrations.RunSQL(NEVER_CHANGED, migrations.RunSQL.noop),
    ]
