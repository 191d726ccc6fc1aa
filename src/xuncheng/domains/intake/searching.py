"""Finding reports by words: what of a report is kept for it, and how what somebody types asks for it.

The words are those of the law search, so that 占道烧烤 finds 占道经营烧烤摊. Neither name nor telephone of a reporter is among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import CharField, Func, Lookup, Q, Value
from django.utils import timezone

from xuncheng.domains.law.queries import asked_for, every_word, quote
from xuncheng.foundation.trail.days import day_of, midnight

SAMPLE, LEAST = 0.05, 75
"""Per cent of the reports that are looked at, and in how many of them words stand that stand in many: in some 150,000 of a million."""

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


WEEKS = (2, 10)
"""How many weeks the first portions of a search have; the last has all the rest."""


def by_weeks(since: datetime | None) -> Iterator[Q]:
    """Portions of reports that hold words, the newest first: those of the last weeks, then those before.

    The database writes the week of a report among its words (@202648, as ISO 8601 counts weeks), as it does its street
    (@110199.003.), so that the index of words finds those of some weeks alone. Of words that stand in fifty thousand reports some
    hundreds are read and sorted then, and not all of them.
    """
    newest = day_of(since or timezone.now())
    after = newest + timedelta(days=7 - newest.weekday())
    if since is None:
        yield Q(submitted_at__gte=midnight(after))
    for many in WEEKS:
        mondays = [after - timedelta(weeks=back) for back in range(1, many + 1)]
        weeks, first = _marked(map(_week, mondays)), mondays[-1]
        yield Q(submitted_at__gte=midnight(first), submitted_at__lt=midnight(after)) & weeks
        after = first
    yield Q(submitted_at__lt=midnight(after))


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}{week:02}"


def in_marked(streets: Iterable[str]) -> Q:
    """Reports in these streets, given by their paths, as the index of words finds them; everywhere where there are none."""
    return _marked(streets) if streets else Q()


def _marked(marks: Iterable[str]) -> Q:
    return Q(words__holds=" | ".join(quote(f"@{mark}") for mark in marks))


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
    """The same of words that stand in few reports: said twice, and not told to the planner, so that it expects next to none.

    Said once, a word that stands nowhere is looked for in all reports, the newest first.
    """

    lookup_name = "seldom"
    condition = "({column} @@ (SELECT {asked}::tsquery) AND {column} @@ (SELECT {asked}::tsquery))"
    times = 2
