"""`begins`: the condition that a text begins with another, which row-level security lets an index answer.

Under row-level security PostgreSQL uses indexes and statistics only for conditions that cannot give away a row
that is not to be seen. `^@` is such a one, the LIKE behind Django's `startswith` is not. The index has the
collation C or the operators `varchar_pattern_ops`, as the one has that Django makes for each unique text.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Lookup


class Begins(Lookup):
    """`area_path__begins="110199.003."`."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The condition and its parameters."""
        column, of_column = self.process_lhs(compiler, connection)
        text, of_text = self.process_rhs(compiler, connection)
        return f"{column} ^@ {text}", (*of_column, *of_text)
