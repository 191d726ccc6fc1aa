"""The road of a report, walked exhaustively: wherever it comes to, it can go on to the end, and nobody waits for nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.reporting import explore, road
from xuncheng.rules.reporting.explore import faults, graph
from xuncheng.rules.reporting.road import (
    ENDS,
    NEXT_ACT,
    OPEN,
    STATUSES,
    TRANSITIONS,
    Standing,
    after,
    hindrance,
)
from xuncheng.rules.reporting.stages import STAGES, TIMERS, Progress, progress

GRAPH = graph()


def test_the_road_has_no_fault() -> None:
    assert list(faults(GRAPH)) == []


def test_every_state_is_reached_and_every_act_possible_somewhere() -> None:
    assert {one.status for one in GRAPH} == set(STATUSES)
    # What follows from an act on something else changes nothing here
    assert {name for leads in GRAPH.values() for name in leads} == set(TRANSITIONS)


@pytest.mark.parametrize(
    ("act", "broken", "found"),
    [
        # Without an answer to an order, nobody could ever answer the reporter
        ("report.report_back", {"since": frozenset({"submitted"})}, "supervised waits for nothing"),
        ("report.contribute", {"since": frozenset({"handled"})}, "open_tasks waits for nothing"),
        ("report.check", {"since": frozenset({"judged"})}, "waits for an act that is not possible"),
        ("report.feedback", {"since": frozenset({"checked"})}, "waits for an act that is not possible"),
        ("report.feedback", {"asks": ()}, "supervised outlives the report"),
        ("report.feedback", {"since": frozenset()}, "waits for an act that is not possible"),
    ],
)
def test_a_broken_road_is_found(
    monkeypatch: pytest.MonkeyPatch, act: str, broken: dict[str, object], found: str
) -> None:
    table = dict(TRANSITIONS) | {act: replace(TRANSITIONS[act], **broken)}  # type: ignore[arg-type] # whatever is broken
    monkeypatch.setattr(road, "TRANSITIONS", table)
    monkeypatch.setattr(explore, "TRANSITIONS", table)
    assert found in {fault.what for fault in faults(graph())}


def test_without_an_answer_there_is_no_way_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    shut = {name: replace(TRANSITIONS[name], to=None) for name in ("report.feedback", "report.answer_with")}
    table = dict(TRANSITIONS) | shut
    monkeypatch.setattr(road, "TRANSITIONS", table)
    monkeypatch.setattr(explore, "TRANSITIONS", table)
    assert "no way to the end" in {fault.what for fault in faults(graph())}


walks = st.lists(st.tuples(st.sampled_from(sorted(TRANSITIONS)), st.booleans()), max_size=40)


@given(walks)
def test_any_walk_stays_on_the_map(walk: list[tuple[str, bool]]) -> None:
    one = explore.START
    for act, passed in walk:
        if hindrance(act, one) is None and not (
            act == "report.join" and one.open_tasks >= explore.MOST_TASKS
        ):
            one = after(act, one, passed=passed)
            assert one in GRAPH


@given(walks)
def test_a_merged_report_comes_back_to_where_it_was(walk: list[tuple[str, bool]]) -> None:
    one = explore.START
    for act, passed in walk:
        if hindrance(act, one) is None:
            one = after(act, one, passed=passed)
    if hindrance("report.merge", one) is None:
        assert after("report.unmerge", after("report.merge", one)) == one


def test_a_failed_check_leads_back_to_the_team() -> None:
    assert after("report.check", Standing("handled"), passed=False).status == "dispatched"
    assert after("report.check", Standing("handled")).status == "checked"


def test_the_lead_waits_for_all_others() -> None:
    joined = after("report.join", Standing("dispatched"))
    refused = hindrance("report.handle", joined)
    assert refused
    assert refused.code == "tasks_open"
    assert hindrance("report.handle", after("report.release", joined)) is None


def test_a_stage_is_extended_once() -> None:
    asked = after("report.ask_extension", Standing("dispatched"))
    extended = after("report.extend", asked)
    refused = hindrance("report.ask_extension", extended)
    assert refused
    assert refused.code == "extended_before"
    # Nor after it was sent back and handled again; but the check is another stage
    assert hindrance("report.ask_extension", after("report.handle", extended)) is None
    again = after("report.check", after("report.handle", extended), passed=False)
    assert hindrance("report.ask_extension", again) is not None


def test_who_was_refused_may_ask_again() -> None:
    asked = after("report.ask_extension", Standing("dispatched"))
    assert hindrance("report.ask_extension", asked) is not None
    assert hindrance("report.ask_extension", after("report.refuse_extension", asked)) is None


def test_what_was_asked_in_a_stage_ends_with_it() -> None:
    one = Standing("dispatched", open_tasks=2, asked=True)
    assert after("report.return", one) == Standing("judged")


def test_where_it_waits_there_is_a_limit_and_a_next_act() -> None:
    assert set(TIMERS) == set(OPEN)
    assert set(NEXT_ACT) == {*OPEN, "rejected"}


@pytest.mark.parametrize("status", sorted(set(STATUSES) - {"merged"}))
def test_each_state_lies_in_one_stage(status: str) -> None:
    assert sum(status in stage.statuses for stage in STAGES) == 1
    states = [how for _, how in progress(status)]
    assert states.count(Progress.NOW) == 1
    assert states == sorted(states, key=[Progress.DONE, Progress.NOW, Progress.TO_COME].index)


def test_the_stages_are_the_seven() -> None:
    assert [stage.label.zh for stage in STAGES] == [
        "信息收集", "案卷建立", "任务派遣", "任务处理", "处理反馈", "核查结案", "综合评价",
    ]  # fmt: skip
    assert STAGES[-1].statuses >= ENDS
