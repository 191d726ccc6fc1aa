"""Whether words stand in many reports is seen by a sample: to count them all took longer than to find them."""

from django.db import migrations

# Whatever the scope: only whether, not where. The sample is of pages, and always the same, so that nothing flickers.
_OFTEN = """
DROP FUNCTION intake_often(tsquery, integer);
CREATE FUNCTION intake_often(p_words tsquery, p_percent double precision, p_least integer) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*) >= p_least FROM intake_report TABLESAMPLE SYSTEM (p_percent) REPEATABLE (1) WHERE words @@ p_words
$$;
REVOKE ALL ON FUNCTION intake_often(tsquery, double precision, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_often(tsquery, double precision, integer) TO xuncheng_app;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0017_classifier_access")]

    operations = [migrations.RunSQL(_OFTEN, migrations.RunSQL.noop)]
