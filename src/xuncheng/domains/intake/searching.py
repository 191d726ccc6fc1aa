"""Finding reports by words: what of a report is kept for it, and how what somebody types asks for it.

The words are those of the law search, so that 占道烧烤 finds 占道经营烧烤摊. Neither name nor telephone of a reporter is among them.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import CharField, Func, Lookup, Q, Value

from xuncheng.domains.law.queries import asked_for, every_word, quote

SAMPLE, LEAST = 0.2, 50
"""Per cent of the reports that are looked at, and in how many of them words stand that stand in many: in some 25,000 of a million."""

LONGEST = 60
"""Characters of a word beyond which it is none: an address of a page, a number without end."""


def words_of(text: str, address: str, sender_number: str = "") -> list[str]:
    """What a report is found by: every word of its text and its address, and the number that its sender gave it."""
    number = {sender_number.lower()} - {""}
    return sorted(word for word in every_word(text) | every_word(address) | number if len(word) <= LONGEST)


def holding(typed: str) -> Q:
    """Reports that hold all words that are typed, or have what is typed as their sender's number. To be asked inside `reading`.

    What stands in few reports is best read from the index of words, and sorted; what stands in many is soon met with among the newest.
    PostgreSQL would choose by what it has counted, but many words, and most that come together, it has never counted: so a sample is
    looked at first.
    """
    number, words = quote(typed.strip().lower()), asked_for(typed)
    asked = f"{number} | ({words})" if words not in ("", number) else number
    return Q(words__holds=asked) if _often(asked) else Q(words__seldom=asked)


def _often(asked: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_often(%s::tsquery, %s, %s)", [asked, SAMPLE, LEAST])
        return bool(cursor.fetchone()[0])


def untold(text: str) -> Func:
    """A text that stands in the query, but which the planner cannot reckon with."""
    return Func(Value(text), template="(SELECT %(expressions)s)", output_field=CharField())


@SearchVectorField.register_lookup
class Holds(Lookup):
    """`words__holds="'占道' & '烧烤'"`: the text form of a tsquery."""

    lookup_name = "holds"
    prepare_rhs = False
    condition = "{column} @@ {asked}::tsquery"
    times = 1

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The condition and its parameters."""
        column, of_column = self.process_lhs(compiler, connection)
        asked, of_asked = self.process_rhs(compiler, connection)
        said = self.condition.format(column=column, asked=asked)
        return said, (*of_column, *of_asked) * self.times


@SearchVectorField.register_lookup
class Seldom(Holds):
    """The same of words that stand in few reports: said twice, and not told to the planner, so that it expects next to none."""

    lookup_name = "seldom"
    condition = "({column} @@ (SELECT {asked}::tsquery) AND {column} @@ (SELECT {asked}::tsquery))"
    times = 2
