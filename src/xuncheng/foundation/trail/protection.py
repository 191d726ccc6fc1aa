"""Migration steps that lock a business table: row-level security, and no write outside an act.

The database holds these locks itself, so that they also hold where a query forgets to narrow and where
code forgets to be a command.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.migrations import RunSQL

APP_ROLE = "xuncheng_app"

IN_SCOPE = "{column} ^@ ANY ((SELECT trail_scope())::text[])"
"""Rows whose area path begins with one of the paths set for the transaction."""

_GRANT = f"GRANT SELECT, INSERT, UPDATE, DELETE ON {{table}} TO {APP_ROLE}"

# Row by row a rule costs the same with or without CASE. But of a CASE PostgreSQL expects every second row to pass,
# of `^@ ANY` one in 200: it would read and sort all rows of a list rather than the first fifty from an index.
_READABLE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_readable ON {table} FOR SELECT TO xuncheng_app USING (CASE WHEN {rule} THEN true ELSE false END);
CREATE POLICY {table}_insertable ON {table} FOR INSERT TO xuncheng_app WITH CHECK (true);
CREATE POLICY {table}_updatable ON {table} FOR UPDATE TO xuncheng_app USING (CASE WHEN {rule} THEN true ELSE false END) WITH CHECK (true);
CREATE POLICY {table}_deletable ON {table} FOR DELETE TO xuncheng_app USING (CASE WHEN {rule} THEN true ELSE false END);
"""

_ONLY_IN_ACTS = """
CREATE TRIGGER {table}_only_in_acts BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION trail_require_act();
CREATE CONSTRAINT TRIGGER {table}_has_trail AFTER INSERT OR UPDATE OR DELETE ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trail_require_entry();
"""


def open_to_program(table: str) -> RunSQL:
    """Let the program read and write a technical table that holds no business of the bureau."""
    return RunSQL(_GRANT.format(table=table), RunSQL.noop)


def only_in_acts(table: str) -> RunSQL:
    """Let the program use a business table, but write it only inside an act that leaves its trail entry."""
    sql = _GRANT.format(table=table) + ";" + _ONLY_IN_ACTS.format(table=table)
    return RunSQL(sql, RunSQL.noop)


def readable_where(table: str, rules: Sequence[str]) -> RunSQL:
    """Show a row only where one of the SQL conditions holds, whatever the query asks for."""
    return RunSQL(_READABLE.format(table=table, rule=" OR ".join(f"({rule})" for rule in rules)), RunSQL.noop)


def readable_in_scope(table: str, column: str = "area_path") -> RunSQL:
    """Show a row only inside the areas set for the transaction."""
    return readable_where(table, [IN_SCOPE.format(column=column)])
