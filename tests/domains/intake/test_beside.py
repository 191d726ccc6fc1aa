"""What goes on beside the road of a report, by HTTP: sent back, checked, extended, supervised, handled together, merged."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import Clock, Person, Town, entries, messages_of, pass_on

from xuncheng.foundation.trail.deed import SHANGHAI

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def page(person: Person, report: str) -> dict[str, Any]:
    found: dict[str, Any] = person.get(f"/reports/{report}")
    return found


def status(person: Person, report: str) -> str:
    return str(page(person, report)["status"]["code"])


def codes(problem: dict[str, Any]) -> tuple[str, list[str]]:
    return problem["code"], [error["field"] for error in problem.get("errors", [])]


class TestSendingBack:
    """A team that gets what is not its own."""

    def test_it_waits_for_the_dispatcher_again_and_is_counted(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        town.officer.does("report.return", report, reason="点位属乙街道。")
        found = page(town.dispatcher, report)
        assert (found["status"]["code"], found["team"], found["returns"]) == ("judged", None, 1)
        assert found["due_label"]["zh"] == "派遣时限"
        assert was_told(town.dispatcher, report, "执法队退回，请重新分派：")

    def test_it_is_not_for_the_dispatcher_to_do(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        problem = town.dispatcher.refused("report.return", report, reason="非本队职责。")
        assert (problem["code"], problem["status"]) == ("no_grant", 403)

    def test_another_team_gets_a_new_limit_and_the_same_one_keeps_it(self, town: Town, clock: Clock) -> None:
        report = road.dispatch(town, town.a)
        first = page(town.officer, report)["due"]
        clock.pass_by(hours=30)
        town.dispatcher.does("report.dispatch", report, team=town.a.team.pk, officer=town.officer.key)
        assert page(town.officer, report)["due"] == first
        town.officer.does("report.return", report, reason="请核对。")
        town.dispatcher.does("report.dispatch", report, team=town.a.team.pk)
        assert page(town.officer, report)["due"] > first

    def test_a_limit_that_is_over_is_refused(self, town: Town) -> None:
        report = road.judge(town, town.a)
        problem = town.dispatcher.refused(
            "report.dispatch", report, team=town.a.team.pk, due_at="2026-03-02T08:00:00+08:00"
        )
        assert codes(problem) == ("invalid_input", ["due_at"])


class TestChecking:
    """Somebody goes and sees before it is answered."""

    def test_no_answer_before_the_check(self, town: Town) -> None:
        report = _handled(town)
        assert (
            town.dispatcher.refused("report.feedback", report, answer="已办结。")["code"]
            == "report_elsewhere"
        )

    def test_what_is_not_settled_goes_back_to_the_same_team(self, town: Town) -> None:
        report = _handled(town)
        town.dispatcher.does("report.check", report, passed=False, findings="仍有摊位。")
        found = page(town.officer, report)
        assert (found["status"]["code"], found["reworks"]) == ("dispatched", 1)
        assert found["team"]["id"] == str(town.a.team.pk)
        assert was_told(town.officer, report, "核查未通过，请返工：")
        town.officer.does("report.handle", report, outcome="已全部清走。")
        town.dispatcher.does("report.check", report, passed=True, findings="现场整洁。")
        town.dispatcher.does("report.feedback", report, answer="已清理。")
        assert status(town.dispatcher, report) == "answered"

    def test_the_team_does_not_check_itself(self, town: Town) -> None:
        problem = town.officer.refused("report.check", _handled(town), passed=True, findings="整洁。")
        assert problem["code"] == "no_grant"

    def test_the_stages_tell_where_it_stands(self, town: Town) -> None:
        report = _handled(town)
        assert {one["code"]: one["progress"] for one in page(town.officer, report)["stages"]} == {
            "collect": "done", "establish": "done", "dispatch": "done", "handle": "done", "report": "done", "check": "now",
            "evaluate": "to_come",
        }  # fmt: skip

    def test_a_step_that_came_late_is_counted(self, town: Town, clock: Clock) -> None:
        report = road.submit(town, town.a)
        clock.pass_by(days=2)
        town.dispatcher.does("report.verify", report)
        town.dispatcher.does("report.judge", report, matter=town.matters["SR-010"])
        assert page(town.dispatcher, report)["late"] == 1


class TestExtension:
    """More time, asked for and decided."""

    def test_it_is_granted_once_for_a_stage(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        until = later(page(town.officer, report)["due"], days=3)
        town.officer.does("report.ask_extension", report, until=until, reason="需协调大型机械。")
        assert datetime.fromisoformat(page(town.head, report)["asked_until"]) == datetime.fromisoformat(until)
        assert [row["id"] for row in town.head.get("/reports", asking=1)["items"]] == [report]
        assert report in [item["id"] for item in town.head.get("/work")["items"]]
        town.head.does("report.extend", report)
        found = page(town.officer, report)
        assert (datetime.fromisoformat(found["due"]), found["asked_until"]) == (
            datetime.fromisoformat(until),
            None,
        )
        again = town.officer.refused(
            "report.ask_extension", report, until=later(until, days=1), reason="仍需时间。"
        )
        assert again["code"] == "extended_before"
        assert was_told(town.officer, report, "延期申请已同意：")

    def test_a_refused_one_leaves_the_limit(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        due = page(town.officer, report)["due"]
        town.officer.does("report.ask_extension", report, until=later(due, days=3), reason="当事人外出。")
        problem = town.officer.refused(
            "report.ask_extension", report, until=later(due, days=4), reason="当事人外出。"
        )
        assert problem["code"] == "extension_asked"
        town.head.does("report.refuse_extension", report, reason="可先行处置。")
        assert page(town.officer, report)["due"] == due

    @pytest.mark.parametrize("days", [-1, 30])
    def test_not_shorter_and_not_longer_than_the_locality_allows(self, town: Town, days: int) -> None:
        report = road.dispatch(town, town.a)
        before = entries()
        until = later(page(town.officer, report)["due"], days=days)
        problem = town.officer.refused("report.ask_extension", report, until=until, reason="当事人外出。")
        assert codes(problem) == ("invalid_input", ["until"])
        assert entries() == before

    def test_only_a_head_decides(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        until = later(page(town.officer, report)["due"], days=3)
        town.officer.does("report.ask_extension", report, until=until, reason="需协调大型机械。")
        assert town.dispatcher.refused("report.extend", report)["code"] == "no_grant"

    def test_what_nobody_asked_is_not_granted(self, town: Town) -> None:
        assert (
            town.head.refused("report.extend", road.dispatch(town, town.a))["code"] == "extension_not_asked"
        )


class TestSupervision:
    """A head's order."""

    UNTIL = "2026-03-03T18:00:00+08:00"

    def test_it_is_listed_until_it_is_answered(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        town.head.does("report.supervise", report, order="群众多次反映，请抓紧办理。", until=self.UNTIL)
        assert [row["id"] for row in town.officer.get("/reports", supervised=1)["items"]] == [report]
        assert page(town.officer, report)["supervision"]["order"] == "群众多次反映，请抓紧办理。"
        again = town.head.refused("report.supervise", report, order="再次催办。", until=self.UNTIL)
        assert again["code"] == "supervised_already"
        assert was_told(town.officer, report, "领导督办：")
        town.officer.does("report.report_back", report, answer="正在清理，今日完成。")
        assert town.officer.get("/reports", supervised=1)["items"] == []
        found = page(town.head, report)["supervision"]
        assert (found["answer"], found["until"]) == ("正在清理，今日完成。", None)

    def test_nobody_is_answered_over_an_open_order(self, town: Town) -> None:
        report = _handled(town)
        town.head.does("report.supervise", report, order="请说明处置情况。", until=self.UNTIL)
        town.dispatcher.does("report.check", report, passed=True, findings="现场整洁。")
        problem = town.dispatcher.refused("report.feedback", report, answer="已办结。")
        assert problem["code"] == "supervision_open"
        town.officer.does("report.report_back", report, answer="已办结。")
        town.dispatcher.does("report.feedback", report, answer="已办结。")

    def test_only_a_head_orders(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        problem = town.dispatcher.refused("report.supervise", report, order="请抓紧。", until=self.UNTIL)
        assert problem["code"] == "no_grant"


class TestJointHandling:
    """Several take part, one leads."""

    def test_the_lead_finishes_once_the_others_are_done_or_released(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        town.dispatcher.does(
            "report.join", report, work="请配合清运。", organisations=[town.a.organisation.pk, town.bureau.pk]
        )
        first, second = page(town.officer, report)["tasks"]
        assert (first["who"], first["state"]["code"]) == ("甲街道", "open")
        assert town.officer.refused("report.handle", report, outcome="已清走。")["code"] == "tasks_open"
        town.dispatcher.does("report.contribute", report, task=first["id"], result="已派车清运。")
        assert town.officer.refused("report.handle", report, outcome="已清走。")["code"] == "tasks_open"
        town.officer.does("report.release", report, task=second["id"], reason="无须区局参与。")
        town.officer.does("report.handle", report, outcome="已清走。")
        states = [(task["state"]["code"], task["result"]) for task in page(town.officer, report)["tasks"]]
        assert states == [("done", "已派车清运。"), ("released", "无须区局参与。")]

    def test_a_task_is_its_teams(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        town.dispatcher.does(
            "report.join", report, work="请配合清运。", organisations=[town.a.organisation.pk]
        )
        (task,) = page(town.officer, report)["tasks"]
        problem = town.officer.refused("report.contribute", report, task=task["id"], result="已清运。")
        assert (problem["code"], problem["status"]) == ("task_of_others", 403)

    def test_only_what_is_not_there_yet_and_covers_the_place(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        for given, field in (
            ({}, "teams"), ({"teams": [town.a.team.pk]}, "teams"), ({"teams": [town.b.team.pk]}, "teams"),
        ):  # fmt: skip
            problem = town.dispatcher.refused("report.join", report, work="请配合。", **given)
            assert codes(problem) == ("invalid_input", [field])
        town.dispatcher.does("report.join", report, work="请配合。", organisations=[town.bureau.pk])
        problem = town.dispatcher.refused(
            "report.join", report, work="请配合。", organisations=[town.bureau.pk]
        )
        assert codes(problem) == ("invalid_input", ["organisations"])

    def test_a_task_of_another_report(self, town: Town) -> None:
        one, other = road.dispatch(town, town.a), road.dispatch(town, town.a)
        for report in (one, other):
            town.dispatcher.does("report.join", report, work="请配合。", organisations=[town.bureau.pk])
        (task,) = page(town.officer, other)["tasks"]
        problem = town.dispatcher.refused("report.contribute", one, task=task["id"], result="已办。")
        assert codes(problem) == ("invalid_input", ["task"])

    def test_tasks_end_with_the_stage(self, town: Town) -> None:
        report = road.dispatch(town, town.a)
        town.dispatcher.does("report.join", report, work="请配合。", organisations=[town.bureau.pk])
        town.officer.does("report.return", report, reason="非本队职责。")
        found = page(town.dispatcher, report)
        assert (found["open_tasks"], found["tasks"][0]["state"]["code"]) == (0, "released")


class TestMerging:
    """Several reports of one thing."""

    def test_everybody_who_reported_it_is_answered(self, town: Town) -> None:
        lead = road.dispatch(town, town.a)
        double = town.citizen.does("report.submit", text="同一处占道经营", **town.a.point)["result"]
        town.dispatcher.does("report.merge", double, lead=lead, reason="同一地点同一问题。")
        found = page(town.dispatcher, double)
        assert (found["status"]["code"], found["due"]) == ("merged", None)
        assert found["paused"]["zh"].startswith("已并入主案源")
        assert found["merged_into"]["id"] == lead
        assert [one["id"] for one in page(town.dispatcher, lead)["merged"]] == [double]
        town.officer.does("report.handle", lead, outcome="已劝离。")
        town.dispatcher.does("report.check", lead, passed=True, findings="现场整洁。")
        town.dispatcher.does("report.feedback", lead, answer="您反映的占道经营已清理。")
        found = page(town.citizen, double)
        assert (found["status"]["code"], found["answer"]) == ("answered", "您反映的占道经营已清理。")
        assert was_told(town.citizen, double, "您反映的事项已办结")
        told = [entry["act"] for entry in page(town.dispatcher, double)["timeline"]]
        assert told == ["report.submit", "report.merge", "report.answer_with"]

    def test_what_is_taken_out_again_stands_where_it_stood(self, town: Town, clock: Clock) -> None:
        lead, double = road.dispatch(town, town.a), road.dispatch(town, town.a)
        before = page(town.dispatcher, double)
        town.dispatcher.does("report.merge", double, lead=lead, reason="同一地点同一问题。")
        clock.pass_by(days=1)
        town.dispatcher.does("report.unmerge", double, reason="并非同一处。")
        after = page(town.dispatcher, double)
        kept = (
            "status",
            "due",
            "team",
            "officer",
            "matter",
            "text",
            "files",
            "returns",
            "late",
            "merged_into",
        )
        assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
        assert page(town.dispatcher, lead)["merged"] == []

    def test_neither_into_itself_nor_in_a_row_nor_into_what_is_over(self, town: Town) -> None:
        one, other, third = (road.submit(town, town.a) for _ in range(3))
        given = {"reason": "同一问题。"}
        assert codes(town.dispatcher.refused("report.merge", one, lead=one, **given)) == (
            "invalid_input",
            ["lead"],
        )
        town.dispatcher.does("report.merge", other, lead=one, **given)
        assert town.dispatcher.refused("report.merge", one, lead=third, **given)["code"] == "has_duplicates"
        assert codes(town.dispatcher.refused("report.merge", third, lead=other, **given)) == (
            "invalid_input",
            ["lead"],
        )

    def test_a_citizen_sees_nothing_of_the_others(self, town: Town) -> None:
        lead = road.dispatch(town, town.a)
        double = town.citizen.does("report.submit", text="同一处占道经营", **town.a.point)["result"]
        town.dispatcher.does("report.merge", double, lead=lead, reason="同一地点同一问题。")
        assert page(town.citizen, double)["merged_into"] is None

    def test_whoever_reported_it_sees_nothing_of_what_goes_on_beside_the_road(self, town: Town) -> None:
        report = town.citizen.does("report.submit", text="占道经营", **town.a.point)["result"]
        town.head.does("report.supervise", report, order="请抓紧办理。", until=TestSupervision.UNTIL)
        for found in (page(town.citizen, report), town.citizen.get("/reports")["items"][0]):
            assert found["supervised_until"] is None
        assert page(town.citizen, report)["supervision"] is None
        assert town.officer.get("/reports", supervised=1)["items"][0]["supervised_until"]


class TestSenders:
    """Whoever sends reports under numbers of his own."""

    def test_the_same_number_is_the_same_report(self, town: Town) -> None:
        sender = town.admin.does(
            "sender.register", code="street-a", name="甲街道全响应平台", source="response"
        )["result"]
        given = {"text": "平台转来：占道经营", "sender": sender, "sender_number": "QXY-0001", **town.a.point}
        first = town.dispatcher.does("report.submit", **given)["result"]
        again = town.dispatcher.does("report.submit", **given | {"text": "平台再次转来"})["result"]
        assert again == first
        found = page(town.dispatcher, first)
        assert (found["text"], found["source"]["code"]) == ("平台转来：占道经营", "response")
        assert found["sent_by"] == {
            "name": "甲街道全响应平台", "number": "QXY-0001", "due": None, "urgency": "none",
        }  # fmt: skip
        assert found["answered"]["zh"] == "向来件平台反馈"
        other = town.dispatcher.does("report.submit", **given | {"sender_number": "QXY-0002"})["result"]
        assert other != first

    def test_a_number_needs_a_sender_and_a_sender_a_number(self, town: Town) -> None:
        sender = town.admin.does("sender.register", code="hotline", name="12345热线平台", source="hotline")[
            "result"
        ]
        for given, field in (
            ({"sender": sender}, "sender_number"), ({"sender_number": "1"}, "sender"),
        ):  # fmt: skip
            problem = town.dispatcher.refused("report.submit", text="占道经营", **given, **town.a.point)
            assert codes(problem) == ("invalid_input", [field])

    def test_a_retired_one_sends_no_more(self, town: Town) -> None:
        sender = town.admin.does("sender.register", code="old", name="旧平台", source="transfer")["result"]
        town.admin.does("sender.retire", sender)
        given = {"sender": sender, "sender_number": "1", **town.a.point}
        assert codes(town.dispatcher.refused("report.submit", text="移送", **given)) == (
            "invalid_input",
            ["sender"],
        )
        assert town.admin.refused("sender.retire", sender)["code"] == "sender_retired"
        assert town.dispatcher.refused("sender.retire", sender)["code"] == "no_grant"

    def test_whoever_sees_no_area_sees_no_senders(self, town: Town) -> None:
        town.admin.does("sender.register", code="seen", name="移送机关", source="transfer")
        assert "移送机关" in [one["name"] for one in town.officer.get("/senders")["items"]]
        assert town.citizen.get("/senders")["items"] == []


def was_told(person: Person, report: str, words: str) -> bool:
    """Whether somebody got a message of the report that begins so."""
    pass_on()
    found = [one["title"]["zh"] for one in messages_of(person) if one["link"] == f"/reports/{report}"]
    return any(title.startswith(words) for title in found)


def _handled(town: Town) -> str:
    report = road.dispatch(town, town.a)
    town.officer.does("report.handle", report, outcome="已劝离。")
    return report


def later(moment: str, **delta: float) -> str:
    """So much later, in China's time."""
    return (datetime.fromisoformat(moment) + timedelta(**delta)).astimezone(SHANGHAI).isoformat()
