"""The week and the street of a report stand among its words, so that a search reads those of some weeks and streets alone."""

from django.db import migrations

_MARKS = """
CREATE FUNCTION intake_marks(p_at timestamptz, p_area_path text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['@' || (extract(isoyear FROM at) * 100 + extract(week FROM at))::integer, '@' || left(p_area_path, 11)]
      FROM (SELECT p_at AT TIME ZONE 'Asia/Shanghai' AS at) AS there
$$;
CREATE FUNCTION intake_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.words := ts_delete(NEW.words, intake_marks(OLD.submitted_at, OLD.area_path));
    END IF;
    NEW.words := NEW.words || array_to_tsvector(intake_marks(NEW.submitted_at, NEW.area_path));
    RETURN NEW;
END
$$;
CREATE TRIGGER report_marked BEFORE INSERT ON intake_report FOR EACH ROW EXECUTE FUNCTION intake_mark();
CREATE TRIGGER report_moved BEFORE UPDATE OF area_path, submitted_at ON intake_report FOR EACH ROW
    WHEN (OLD.area_path <> NEW.area_path OR OLD.submitted_at <> NEW.submitted_at) EXECUTE FUNCTION intake_mark();
"""

# No act: nothing that anybody did or knew is changed by it, and no trigger is asked.
_OF_OLD = """
ALTER TABLE intake_report DISABLE TRIGGER USER;
UPDATE intake_report SET words = words || array_to_tsvector(intake_marks(submitted_at, area_path));
ALTER TABLE intake_report ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0019_figures")]

    operations = [
        migrations.RunSQL(_MARKS, migrations.RunSQL.noop),
        migrations.RunSQL(_OF_OLD, migrations.RunSQL.noop),
    ]
