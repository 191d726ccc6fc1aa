"""What the planner must know to choose the index of a list: which columns of a case go together."""

from django.db import migrations

# An officer works in one street: taken one by one, street and officer seem to leave a few cases, which are then all
# fetched and sorted, where they leave thousands, of which an index has the first hundred.
TOGETHER = """
CREATE STATISTICS case_together (dependencies, mcv) ON handler_id, street, waits_for, stage, matter_id FROM cases_case
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_lists_by_index")]

    operations = [migrations.RunSQL(TOGETHER, "DROP STATISTICS case_together")]
