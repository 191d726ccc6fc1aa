"""The code of the public look-up is the case's: one for its papers and for its goods."""

from django.db import migrations

BROUGHT = """
ALTER TABLE cases_case DISABLE TRIGGER cases_case_only_in_acts, DISABLE TRIGGER cases_case_has_trail;
UPDATE cases_case AS c SET check_code = i.check_code FROM custody_item AS i WHERE i.case_id = c.id;
ALTER TABLE cases_case ENABLE TRIGGER cases_case_only_in_acts, ENABLE TRIGGER cases_case_has_trail;
"""


class Migration(migrations.Migration):
    dependencies = [("custody", "0005_seized_goods"), ("cases", "0017_check_code")]
    operations = [
        migrations.RunSQL(BROUGHT, migrations.RunSQL.noop),
        migrations.RemoveField("custodyitem", "check_code"),
    ]
