"""Execution of a fine by HTTP (罚款执行): deferred, in parts, reminded of, before the court, suspended, ended."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from tests.domains import road
from tests.domains.road import File, receipt, said
from tests.domains.town import HOUSE, Town

from xuncheng.domains.money.queries import balances_of, posted
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.money_books import Account

WHY = {"difficulty": "当事人系低保户，一次缴清确有困难。", "proposal": "申请分期，承诺按期缴纳。"}
ORDER = {
    "court": "示范市示范区人民法院",
    "object_state": "罚款六百元。",
    "party_views": "催告后未陈述申辩，也未履行。",
}
RULING = {"ruling": "（2026）示行审1号", "note": "法院答复。"}


@pytest.fixture
def owing(town: Town, clock: object, unprinted: None) -> File:
    """A case whose party owes 600 until 17 March 2026, fifteen days after service."""
    return road.ordinary(town, town.a, "publish")


def ask(file: File, asked: str = "instalments") -> File:
    file.act(file.officer, "deferral.apply", asked=asked, written=True, **WHY)
    return file


def parts(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"due_on": day, "amount": amount} for day, amount in pairs]


def grant(file: File, *pairs: tuple[str, str]) -> File:
    file.act(file.town.head, "deferral.approve", instalments=parts(*pairs))
    return file


def pay(file: File, amount: str, **more: str) -> None:
    file.act(file.officer, "fine.pay", amount=amount, way="bank", receipt=receipt(), **more)


def to(file: File, day: str) -> File:
    """The same case on another day."""
    file.town.clock.pass_by(days=(date.fromisoformat(day) - file.town.clock.today).days)
    return file


def books(file: File, event: str, account: Account) -> tuple[Decimal, Decimal]:
    """What was posted of an event, and what stands on an account."""
    with reading(HOUSE):
        key = UUID(file.key)
        return posted(key, event), balances_of(key)[account]


def refused(file: File, name: str, person: Any = None, **given: Any) -> str:
    code: str = (person or file.officer).refused(name, file.key, **given)["code"]
    return code


def row(file: File, label: str) -> str | None:
    """What the section on execution says under a label."""
    section = next(one for one in file.page()["facts"]["sections"] if one["title"]["zh"] == "执行")
    return next((one["value"] for one in section["rows"] if one["label"]["zh"] == label), None)


def remind(file: File) -> File:
    """A reminder made and served on one day."""
    today = file.town.clock.today
    file.act(file.officer, "fine.remind", perform_by=today + timedelta(days=10))
    file.act(file.officer, "reminder.serve", way="direct", receiver="刘示范", served_on=today, delivered=True)
    return file


def at_court(file: File) -> File:
    """Reminded once the time to sue is over, and brought before the court after ten working days."""
    remind(to(file, "2026-09-03"))
    to(file, "2026-09-18").act(file.town.head, "court.apply", **ORDER)
    return file


class TestDeferral:
    """第六十六条第二款."""

    def test_nothing_is_deferred_without_a_written_application(self, town: Town, owing: File) -> None:
        problem = town.head.refused("deferral.approve", owing.key, instalments=parts(("2026-05-01", "600")))
        assert said(problem)[:3] == ("deferral_not_asked", 409, "行政处罚法第六十六条第二款")
        assert (
            refused(owing, "deferral.apply", asked="deferral", written=False, **WHY)
            == "application_not_written"
        )

    def test_a_deferral_moves_the_time_to_pay(self, town: Town, owing: File) -> None:
        grant(ask(owing, "deferral"), ("2026-05-06", "600.00"))
        assert (owing.page()["due"], row(owing, "本期最后一日")) == ("2026-05-06", "2026-05-06")
        # Then no late fee counts until that day, and paid by then there is none
        assert refused(to(owing, "2026-04-20"), "latefee.impose", amount="600") == "not_overdue"
        pay(owing, "600")
        owing.act(town.head, "case.close")

    def test_instalments_add_up_and_follow_each_other(self, town: Town, owing: File) -> None:
        ask(owing)
        for code, rows in {
            "plan_sum": parts(("2026-04-01", "300"), ("2026-05-01", "200")),
            "plan_dates": parts(("2026-05-01", "300"), ("2026-04-01", "300")),
            "plan_not_as_asked": parts(("2026-05-01", "600")),
        }.items():
            assert refused(owing, "deferral.approve", town.head, instalments=rows) == code
        grant(owing, ("2026-04-01", "300"), ("2026-05-01", "300"))
        assert [one["kind"] for one in owing.page()["documents"]][-3:] == [
            "deferral_application",
            "deferral_approval",
            "deferral_decision",
        ]

    def test_instalments_kept_cost_nothing(self, town: Town, owing: File) -> None:
        grant(ask(owing), ("2026-04-01", "300"), ("2026-05-01", "300"))
        pay(to(owing, "2026-04-01"), "300")
        assert (owing.page()["due"], row(owing, "批准的延期（分期）")) == (
            "2026-05-01",
            "2026-05-01前300.00元",
        )
        pay(to(owing, "2026-04-30"), "300")
        owing.act(town.head, "case.close")

    def test_a_missed_instalment_ends_the_plan_and_the_fee_reaches_its_cap(
        self, town: Town, owing: File
    ) -> None:
        grant(ask(owing), ("2026-04-01", "300"), ("2026-05-01", "300"))
        pay(to(owing, "2026-03-30"), "300")
        # Given the second one missed: ten days later ten days count
        problem = to(owing, "2026-05-11").officer.refused("latefee.impose", owing.key, amount="600")
        assert "180.00元" in problem["title_zh"]
        # When it is paid 40 days late, the fee is as high as the fine, and is owed within fifteen days
        pay(to(owing, "2026-06-10"), "300")
        assert refused(owing, "case.close", town.head) == "late_fee_open"
        owing.act(owing.officer, "latefee.impose", amount="600")
        assert owing.page()["due"] == "2026-06-25"
        pay(owing, "600")
        owing.act(town.head, "case.close")

    def test_the_page_says_what_is_due_now_and_how_the_fee_grows(self, town: Town, owing: File) -> None:
        assert owing.page()["dues"] == {"owed": "600.00", "instalment": "600.00", "late_fee": None}
        grant(ask(owing), ("2026-04-01", "200"), ("2026-05-01", "400"))
        assert owing.page()["dues"] == {"owed": "600.00", "instalment": "200.00", "late_fee": None}
        pay(to(owing, "2026-03-30"), "200")
        assert owing.page()["dues"] == {"owed": "400.00", "instalment": "400.00", "late_fee": None}
        assert row(to(owing, "2026-05-11"), "至今日应加处罚款") == "180.00元（10日）"
        assert owing.page()["dues"]["late_fee"] == "180.00"
        # Then it grows no more once it is as high as the fine, and is told no more once it was imposed
        assert row(to(owing, "2026-06-20"), "至今日应加处罚款") == "600.00元（50日，已达罚款数额）"
        owing.act(owing.officer, "latefee.impose", amount="600")
        assert row(owing, "至今日应加处罚款") is None
        assert owing.page()["dues"] == {"owed": "1000.00", "instalment": "1000.00", "late_fee": None}

    def test_the_fee_counts_on_the_unpaid_rest_where_the_locality_says_so(
        self, owing: File, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        figure = settings.LOCALITY.figures["late_fee_on_whole_fine"]
        assert not figure.confirmed
        figures = {**settings.LOCALITY.figures, figure.code: replace(figure, value=Decimal(0))}
        monkeypatch.setattr(settings, "LOCALITY", replace(settings.LOCALITY, figures=figures))
        pay(owing, "300")
        # Given half paid in time: ten days late count on the other half
        problem = to(owing, "2026-03-27").officer.refused("latefee.impose", owing.key, amount="600")
        assert "90.00元" in problem["title_zh"]
        owing.act(owing.officer, "latefee.impose", amount="90")
        assert row(owing, "加处罚款的计算基数") == "未缴部分"

    def test_days_before_a_late_application_count(self, town: Town, owing: File) -> None:
        grant(ask(to(owing, "2026-03-22"), "deferral"), ("2026-05-06", "600"))
        pay(to(owing, "2026-05-06"), "600")
        # Then four days count: 18 to 21 March
        assert "72.00元" in owing.officer.refused("latefee.impose", owing.key, amount="600")["title_zh"]

    def test_a_refusal_gives_reasons_and_changes_nothing(self, town: Town, owing: File) -> None:
        ask(owing).act(town.head, "deferral.refuse", reasons="当事人有履行能力。")
        assert (owing.page()["due"], row(owing, "待批准的申请")) == ("2026-03-17", None)


class TestAgreement:
    """行政强制法第四十二条."""

    AGREED = {"terms": "按期缴纳。", "harmless": True, "signed": True}

    def test_the_late_fee_is_let_go_once_it_is_performed(self, town: Town, owing: File) -> None:
        to(owing, "2026-03-27").act(owing.officer, "latefee.impose", amount="180")
        rows = parts(("2026-04-30", "660"))
        good = self.AGREED | {"instalments": rows, "waiver": "120", "remedial_action": "已清理并恢复原状。"}
        for code, bad in {
            "waiver_without_remedial_action": {"remedial_action": ""},
            "principal_waived": {"waiver": "181", "instalments": parts(("2026-04-30", "599"))},
            "agreement_sum": {"waiver": "100"},
            "agreement_not_signed": {"signed": False},
            "agreement_harms_others": {"harmless": False},
            "agreement_beyond_window": {"instalments": parts(("2027-04-30", "660"))},
        }.items():
            assert refused(owing, "agreement.make", town.head, **good | bad) == code
        owing.act(town.head, "agreement.make", **good)
        assert row(owing, "履行完毕后减免加处罚款") == "120.00元"
        pay(owing, "660")
        assert (row(owing, "依执行协议减免"), owing.page()["stage"]["code"]) == ("120.00元", "performed")
        assert books(owing, "late_fee.reduced", Account.LATE_FEE) == (Decimal("120.00"), 0)
        owing.act(town.head, "case.close")

    def test_broken_it_lets_nothing_go(self, town: Town, owing: File) -> None:
        to(owing, "2026-03-27").act(owing.officer, "latefee.impose", amount="180")
        given = {"instalments": parts(("2026-04-30", "660")), "waiver": "120", "remedial_action": "已清理。"}
        owing.act(town.head, "agreement.make", **self.AGREED | given)
        pay(to(owing, "2026-05-08"), "660")
        assert row(owing, "尚未缴纳") == "120.00元"


class TestCourt:
    """行政强制法第五十三条至第六十条."""

    def test_to_the_court_and_back(self, town: Town, owing: File) -> None:
        at_court(owing)
        assert owing.page()["documents"][-1]["kind"] == "court_application"
        assert (owing.page()["waits_for"], owing.page()["next_act"]) == ("handler", "court.record")
        owing.act(owing.officer, "court.record", court_result="accepted", **RULING)
        assert refused(owing, "court.record", court_result="rejected", **RULING) == "court_result"
        owing.act(owing.officer, "court.record", court_result="granted", **RULING)
        assert row(owing, "申请法院强制执行") == "裁定准予强制执行"
        # When the court brings the money in, the fee that accrued is imposed and paid, and the case closed
        pay(owing, "600")
        owing.act(owing.officer, "latefee.impose", amount="600")
        pay(owing, "600")
        owing.act(town.head, "case.close")

    def test_not_before_the_reminder_and_the_end_of_remedies(self, town: Town, owing: File) -> None:
        assert refused(owing, "fine.remind", perform_by="2026-03-20") == "fine_not_overdue"
        remind(to(owing, "2026-04-01"))
        assert refused(to(owing, "2026-04-15"), "court.apply", town.head, **ORDER) == "reminder_runs"
        # Given ten working days over, the time to sue runs until 2 September
        problem = to(owing, "2026-04-20").town.head.refused("court.apply", owing.key, **ORDER)
        assert said(problem)[0] == "remedy_period_runs"
        assert refused(to(owing, "2026-12-03"), "court.apply", town.head, **ORDER) == "court_window_over"

    def test_the_window_follows_a_deferral(self, town: Town, owing: File) -> None:
        grant(ask(owing, "deferral"), ("2026-10-30", "600"))
        remind(to(owing, "2026-11-02"))
        # Then it runs for three months from the end of the deferral, beyond the three after remedies
        to(owing, "2026-12-10").act(town.head, "court.apply", **ORDER)

    def test_a_reminder_is_served_as_any_document_is(self, town: Town, owing: File) -> None:
        today = to(owing, "2026-09-03").town.clock.today
        owing.act(owing.officer, "fine.remind", perform_by=today + timedelta(days=10))
        served = {"receiver": "刘示范", "served_on": today, "delivered": True}
        for code, way in {
            "no_consent": {"way": "electronic"},
            "left_unwitnessed": {"way": "left", "reason": "拒收"},
            "invalid_input": {"way": "post"},
        }.items():
            assert refused(owing, "reminder.serve", **served, **way) == code
        # With the party's consent, signed before, it is served electronically
        owing.act(
            owing.officer, "consent.record", electronic=True, signed_on=today, address="示范路12号", phone="13800000000",
            channels="手机短信：13800000000",
        )  # fmt: skip
        owing.act(owing.officer, "reminder.serve", way="electronic", **served)
        assert row(owing, "催告") == "已送达"

    def test_an_objection_is_answered_first(self, town: Town, owing: File) -> None:
        remind(to(owing, "2026-09-03")).act(owing.officer, "reminder.object", note="当事人称已搬离。")
        assert (
            refused(to(owing, "2026-09-18"), "court.apply", town.head, **ORDER) == "reminder_objection_open"
        )
        owing.act(owing.officer, "reminder.answer", note="经核实，不影响履行义务。")
        owing.act(town.head, "court.apply", **ORDER)

    def test_only_the_head_signs(self, town: Town, owing: File) -> None:
        remind(to(owing, "2026-09-03"))
        assert owing.officer.refused("court.apply", owing.key, **ORDER)["status"] == 403

    def test_a_remedy_comes_first(self, town: Town, owing: File) -> None:
        today = town.clock.today
        about = {"applicant": "刘示范", "lodged_on": today, "received_by_us": today}
        town.reviewer.does("remedy.lodge", owing.key, kind="reconsideration", **about)
        remind(to(owing, "2026-09-03"))
        assert (
            refused(to(owing, "2026-09-18"), "court.apply", town.head, **ORDER) == "compelled_during_remedy"
        )
        # When the decision is upheld, fifteen days to sue remain, and then the court may be asked
        result = {
            "outcome": "upheld",
            "decided_on": town.clock.today,
            "outcome_number": "示政复决字〔2026〕3号",
        }
        town.reviewer.does("remedy.decide", owing.key, remedy=1, **result)
        assert refused(owing, "court.apply", town.head, **ORDER) == "remedy_period_runs"
        to(owing, "2026-10-09").act(town.head, "court.apply", **ORDER)

    def test_a_refusal_goes_to_the_superior_court_once(self, town: Town, owing: File) -> None:
        at_court(owing).act(owing.officer, "court.record", court_result="rejected", **RULING)
        owing.act(owing.officer, "court.review", court="示范市中级人民法院", note="不服不予受理裁定。")
        owing.act(owing.officer, "court.record", court_result="refused", **RULING)
        again = {"court": "示范市中级人民法院", "note": "再次申请。"}
        assert refused(owing, "court.review", **again) == "nothing_to_review_at_court"

    def test_paid_meanwhile_it_is_withdrawn(self, town: Town, owing: File) -> None:
        pay(at_court(owing), "600")
        owing.act(owing.officer, "latefee.impose", amount="600")
        pay(owing, "600")
        assert refused(owing, "case.close", town.head) == "court_open"
        owing.act(owing.officer, "court.record", court_result="withdrawn", ruling="", note="当事人已履行。")
        owing.act(town.head, "case.close")


class TestEnding:
    """行政强制法第三十九条、第四十条."""

    def test_suspended_nothing_goes_on_and_after_three_years_it_may_end(
        self, town: Town, owing: File
    ) -> None:
        to(owing, "2026-04-01").act(
            town.head, "execution.suspend", suspend_ground="unable", reasons="当事人停业，无财产。"
        )
        assert refused(owing, "fine.remind", perform_by="2026-04-20") == "execution_suspended"
        end = {"end_ground": "unable", "reasons": "三年未恢复，确无能力履行。"}
        assert refused(owing, "execution.end", town.head, **end) == "ending_ground"
        owing.act(town.head, "execution.resume", reasons="当事人恢复营业。")
        owing.act(owing.officer, "fine.remind", perform_by="2026-04-20")

    def test_ended_it_is_written_off_and_closed(self, town: Town, owing: File) -> None:
        pay(owing, "200")
        dissolved = {"end_ground": "dissolution", "reasons": "不适用于公民。"}
        assert refused(owing, "execution.end", town.head, **dissolved) == "ending_ground"
        owing.act(
            town.head, "execution.end", end_ground="death", reasons="当事人死亡，无遗产，无义务承受人。"
        )
        page = owing.page()
        assert (page["stage"]["code"], page["stage"]["zh"]) == ("execution_ended", "终结执行")
        assert (row(owing, "终结执行核销"), row(owing, "尚未缴纳")) == ("400.00元", "0.00元")
        assert books(owing, "fine.written_off", Account.FINE) == (Decimal("400.00"), 0)
        assert refused(owing, "fine.pay", amount="1", way="bank", receipt=receipt()) == "nothing_owed"
        owing.act(town.head, "case.close")


def test_a_fine_on_the_spot_is_deferred_as_well(town: Town, clock: object, unprinted: None) -> None:
    file = road.simple(town, town.a, "lodge")
    grant(ask(file, "deferral"), ("2026-04-30", "50"))
    pay(to(file, "2026-04-30"), "50")
    file.act(town.head, "case.close")
