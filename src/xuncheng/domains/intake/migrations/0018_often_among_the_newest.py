"""Whether words stand in many reports is seen by the newest alone: to count them all took longer than to find them."""

from django.db import migrations

# Whatever the scope: only whether, not where.
_OFTEN = """
DROP FUNCTION intake_often(tsquery, integer);
CREATE FUNCTION intake_often(p_words tsquery, p_newest integer, p_least integer) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
AS $$
    SELECT count(*) >= p_least
      FROM (SELECT words FROM intake_report ORDER BY submitted_at DESC, id DESC LIMIT p_newest) AS newest WHERE words @@ p_words
$$;
REVOKE ALL ON FUNCTION intake_often(tsquery, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION intake_often(tsquery, integer, integer) TO xuncheng_app;
"""


class Migration(migrations.Migration):
    dependencies = [("intake", "0017_classifier_access")]

    operations = [migrations.RunSQL(_OFTEN, migrations.RunSQL.noop)]
