"""Evidence registered and preserved in advance, by HTTP (行政处罚法第五十六条)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Clock, Town, messages_of

from xuncheng.domains.cases.jobs import warn_of_deadlines

ITEM = {"name": "折叠货架", "kind": "经营工具", "quantity": "2", "unit": "个", "condition": "完好"}
ART_56 = "行政处罚法第五十六条"


@pytest.fixture
def file(town: Town, clock: Clock, unprinted: None) -> File:
    """A case that is being investigated."""
    return road.ordinary(town, town.a, "inspect")


def proposed(file: File) -> str:
    """A preservation that waits for the head; its key."""
    given = {"reason": "货物可能被运离现场。", "objects": "折叠货架2个"}
    return file.act(file.officer, "preservation.propose", **given)["result"]


def approved(file: File) -> str:
    key = proposed(file)
    file.act(file.town.head, "preservation.approve", preservation=key, approved=True, opinion="同意。")
    return key


def taking(file: File, key: str, **more: Any) -> dict[str, Any]:
    return (
        file.team
        | {"preservation": key, "items": [ITEM], "delivered": True, "keeping": "原地加封保存"}
        | more
    )


def held(file: File) -> str:
    key = approved(file)
    file.act(file.officer, "evidence.preserve", **taking(file, key))
    return key


def giving_back(key: str, **more: Any) -> dict[str, Any]:
    return {"preservation": key, "reasons": "已拍照固定证据。", "receiver": "刘示范"} | more


def kinds(file: File) -> list[str]:
    return [one["kind"] for one in file.page()["documents"]]


def test_from_the_proposal_to_the_return(town: Town, file: File) -> None:
    # Given a preservation that the head approved, when the objects are registered on Monday 2 March
    key = held(file)
    # Then seven working days run, and the case waits for the head's decision with the list at hand
    page = file.page()
    assert (page["due"], page["due_label"]["zh"]) == ("2026-03-11", "处理登记保存的物品")
    (measure,) = file.officer.get(f"/cases/{file.key}/measures")
    assert (measure["state"]["code"], measure["until"], measure["items"][0]["name"]) == (
        "held",
        "2026-03-11",
        "折叠货架",
    )
    # When the head has them copied and returned
    file.act(town.head, "preservation.dispose", **giving_back(key, outcome="returned"))
    # Then three documents tell of it
    assert kinds(file)[-3:] == ["preservation_approval", "preservation_notice", "preservation_disposal"]
    (measure,) = file.officer.get(f"/cases/{file.key}/measures")
    assert measure["state"]["code"] == "settled"


def test_nothing_is_taken_before_the_head_approved(town: Town, file: File) -> None:
    key = proposed(file)
    problem = town.officer.refused("evidence.preserve", file.key, **taking(file, key))
    assert said(problem) == ("preservation_not_approved", 409, ART_56, ["负责人批准先行登记保存"])
    file.act(town.head, "preservation.approve", preservation=key, approved=False, opinion="不同意。")
    assert (
        town.officer.refused("evidence.preserve", file.key, **taking(file, key))["code"]
        == "preservation_not_approved"
    )


def test_who_handles_the_case_does_not_approve(town: Town, file: File) -> None:
    town.grant(town.officer, "head", town.a.area)
    key = proposed(file)
    given = {"preservation": key, "approved": True, "opinion": "同意。"}
    assert said(town.officer.refused("preservation.approve", file.key, **given))[:3] == (
        "own_case",
        409,
        "行政处罚法第五十七条第一款",
    )


@pytest.mark.parametrize(
    ("wrong", "code", "article"),
    [
        ({"certificates_shown": False}, "certificates_shown", "行政处罚法第五十五条第一款"),
        ({"delivered": False}, "not_delivered", "行政处罚法第六十一条第一款"),
    ],
)
def test_how_it_is_taken(town: Town, file: File, wrong: dict[str, Any], code: str, article: str) -> None:
    given = taking(file, approved(file), **wrong)
    assert said(town.officer.refused("evidence.preserve", file.key, **given))[:3] == (code, 409, article)


def test_by_one_officer(town: Town, file: File) -> None:
    given = taking(file, approved(file), officers=[town.officer.key] * 2)
    problem = town.officer.refused("evidence.preserve", file.key, **given)
    assert said(problem)[:3] == ("two_certified_officers", 409, "行政处罚法第四十二条第一款")


def test_once_lapsed_it_is_only_released(town: Town, file: File, clock: Clock) -> None:
    """The seventh working day is in time; on the eighth the measure has lapsed."""
    key = held(file)
    clock.on(3, 12)
    problem = town.head.refused("preservation.dispose", file.key, **giving_back(key, outcome="tested"))
    assert said(problem)[:3] == ("preservation_lapsed", 409, "行政处罚法第五十六条、第八十五条")
    file.act(town.officer, "preservation.release", **giving_back(key))
    assert kinds(file)[-1] == "preservation_disposal"


def test_on_the_last_day_it_is_in_time(town: Town, file: File, clock: Clock) -> None:
    key = held(file)
    clock.on(3, 11, hour=23)
    file.act(town.head, "preservation.dispose", **giving_back(key, outcome="tested"))


def test_confiscated_by_a_decision_only(town: Town, file: File) -> None:
    given = giving_back(held(file), outcome="confiscated")
    problem = town.head.refused("preservation.dispose", file.key, **given)
    assert said(problem)[:3] == ("not_confiscated_by_decision", 409, "行政处罚法第五十七条第一款")


def test_no_case_ends_while_objects_are_held(town: Town, file: File) -> None:
    held(file)
    file.act(town.head, "case.terminate", reason="当事人死亡。")
    assert said(town.head.refused("case.close", file.key))[:3] == ("preservation_open", 409, ART_56)


def test_a_preservation_of_another_case(town: Town, file: File) -> None:
    other = road.ordinary(town, town.a, "inspect")
    strange = proposed(other)
    proposed(file)
    given = {"preservation": strange, "approved": True, "opinion": "同意。"}
    problem = town.head.refused("preservation.approve", file.key, **given)
    assert [error["field"] for error in problem["errors"]] == ["preservation"]


def test_the_officer_is_warned_on_the_fifth_working_day(town: Town, clock: Clock, file: File) -> None:
    # Given objects registered on Monday 2 March, to be dealt with by Wednesday 11 March
    held(file)

    def told() -> list[str]:
        warn_of_deadlines(clock.now)
        found = [one for one in messages_of(file.officer) if file.key in one["link"]]
        titles = [one["title"]["zh"].rpartition("：")[2] for one in found]
        return [title for title in titles if title.startswith("处理登记保存的物品")]

    # When three working days are left he is told as of every period
    clock.on(3, 5)
    assert told() == []
    clock.on(3, 6)
    three = "处理登记保存的物品还有3个工作日（2026-03-11）"
    assert told() == [three]
    clock.on(3, 8)
    assert told() == [three]
    # And on the fifth of the seven working days, a Monday, once more
    clock.on(3, 9)
    fifth = "处理登记保存的物品还有2日（2026-03-11）"
    assert told() == told() == [fifth, three]
    clock.on(3, 10)
    assert told()[0] == "处理登记保存的物品还有1个工作日（2026-03-11）"
