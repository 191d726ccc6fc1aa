"""What people look at all day, with few and with many reports and cases, through HTTP.

Two databases of the same demo, one multiplied to 10,000 reports and 2,000 cases, one to a hundred times as much,
each behind a web process. Every request goes to both in turn, so that whatever else the machine does slows down
both alike. Pages are asked for one after the other, on an open connection, and read to their last byte.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from statistics import median
from urllib.parse import quote

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds, p95, table
from bench.web import Client, serving

from xuncheng.domains.law.words import cut

ROUNDS = 400
"""How often each kind of page is asked for, in each database."""

_WARM = 40
"""Rounds before those that count: connections are opened, statements prepared."""

SEARCHED = "reports, searched for words"

MOST_MILLISECONDS = 60
MOST_RATIO = 1.3

READERS = ("officer-a", "officer-b", "dispatcher", "head", "reviewer")
"""Whose pages are asked for; officers see a street, the others the district."""

# Narrowed and sorted as people do it. The placeholders are drawn from what the reader sees.
_FILTERS = (
    "status=submitted", "status=dispatched&sort=due", "status=answered", "matter={matter}", "status=answered&matter={matter}",
    "urgency=overdue&sort=due", "urgency=near&sort=due", "from={day}&to={day}", "status=handled&source=citizen",
    "street={street}&status=dispatched&sort=due", "street={street}&matter={matter}", "q={number}", "", "street={street}",
    "source={source}", "mine=1", "supervised=1", "asking=1",
)  # fmt: skip

_SEARCHES = (
    "q={word}",
    "q={words}",
    "q={place}",
    "q={absent}",
    "q={word}&status=answered",
    "q={word}&street={street}",
)
"""Words as people type them: one and two of a report's text, the beginning of an address, what stands nowhere."""

_ABSENT = "不存在词汇"

_WHOLE_CASES = """
SELECT split_part(c.number, '-', 1), c.id::text FROM cases_case c JOIN people_user u ON c.area_path ^@ u.area_path
 WHERE u.username = %s AND EXISTS (SELECT FROM trail_entry e WHERE e.chain = c.id) ORDER BY 1, 2
"""
"""Cases that have their whole file, with the number of the case that they were copied from."""

_DRAWN = """
SELECT m.code, left(r.number, 8), replace(r.street, '.', ''), r.source, r.text, r.address FROM intake_report r
  JOIN law_matter m ON m.id = r.matter_id JOIN people_user u ON r.area_path ^@ u.area_path
 WHERE u.username = %s ORDER BY r.number
"""
"""Matter, day, street, source, text and address of reports that a reader sees, for him to look for."""


@dataclass(frozen=True)
class Paths:
    """What a reader asks for in the database with few rows, and in the one with many; `sort` is what it is like."""

    sort: str
    few: str
    many: str


@dataclass(frozen=True)
class Asked:
    """How many milliseconds a page of some sort took in each database."""

    sort: str
    few: float
    many: float


Draw = Callable[[str, Random], Paths]
"""Draws what a reader asks for."""


def measure(few: Database, many: Database, tokens: Mapping[str, str], tell: Tell) -> Figures:
    """Ask both for everything in turn."""
    sizes = (_reports(few), _reports(many))
    with serving(few) as web_of_few, serving(many) as web_of_many:
        clients = {
            reader: (Client(web_of_few.port, tokens[reader]), Client(web_of_many.port, tokens[reader]))
            for reader in READERS
        }
        rows, notes = [], []
        for name, draw in _kinds(few, many).items():
            tell(f"{name}: {ROUNDS} times in each database")
            asked = list(_ask(clients, draw))
            rows.append(_figure(name, asked, sizes))
            notes.append(_by_sort(name, asked, sizes))
    return Figures(rows, "\n\n".join(notes))


def _reports(database: Database) -> str:
    ((count,),) = database.query("SELECT count(*) FROM intake_report")
    return f"{count:,} reports"


def _kinds(few: Database, many: Database) -> dict[str, Draw]:
    """The pages that are asked for."""
    return {
        "my work": _my_work, "reports, filtered": _lists(few, _FILTERS), SEARCHED: _lists(few, _SEARCHES),
        "page of a case": _cases(few, many),
    }  # fmt: skip


def _my_work(reader: str, _chance: Random) -> Paths:
    return Paths(reader, "/work", "/work")


def _lists(few: Database, ways: Sequence[str]) -> Draw:
    seen = {reader: few.query(_DRAWN, [reader]) for reader in READERS}

    def draw(reader: str, chance: Random) -> Paths:
        matter, day, street, source, text, address = map(str, chance.choice(seen[reader]))
        words = [word for word in cut(text) if len(word) > 1] or [text[:2]]
        first = chance.randrange(len(words))
        wanted = chance.choice(ways)
        path = "/reports?" + wanted.format(
            matter=matter, day=f"{day[:4]}-{day[4:6]}-{day[6:]}", street=street, number=day, source=source,
            word=quote(words[first]), words=quote(" ".join(words[first : first + 2])), place=quote(address[:6]),
            absent=quote(_ABSENT),
        )  # fmt: skip
        return Paths(wanted or "first page", path, path)

    return draw


def _cases(few: Database, many: Database) -> Draw:
    """The same case in both, in the larger database one of its copies: so the pages are equally long."""
    originals, copies = ({reader: _whole_cases(one, reader) for reader in READERS} for one in (few, many))

    def draw(reader: str, chance: Random) -> Paths:
        number = chance.choice(list(originals[reader]))
        one, other = originals[reader][number][0], chance.choice(copies[reader][number])
        return Paths(reader, f"/cases/{one}", f"/cases/{other}")

    return draw


def _whole_cases(database: Database, reader: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for number, key in database.query(_WHOLE_CASES, [reader]):
        found[str(number)].append(str(key))
    return found


def _ask(clients: Mapping[str, tuple[Client, Client]], draw: Draw) -> Iterator[Asked]:
    chance = Random(1)  # noqa: S311 # which pages are looked at is no secret
    for turn in range(-_WARM, ROUNDS):
        reader = READERS[turn % len(READERS)]
        paths = draw(reader, chance)
        few, many = (
            milliseconds(partial(client.fetch, path))
            for client, path in zip(clients[reader], (paths.few, paths.many), strict=True)
        )
        if turn >= 0:
            yield Asked(paths.sort, few, many)


def _figure(name: str, asked: Sequence[Asked], sizes: tuple[str, str]) -> Measurement:
    few, many = p95([one.few for one in asked]), p95([one.many for one in asked])
    ratio = math.inf if name == SEARCHED else MOST_RATIO
    promised = f"< {MOST_MILLISECONDS} ms" + (f", ≤ {ratio} ×" if ratio < math.inf else "")
    return Measurement(
        f"{name} with {sizes[1]}, p95", many, "ms", many / few, f"with {sizes[0]}: {few:.1f} ms",
        promised, many < MOST_MILLISECONDS and many / few <= ratio,
    )  # fmt: skip


def _by_sort(name: str, asked: Sequence[Asked], sizes: tuple[str, str]) -> str:
    """The medians of each sort of page, and with many reports the 95th percentile, the slowest first, as a table."""
    by_sort: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        by_sort[one.sort].append(one)
    medians = [
        (
            sort,
            median(one.few for one in group),
            median(one.many for one in group),
            p95([one.many for one in group]),
        )
        for sort, group in by_sort.items()
    ]
    rows = [
        (f"`{sort}`", f"{few:.1f} ms", f"{many:.1f} ms", f"{late:.1f} ms")
        for sort, few, many, late in sorted(medians, key=lambda row: -row[2])
    ]
    return f"{name.capitalize()}, medians:\n\n{table(('', *sizes, 'of these p95'), rows)}"
