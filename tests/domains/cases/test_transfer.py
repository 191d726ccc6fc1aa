"""Transfers by HTTP: to the police where a crime is suspected, and to the authority that has jurisdiction (移送)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Town

POLICE = "示范区公安分局"
PAPERS = "涉嫌犯罪案件情况的调查报告\n涉案物品清单\n"
SENDING = {"police": POLICE, "attachments": PAPERS, "goods": "废油漆桶，42只"}
TRF = "行政执法机关移送涉嫌犯罪案件的规定"


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    """A case in which everything is ready for the decision."""
    return road.ordinary(town, town.a, "waive")


def suspected(file: File) -> File:
    """A crime is suspected."""
    file.act(file.officer, "crime.suspect", crime="污染环境罪", grounds="倾倒的是危险废物。")
    return file


def reported(file: File) -> File:
    suspected(file).act(
        file.officer, "transfer.report", officers=file.street.both, findings="经核实，数量达三吨以上。"
    )
    return file


def approved(file: File) -> File:
    reported(file).act(file.town.head, "transfer.approve")
    return file


def sent(file: File) -> File:
    approved(file).act(file.officer, "transfer.send", **SENDING)
    return file


def kinds(file: File) -> list[str]:
    return [one["kind"] for one in file.page()["documents"]]


class TestToThePolice:
    """行政处罚法第二十七条, 移送规定第五条至第十二条."""

    def test_approved_sent_in_time_and_taken_up_it_ends_here(self, town: Town, file: File) -> None:
        # Given a case that was sent to the police
        page = sent(file).page()
        assert (page["due_label"]["zh"], page["next_act"]) == ("公安机关决定是否立案", "transfer.answer")
        # When they take it up
        file.act(file.officer, "transfer.answer", accepted=True, receipt="示公立字〔2026〕3号")
        assert file.page()["stage"]["zh"] == "已移送"
        # Then it is closed once goods and papers are handed over, and not before
        problem = town.head.refused("case.close", file.key)
        assert said(problem) == ("transfer_goods_open", 409, f"{TRF}第十二条", ["涉案物品移交清单"])
        file.act(
            file.officer, "transfer.deliver", items="废油漆桶，42只\n检验报告原件，1份", receiver="孙公安"
        )
        file.act(town.head, "case.close")
        file.act(file.officer, "case.archive")
        assert town.dispatcher.get(f"/reports/{file.report}")["outcome"] == "已移送公安机关立案。"
        assert {"transfer_report", "transfer_approval", "transfer_letter", "transfer_goods_list"} <= set(
            kinds(file)
        )

    def test_what_the_police_decline_goes_on(self, town: Town, file: File) -> None:
        sent(file).act(file.officer, "transfer.answer", accepted=False, receipt="示公不立字〔2026〕12号")
        file.act(town.head, "decision.make", **road.FINE)
        assert file.page()["stage"]["code"] == "decided"

    def test_the_police_are_asked_to_review_that_within_three_days(self, town: Town, file: File) -> None:
        sent(file).act(file.officer, "transfer.answer", accepted=False, receipt="示公不立字〔2026〕12号")
        # When the review is asked for, the case waits again
        file.act(file.officer, "transfer.review_request", grounds="数量已达追诉标准。")
        assert town.head.refused("decision.make", file.key, **road.FINE)["code"] == "transfer_undecided"
        # Then a second refusal is final
        file.act(file.officer, "transfer.answer", accepted=False, receipt="示公复字〔2026〕1号")
        problem = file.officer.refused("transfer.review_request", file.key, grounds="仍应立案。")
        assert said(problem)[:3] == ("police_did_not_decline", 409, f"{TRF}第九条第一款")
        file.act(town.head, "decision.make", **road.FINE)

    def test_after_three_days_no_review_is_asked_for(self, town: Town, file: File) -> None:
        sent(file).act(file.officer, "transfer.answer", accepted=False, receipt="示公不立字〔2026〕12号")
        town.clock.pass_by(days=4)
        problem = file.officer.refused("transfer.review_request", file.key, grounds="应当立案。")
        assert said(problem)[:3] == ("police_review_late", 409, f"{TRF}第九条第一款")

    @pytest.mark.parametrize("step", [suspected, reported, approved, sent])
    def test_nothing_is_decided_meanwhile(self, town: Town, file: File, step: object) -> None:
        step(file)  # type: ignore[operator] # one of the steps above
        reason = "违法行为轻微，依法可以不予行政处罚"
        for act, given in (
            ("decision.make", road.FINE),
            ("decision.waive", {"no_penalty_ground": reason, "harmless": True, "explanation": "情节轻微。"}),
            ("case.terminate", {"reason": "当事人注销。"}),
        ):
            problem = town.head.refused(act, file.key, **given)
            assert problem["code"] == "transfer_undecided"
            assert [one["label"] for one in problem["basis"]] == [
                "行政处罚法第二十七条第一款、第五十七条第一款第四项", f"{TRF}第五条第二款、第十一条第一款",
            ]  # fmt: skip

    def test_the_head_refuses_with_reasons_and_the_case_goes_on(self, town: Town, file: File) -> None:
        reported(file)
        problem = town.head.refused("transfer.refuse", file.key, reasons="")
        assert problem["status"] in (409, 422)
        file.act(town.head, "transfer.refuse", reasons="经检测不属于危险废物。")
        file.act(town.head, "decision.make", **road.FINE)

    def test_late_decisions_and_late_sending_say_why(self, town: Town, file: File) -> None:
        # Given a report that the head has had for four days
        reported(file)
        town.clock.pass_by(days=4)
        problem = town.head.refused("transfer.approve", file.key)
        assert said(problem)[:3] == ("transfer_decision_late", 409, f"{TRF}第五条第二款")
        file.act(town.head, "transfer.approve", delay="等待鉴定意见。")
        # When it was approved more than twenty-four hours ago
        town.clock.pass_by(hours=24, minutes=1)
        problem = file.officer.refused("transfer.send", file.key, **SENDING)
        assert said(problem)[:3] == ("transfer_late", 409, f"{TRF}第五条第二款")
        # Then it is sent with the reason of the delay
        file.act(file.officer, "transfer.send", delay="节假日无法交接。", **SENDING)

    def test_twenty_four_hours_are_in_time(self, town: Town, file: File) -> None:
        approved(file)
        town.clock.now += timedelta(hours=24)
        file.act(file.officer, "transfer.send", **SENDING)

    def test_it_takes_two_officers_and_the_head(self, town: Town, file: File) -> None:
        suspected(file)
        one = [file.street.both[0]]
        assert (
            file.officer.refused("transfer.report", file.key, officers=one, findings="属实。")["code"]
            == "two_certified_officers"
        )
        file.act(file.officer, "transfer.report", officers=file.street.both, findings="属实。")
        assert file.officer.refused("transfer.approve", file.key)["status"] == 403

    def test_an_answer_has_its_number(self, town: Town, file: File) -> None:
        problem = sent(file).officer.refused("transfer.answer", file.key, accepted=True, receipt="")
        assert said(problem)[0] == "answer_without_receipt"

    def test_nobody_transfers_what_is_not_suspected(self, town: Town, file: File) -> None:
        problem = file.officer.refused(
            "transfer.report", file.key, officers=file.street.both, findings="属实。"
        )
        assert said(problem) == ("no_crime_suspected", 409, f"{TRF}第五条第一款", ["认定涉嫌犯罪"])
        assert town.head.refused("transfer.approve", file.key)["code"] == "transfer_not_reported"
        assert file.officer.refused("transfer.send", file.key, **SENDING)["code"] == "transfer_not_approved"

    def test_on_the_spot_as_well(self, town: Town, clock: object, unprinted: None) -> None:
        file = suspected(road.simple(town, town.a, "tell"))
        problem = file.officer.refused("decision.make", file.key, delivered=True, **file.penalty)
        assert problem["code"] == "transfer_undecided"


class TestToAnotherAuthority:
    """行政处罚法第二十二条, 第二十三条, 第二十五条."""

    GIVEN = {"authority": "示范区水务局", "reasons": "在河道管理范围内。", "materials": "现场检查笔录1份"}

    def test_with_its_receipt_the_case_ends_here(self, town: Town, file: File) -> None:
        file.act(town.head, "case.hand_over", **self.GIVEN)
        assert town.head.refused("decision.make", file.key, **road.FINE)["code"] == "transfer_undecided"
        file.act(file.officer, "case.hand_over_answer", accepted=True, receipt="示水回〔2026〕1号")
        file.act(town.head, "case.close")
        file.act(file.officer, "case.archive")
        assert "case_handover" in kinds(file)
        assert town.dispatcher.get(f"/reports/{file.report}")["outcome"] == "已移送有管辖权的机关。"

    def test_what_is_returned_goes_on(self, town: Town, file: File) -> None:
        file.act(town.head, "case.hand_over", **self.GIVEN)
        file.act(file.officer, "case.hand_over_answer", accepted=False, receipt="示水退〔2026〕1号")
        file.act(town.head, "decision.make", **road.FINE)

    def test_not_while_a_crime_is_suspected(self, town: Town, file: File) -> None:
        problem = suspected(file).town.head.refused("case.hand_over", file.key, **self.GIVEN)
        assert problem["code"] == "transfer_open"


class TestBackAgain:
    """行政处罚法第二十五条, 第二十七条第一款: what came back may be filed here once more."""

    def again(self, file: File) -> File:
        """The same act of the same party, proposed a second time."""
        return File(file.town, file.street, party=file.party).go(road.ORDINARY, "propose")

    def test_what_the_police_took_up_is_filed_again_once_it_came_back(self, town: Town, file: File) -> None:
        # Given a case that the police took up, closed and archived here
        sent(file).act(file.officer, "transfer.answer", accepted=True, receipt="示公立字〔2026〕3号")
        file.act(file.officer, "transfer.deliver", items="废油漆桶，42只", receiver="孙公安")
        file.act(town.head, "case.close")
        file.act(file.officer, "case.archive")
        # Then the act is not filed a second time
        with pytest.raises(AssertionError, match="filed_before"):
            self.again(file)
        # When they, or the court, send it back in writing
        assert (
            file.officer.refused("transfer.return", file.key, receipt="")["code"] == "return_without_letter"
        )
        file.act(
            file.officer, "transfer.return", receipt="示检不诉〔2026〕5号", note="不起诉，建议给予行政处罚。"
        )
        # Then it is filed, and the archived case stays as it was
        self.again(file).act(town.head, "case.file")
        assert file.page()["stage"]["code"] == "archived"
        assert file.officer.refused("transfer.return", file.key, receipt="1号")["code"] == "not_taken_up"

    @pytest.mark.parametrize("until", ["", "case.close", "case.archive"])
    def test_what_was_terminated_undecided_is_filed_again(self, town: Town, file: File, until: str) -> None:
        file.act(town.head, "case.terminate", reason="主要证据灭失，无法查清。")
        if until:
            file.act(town.head, "case.close")
        if until == "case.archive":
            file.act(file.officer, "case.archive")
        self.again(file).act(town.head, "case.file")
