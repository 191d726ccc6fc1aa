"""What the law forbids is refused, with its article and with what is missing; the page says so beforehand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import FINE, File, said
from tests.domains.town import HOUSE, Clock, Hiring, Town, entries
from uuid_utils.compat import uuid7

from xuncheng.domains.law.commands import MatterRow, set_matter
from xuncheng.foundation.trail.deed import Deed

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def beforehand(file: File, act: str) -> dict[str, Any]:
    """What the head's page says of an act."""
    return next(one for one in file.page(file.town.head)["possible_acts"] if one["name"] == act)


def test_deciding_without_notice(town: Town) -> None:
    file = road.ordinary(town, town.a, "conclude")
    expected = ("not_notified", 409, "行政处罚法第四十四条、第六十二条", ["已送达的行政处罚事先告知书"])
    assert said(town.head.refused("decision.make", file.key, **FINE)) == expected
    seen = beforehand(file, "decision.make")
    assert seen["allowed"] is False
    assert said(seen["refusal"] | {"status": 409}) == expected
    assert file.page()["amount"] is None


@pytest.mark.parametrize(
    ("language", "title", "lacking"),
    [
        ("zh-CN", "title_zh", "尚缺：已送达的行政处罚事先告知书"),
        ("en-GB,zh;q=0.5", "title_en", "missing: a served prior notice"),
    ],
)
def test_a_refusal_speaks_the_language_that_is_asked_for(
    town: Town, language: str, title: str, lacking: str
) -> None:
    file = road.ordinary(town, town.a, "conclude")
    body = {"id": uuid7(), "on": file.key, "input": FINE}
    answer = town.head.call("POST", "/api/v1/acts/decision.make", body, Accept_Language=language)
    problem = answer.json()
    assert problem["title"] == problem[title]
    assert problem["detail"] == f"行政处罚法第四十四条、第六十二条 {lacking}"


def test_deciding_while_the_party_may_still_speak(town: Town, clock: Clock) -> None:
    """Five working days from service; what is decided on the last of them is too early."""
    file = road.ordinary(town, town.a, "serve_notice")
    clock.on(3, 9, hour=23)
    problem = town.head.refused("decision.make", file.key, **FINE)
    assert said(problem) == (
        "statement_open", 409, "行政处罚法第四十五条第一款、第六十二条", ["陈述申辩期限届满、复核意见或者放弃声明"],
    )  # fmt: skip
    clock.on(3, 10, hour=0)
    assert file.act(town.head, "decision.make", **FINE)["object"]["stage"] == "decided"


def test_the_investigator_as_reviewer(town: Town) -> None:
    """Given an officer who is a reviewer as well, then he does not review his own case."""
    town.grant(town.officer, "reviewer", town.a.area)
    file = File(town, town.a, opened={"public_interest": True}).go(road.ORDINARY, "waive")
    problem = town.officer.refused("legality.review", file.key, passed=True, opinion="同意。")
    assert said(problem) == ("investigator_reviews", 409, "行政处罚法第五十八条第一款", [])
    assert file.act(town.reviewer, "legality.review", passed=True, opinion="同意。")


def test_deciding_without_the_review_that_is_due(town: Town) -> None:
    file = File(town, town.a, opened={"public_interest": True}).go(road.ORDINARY, "waive")
    expected = ("legality_review_missing", 409, "行政处罚法第五十八条第一款", ["法制审核通过"])
    assert said(town.head.refused("decision.make", file.key, **FINE)) == expected
    file.act(town.reviewer, "legality.review", passed=False, opinion="退回。", faults={"facts": "事实不清"})
    assert said(town.head.refused("decision.make", file.key, **FINE)) == expected


def test_a_review_that_fails_names_its_points(town: Town) -> None:
    file = File(town, town.a, opened={"public_interest": True}).go(road.ORDINARY, "waive")
    problem = town.reviewer.refused("legality.review", file.key, passed=False, opinion="退回。")
    assert [error["field"] for error in problem["errors"]] == ["faults"]


@pytest.mark.parametrize(
    "act", ["case.propose", "case.open", "inspection.record", "evidence.collect", "correction.recheck"]
)
def test_with_one_officer(town: Town, clock: Clock, act: str) -> None:
    alone = {"officers": [town.officer.key, town.officer.key], "certificates_shown": True}
    on, about = one_officer(town, clock, act)
    problem = town.officer.refused(act, on, **about, **{k: v for k, v in alone.items() if k in TAKES[act]})
    assert said(problem)[:3] == ("two_certified_officers", 409, "行政处罚法第四十二条第一款")


TAKES = {
    "case.propose": {"officers"}, "case.open": {"officers", "certificates_shown"},
    "inspection.record": {"officers", "certificates_shown"}, "evidence.collect": {"officers", "certificates_shown"},
    "correction.recheck": {"officers"},
}  # fmt: skip


def one_officer(town: Town, clock: Clock, act: str) -> tuple[str | None, dict[str, Any]]:
    """On which case the act is done, if on one, and all that it needs but its officers."""
    if act in ("case.propose", "case.open"):
        day = {"happened_on": clock.today} if act == "case.propose" else {}
        return None, day | {
            "report": road.dispatch(town, town.a), "matter": town.matters["SR-028"], "party": road.party(town.a),
            "place": "示范路12号", "summary": "占道经营约三平方米。",
        }  # fmt: skip
    file = road.ordinary(town, town.a, "order" if act == "correction.recheck" else "file")
    return file.key, {
        "inspection.record": {"findings": "占道经营。", "started_at": clock.now},
        "evidence.collect": {"lawful": True, "kind": "object", "title": "货物", "proves": "占道经营"},
        "correction.recheck": {"corrected": True, "findings": "已清理。", **road.lasted(town)},
    }[act]  # fmt: skip


def test_with_an_officer_whose_certificate_is_over(town: Town) -> None:
    trainee = Hiring(town.bureau, town.district, town.roles).person("trainee", "马见习", "clerk", town.a.team)
    file = road.ordinary(town, town.a, "file")
    problem = town.officer.refused(
        "inspection.record", file.key, officers=[town.officer.key, trainee.key], certificates_shown=True,
        findings="占道经营。", started_at=town.clock.now,
    )  # fmt: skip
    assert problem["code"] == "invalid_input"
    town.admin.does(
        "officer.certify", trainee.key, certificate_number="ZF-T", since="2024-01-01", until="2026-03-01"
    )
    problem = town.officer.refused(
        "inspection.record", file.key, officers=[town.officer.key, trainee.key], certificates_shown=True,
        findings="占道经营。", started_at=town.clock.now,
    )  # fmt: skip
    assert problem["code"] == "two_certified_officers"


def test_after_the_limit(town: Town, clock: Clock) -> None:
    """Ninety days from the filing; the ninetieth is in time, the ninety-first is not."""
    file = road.ordinary(town, town.a, "waive")
    clock.on(6, 1, hour=9)
    problem = town.head.refused("decision.make", file.key, **FINE)
    assert said(problem) == ("decision_limit_over", 409, "行政处罚法第六十条", [])
    assert beforehand(file, "decision.make")["refusal"]["code"] == "decision_limit_over"
    clock.on(5, 31, hour=23)
    assert file.act(town.head, "decision.make", **FINE)


def test_after_the_limit_dated_back_into_it(town: Town, clock: Clock) -> None:
    """Acts may be sent late, as from a device without a network; a limit on the agency counts by the day they come."""
    file = road.ordinary(town, town.a, "waive")
    clock.on(6, 1)
    body = {"id": uuid7(), "on": file.key, "at": "2026-05-31T10:00:00+08:00", "input": FINE}
    before = entries()
    problem = town.head.call("POST", "/api/v1/acts/decision.make", body).json()
    assert said(problem) == ("decision_limit_over", 409, "行政处罚法第六十条", [])
    assert entries() == before
    clock.on(5, 31, hour=23)
    assert town.head.call("POST", "/api/v1/acts/decision.make", body).status_code == 200


def test_an_extension_moves_the_limit(town: Town, clock: Clock) -> None:
    file = road.ordinary(town, town.a, "waive")
    clock.on(5, 30)
    file.act(town.head, "deadline.extend", reasons="案情复杂，需要补充调查。")
    assert file.page()["due"] == "2026-06-30"
    problem = town.head.refused("deadline.extend", file.key, reasons="仍需补充调查。")
    assert said(problem)[:3] == ("extension_not_discussed", 409, "行政处罚法第六十条")
    file.act(town.head, "deadline.extend", reasons="仍需补充调查。", discussed=True)
    assert file.page()["due"] == "2026-08-29"
    assert (
        town.head.refused("deadline.extend", file.key, reasons="再次延期。", discussed=True)["code"]
        == "extended_twice"
    )


@pytest.mark.parametrize(
    ("amount", "code", "article"),
    [
        ("5000.01", "fine_above_range", "行政处罚法第五条第二款、第三十四条"),
        ("499.99", "fine_below_range", "行政处罚法第三十条、第三十一条、第三十二条"),
        ("0", "fine_without_amount", "行政处罚法第五十九条第一款第三项"),
    ],
)
def test_outside_the_range(town: Town, amount: str, code: str, article: str) -> None:
    file = road.ordinary(town, town.a, "waive")
    problem = town.head.refused("decision.make", file.key, kinds=["fine"], amount=amount)
    assert said(problem)[:3] == (code, 409, article)


def test_a_notice_above_the_range(town: Town) -> None:
    file = road.ordinary(town, town.a, "conclude")
    problem = town.officer.refused(
        "notice.give", file.key, kinds=["fine"], amount="5000.01", reasons="情节严重。"
    )
    assert problem["code"] == "fine_above_range"


def test_heavier_than_the_party_was_told(town: Town) -> None:
    file = road.ordinary(town, town.a, "waive")
    problem = town.head.refused("decision.make", file.key, kinds=["fine"], amount="600.01")
    assert said(problem)[:3] == ("heavier_than_notified", 409, "行政处罚法第四十四条、第四十五条第二款")


def test_heavier_because_the_party_defended_himself(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_notice")
    file.act(town.officer, "statement.hear", manner="oral", statement="请求从轻处罚。")
    problem = town.head.refused("decision.make", file.key, **FINE)
    assert problem["code"] == "statement_open"
    file.act(town.officer, "statement.recheck", adopted="not", review="经复核不予采纳。")
    problem = town.officer.refused(
        "notice.give", file.key, kinds=["fine"], amount="700", reasons="态度恶劣。"
    )
    assert said(problem)[:3] == ("heavier_for_defence", 409, "行政处罚法第四十五条第二款")


def test_a_kind_of_penalty_that_the_law_does_not_know_here(town: Town) -> None:
    file = road.ordinary(town, town.a, "conclude")
    problem = town.officer.refused(
        "notice.give", file.key, kinds=["warning"], amount="0", reasons="情节轻微。"
    )
    assert said(problem)[:3] == ("kind_not_allowed", 409, "行政处罚法第三十八条第一款")


def test_the_head_does_not_approve_what_he_proposed(town: Town) -> None:
    """Given a head who is certified and has a case of his own, then another head decides on it."""
    town.admin.does(
        "officer.certify", town.deputy.key, certificate_number="ZF-D", since="2024-01-01", until="2029-12-31"
    )
    town.grant(town.deputy, "officer", town.district)
    done = town.deputy.does(
        "case.propose", report=road.dispatch(town, town.a), matter=town.matters["SR-010"], party=road.party(town.a),
        officers=[town.deputy.key, town.officer.key], place="示范路12号", summary="占道经营。", happened_on=town.clock.today,
    )  # fmt: skip
    problem = town.deputy.refused("case.file", done["result"])
    assert said(problem)[:3] == ("own_case", 409, "行政处罚法第五十七条第一款")
    assert town.head.does("case.file", done["result"])


def test_an_officer_is_no_head(town: Town) -> None:
    file = road.ordinary(town, town.a, "waive")
    problem = town.officer.refused("decision.make", file.key, **FINE)
    assert said(problem)[:3] == ("not_the_head", 409, "行政处罚法第五十七条第一款")


def test_who_does_not_handle_the_case(town: Town) -> None:
    other = Hiring(town.bureau, town.district, town.roles).person(
        "colleague", "何同事", "officer", town.a.team
    )
    file = road.ordinary(town, town.a, "file")
    problem = other.refused(
        "inspection.record",
        file.key,
        officers=town.a.both,
        certificates_shown=True,
        findings="占道。",
        started_at=town.clock.now,
    )
    assert said(problem)[:3] == ("not_an_investigator", 409, "行政处罚法第四十二条第一款")


def test_certificates_must_be_shown(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    problem = town.officer.refused(
        "inspection.record",
        file.key,
        officers=town.a.both,
        certificates_shown=False,
        findings="占道。",
        started_at=town.clock.now,
    )
    assert said(problem)[:3] == ("certificates_shown", 409, "行政处罚法第五十五条第一款")


def test_what_must_first_be_corrected(town: Town) -> None:
    """The matter is penalised only where an order to correct was not obeyed."""
    firm = road.party(town.a, "示范灯具店", kind="organisation", representative="刘示范")
    file = File(town, town.a, "HW-009", {"kinds": ["fine"], "amount": "20000"}, party=firm).go(
        road.ORDINARY, "waive"
    )
    problem = town.head.refused("decision.make", file.key, kinds=["fine"], amount="20000")
    assert said(problem)[:3] == ("correction_first", 409, "行政处罚法第二十八条第一款")


def test_the_same_act_is_filed_once(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    again = File(town, town.a, party=file.party)
    with pytest.raises(AssertionError, match="filed_before"):
        again.go(road.ORDINARY, "propose")


STALL_WITHOUT_LICENCE = {"kinds": ["fine"], "amount": "700"}


@pytest.fixture
def licences(town: Town) -> None:
    """A matter that a stall breaches as well: trading without a licence."""
    row = MatterRow(
        code="WZ-001", name_zh="无照经营", name_en="Trading without a licence", domain="trade", violated=[("无证无照经营查处办法", "6")],
        penalised=[("无证无照经营查处办法", "13")], kinds=["confiscate_gains", "fine"], fine_min=0, fine_max=10000,
        correction_order="with_penalty", subject_zh="任何单位和个人", subject_en="any", verification="yes", fine_basis="per act",
    )  # fmt: skip
    town.matters["WZ-001"] = str(set_matter(Deed(HOUSE), row).pk)


@pytest.mark.usefixtures("licences")
def test_one_act_is_fined_once_whatever_it_breaches(town: Town) -> None:
    # Given two cases side by side of one stall: on the pavement, and without a licence
    file = road.ordinary(town, town.a, "waive")
    other = File(town, town.a, "WZ-001", STALL_WITHOUT_LICENCE, party=file.party).go(road.ORDINARY, "waive")
    # When one of them is fined
    file.act(town.head, "decision.make", **file.penalty)
    # Then the other is not, though it began before
    problem = town.head.refused("decision.make", other.key, **STALL_WITHOUT_LICENCE)
    assert said(problem)[:3] == ("fined_before", 409, "行政处罚法第二十九条")


@pytest.mark.usefixtures("licences")
def test_what_was_fined_before_is_told_from_the_beginning(town: Town) -> None:
    file = road.ordinary(town, town.a, "decide")
    other = File(town, town.a, "WZ-001", STALL_WITHOUT_LICENCE, party=file.party).go(road.ORDINARY, "waive")
    assert "同一违法行为已处罚款，不得再次罚款" in [text["zh"] for text in other.page()["unusual"]]
    assert town.head.refused("decision.make", other.key, **STALL_WITHOUT_LICENCE)["code"] == "fined_before"


@pytest.mark.usefixtures("licences")
def test_what_was_fined_before_and_has_fallen_since_may_be_fined(town: Town) -> None:
    # Given a case that was opened when the same act stood fined
    file = road.ordinary(town, town.a, "decide")
    other = File(town, town.a, "WZ-001", STALL_WITHOUT_LICENCE, party=file.party).go(road.ORDINARY, "waive")
    # When the earlier decision is revoked
    file.act(town.head, "decision.revoke", reasons="认定事实有误。")
    # Then the act stands fined no more: this case may be decided
    other.act(town.head, "decision.make", **STALL_WITHOUT_LICENCE)
    assert "同一违法行为已处罚款，不得再次罚款" not in [text["zh"] for text in other.page()["unusual"]]


@pytest.mark.usefixtures("licences")
def test_another_act_of_the_same_party_may_be_fined(town: Town) -> None:
    file = road.ordinary(town, town.a, "decide")
    # On another day, and of a matter that the stall does not breach
    yesterday = {"happened_on": "2026-03-01"}
    for matter, opened in (("WZ-001", yesterday), ("SR-028", {})):
        other = File(
            town, town.a, matter, {"kinds": ["fine"], "amount": "50"}, party=file.party, opened=opened
        )
        other.go(road.ORDINARY, "decide")


def test_a_violation_of_long_ago(town: Town, clock: Clock) -> None:
    old = {"happened_on": "2024-03-01"}
    with pytest.raises(AssertionError, match="time_barred"):
        File(town, town.a, opened=old).go(road.ORDINARY, "propose")
    File(town, town.a, opened={"happened_on": "2024-03-02"}).go(road.ORDINARY, "propose")


def test_a_violation_of_long_ago_that_did_harm(town: Town) -> None:
    # Given one that endangered somebody's health: five years instead of two
    File(town, town.a, opened={"happened_on": "2021-03-02", "harmful": True}).go(road.ORDINARY, "propose")
    with pytest.raises(AssertionError, match="time_barred"):
        File(town, town.a, opened={"happened_on": "2021-03-01", "harmful": True}).go(road.ORDINARY, "propose")


def test_what_was_reported_in_time_may_be_filed_later(town: Town, clock: Clock) -> None:
    # Given a report of 2 March 2026 on what was done two years before
    report = road.dispatch(town, town.a)
    clock.on(3, 10)
    # Then it counts as discovered on the day of the report
    File(town, town.a, report=report, opened={"happened_on": "2024-03-02"}).go(road.ORDINARY, "propose")


def test_a_violation_that_lies_ahead(town: Town) -> None:
    with pytest.raises(AssertionError, match="happened_on"):
        File(town, town.a, opened={"happened_on": "2026-03-03"}).go(road.ORDINARY, "propose")


def test_steps_of_the_other_procedure(town: Town) -> None:
    ordinary, simple = road.ordinary(town, town.a, "file"), road.simple(town, town.a, "open")
    assert town.officer.refused("rights.tell", ordinary.key, **ordinary.penalty)["code"] == "no_such_step"
    assert town.head.refused("case.file", simple.key)["code"] == "no_such_step"


def test_the_page_offers_only_what_is_allowed_and_granted(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    allowed = {
        name: {act["name"] for act in file.page(person)["possible_acts"] if act["allowed"]}
        for name, person in {
            "head": town.head,
            "officer": town.officer,
            "dispatcher": town.dispatcher,
        }.items()
    }
    assert allowed["head"] == {"case.file", "case.decline", "case.hand_over", "recusal.decide"}
    assert allowed["dispatcher"] == set()
    assert "case.file" not in allowed["officer"]
    seen = {act["name"]: act["refusal"] for act in file.page(town.dispatcher)["possible_acts"]}
    assert seen["inspection.record"]["code"] == "not_an_investigator"
