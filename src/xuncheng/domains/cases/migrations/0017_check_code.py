"""Each case gets the digits with which its party opens it on the portal; what was opened before gets its own now."""

from django.db import migrations, models

# No paper of an earlier case bears them, except where goods of it are in custody (custody/0006 brings those over).
DRAWN = """
ALTER TABLE cases_case DISABLE TRIGGER cases_case_only_in_acts, DISABLE TRIGGER cases_case_has_trail;
UPDATE cases_case
   SET check_code = lpad((('x' || substr(md5(gen_random_uuid()::text), 1, 15))::bit(60)::bigint % 100000000)::text, 8, '0');
ALTER TABLE cases_case ENABLE TRIGGER cases_case_only_in_acts, ENABLE TRIGGER cases_case_has_trail;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_bars_are_no_deadlines")]
    operations = [
        migrations.AddField(
            "case",
            "check_code",
            models.CharField(
                default="",
                help_text="查询码: the digits on the party's papers that, with a number, open the case to him on the portal",
                max_length=8,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(DRAWN, migrations.RunSQL.noop),
    ]
