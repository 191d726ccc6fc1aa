"""Who may write powers: only acts. Everybody reads them. A published list and its lines are never changed."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts

NEVER_CHANGED = """
CREATE FUNCTION powers_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    RAISE EXCEPTION 'a published list is never changed: publish the next one' USING ERRCODE = 'XC003';
END $$;
CREATE TRIGGER powers_list_never_changed BEFORE UPDATE OR DELETE ON powers_list
    FOR EACH ROW EXECUTE FUNCTION powers_never_changed();
CREATE TRIGGER powers_line_never_changed BEFORE UPDATE OR DELETE ON powers_line
    FOR EACH ROW EXECUTE FUNCTION powers_never_changed();
"""
TABLES = ("powers_hand_down", "powers_power", "powers_list", "powers_line")


class Migration(migrations.Migration):
    dependencies = [("powers", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        *(only_in_acts(table) for table in TABLES),
        migrations.RunSQL(NEVER_CHANGED, migrations.RunSQL.noop),
    ]
