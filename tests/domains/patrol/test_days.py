"""The days of positions: made ahead, thinned after thirty days, dropped after the configured time; the program owns none of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql
from tests.database import address_as
from tests.domains import patrols
from tests.domains.town import Person, Street, Town

from xuncheng.domains.patrol import taking_in
from xuncheng.domains.patrol.jobs import keep_days

Hire = Callable[[Street], Person]


@pytest.fixture(autouse=True)
def _at_nine(clock: object) -> None:
    """The clock at its start."""


def days() -> dict[date, bool]:
    """The days that there are, and which are thinned."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT day, thinned FROM patrol_days()")
        return dict(cursor.fetchall())


def count(on: date) -> int:
    """How many positions there are of a day."""
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        table = sql.Identifier("patrol_days", f"d{on:%Y%m%d}")
        (found,) = owner.execute(sql.SQL("SELECT count(*) FROM {}").format(table)).fetchone() or (0,)
        return int(found)


def test_days_are_made_ahead(town: Town) -> None:
    keep_days(town.clock.today)
    assert {town.clock.today + timedelta(days=ahead) for ahead in range(8)} <= days().keys()
    assert keep_days(town.clock.today).made == 0


def test_old_days_are_thinned_to_one_a_minute_and_then_dropped(town: Town, hire: Hire) -> None:
    # Given five positions in two minutes of a day
    officer, on = hire(town.a), town.clock.today
    patrols.agree(officer)
    patrols.begin(officer)
    start = town.clock.now
    town.clock.pass_by(minutes=2)
    before = count(on) if on in days() else 0
    patrols.send(officer, *(patrols.at(start + timedelta(seconds=s), town.a) for s in (0, 20, 40, 60, 80)))
    # When it is thirty days old nothing happens yet; a day later it is thinned, once
    assert keep_days(on + timedelta(days=30)).thinned == 0
    assert count(on) == before + 5
    assert keep_days(on + timedelta(days=31)).thinned >= 1
    assert days()[on]
    assert count(on) <= before + 2
    assert keep_days(on + timedelta(days=31)).thinned == 0
    # And after ninety days it is gone
    assert keep_days(on + timedelta(days=90)).dropped == 0
    assert keep_days(on + timedelta(days=91)).dropped >= 1
    assert on not in days()
    taking_in._MADE.clear()


def test_a_day_that_is_not_there_is_made_when_it_is_needed(town: Town, hire: Hire) -> None:
    """Also where this process takes it to be there, as after a transaction that was undone."""
    officer = hire(town.a)
    town.clock.pass_by(days=200)
    on = town.clock.today
    taking_in._MADE.add(on)
    patrols.agree(officer)
    patrols.begin(officer)
    assert patrols.send(officer, patrols.at(town.clock.now, town.a))["kept"] == 1
    assert on in days()


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM patrol_days.d20260302",
        "CREATE TABLE patrol_days.mine (at date)",
        "UPDATE patrol_position SET lon = 0",
        "ALTER TABLE patrol_position DETACH PARTITION patrol_days.d20260302",
    ],
)
def test_the_program_reaches_positions_by_their_table_alone(town: Town, statement: str) -> None:
    taking_in.make_days([date(2026, 3, 2)])
    with (
        psycopg.connect(address_as(settings.DATABASE_URL)) as program,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        program.execute(sql.SQL(statement))  # type: ignore[arg-type] # a constant of this test


def test_nobody_writes_the_position_of_another(town: Town, hire: Hire) -> None:
    """Not even by plain SQL: the database asks whose act it is."""
    officer = hire(town.a)
    taking_in.make_days([date(2026, 3, 2)])
    with (
        psycopg.connect(address_as(settings.DATABASE_URL)) as program,
        program.transaction(force_rollback=True),
    ):
        program.execute("SELECT set_config('xuncheng.actor', %s, true)", [town.officer.key])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            program.execute(
                "INSERT INTO patrol_position VALUES (%s, '2026-03-02 10:00+08', 116.35, 39.92, 8, '110199.001.')",
                [officer.key],
            )


def test_plain_sql_sees_positions_of_its_scope_alone(town: Town, hire: Hire) -> None:
    ours, theirs = hire(town.a), hire(town.b)
    for officer, street in ((ours, town.a), (theirs, town.b)):
        patrols.agree(officer)
        patrols.begin(officer)
        patrols.send(officer, patrols.at(town.clock.now, street))

    def seen(path: str) -> set[Any]:
        found = set()
        with psycopg.connect(address_as(settings.DATABASE_URL)) as program:
            program.execute("SELECT set_config('xuncheng.scope', %s, true)", [f'{{"{path}"}}'])
            for table in ("patrol_position", "patrol_latest"):
                query = sql.SQL("SELECT DISTINCT area_path FROM {}").format(sql.Identifier(table))
                rows = program.execute(query)
                found |= {one for (one,) in rows}
        return found

    assert seen(town.a.area.path) == {town.a.area.path}
    assert seen("110198.") == set()
    assert seen("110199.") == {town.a.area.path, town.b.area.path}
