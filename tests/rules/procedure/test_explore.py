"""The proof itself: every state that each table can reach is walked, and every invariant holds on the way."""

from collections.abc import Callable

import pytest

from xuncheng.rules.procedure.explore import WHOLE, Report, explore_tables
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.procedure.together import TOGETHER
from xuncheng.rules.procedure.worlds import UNIVERSES


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """What the explorer says of each table."""
    return {report.procedure: report for report in explore_tables()}


def test_every_table_is_explored(reports: dict[str, Report]) -> None:
    assert set(UNIVERSES) == {table.name for table in TABLES}
    assert {table.name for table in BESIDE} <= {
        name for together in TOGETHER for name in together.split(" + ")
    }
    assert set(reports) == {*UNIVERSES, *WHOLE}


@pytest.mark.parametrize("table", [*UNIVERSES, *WHOLE])
def test_every_invariant_holds_in_every_state_that_can_be_reached(
    table: str, reports: dict[str, Report], record_property: Callable[[str, object], None]
) -> None:
    report = reports[table]
    record_property("explored", _told(report))
    assert [(violation.code, violation.path) for violation in report.violations] == []
    assert report.proved


def _told(report: Report) -> str:
    return (
        f"{report.procedure}: {report.states:,} states and {report.steps:,} steps of {report.worlds:,} kinds of "
        f"cases walked, {report.invariants} invariants proved in {report.seconds:.0f} s"
    )


@pytest.mark.parametrize("table", UNIVERSES)
def test_the_walk_is_not_empty(table: str, reports: dict[str, Report]) -> None:
    # Given every choice of the facts that are fixed when a case begins
    report, universe = reports[table], UNIVERSES[table]()
    # Then all of them were tried, each invariant was asked (and that what is offered can be done, and every case can end),
    # and far more states than that were reached
    assert report.worlds == universe.worlds > 6_000
    assert report.invariants == len(universe.invariants) + 2
    assert report.states > 10_000
