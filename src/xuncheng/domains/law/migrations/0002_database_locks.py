"""Who may write the law: only acts. Everybody signed in reads it, so no row-level security narrows it."""

from django.db import migrations

from xuncheng.foundation.trail.protection import only_in_acts, open_to_program

WRITTEN_BY_ACTS = ("law_statute", "law_statute_version", "law_article", "law_matter", "law_matter_version")


class Migration(migrations.Migration):
    dependencies = [("law", "0001_initial"), ("trail", "0002_database_locks")]

    operations = [
        *(only_in_acts(table) for table in WRITTEN_BY_ACTS),
        # Counts derived from the articles: no business of the bureau, so no act writes them.
        open_to_program("law_term_frequency"),
    ]
