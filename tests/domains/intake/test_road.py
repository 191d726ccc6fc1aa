"""The road of a report, by HTTP: each act from each state, what it needs, and what it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from tests.domains import road
from tests.domains.town import Clock, Town, entries
from uuid_utils.compat import uuid7

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.rules.reporting.road import STATUSES, TRANSITIONS

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

MAIN = sorted({
    "report.verify", "report.reject", "report.judge", "report.dispatch", "report.return", "report.correct", "report.handle",
    "report.check", "report.feedback", "report.withdraw",
})  # fmt: skip
OF_TEAM = {"report.handle", "report.return"}


def report_that_is(status: str, town: Town) -> str:
    """A report in the named state; its key."""
    if status == "in_case":
        return road.ordinary(town, town.a, "propose").report
    report = road.submit(town, town.a)
    steps: dict[str, list[tuple[str, dict[str, Any]]]] = {
        "submitted": [], "verified": ["verify"], "judged": ["verify", "judge"], "dispatched": ["verify", "judge", "dispatch"],
        "handled": ["verify", "judge", "dispatch", "handle"], "checked": ["verify", "judge", "dispatch", "handle", "check"],
        "answered": ["verify", "judge", "dispatch", "handle", "check", "feedback"], "rejected": ["reject"], "merged": [],
        "withdrawn": ["withdraw"],
    }  # fmt: skip
    if status == "merged":
        lead = road.submit(town, town.a)
        town.dispatcher.does("report.merge", report, lead=lead, reason="同一地点同一问题。")
    for step in steps[status]:
        do(town, f"report.{step}", report)
    return report


def given(town: Town, act: str) -> dict[str, Any]:
    """What the act is given."""
    return {
        "report.verify": {}, "report.reject": {"reason": "重复登记。"}, "report.judge": {"matter": town.matters["SR-010"]},
        "report.dispatch": {"team": town.a.team.pk}, "report.correct": {"reason": "判定有误。"},
        "report.handle": {"outcome": "已劝离。"}, "report.feedback": {"answer": "已办结。"}, "report.return": {"reason": "非本队职责。"},
        "report.check": {"passed": True, "findings": "现场整洁。"}, "report.withdraw": {"text": "市民撤回。"},
    }[act]  # fmt: skip


def do(town: Town, act: str, report: str) -> dict[str, Any]:
    person = town.officer if act in OF_TEAM else town.dispatcher
    return person.does(act, report, **given(town, act))


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("act", MAIN)
def test_each_act_from_each_state(town: Town, act: str, status: str) -> None:
    report = report_that_is(status, town)
    transition = TRANSITIONS[act]
    if status in transition.since:
        assert do(town, act, report)["object"]["stage"] == transition.to
        return
    person = town.officer if act in OF_TEAM else town.dispatcher
    problem = person.refused(act, report, **given(town, act))
    assert (problem["code"], problem["status"]) == ("report_elsewhere", 409)
    assert STATUSES[status].zh in problem["title_zh"]
    assert {one["zh"] for one in problem["missing"]} == {STATUSES[since].zh for since in transition.since}


def test_the_place_decides_the_street_and_the_limit_runs(town: Town, clock: Clock) -> None:
    key = road.submit(town, town.b)
    page = town.b.officers[0].get(f"/reports/{key}")
    assert page["street"] == {"code": "110199002", "name": "乙街道"}
    assert page["number"].startswith("20260302-")
    assert page["status"] == {"code": "submitted", "zh": "待核实", "en": "to be verified"}
    assert datetime.fromisoformat(page["due"]) == settings.LOCALITY.step_ends("verify", clock.now)
    assert page["due_label"]["zh"] == "核实时限"
    assert page["point"] == [town.b.point["lon"], town.b.point["lat"]]


def test_a_report_from_nowhere_lies_in_the_district(town: Town) -> None:
    key = town.dispatcher.does("report.submit", text="来电未说明地点", source="hotline")["result"]
    assert town.dispatcher.get(f"/reports/{key}")["street"] is None
    assert town.officer.call("GET", f"/api/v1/reports/{key}").status_code == 404


def test_who_reports_outside_his_street_is_refused(town: Town) -> None:
    problem = town.officer.refused("report.submit", text="邻街占道", **town.b.point)
    assert (problem["code"], problem["status"]) == ("no_grant", 403)


def test_a_source_that_is_none(town: Town) -> None:
    problem = town.dispatcher.refused("report.submit", text="占道经营", source="rumour")
    assert problem["code"] == "invalid_input"
    assert [error["field"] for error in problem["errors"]] == ["source"]


def test_the_telephone_of_the_reporter_is_not_in_the_trail(town: Town) -> None:
    key = town.dispatcher.does(
        "report.submit", text="占道经营", reporter_name="陈先生", reporter_phone="13800138000", **town.a.point
    )["result"]
    page = town.dispatcher.get(f"/reports/{key}")
    assert (page["reporter"]["name"], page["reporter"]["phone"]) == ("陈**", "138****8000")
    assert "13800138000" not in str(page["timeline"])
    assert "陈先生" not in str(page["timeline"])


def test_a_citizen_sees_his_own_report_and_what_he_did(town: Town) -> None:
    key = town.citizen.does("report.submit", text="店外占道经营", **town.a.point)["result"]
    town.dispatcher.does("report.verify", key)
    page = town.citizen.get(f"/reports/{key}")
    assert [entry["act"] for entry in page["timeline"]] == ["report.submit"]
    assert page["possible_acts"] == []
    other = road.submit(town, town.a)
    assert town.citizen.call("GET", f"/api/v1/reports/{other}").status_code == 404


def test_each_step_gives_the_next_one_its_limit(town: Town, clock: Clock) -> None:
    """SR-010 is of the class 0501: to be dispatched within four working hours, handled within seven working days."""
    clock.on(3, 5, hour=16)
    key = road.judge(town, town.a)
    assert limit(town, key) == ("派遣时限", "2026-03-06T10:30:00+08:00")
    town.dispatcher.does("report.dispatch", key, team=town.a.team.pk)
    assert limit(town, key) == ("处置时限", "2026-03-16T18:00:00+08:00")
    town.officer.does("report.handle", key, outcome="已劝离。")
    assert limit(town, key) == ("核查时限", "2026-03-09T18:00:00+08:00")


def test_a_matter_has_the_limits_of_its_class(town: Town, clock: Clock) -> None:
    """SR-028 is exposed refuse (0102): four working hours, over noon."""
    clock.on(3, 5, hour=10)
    key = road.dispatch(town, town.a, "SR-028")
    assert limit(town, key) == ("处置时限", "2026-03-05T15:30:00+08:00")
    page = town.dispatcher.get(f"/reports/{key}")
    assert (page["event"]["code"], page["event"]["name"]["zh"]) == ("0102", "暴露垃圾")


def limit(town: Town, key: str) -> tuple[str, str]:
    page = town.dispatcher.get(f"/reports/{key}")
    return page["due_label"]["zh"], datetime.fromisoformat(page["due"]).astimezone(SHANGHAI).isoformat()


def test_a_report_goes_only_to_a_team_that_covers_its_place(town: Town) -> None:
    key = road.judge(town, town.a)
    problem = town.dispatcher.refused("report.dispatch", key, team=town.b.team.pk)
    assert [error["field"] for error in problem["errors"]] == ["team"]
    outsider = town.b.officers[0].key
    problem = town.dispatcher.refused("report.dispatch", key, team=town.a.team.pk, officer=outsider)
    assert [error["field"] for error in problem["errors"]] == ["officer"]


def test_a_dispatch_may_set_its_own_limit(town: Town) -> None:
    key = road.judge(town, town.a)
    town.dispatcher.does("report.dispatch", key, team=town.a.team.pk, due_at="2026-03-02T18:00:00+08:00")
    page = town.dispatcher.get(f"/reports/{key}")
    assert datetime.fromisoformat(page["due"]) == datetime(2026, 3, 2, 18, tzinfo=SHANGHAI)
    assert page["urgency"] == "near"
    assert page["team"] == {"id": str(town.a.team.pk), "name": "甲街道执法队"}


def test_sending_back_takes_matter_and_team_away(town: Town) -> None:
    key = report_that_is("handled", town)
    town.dispatcher.does("report.correct", key, reason="处置不到位。")
    page = town.dispatcher.get(f"/reports/{key}")
    assert (page["matter"], page["team"], page["outcome"]) == (None, None, "")
    assert page["status"]["code"] == "verified"


def test_the_answer_ends_the_limit(town: Town) -> None:
    key = report_that_is("answered", town)
    page = town.dispatcher.get(f"/reports/{key}")
    assert (page["due"], page["urgency"], page["answer"]) == (None, "none", "已办结。")


def test_the_page_says_what_may_be_done_and_why_not(town: Town) -> None:
    key = report_that_is("verified", town)
    mine = {act["name"]: act for act in town.dispatcher.get(f"/reports/{key}")["possible_acts"]}
    assert {name for name, act in mine.items() if act["allowed"]} == {
        "report.reject", "report.judge", "report.merge", "report.look", "report.urge", "report.supplement", "report.withdraw",
    }  # fmt: skip
    refusal = mine["report.dispatch"]["refusal"]
    assert refusal["code"] == "report_elsewhere"
    assert {one["zh"] for one in refusal["missing"]} == {"待分派", "待处置"}
    theirs = {act["name"] for act in town.officer.get(f"/reports/{key}")["possible_acts"]}
    assert theirs == {"report.handle", "report.look", "case.open", "case.propose"}


def test_the_step_that_a_report_waits_for_is_named_first(town: Town) -> None:
    for until, step in (
        ("verified", "report.judge"),
        ("judged", "report.dispatch"),
        ("dispatched", "report.handle"),
    ):
        key = report_that_is(until, town)
        person = town.officer if until == "dispatched" else town.dispatcher
        acts = person.get(f"/reports/{key}")["possible_acts"]
        assert (acts[0]["name"], acts[0]["allowed"]) == (step, True)


def test_the_timeline_tells_who_did_what(town: Town) -> None:
    key = report_that_is("dispatched", town)
    told = town.dispatcher.get(f"/reports/{key}")["timeline"]
    assert [(entry["seq"], entry["label"]["zh"], entry["actor"]["name"]) for entry in told] == [
        (1, "登记案源", "张一"), (2, "核实", "李调度"), (3, "执法判定", "李调度"), (4, "执法分派", "李调度"),
    ]  # fmt: skip


def test_a_case_concludes_its_report(town: Town) -> None:
    file = road.simple(town, town.a, "close")
    page = town.dispatcher.get(f"/reports/{file.report}")
    assert page["status"]["code"] == "checked"
    assert page["outcome"] == "给予罚款50.00元的行政处罚。"
    assert page["case"]["id"] == file.key


def test_a_declined_case_concludes_its_report(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    file.act(town.head, "case.decline", opinion="情节显著轻微。")
    page = town.dispatcher.get(f"/reports/{file.report}")
    assert page["status"]["code"] == "checked"
    assert page["outcome"] == "不予立案。情节显著轻微。"


class TestVersions:
    """If-Match: nobody changes what he has not seen."""

    def test_the_version_that_was_seen(self, town: Town) -> None:
        key = road.submit(town, town.a)
        seen = town.dispatcher.get(f"/reports/{key}")["version"]
        done = town.dispatcher.send("report.verify", key, version=seen).json()
        assert done["object"]["version"] == seen + 1

    def test_an_old_version(self, town: Town) -> None:
        key = road.submit(town, town.a)
        town.dispatcher.does("report.verify", key)
        response = town.dispatcher.send("report.judge", key, version=1, matter=town.matters["SR-010"])
        assert response.status_code == 412
        problem = response.json()
        assert problem["code"] == "stale"
        assert "第1版，现为第2版" in problem["title_zh"]
        assert town.dispatcher.get(f"/reports/{key}")["version"] == 2


class TestReplay:
    """The same act id twice is the same act once."""

    def test_the_first_answer_stands(self, town: Town) -> None:
        key, act = road.submit(town, town.a), uuid7()
        first = town.dispatcher.send("report.verify", key, key=act).json()
        again = town.dispatcher.send("report.verify", key, key=act).json()
        assert (first.pop("replayed"), again.pop("replayed")) == (False, True)
        assert first == again
        assert len(town.dispatcher.get(f"/reports/{key}")["timeline"]) == 2

    def test_what_starts_something_starts_it_once(self, town: Town) -> None:
        act = uuid7()
        ones = [
            town.officer.send("report.submit", key=act, text="占道经营", **town.a.point).json()
            for _ in range(3)
        ]
        assert len({one["result"] for one in ones}) == 1

    def test_an_id_serves_no_other_act(self, town: Town) -> None:
        one, other, act = road.submit(town, town.a), road.submit(town, town.a), uuid7()
        town.dispatcher.send("report.verify", one, key=act)
        problem = town.dispatcher.send("report.verify", other, key=act)
        assert (problem.status_code, problem.json()["code"]) == (409, "act_id_used")
        assert town.dispatcher.get(f"/reports/{other}")["status"]["code"] == "submitted"

    @pytest.mark.parametrize("language", ["zh-CN", "en"])
    def test_an_id_serves_no_other_content(self, town: Town, language: str) -> None:
        key, act = road.submit(town, town.a), uuid7()
        body = {"id": act, "on": key, "input": {"remarks": "属实。"}}
        town.dispatcher.call("POST", "/api/v1/acts/report.verify", body)
        other = body | {"input": {"remarks": "不属实。"}}
        answer = town.dispatcher.call("POST", "/api/v1/acts/report.verify", other, Accept_Language=language)
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (409, "act_id_used")
        assert problem["title"] == problem["title_en" if language == "en" else "title_zh"]
        assert len(town.dispatcher.get(f"/reports/{key}")["timeline"]) == 2

    def test_an_id_starts_nothing_else(self, town: Town) -> None:
        act = uuid7()
        town.officer.send("report.submit", key=act, text="占道经营", **town.a.point)
        before = entries()
        other = town.officer.send("report.submit", key=act, text="夜间施工", **town.a.point)
        assert (other.status_code, other.json()["code"]) == (409, "act_id_used")
        assert entries() == before

    def test_an_id_serves_no_other_act_on_the_same_object(self, town: Town) -> None:
        key, act = road.submit(town, town.a), uuid7()
        town.dispatcher.send("report.verify", key, key=act)
        problem = town.dispatcher.send("report.judge", key, key=act, matter=town.matters["SR-010"])
        assert (problem.status_code, problem.json()["code"]) == (409, "act_id_used")

    def test_a_late_repetition_of_an_act_that_could_not_be_done_any_more(self, town: Town) -> None:
        key, act = road.submit(town, town.a), uuid7()
        town.dispatcher.send("report.verify", key, key=act, version=1)
        town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
        again = town.dispatcher.send("report.verify", key, key=act, version=1)
        assert again.status_code == 200
        assert again.json()["replayed"] is True


class TestBatch:
    """Many acts in one request, each by itself."""

    def test_mixed_results_in_order(self, town: Town) -> None:
        one, other, act = road.submit(town, town.a), road.submit(town, town.a), uuid7()
        acts = [
            {"id": act, "name": "report.verify", "on": one, "expected": 1},
            {"id": uuid7(), "name": "report.judge", "on": other, "input": {"matter": town.matters["SR-010"]}},
            {"id": uuid7(), "name": "report.verify", "on": other, "expected": 7},
            {"id": uuid7(), "name": "report.handle", "on": one, "input": {"outcome": "已劝离。"}},
            {"id": uuid7(), "name": "report.reject", "on": one, "input": {"reason": 7}},
            {"id": uuid7(), "name": "report.vanish", "on": one},
            {"id": act, "name": "report.verify", "on": one, "expected": 1},
        ]
        results = town.dispatcher.call("POST", "/api/v1/acts", {"acts": acts}).json()["results"]
        assert [result["status"] for result in results] == [200, 409, 412, 403, 422, 422, 200]
        codes = [result["problem"] and result["problem"]["code"] for result in results]
        assert codes == [
            None,
            "report_elsewhere",
            "stale",
            "no_grant",
            "invalid_input",
            "invalid_input",
            None,
        ]
        assert [result["id"] for result in results] == [str(one["id"]) for one in acts]
        assert results[6]["body"]["replayed"] is True
        assert len(town.dispatcher.get(f"/reports/{one}")["timeline"]) == 2

    def test_what_was_done_stays_done_though_the_next_is_refused(self, town: Town) -> None:
        key = road.submit(town, town.a)
        acts = [{"id": uuid7(), "name": name, "on": key} for name in ("report.verify", "report.verify")]
        town.dispatcher.call("POST", "/api/v1/acts", {"acts": acts})
        assert town.dispatcher.get(f"/reports/{key}")["status"]["code"] == "verified"


def test_an_act_done_without_a_network_bears_its_own_time(town: Town, clock: Clock) -> None:
    body = {
        "id": uuid7(), "at": (clock.now - timedelta(hours=3)).isoformat(), "device": "field-7f21", "place": [116.35, 39.92],
        "input": {"text": "占道经营", **town.a.point},
    }  # fmt: skip
    key = town.officer.call("POST", "/api/v1/acts/report.submit", body).json()["result"]
    (entry,) = town.officer.get(f"/reports/{key}")["timeline"]
    assert datetime.fromisoformat(entry["received_at"]) - datetime.fromisoformat(entry["at"]) == timedelta(
        hours=3
    )
    assert (entry["device"], entry["place"]) == ("field-7f21", "116.3500000,39.9200000")


@pytest.mark.parametrize(
    ("shift", "sentence"), [({"minutes": 1}, "不能晚于现在"), ({"days": -61}, "不能早于60天前")]
)
def test_an_act_of_another_time(town: Town, clock: Clock, shift: dict[str, int], sentence: str) -> None:
    at = (clock.now + timedelta(**shift)).isoformat()
    body = {"id": uuid7(), "at": at, "input": {"text": "占道经营", **town.a.point}}
    problem = town.officer.call("POST", "/api/v1/acts/report.submit", body).json()
    assert [error["field"] for error in problem["errors"]] == ["at"]
    assert sentence in problem["errors"][0]["message_zh"]


def test_refusals_in_english(town: Town) -> None:
    key = road.submit(town, town.a)
    body = {"id": uuid7(), "on": key, "input": {}}
    problem = town.officer.call("POST", "/api/v1/acts/report.verify", body, Accept_Language="en-GB").json()
    assert problem["title"] == problem["title_en"] == "You have no grant for “Verify” in this area"
    assert problem["title_zh"] == "您没有在该区域办理“核实”的权限"
