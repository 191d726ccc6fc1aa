"""Reconsideration and litigation by HTTP: what they stop, what they change, and what comes of the case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Clock, Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def lodge(file: File, kind: str = "reconsideration", **given: Any) -> None:
    """The party's remedy reaches the bureau today."""
    town = file.town
    about = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    town.reviewer.does("remedy.lodge", file.key, kind=kind, **about | given)


def decide(file: File, outcome: str, remedy: int = 1, **given: Any) -> None:
    """The reviewing body, or the court, has decided today."""
    file.town.reviewer.does(
        "remedy.decide", file.key, remedy=remedy, outcome=outcome, decided_on=file.town.clock.today,
        outcome_number="示政复决字〔2026〕3号", **given,
    )  # fmt: skip


def rows(file: File, **query: Any) -> list[dict[str, Any]]:
    """The remedies of the case as the legal section lists them, in their order."""
    found: list[dict[str, Any]] = file.town.reviewer.get("/remedies", limit=200, **query)["items"]
    return sorted((row for row in found if row["case"]["id"] == file.key), key=lambda row: row["key"])


@pytest.fixture
def served(town: Town) -> File:
    """A case with a fine of 600, served on Monday 2 March 2026 and not yet paid."""
    return road.ordinary(town, town.a, "publish")


@pytest.fixture
def paid(town: Town) -> File:
    """The same, paid."""
    return road.ordinary(town, town.a, "pay")


def test_a_reconsideration_is_answered_in_ten_working_days(town: Town, served: File) -> None:
    lodge(served)
    page = served.page()
    assert (page["due"], page["due_label"]["zh"], page["next_act"]) == (
        "2026-03-16",
        "行政复议答复",
        "remedy.reply",
    )
    [row] = rows(served, pending=True)
    assert (row["key"], row["state"]["code"], row["due"], row["late"]) == (1, "pending", "2026-03-16", False)
    assert row["body"]
    town.reviewer.does("remedy.reply", served.key, remedy=1, answer="事实清楚，程序合法，请予维持。")
    kinds = [one["kind"] for one in served.page()["documents"]]
    assert kinds[-2:] == ["remedy_evidence", "remedy_reply"]
    assert rows(served)[0]["state"]["code"] == "answered"


@pytest.mark.parametrize(
    ("kind", "given", "due"),
    [("reconsideration", {"brief": True}, "2026-03-09"), ("litigation", {}, "2026-03-17")],
)
def test_each_kind_has_its_own_time(served: File, kind: str, given: dict[str, Any], due: str) -> None:
    lodge(served, kind, **given)
    assert served.page()["due"] == due


def test_a_court_is_answered_by_another_paper(town: Town, served: File) -> None:
    lodge(served, "litigation")
    town.reviewer.does("remedy.reply", served.key, remedy=1, answer="被诉行政行为合法。")
    assert [one["kind"] for one in served.page()["documents"]][-1] == "court_answer"


def test_one_lodged_after_sixty_days_is_noted_as_late(town: Town, served: File, clock: Clock) -> None:
    clock.on(5, 7)
    lodge(served)
    assert rows(served)[0]["late"] is True


def test_reconsideration_and_suit_do_not_run_side_by_side(town: Town, served: File) -> None:
    lodge(served)
    about = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    problem = town.reviewer.refused("remedy.lodge", served.key, kind="litigation", **about)
    assert said(problem)[:3] == ("remedy_pending", 409, "行政复议法第二十九条")


def test_an_on_the_spot_fine_goes_to_reconsideration_first(town: Town) -> None:
    file = road.simple(town, town.a, "lodge")
    about = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    problem = town.reviewer.refused("remedy.lodge", file.key, kind="litigation", **about)
    assert said(problem)[:3] == ("reconsideration_first", 409, "行政复议法第二十三条第一款第一项")
    lodge(file)
    decide(file, "upheld")
    lodge(file, "litigation")
    assert [row["kind"]["code"] for row in rows(file)] == ["reconsideration", "litigation"]


def test_one_handed_to_us_is_forwarded_in_five_working_days(town: Town) -> None:
    file = road.simple(town, town.a, "lodge")
    lodge(file, through_us=True)
    page = file.page()
    assert (page["due"], page["next_act"]) == ("2026-03-09", "remedy.forward")
    town.reviewer.does("remedy.forward", file.key, remedy=1)
    assert rows(file)[0]["due"] is None
    town.reviewer.does("remedy.accept", file.key, remedy=1, received_by_us=town.clock.today)
    assert rows(file)[0]["due"] == "2026-03-16"


def test_only_an_on_the_spot_or_monitored_penalty_is_handed_to_us(town: Town, served: File) -> None:
    about = {"applicant": "刘示范", "lodged_on": town.clock.today, "received_by_us": town.clock.today}
    problem = town.reviewer.refused(
        "remedy.lodge", served.key, kind="reconsideration", through_us=True, **about
    )
    assert said(problem)[:3] == ("not_through_agency", 409, "行政复议法第三十二条")


def test_what_was_revoked_is_paid_back_before_the_case_closes(town: Town, paid: File) -> None:
    lodge(paid)
    problem = town.head.refused("case.close", paid.key)
    assert problem["code"] == "remedy_unsettled"
    decide(paid, "revoked")
    page = paid.page()
    assert (page["stage"]["code"], page["amount"], page["next_act"]) == ("revoked", None, "fine.refund")
    assert [one["name"] for one in page["clocks"]] == ["publication_withdrawal"]
    assert town.head.refused("case.close", paid.key)["code"] == "refund_open"
    given = {"remedy": 1, "voucher": "TF-1", "refunded_on": town.clock.today}
    problem = town.officer.refused("fine.refund", paid.key, refund="500.00", **given)
    assert said(problem)[:2] == ("refund_differs", 409)
    town.officer.does("fine.refund", paid.key, refund="600.00", **given)
    road.withdraw(paid)
    town.head.does("case.close", paid.key)
    town.officer.does("case.archive", paid.key)
    assert rows(paid)[0]["refunded_on"] == "2026-03-02"
    assert paid.page()["stage"]["code"] == "archived"


def test_a_lower_fine_stands_in_the_place_of_the_old(town: Town, paid: File) -> None:
    lodge(paid)
    about = {
        "remedy": 1,
        "outcome": "changed",
        "decided_on": town.clock.today,
        "outcome_number": "示政复决字〔2026〕4号",
    }
    problem = town.reviewer.refused("remedy.decide", paid.key, kinds=["fine"], amount="700.00", **about)
    assert said(problem)[:2] == ("heavier_by_remedy", 409)
    assert "行政复议法第六十三条第二款" in said(problem)[2]
    decide(paid, "changed", kinds=["fine"], amount="400.00")
    assert paid.page()["amount"] == "400.00"
    assert rows(paid)[0]["refund"] == "200.00"


def test_a_pending_suit_stops_the_late_fee(town: Town, served: File, clock: Clock) -> None:
    # Due on 17 March; a suit pending from 20 to 29 March: 18 and 19 March count, then 30 and 31.
    clock.on(3, 20)
    lodge(served, "litigation")
    clock.on(3, 29)
    decide(served, "dismissed")
    clock.on(3, 31)
    problem = town.officer.refused("latefee.impose", served.key, amount="252.00")
    assert "72.00" in problem["title_zh"]
    town.officer.does("latefee.impose", served.key, amount="72.00")


def test_nothing_is_enforced_while_execution_is_stopped(town: Town, served: File, clock: Clock) -> None:
    clock.on(3, 20)
    lodge(served)
    stop = {"remedy": 1, "reasons": "复议机关通知停止执行。"}
    problem = town.reviewer.refused("remedy.stop_execution", served.key, ordered_by="agency", **stop)
    assert said(problem)[:2] == ("own_stop_by_head", 409)
    town.reviewer.does("remedy.stop_execution", served.key, ordered_by="body", **stop)
    problem = town.officer.refused("latefee.impose", served.key, amount="36.00")
    assert said(problem)[0] == "execution_stopped"
    assert "行政复议法第四十二条" in said(problem)[2]
    town.reviewer.does("remedy.lift_stop", served.key, remedy=1, reasons="复议机关决定解除。")
    town.officer.does("latefee.impose", served.key, amount="36.00")


STRUCTURE = {"structure": "院内东侧单层砖混房屋。", "reasons": "未取得规划许可，无法改正。"}


def announced(file: File) -> File:
    """A duty to demolish, served, announced and reminded of, whose times are all over but those for a remedy."""
    clock = file.town.clock
    file.act(file.town.head, "duty.impose", perform_by=clock.today, **STRUCTURE)
    file.act(file.officer, "duty.serve", delivered=True)
    file.act(file.officer, "demolition.announce", perform_by=clock.today)
    clock.pass_by(days=1)
    file.act(file.officer, "enforcement.remind", perform_by=clock.today, delivered=True)
    clock.pass_by(days=200)
    return file


APPROVAL = {"approval": "示政批〔2026〕12号", "manner": "机械拆除，人工清理。"}


def test_a_stop_order_stops_a_demolition_until_it_is_lifted(town: Town, served: File) -> None:
    # Given a demolition whose every condition is met, and a reconsideration
    announced(served)
    lodge(served)
    problem = town.head.refused("enforcement.decide", served.key, **APPROVAL)
    assert said(problem)[:3] == ("demolished_during_remedy", 409, "行政强制法第四十四条")
    town.reviewer.does(
        "remedy.stop_execution", served.key, remedy=1, ordered_by="court", reasons="裁定停止执行。"
    )
    problem = town.head.refused("enforcement.decide", served.key, **APPROVAL)
    assert "解除停止执行" in [one["zh"] for one in problem["missing"]]
    # When the remedy is over, the stop is too
    decide(served, "upheld")
    town.head.does("enforcement.decide", served.key, **APPROVAL)


def test_no_announcement_while_execution_is_stopped(town: Town, served: File) -> None:
    served.act(town.head, "duty.impose", perform_by=town.clock.today, **STRUCTURE)
    served.act(served.officer, "duty.serve", delivered=True)
    lodge(served)
    stop = {"remedy": 1, "reasons": "复议机关通知停止执行。"}
    town.reviewer.does("remedy.stop_execution", served.key, ordered_by="body", **stop)
    problem = served.officer.refused("demolition.announce", served.key, perform_by=town.clock.today)
    assert said(problem)[0] == "execution_stopped"
    town.reviewer.does("remedy.lift_stop", served.key, remedy=1, reasons="复议机关决定解除。")
    served.act(served.officer, "demolition.announce", perform_by=town.clock.today)


def test_a_decision_that_falls_takes_the_duty_with_it(town: Town, served: File) -> None:
    announced(served)
    town.head.does("decision.revoke", served.key, reasons="认定事实有误。")
    assert said(town.head.refused("enforcement.decide", served.key, **APPROVAL))[0] != "remedies_open"
    pay = {"amount": "600.00", "way": "bank", "receipt": road.receipt()}
    assert served.officer.refused("fine.pay", served.key, **pay)["code"] == "decision_not_served"
    # What was published is withdrawn, and nothing is left to be settled but the end of the case
    road.withdraw(served)
    assert not [one for one in served.page()["clocks"] if one["state"] == "running"]
    town.head.does("case.close", served.key)


def redo(file: File, outcome: str) -> None:
    """The case sent back, and taken up to a new decision."""
    lodge(file)
    decide(file, outcome)
    assert file.page()["stage"]["code"] == "investigating"
    for step in ("conclude", "notice", "serve_notice", "waive"):
        road.ORDINARY[step](file)


def test_what_was_sent_back_is_not_decided_in_the_same_way(town: Town, paid: File) -> None:
    redo(paid, "redone")
    problem = town.head.refused("decision.make", paid.key, **paid.penalty)
    assert said(problem)[:3] == ("same_result_again", 409, "行政复议法第六十四条第二款、行政诉讼法第七十一条")
    town.head.does("remedy.new_facts", paid.key, findings="补充勘验查明占道面积为六平方米。")
    town.head.does("decision.make", paid.key, **paid.penalty)


def test_unless_only_its_procedure_was_at_fault(town: Town, paid: File) -> None:
    redo(paid, "redone_procedure")
    town.head.does("decision.make", paid.key, **paid.penalty)


def test_an_archived_case_that_is_sent_back_keeps_its_first_bundle(town: Town) -> None:
    file = road.ordinary(town, town.a, "archive")
    first = file.page()["bundle"]
    redo(file, "redone_procedure")
    file.town.officer.does(
        "fine.refund", file.key, remedy=1, refund="600.00", voucher="TF-2", refunded_on=town.clock.today
    )
    road.withdraw(file)
    for step in ("decide", "serve_decision", "publish", "pay", "close", "archive"):
        road.ORDINARY[step](file)
    page = file.page()
    assert page["stage"]["code"] == "archived"
    assert page["bundle"]["id"] != first["id"]
    assert town.officer.call("GET", f"/api/v1/files/{first['id']}").status_code == 200


def test_no_evidence_is_gathered_against_a_party_whose_remedy_is_pending(town: Town, served: File) -> None:
    lodge(served)
    town.head.does("decision.revoke", served.key, reasons="发现程序瑕疵，自行撤销后重新处理。", redo=True)
    problem = served.officer.refused(
        "inspection.record", served.key, findings="再次勘验。", started_at=town.clock.now, **served.team
    )
    assert said(problem)[:3] == ("evidence_during_remedy", 409, "行政复议法第四十六条、行政诉讼法第三十五条")
    # Nor is it by any of the small steps beside the case
    beside: dict[str, dict[str, Any]] = {
        "party.summon": {"appear_at": town.clock.now + timedelta(days=1), "place": "示范路1号"},
        "preservation.propose": {"reason": "证据可能灭失。", "objects": "手推车，1辆"},
        "test.commission": {
            "institute": "示范检测所", "items": "货物，1件", "question": "占地面积。", "report_by": town.clock.today,
        },
    }  # fmt: skip
    for act, given in beside.items():
        problem = served.officer.refused(act, served.key, **given)
        assert problem["code"] == "evidence_during_remedy", act
    decide(served, "withdrawn")
    served.officer.does(
        "inspection.record", served.key, findings="再次勘验。", started_at=town.clock.now, **served.team
    )


def test_the_head_corrects_and_revokes(town: Town, served: File) -> None:
    town.head.does("decision.correct", served.key, wrong="示范路12号", right="示范路21号")
    town.head.does("decision.revoke", served.key, reasons="认定事实有误。")
    page = served.page()
    assert [one["kind"] for one in page["documents"]][-2:] == ["decision_correction", "decision_revocation"]
    assert page["stage"]["code"] == "revoked"
    assert rows(served)[0]["kind"]["code"] == "own"
    problem = town.head.refused("decision.correct", served.key, wrong="甲", right="乙")
    assert said(problem)[:3] == ("nothing_decided", 409, "行政处罚法第七十五条第二款")


def test_remedies_as_a_table(town: Town, served: File) -> None:
    lodge(served)
    response = town.reviewer.call("GET", "/api/v1/remedies/export")
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert any("刘示范" in line for line in lines[1:])


def test_the_review_queue_holds_what_waits_for_the_legal_section(town: Town, served: File) -> None:
    def waiting() -> list[str]:
        return [one["id"] for one in town.reviewer.get("/legality-reviews", limit=200)["items"]]

    assert served.key not in waiting()
    lodge(served)
    assert served.key in waiting()
