"""The rulebook: each of its lines is proved by the tables it concerns, or kept by something that is named."""

from pathlib import Path

import pytest

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.rules.procedure.describe import procedures_page
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.rulebook import OTHERS, RULEBOOK, Line, line_of
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.procedure.together import added, in_use
from xuncheng.rules.procedure.worlds import UNIVERSES

PAGE = Path(__file__).parents[3] / "docs" / "procedures.md"
LAST_LINE = 64
INVARIANTS = {name: make().invariants for name, make in UNIVERSES.items()} | {
    name: added(name) for name in in_use()
}
lines = pytest.mark.parametrize("line", RULEBOOK, ids=lambda line: line.code)


def test_no_line_is_left_out() -> None:
    listed = [line.number for line in RULEBOOK] + [number for numbers, _ in OTHERS for number in numbers]
    assert sorted(listed) == list(range(1, LAST_LINE + 1))


@lines
def test_a_line_is_proved_by_its_tables_and_by_no_other(line: Line) -> None:
    proving = {table for table, invariants in INVARIANTS.items() if line.proved_by(invariants)}
    assert proving == set(line.tables)


@lines
def test_a_line_that_no_table_proves_is_kept_by_something_else(line: Line) -> None:
    assert bool(line.tables) != bool(line.kept)
    assert line.basis


@pytest.mark.parametrize("table", INVARIANTS)
def test_every_invariant_of_the_law_belongs_to_a_line(table: str) -> None:
    known = {line.code for line in RULEBOOK}
    numbered = {line_of(one) for one in INVARIANTS[table] if one.code.startswith("I-")}
    assert numbered <= known


@pytest.mark.parametrize("table", INVARIANTS)
def test_invariants_are_told_apart_and_speak_of_acts_that_there_are(table: str) -> None:
    codes = [one.code for one in INVARIANTS[table]]
    acts = {rule.name for procedure in (*TABLES, *BESIDE) for rule in procedure.acts}
    assert len(set(codes)) == len(codes)
    assert all(one.acts <= acts for one in INVARIANTS[table])


# --- the page -------------------------------------------------------------------------------------------


def test_the_page_is_current() -> None:
    page = procedures_page({code: kind.title for code, kind in KINDS.items()})
    assert PAGE.read_text(encoding="utf-8") == page, "run: xuncheng procedures docs/procedures.md"


def test_the_page_marks_what_nobody_confirmed() -> None:
    rows = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if "未经确认" in row]
    assert len(rows) == sum(not clock.confirmed for clock in PERIODS.values()) == 18


def test_the_page_names_every_act_refusal_and_invariant() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for table in (*TABLES, *BESIDE):
        for rule in table.acts:
            assert f"`{rule.name}`" in page
            assert all(f"`{guard.code}`" in page for guard in rule.guards())
    assert all(f"| {one.code} |" in page for invariants in INVARIANTS.values() for one in invariants)
