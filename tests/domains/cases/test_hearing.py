"""Weighty cases: the hearing, the legality review after it, and the discussion among the heads."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Clock, Town

from xuncheng.domains.cases.jobs import note_lapses
from xuncheng.domains.documents.queries import latest
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

DEAR = {"kinds": ["fine"], "amount": "4000.00"}
"""Above what a citizen is fined without the offer of a hearing."""


@pytest.fixture
def offered(town: Town) -> File:
    """A case whose party was offered a hearing on 2 March 2026."""
    return road.ordinary(town, town.a, "serve_notice", penalty=dict(DEAR))


def convene(file: File, day: str) -> dict[str, Any]:
    """What convenes a hearing."""
    return {
        "hearing_on": day,
        "presider": file.town.reviewer.key,
        "recorder": "周记录",
        "place": "第一会议室",
    }


HELD = {
    "absent": False, "recorder": "周记录", "started_at": "2026-03-20T09:30:00+08:00",
    "speeches": [{"speaker": "刘示范", "words": "请求从轻处罚。"}],
}  # fmt: skip
REPORT = {
    "claims": "占道经营属实。",
    "defence": "请求从轻处罚。",
    "evidence": "对现场笔录没有异议。",
    "opinion": "建议维持拟处理意见。",
}
"""What the presider reports."""


def texts(file: File, kind: str) -> dict[str, Any]:
    """What the newest document of a kind says."""
    with reading(HOUSE):
        found = latest(UUID(file.key), kind)
    assert found is not None, kind
    data: dict[str, Any] = found.data
    return data


def test_a_hearing_is_offered_above_the_figure(offered: File) -> None:
    assert {clock["name"] for clock in offered.page()["clocks"]} == {
        "decision",
        "statement",
        "hearing_request",
    }
    cheap = road.ordinary(
        offered.town, offered.town.a, "serve_notice", penalty={"kinds": ["fine"], "amount": "3000.00"}
    )
    assert {clock["name"] for clock in cheap.page()["clocks"]} == {"decision", "statement"}


def test_no_decision_before_the_right_is_settled(town: Town, offered: File) -> None:
    offered.act(town.officer, "statement.waive", signed=True)
    problem = town.head.refused("decision.make", offered.key, **DEAR)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "hearing_open",
        "行政处罚法第六十三条、第六十四条、第六十五条",
    )
    offered.act(town.officer, "hearing.waive", signed=True)
    assert offered.act(town.head, "decision.make", **DEAR)


def test_whoever_lets_five_working_days_pass_has_no_hearing(town: Town, offered: File, clock: Clock) -> None:
    clock.on(3, 10)
    problem = town.officer.refused("hearing.request", offered.key)
    assert problem["code"] == "no_hearing_offered"
    assert offered.act(town.head, "decision.make", **DEAR)


def test_a_hearing_from_request_to_decision(town: Town, offered: File, clock: Clock) -> None:
    offered.act(town.officer, "statement.waive", signed=True)
    offered.act(town.officer, "hearing.request")
    problem = town.officer.refused("hearing.convene", offered.key, **convene(offered, "2026-03-11"))
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "hearing_too_soon",
        "行政处罚法第六十四条第二项",
    )
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    assert offered.page()["waits_for"] == "party"
    clock.on(3, 19)
    assert (
        town.reviewer.refused("hearing.hold", offered.key, **HELD | {"started_at": clock.now})["code"]
        == "hearing_not_due"
    )
    clock.on(3, 20, hour=11)
    note_lapses(clock.now)
    assert offered.page()["waits_for"] == "reviewer"
    offered.act(town.reviewer, "hearing.hold", **HELD)
    clock.pass_by(hours=1)
    assert offered.page()["next_act"] == "hearing.report"
    assert town.head.refused("decision.make", offered.key, **DEAR)["code"] == "hearing_open"
    offered.act(town.reviewer, "hearing.report", **REPORT)
    assert "本案涉及听证程序" in [one["zh"] for one in offered.page()["unusual"]]
    assert town.head.refused("decision.make", offered.key, **DEAR)["code"] == "legality_review_missing"
    offered.act(town.reviewer, "legality.review", passed=True, opinion="同意。")
    offered.act(town.head, "decision.make", **DEAR)
    kinds = [one["kind"] for one in offered.page()["documents"]]
    assert [kind for kind in kinds if kind.startswith("hearing") or kind == "legality_review"] == [
        "hearing_application", "hearing_notice", "hearing_announcement", "hearing_record", "hearing_report", "legality_review",
    ]  # fmt: skip


def test_on_the_day_of_the_hearing_nobody_is_late(town: Town, offered: File, clock: Clock) -> None:
    """On its day it waits for whoever holds it: that day itself is in time, the next is not."""
    offered.act(town.officer, "statement.waive", signed=True)
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))

    def waiting() -> tuple[Any, ...]:
        note_lapses(clock.now)
        page = offered.page()
        return page["waits_for"], page["next_act"], page["due"], page["due_label"]["zh"], page["urgency"]

    set_for = ("hearing.hold", "2026-03-20", "举行听证")
    assert waiting() == ("party", *set_for, "ok")
    clock.on(3, 20, hour=1)
    assert waiting() == waiting() == ("reviewer", *set_for, "near")
    clock.on(3, 21)
    assert waiting() == ("reviewer", *set_for, "overdue")


def held(file: File, clock: Clock, **convened: Any) -> File:
    """The same with its hearing held on 20 March."""
    file.act(file.town.officer, "hearing.request", manner="oral", request="罚款过重。")
    file.act(file.town.officer, "hearing.convene", **convene(file, "2026-03-20"), **convened)
    clock.on(3, 20, hour=11)
    file.act(file.town.reviewer, "hearing.hold", **HELD)
    return file


def test_the_papers_of_a_hearing_say_what_it_was(town: Town, offered: File, clock: Clock) -> None:
    held(offered, clock).act(town.reviewer, "hearing.report", **REPORT)
    application = texts(offered, "hearing_application")
    assert (application["manner"], application["request"], application["proposed"]) == (
        "oral",
        "罚款过重。",
        "罚款4,000.00元",
    )
    assert texts(offered, "hearing_notice")["applied_on"] == application["made_at"][:10]
    announced = texts(offered, "hearing_announcement")
    assert (announced["party_name"], announced["place"], announced["recorder"]) == (
        "刘示范",
        "第一会议室",
        "周记录",
    )
    record, report = texts(offered, "hearing_record"), texts(offered, "hearing_report")
    assert report["record_number"] == record["number"]
    assert [report[name] for name in ("party", "started_at", "presider", "public")] == [
        record[name] for name in ("party", "started_at", "presider", "public")
    ]


@pytest.mark.parametrize(
    ("ground", "words"), [("state_secret", "涉及国家秘密"), ("business_secret", "涉及商业秘密"), ("privacy", "涉及个人隐私")]
)  # fmt: skip
def test_only_a_public_hearing_is_announced(
    town: Town, offered: File, clock: Clock, ground: str, words: str
) -> None:
    """Administrative Penalty Law, art. 64(3)."""
    held(offered, clock, closed=ground)
    kinds = [one["kind"] for one in offered.page()["documents"]]
    assert "hearing_announcement" not in kinds
    assert texts(offered, "hearing_notice")["closed_ground"] == words
    assert texts(offered, "hearing_record")["public"] is False


def test_a_hearing_is_closed_on_a_ground_of_the_law_alone(town: Town, offered: File) -> None:
    offered.act(town.officer, "hearing.request")
    problem = town.officer.refused(
        "hearing.convene", offered.key, **convene(offered, "2026-03-20"), closed="shy"
    )
    assert (problem["status"], [one["field"] for one in problem["errors"]]) == (422, ["input.closed"])


def test_whoever_presided_reports(town: Town, offered: File, clock: Clock) -> None:
    """Of two who may hold hearings only the one who held this one; and nobody before it was held."""
    town.grant(town.deputy, "reviewer", town.a.area)
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    assert town.reviewer.refused("hearing.report", offered.key, **REPORT)["code"] == "no_hearing_to_report"
    clock.on(3, 20, hour=11)
    offered.act(town.reviewer, "hearing.hold", **HELD)
    problem = town.deputy.refused("hearing.report", offered.key, **REPORT)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "not_the_presider",
        "行政处罚法第六十四条第四项、第六十五条",
    )
    assert town.officer.refused("hearing.report", offered.key, **REPORT)["status"] == 403


def test_a_hearing_is_held_on_the_day_that_the_party_was_told(
    town: Town, offered: File, clock: Clock
) -> None:
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    clock.on(3, 23, hour=11)
    late = HELD | {"started_at": "2026-03-23T09:30:00+08:00"}
    problem = town.reviewer.refused("hearing.hold", offered.key, **late)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "hearing_on_another_day",
        "行政处罚法第六十四条第二项",
    )
    offered.act(town.reviewer, "hearing.hold", **HELD)


def test_a_hearing_has_begun_before_its_record_is_entered(town: Town, offered: File, clock: Clock) -> None:
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    clock.on(3, 20, hour=9)
    problem = town.reviewer.refused("hearing.hold", offered.key, **HELD)
    assert [error["field"] for error in problem["errors"]] == ["started_at"]


def test_the_investigator_does_not_preside(town: Town, offered: File, clock: Clock) -> None:
    town.grant(town.officer, "reviewer", town.a.area)
    offered.act(town.officer, "hearing.request")
    named = convene(offered, "2026-03-20") | {"presider": town.officer.key}
    problem = town.officer.refused("hearing.convene", offered.key, **named)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "investigator_presides",
        "行政处罚法第四十三条第一款、第六十四条第四项",
    )


def test_whoever_the_notice_names_presides_or_the_head_lets_another(
    town: Town, offered: File, clock: Clock
) -> None:
    town.grant(town.deputy, "reviewer", town.a.area)
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    clock.on(3, 20, hour=11)
    problem = town.deputy.refused("hearing.hold", offered.key, **HELD)
    assert (problem["code"], problem["basis"][0]["label"]) == (
        "not_the_presider_named",
        "行政处罚法第六十四条第四项",
    )
    other = {"presider": town.deputy.key, "reason": "当事人申请回避。"}
    assert town.officer.refused("hearing.designate", offered.key, **other)["status"] == 403
    offered.act(town.head, "hearing.designate", **other)
    # The party is told of it in a notice, and the public where the hearing is public; day and place stay
    notice, announced = texts(offered, "hearing_notice"), texts(offered, "hearing_announcement")
    name = notice["presider"]
    assert announced["presider"] == name != "孙审核"
    assert notice["change"] == (
        f"原通知的听证主持人孙审核更换为{name}，原因：当事人申请回避。听证时间、地点等其他事项不变。"
    )
    assert (notice["hearing_at"], notice["place"]) == (announced["hearing_at"], "第一会议室")
    (row,) = town.head.get("/hearings", presider=town.deputy.key)["items"]
    assert row["case"]["id"] == offered.key
    assert town.reviewer.refused("hearing.hold", offered.key, **HELD)["code"] == "not_the_presider_named"
    offered.act(town.deputy, "hearing.hold", **HELD)
    offered.act(town.deputy, "hearing.report", **REPORT)
    assert texts(offered, "hearing_report")["presider"] == name


def test_another_presider_of_a_closed_hearing_is_not_announced(town: Town, offered: File) -> None:
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"), closed="privacy")
    offered.act(town.head, "hearing.designate", presider=town.deputy.key, reason="原主持人出差。")
    kinds = [one["kind"] for one in offered.page()["documents"]]
    assert kinds.count("hearing_notice") == 2
    assert "hearing_announcement" not in kinds


def test_the_party_that_stays_away_gives_the_hearing_up(town: Town, offered: File, clock: Clock) -> None:
    offered.act(town.officer, "statement.waive", signed=True)
    offered.act(town.officer, "hearing.request")
    offered.act(town.officer, "hearing.convene", **convene(offered, "2026-03-20"))
    clock.on(3, 20, hour=11)
    offered.act(town.reviewer, "hearing.hold", **HELD | {"absent": True})
    assert offered.act(town.head, "decision.make", **DEAR)


class TestDiscussion:
    """A complex or major case is discussed among the heads (第五十七条第二款)."""

    @pytest.fixture
    def reviewed(self, town: Town) -> File:
        """A complex case that passed its review."""
        file = File(town, town.a, opened={"complex_facts": True}).go(road.ORDINARY, "waive")
        file.act(town.reviewer, "legality.review", passed=True, opinion="同意。")
        return file

    def panel(self, town: Town, *members: str, amount: str = "600.00") -> dict[str, Any]:
        """What a discussion is entered with."""
        views = [
            {"name": name, "post": "局长", "view": "同意。", "vote": "agree"}
            for name in ("赵局长", "钱副局长")
        ]
        return {
            "members": list(members),
            "kinds": ["fine"],
            "amount": amount,
            "views": views,
            "recorder": "周记录",
            **road.lasted(town),
        }

    def test_no_decision_without_it(self, town: Town, reviewed: File) -> None:
        problem = town.head.refused("decision.make", reviewed.key, **road.FINE)
        assert (problem["code"], problem["basis"][0]["label"]) == (
            "panel_missing",
            "行政处罚法第五十七条第二款",
        )
        reviewed.act(town.head, "panel.discuss", **self.panel(town, town.head.key, town.deputy.key))
        reviewed.act(town.head, "decision.make", **road.FINE)

    def test_one_head_is_no_panel(self, town: Town, reviewed: File) -> None:
        for members in ([town.head.key], [town.head.key, town.head.key], [town.head.key, town.reviewer.key]):
            problem = town.head.refused("panel.discuss", reviewed.key, **self.panel(town, *members))
            assert problem["code"] == "not_a_panel"

    def test_its_record_says_when_it_began_and_ended(self, town: Town, reviewed: File) -> None:
        given = self.panel(town, town.head.key, town.deputy.key)
        now = town.clock.now
        for wrong in (
            {"ended": given["began"]},
            {"began": now + timedelta(minutes=1)},
            {"ended": now + timedelta(minutes=1)},
        ):
            problem = town.head.refused("panel.discuss", reviewed.key, **given | wrong)
            assert [error["field"] for error in problem["errors"]] == ["ended"]
        reviewed.act(town.head, "panel.discuss", **given)
        record = texts(reviewed, "panel_record")
        assert tuple(datetime.fromisoformat(record[name]) for name in ("started_at", "ended_at")) == tuple(
            given[name] for name in ("began", "ended")
        )

    @pytest.mark.parametrize(
        ("given", "place"),
        [
            ({}, "示范区城市管理综合行政执法局会议室"),
            ({"venue": "示范街道办事处301室"}, "示范街道办事处301室"),
        ],
    )
    def test_its_record_says_where(
        self, town: Town, reviewed: File, given: dict[str, str], place: str
    ) -> None:
        panel = self.panel(town, town.head.key, town.deputy.key)
        reviewed.act(town.head, "panel.discuss", **panel | given)
        assert texts(reviewed, "panel_record")["place"] == place

    def test_the_decision_is_what_was_discussed(self, town: Town, reviewed: File) -> None:
        reviewed.act(
            town.head, "panel.discuss", **self.panel(town, town.head.key, town.deputy.key, amount="550.00")
        )
        assert town.head.refused("decision.make", reviewed.key, **road.FINE)["code"] == "panel_missing"
        reviewed.act(town.head, "decision.make", kinds=["fine"], amount="550")
