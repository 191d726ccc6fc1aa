"""A case that is suspended, terminated, declined, or ends without a penalty."""

from __future__ import annotations

import pytest
from tests.domains import road
from tests.domains.town import Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_suspended_and_resumed(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    file.act(town.head, "case.suspend", reason="等待鉴定结论。")
    problem = town.officer.refused(
        "inspection.record", file.key, findings="占道。", started_at=town.clock.now, **file.team
    )
    assert (problem["code"], [one["zh"] for one in problem["missing"]]) == ("suspended", ["恢复调查"])
    file.act(town.head, "case.resume", reason="鉴定已完成。")
    assert file.page()["stage"]["code"] == "investigating"


def test_terminated_closed_and_archived(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    file.act(town.head, "case.terminate", reason="违法主体已注销。")
    file.act(town.head, "case.close")
    file.act(town.officer, "case.archive")
    assert town.dispatcher.get(f"/reports/{file.report}")["outcome"] == "终止调查。"


def test_declined_and_archived(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    file.act(town.head, "case.decline", opinion="情节显著轻微。")
    assert town.officer.refused(
        "inspection.record", file.key, findings="占道。", started_at=town.clock.now, **file.team
    )
    file.act(town.officer, "case.archive")
    assert file.page()["bundle"]["size"] > 0


def test_no_penalty(town: Town) -> None:
    file = road.ordinary(town, town.a, "conclude")
    reason = "违法行为轻微并及时改正，没有造成危害后果"
    file.act(
        town.head,
        "decision.waive",
        no_penalty_ground=reason,
        harmless=True,
        explanation="当事人当场改正。",
        education="已教育。",
    )
    file.results["decision.make"] = file.results["decision.waive"]
    steps = {name: road.ORDINARY[name] for name in ("serve_decision", "close", "archive")}
    page = file.go(steps, "archive").page()
    assert page["stage"]["code"] == "archived"
    assert page["amount"] is None
    assert town.dispatcher.get(f"/reports/{file.report}")["outcome"] == "不予行政处罚。"


def test_who_steps_back_does_nothing_more(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    one, other = town.a.officers
    about = {"applicant": "刘示范", "ground": "与当事人系亲属。", "reasons": "情况属实。"}
    problem = town.head.refused("recusal.decide", file.key, officer=one.key, replacement=other.key, **about)
    assert problem["code"] == "replacement_unfit"
    file.act(town.head, "recusal.decide", officer=one.key, replacement=town.b.officers[0].key, **about)
    assert file.page()["handler"]["name"] == "王一"
    problem = one.refused(
        "inspection.record", file.key, findings="占道。", started_at=town.clock.now, **file.team
    )
    assert problem["code"] == "not_an_investigator"
