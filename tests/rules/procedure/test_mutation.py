"""Whether the proof proves anything: each guard is left out in turn, and each result; the explorer must find it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from tests.rules.procedure.case import FINE, LI_MING, on_the_spot, timer
from tests.rules.procedure.small import ARCHIVE, OPEN, PUNISH, universe, walked

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.explore import explore
from xuncheng.rules.procedure.guards import fact, law
from xuncheng.rules.procedure.invariants import never
from xuncheng.rules.procedure.model import Procedure, Situation
from xuncheng.rules.procedure.mutate import (
    Mutant,
    Trial,
    guards_removed,
    periods_not_started,
    results_forgotten,
    try_beside,
    try_out,
    try_table,
    without,
)
from xuncheng.rules.procedure.simple import SIMPLE
from xuncheng.rules.procedure.tables import BESIDE, TABLES, in_force
from xuncheng.rules.procedure.together import TOGETHER
from xuncheng.rules.procedure.universe import DOABLE, Universe
from xuncheng.rules.procedure.watch import clock_column
from xuncheng.rules.procedure.worlds import TRIALS

CONVENIENCE = {
    ("simple", "fine.pay", "without nothing_owed"): "no sum is above nothing and not above what is owed",
    ("ordinary", "fine.pay", "without nothing_owed"): "no sum is above nothing and not above what is owed",
    (
        "ordinary",
        "document.serve",
        "without nothing_to_serve",
    ): "no document that may be named waits to be served",
}
"""Guards that the checks on what is entered imply, and why.

Without them nothing unlawful could be done, but something would be offered in vain; that alone is noticed.
"""


@pytest.fixture(scope="module", params=[table.name for table in TABLES])
def trials(request: pytest.FixtureRequest) -> tuple[str, tuple[Trial, ...]]:
    """Each table, and what became of each mutant of it."""
    return request.param, try_table(request.param)


def test_every_guard_every_period_and_every_result_is_left_out(trials: tuple[str, tuple[Trial, ...]]) -> None:
    name, tried = trials
    (table,) = (table for table in TABLES if table.name == name)
    guards = {(rule.name, f"without {guard.code}") for rule in table.acts for guard in rule.guards()}
    periods = {(rule.name, f"does not start {clock}") for rule in table.acts for clock in rule.starts}
    done = {(trial.act, trial.change) for trial in tried}
    assert guards | periods <= done
    assert len(tried) == len(done)
    # And of every act something that it leaves in the facts, and the periods that it ends
    results = {(act, change.removeprefix("forgets ")) for act, change in done - guards - periods}
    assert {act for act, _ in results} == {rule.name for rule in table.acts}
    assert (name == "simple", name == "ordinary") == (
        ("fine.hand_in", clock_column("handing_in")) in results, ("hearing.hold", "heard") in results,
    )  # fmt: skip


@cache
def trials_of(name: str) -> tuple[Trial, ...]:
    """What became of each mutant of what runs side by side."""
    return try_beside(name)


Recorder = Callable[[str, object], None]


def told(name: str, tried: Sequence[Trial]) -> str:
    """How many were left out, and how many of them were noticed."""
    noticed = sum(trial.violation is not None for trial in tried)
    return f"{name}: {len(tried)} guards, periods and results left out in turn, {noticed} noticed"


@pytest.mark.parametrize("name", TOGETHER)
def test_beside_a_case_each_is_noticed_as_well(name: str, record_property: Recorder) -> None:
    # Given what runs side by side, with each guard, period and result of the acts beside left out, and each condition on the others
    trials = trials_of(name)
    record_property("explored", told(name, trials))
    # Then there were some, and the walk breaks for every one of them
    assert trials
    assert [(one.act, one.change) for one in trials if one.violation is None] == []


@pytest.mark.parametrize("beside", BESIDE, ids=lambda one: one.name)
def test_nothing_that_runs_beside_a_case_is_passed_over(beside: Procedure) -> None:
    # Given all that a procedure asks: of its own acts, and of those of the procedures that it runs beside
    own = {(rule.name, guard.code) for rule in beside.acts for guard in rule.guards()}
    laid = {
        (act, guard.code)
        for asked in (beside.conditions, beside.checks)
        for act, guards in asked.items()
        for table in TABLES
        if table.name in beside.beside and (rule := table.rule(act))
        for guard in guards
        if guard.code not in {other.code for other in rule.guards()}
    }
    # Then each was left out in one of the universes in which the procedure is walked
    tried = {
        (one.act, one.change)
        for name in TOGETHER
        if beside.name in name.split(" + ")
        for one in trials_of(name)
    }
    assert {(act, f"without {code}") for act, code in own | laid} - tried == set()


def test_each_is_noticed(trials: tuple[str, tuple[Trial, ...]], record_property: Recorder) -> None:
    name, tried = trials
    record_property("explored", told(name, tried))
    assert [(trial.act, trial.change) for trial in tried if trial.violation is None] == []


def test_only_what_is_implied_is_noticed_as_offered_in_vain(trials: tuple[str, tuple[Trial, ...]]) -> None:
    name, tried = trials
    vain = {
        (name, trial.act, trial.change)
        for trial in tried
        if trial.violation and trial.violation.code == DOABLE.code
    }
    assert vain == {key for key in CONVENIENCE if key[0] == name}


# --- the walk itself, on a table without one guard ----------------------------------------------------------


def broken(universe: Universe, act: str, code: str) -> Universe:
    """The universe with a table that lacks a guard; nothing is dropped, for dropping rests on the whole table."""
    rules = tuple(without(rule, code) if rule.name == act else rule for rule in universe.procedure.acts)
    return replace(universe, procedure=replace(universe.procedure, acts=rules), drops=())


@pytest.mark.parametrize(
    ("table", "act", "guard", "invariant"),
    [
        ("simple", "decision.make", "rights_not_told", "I-15"),
        ("simple", "case.open", "two_certified_officers", "I-7a"),
        ("simple", "inspection.record", "two_certified_officers", "I-7"),
        ("simple", "decision.make", "fine_above_range", "I-24"),
        ("simple", "decision.make", "not_simple", "I-12"),
        ("ordinary", "decision.make", "not_notified", "I-15"),
        ("ordinary", "legality.review", "investigator_reviews", "I-19"),
        ("ordinary", "case.propose", "two_certified_officers", "I-7a"),
        ("ordinary", "inspection.record", "two_certified_officers", "I-7"),
        ("ordinary", "decision.make", "decision_limit_over", "I-22"),
        ("ordinary", "decision.make", "fine_above_range", "I-24"),
    ],
)
def test_the_explorer_finds_the_way_to_what_a_missing_guard_allows(
    table: str, act: str, guard: str, invariant: str
) -> None:
    # Given a table without the guard, when it is explored until something breaks
    with_sums = TRIALS[table]()[-1]
    report = explore(broken(with_sums, act, guard), first_only=True)
    # Then the invariant is broken by that act, at the end of a way that starts with the first act of the table
    paths = {violation.code: violation.path for violation in report.violations}
    assert paths[invariant][-1] == act
    assert paths[invariant][0] == in_force(table, TABLES[0].since).acts[0].name


# --- how it is tried, on a small table ----------------------------------------------------------------------


CLOSED_ONCE = never("T-1", "不重复处罚", "nobody is punished twice", lambda s: not s.before.closed, "punish")
NOTED = never("T-2", "处罚有记载", "a punishment is noted", lambda s: s.after.closed, "punish")
NOT_PUNISHED = fact("punished", lambda f: not f.closed, Text("已处罚", "punished"), law("29"))
ONCE = replace(PUNISH, requires=(*PUNISH.requires, NOT_PUNISHED))


def test_a_row_as_it_stands_goes_unnoticed_and_a_worse_one_does_not() -> None:
    walk = walked(universe(OPEN, ONCE, ARCHIVE, invariants=(CLOSED_ONCE, NOTED)))
    mutants = (Mutant(ONCE, "as it stands"), Mutant(without(ONCE, "punished"), "without punished"))
    found = {trial.change: trial.violation for trial in try_out([walk], mutants)}
    assert found["as it stands"] is None
    assert found["without punished"] is not None
    assert (found["without punished"].code, found["without punished"].path) == ("T-1", ("punish", "punish"))


def test_every_result_is_forgotten_that_an_act_has() -> None:
    # Given acts that open a case with a period, punish, and archive
    walk = walked(universe(OPEN, ONCE, ARCHIVE, invariants=(CLOSED_ONCE, NOTED)))
    mutants = list(results_forgotten([walk]))
    assert [(mutant.rule.name, mutant.change) for mutant in mutants] == [
        ("archive", "forgets archived"), ("open", f"forgets {clock_column('decision')}"), ("open", "forgets proposed"),
        ("punish", "forgets closed"),
    ]  # fmt: skip
    # Then only what an invariant asks for is missed
    noticed = {trial.act for trial in try_out([walk], mutants) if trial.violation}
    assert noticed == {"punish"}


def test_a_row_without_a_guard_keeps_all_others() -> None:
    # Given the decision of the ordinary procedure
    rule = in_force("ordinary", TABLES[0].since).rule("decision.make")
    assert rule is not None
    codes = [guard.code for guard in rule.guards()]
    # Then each guard is left out once, and nothing else
    kept = [
        [guard.code for guard in mutant.rule.guards()]
        for mutant in guards_removed(in_force("ordinary", TABLES[0].since))
        if mutant.rule.name == rule.name
    ]
    assert kept == [codes[:place] + codes[place + 1 :] for place in range(len(codes))]


def test_a_period_left_out_does_not_run_and_all_others_do() -> None:
    # Given the decision on the spot, which starts the time to pay and the time to lodge it
    mutants = {
        mutant.change: mutant.rule
        for mutant in periods_not_started(SIMPLE)
        if mutant.rule.name == "decision.make"
    }
    case = on_the_spot()
    entered = {"kinds": FINE, "amount": Decimal(3000), "ground": "", "delivered": True}
    situation = Situation(case.facts, LI_MING, case.today, timer, entered)
    # Then the one that is left out does not run
    left = mutants["does not start payment"].effect(situation)
    assert (left.due("payment"), left.due("lodging")) == (None, date(2026, 11, 23))
    assert mutants["does not start lodging"].effect(situation).due("lodging") is None
