"""The tables of the messages are technical: they hold what the acts said, not business of their own."""

from django.db import migrations

from xuncheng.foundation.trail.protection import APP_ROLE, open_to_program


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        open_to_program("messages_notification"),
        open_to_program("messages_failed"),
        # Taking rows with FOR UPDATE SKIP LOCKED asks for the right to update.
        migrations.RunSQL(f"GRANT UPDATE ON messages_outbox TO {APP_ROLE}", migrations.RunSQL.noop),
    ]
