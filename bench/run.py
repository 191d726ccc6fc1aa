"""One run: its databases, made when they are first needed and dropped at the end, and the figures taken in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.database import FILES, PROGRAM, Database
from bench.measurement import Figures, Tell
from bench.multiply import multiply
from bench.tokens import tokens

from bench import (
    acts,
    batches,
    deadlines,
    documents,
    duplicates,
    exports,
    law_search,
    lists,
    open311,
    places,
    sync,
    trail_verify,
)
from xuncheng.server.cluster import Role


@dataclass(frozen=True)
class Scale:
    """How many reports and cases are few, how many are many, how many trail entries are checked, and documents made."""

    few: tuple[int, int]
    many: tuple[int, int]
    entries: int
    documents: int


WHOLE = Scale((10_000, 2_000), (1_000_000, 200_000), 1_000_000, 1_000)
SMALL = Scale((2_000, 300), (10_000, 2_000), 50_000, 50)


@dataclass
class Run:
    """One run. `undoing` drops its databases, except, with `keep`, the demo, which the next run then need not load."""

    scale: Scale
    laws: Path | None
    keep: bool
    tell: Tell
    undoing: ExitStack

    @cached_property
    def demo(self) -> Database:
        """The demo as it is loaded."""
        database = self._database("demo")
        if not database.exists():
            database.create()
        self.tell("loading the demo, which takes a minute or two")
        database.run(PROGRAM, "migrate")
        database.run(PROGRAM, "demo")
        return database

    @cached_property
    def tokens(self) -> Mapping[str, str]:
        """Tokens by which the API is called for people of the demo. They are copied with it."""
        return tokens(self.demo, *lists.READERS)

    @cached_property
    def few(self) -> Database:
        """The demo with few reports and cases."""
        return self._multiplied("few", *self.scale.few)

    @cached_property
    def many(self) -> Database:
        """The demo with many reports and cases."""
        return self._multiplied("many", *self.scale.many)

    @cached_property
    def open_cases(self) -> Database:
        """The demo with as many cases as the largest has, all of them open, and no more reports."""
        database = self._database("open")
        database.create(self.demo)
        deadlines.keep_open_cases(database)
        multiply(
            database.dsn(Role.SUPERUSER),
            0,
            self.scale.many[1],
            self._percent(f"{self.scale.many[1]:,} open cases"),
        )
        deadlines.spread(database)
        return database

    @cached_property
    def reminders(self) -> Database:
        """The demo's cases whose fine is overdue, as many as documents are to be made."""
        database = self._database("batches")
        batches.prepare(database, self.demo, self.scale.documents, self.tell)
        return database

    @cached_property
    def trail(self) -> Database:
        """One without anything in it."""
        database = self._database("trail")
        database.create()
        return database

    def _multiplied(self, name: str, reports: int, cases: int) -> Database:
        _ = self.tokens  # before there are copies
        database = self._database(name)
        database.create(self.demo)
        multiply(
            database.dsn(Role.SUPERUSER),
            reports,
            cases,
            self._percent(f"{reports:,} reports, {cases:,} cases"),
        )
        return database

    def _percent(self, what: str) -> Callable[[float], None]:
        """Tells how far something is, every fifth of it."""
        told = 0

        def tell(done: float) -> None:
            nonlocal told
            if int(done * 5) > told:
                told = int(done * 5)
                self.tell(f"{what}: {done:.0%}")

        return tell

    def _database(self, name: str) -> Database:
        database = Database(f"xuncheng_bench_{name}")
        if name != "demo":
            self.undoing.callback(database.drop)
        elif not self.keep:
            self.undoing.callback(shutil.rmtree, FILES, ignore_errors=True)
            self.undoing.callback(database.drop)
        return database


@dataclass(frozen=True)
class Figure:
    """What can be measured: its title on the page, and how it is done."""

    title: str
    measure: Callable[[Run], Figures]


FIGURES: Mapping[str, Figure] = {
    "lists": Figure("Lists", lambda run: lists.measure(run.few, run.many, run.tokens, run.tell)),
    "duplicates": Figure(
        "What may be the same", lambda run: duplicates.measure(run.few, run.many, run.tokens, run.tell)
    ),
    "acts": Figure("Acts, and where the rest goes", lambda run: acts.measure(run.many, run.tokens, run.tell)),
    "open311": Figure("Open311", lambda run: open311.measure(run.many, run.tell)),
    "law": Figure(
        "Law search",
        lambda run: law_search.measure(run.many, run.tokens[law_search.READER], run.laws, run.tell),
    ),
    "places": Figure("Places", lambda run: places.measure(run.many, run.tell)),
    "documents": Figure("Documents", lambda run: documents.measure(run.demo, run.tell)),
    "batches": Figure(
        "Documents by the job queue",
        lambda run: batches.measure(run.reminders, run.scale.documents, run.tell),
    ),
    "sync": Figure("Terminals send at once", lambda run: sync.measure(run.few, run.tell)),
    "exports": Figure("Files of lists", lambda run: exports.measure(run.many, run.tell)),
    "deadlines": Figure("Deadlines", lambda run: deadlines.measure(run.open_cases, run.tell)),
    "trail": Figure("Trail", lambda run: trail_verify.measure(run.trail, run.scale.entries, run.tell)),
}
"""In the order in which they are taken: each finds in the database what those before it have left."""
