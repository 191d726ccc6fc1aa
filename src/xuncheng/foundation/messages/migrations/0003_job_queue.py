"""The queue of jobs lies in the database: the program puts jobs there, and the worker takes them."""

from django.db import migrations

# procrastinate keeps its tables under its own name; its functions run with the caller's rights.
GRANT = """
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'procrastinate\\_%' LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO xuncheng_app', one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND sequencename LIKE 'procrastinate\\_%' LOOP
        EXECUTE format('GRANT USAGE ON SEQUENCE %I TO xuncheng_app', one.sequencename);
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("messages", "0002_access"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(GRANT, migrations.RunSQL.noop)]
