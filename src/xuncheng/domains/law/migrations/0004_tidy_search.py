"""After a large import the search index is put in order at once; only its owner may do that, so by a function."""

from django.db import migrations

TIDY = """
CREATE FUNCTION law_tidy_search() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM gin_clean_pending_list('article_words');
    ANALYZE law_article;
    ANALYZE law_statute;
    ANALYZE law_statute_version;
    ANALYZE law_term_frequency;
END $$;
REVOKE EXECUTE ON FUNCTION law_tidy_search() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law_tidy_search() TO xuncheng_app;
"""


class Migration(migrations.Migration):
    dependencies = [("law", "0003_subject_in_both_languages")]

    operations = [migrations.RunSQL(TIDY, migrations.RunSQL.noop)]
