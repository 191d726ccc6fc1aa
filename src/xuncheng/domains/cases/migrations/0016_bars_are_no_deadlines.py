# ruff: noqa: S608 - statements of our own
"""What only bars something until its end runs against nobody: it is no deadline."""

from django.db import migrations

_RUNNING = "jsonb_path_query_array({facts}, 'strict $.**.clocks[*]', '{{}}', true)"
_BARS = "('publication_least')"

_KEEP = """
CREATE OR REPLACE FUNCTION cases_keep_deadlines() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    running jsonb := {of_new};
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF running = {of_old}
           AND (NEW.handler_id, NEW.area_path) = (OLD.handler_id, OLD.area_path) THEN
            RETURN NULL;
        END IF;
        DELETE FROM cases_deadline WHERE case_id = NEW.id;
    END IF;
    INSERT INTO cases_deadline (id, case_id, clock, due_on, handler_id, area_path)
    SELECT gen_random_uuid(), NEW.id, pair ->> 0, (pair ->> 1)::date, NEW.handler_id, NEW.area_path
      FROM jsonb_array_elements(running) AS pair{but};
    RETURN NULL;
END $$;
"""
_FACTS = {
    "of_new": _RUNNING.format(facts="NEW.facts_json"),
    "of_old": _RUNNING.format(facts="OLD.facts_json"),
}

LEAVE_OUT = f"""
{_KEEP.format(**_FACTS, but=f" WHERE pair ->> 0 NOT IN {_BARS}")}
DELETE FROM cases_deadline WHERE clock IN {_BARS};
"""
TAKE_IN = f"""
{_KEEP.format(**_FACTS, but="")}
INSERT INTO cases_deadline (id, case_id, clock, due_on, handler_id, area_path)
SELECT gen_random_uuid(), c.id, pair ->> 0, (pair ->> 1)::date, c.handler_id, c.area_path
  FROM cases_case c, jsonb_array_elements({_RUNNING.format(facts="c.facts_json")}) AS pair WHERE pair ->> 0 IN {_BARS};
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_presider_named")]
    operations = [migrations.RunSQL(LEAVE_OUT, TAKE_IN)]
