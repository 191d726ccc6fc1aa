"""The table of positions, cut by days, and what the program may do with its days.

The program owns no table, so it neither makes nor drops a day by itself: four functions do, which belong to the owner. The days lie in
a schema of their own, on which nobody but the owner has any right: positions are reached by the table alone, with its locks.
"""

from django.db import migrations

from xuncheng.foundation.trail.protection import IN_SCOPE

TABLE = """
CREATE TABLE patrol_position (
    person_id uuid NOT NULL,
    at timestamptz NOT NULL,
    lon float8 NOT NULL,
    lat float8 NOT NULL,
    accuracy float8,
    area_path varchar(60) COLLATE "C" NOT NULL,
    PRIMARY KEY (person_id, at)
) PARTITION BY RANGE (at);
COMMENT ON COLUMN patrol_position.person_id IS 'no foreign key: what is taken in is joined to the duty of the person';
CREATE SCHEMA patrol_days;
"""

DAYS = """
CREATE FUNCTION patrol_days() RETURNS TABLE (day date, thinned boolean) LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
    SELECT to_date(substr(c.relname, 2), 'YYYYMMDD'), coalesce(obj_description(c.oid, 'pg_class') = 'thinned', false)
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'patrol_position'::regclass ORDER BY 1
$$;

CREATE FUNCTION patrol_make_day(p_day date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE v_name text := 'd' || to_char(p_day, 'YYYYMMDD');
BEGIN
    IF to_regclass('patrol_days.' || v_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('patrol_make_day'));
    EXECUTE format('CREATE TABLE IF NOT EXISTS patrol_days.%I PARTITION OF patrol_position FOR VALUES FROM (%L) TO (%L)',
        v_name, p_day::timestamp AT TIME ZONE 'Asia/Shanghai', (p_day + 1)::timestamp AT TIME ZONE 'Asia/Shanghai');
    RETURN true;
END $$;

CREATE FUNCTION patrol_thin_day(p_day date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
DECLARE v_name text := 'd' || to_char(p_day, 'YYYYMMDD'); v_gone bigint;
BEGIN
    EXECUTE format('DELETE FROM patrol_days.%1$I p USING (
            SELECT person_id, at, row_number() OVER (PARTITION BY person_id, date_trunc(''minute'', at) ORDER BY at) AS place
              FROM patrol_days.%1$I) o
         WHERE o.place > 1 AND p.person_id = o.person_id AND p.at = o.at', v_name);
    GET DIAGNOSTICS v_gone = ROW_COUNT;
    EXECUTE format('COMMENT ON TABLE patrol_days.%I IS %L', v_name, 'thinned');
    RETURN v_gone;
END $$;

CREATE FUNCTION patrol_drop_day(p_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    EXECUTE format('DROP TABLE patrol_days.%I', 'd' || to_char(p_day, 'YYYYMMDD'));
END $$;
"""

_FUNCTIONS = ("patrol_days()", "patrol_make_day(date)", "patrol_thin_day(date)", "patrol_drop_day(date)")
RIGHTS = (
    "".join(
        f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {name} TO xuncheng_app;\n"
        for name in _FUNCTIONS
    )
    + """
GRANT SELECT, INSERT, DELETE ON patrol_position TO xuncheng_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON patrol_latest TO xuncheng_app;
"""
)

# Somebody's own, and those of the viewer's areas; only one's own are written.
LOCKS = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_readable ON {table} FOR SELECT TO xuncheng_app USING ({rule});
CREATE POLICY {table}_insertable ON {table} FOR INSERT TO xuncheng_app WITH CHECK (person_id = (SELECT trail_actor()));
CREATE POLICY {table}_updatable ON {table} FOR UPDATE TO xuncheng_app USING ({rule}) WITH CHECK (true);
CREATE POLICY {table}_deletable ON {table} FOR DELETE TO xuncheng_app USING ({rule});
"""
_RULE = f"{IN_SCOPE.format(column='area_path')} OR person_id = (SELECT trail_actor())"
_READABLE = f"CASE WHEN {_RULE} THEN true ELSE false END"


class Migration(migrations.Migration):
    dependencies = [("patrol", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE patrol_position; DROP SCHEMA patrol_days"),
        migrations.RunSQL(DAYS, "; ".join(f"DROP FUNCTION {name}" for name in _FUNCTIONS)),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(LOCKS.format(table=table, rule=_READABLE), migrations.RunSQL.noop)
            for table in ("patrol_position", "patrol_latest")
        ),
    ]
