"""The ordinary procedure by real dates: a stall on the pavement, from the proposal to the archive."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.procedure.case import (
    CLERK,
    DEPUTY,
    FINE,
    HEAD,
    LAWYER,
    LI_MING,
    STALL,
    WAIVED,
    WANG_FANG,
    ZHOU_QIANG,
    CaseFile,
    concluded,
    decide,
    decided,
    filed,
    notified,
    serve,
)

from xuncheng.rules.procedure.stages import stage_of


def stages(case: CaseFile) -> list[str]:
    seen = [stage_of(case.table.name, step.after) for step in case.steps]
    return [stage for i, stage in enumerate(seen) if i == 0 or seen[i - 1] != stage]


def test_a_fine_is_notified_decided_paid_and_archived() -> None:
    # Given a case filed on Friday 20 November 2026: the limit is 90 days on
    case = notified(1000)
    assert case.facts.due("decision") == date(2027, 2, 18)
    # When the party says nothing, the five working days end on Friday 27 November
    assert case.facts.due("statement") == date(2026, 11, 27)
    assert case.on(11, 27).tries("decision.make", HEAD, kinds=FINE, amount=Decimal(1000), ground="")
    decide(case.on(11, 28), 1000)
    # Then the decision is to be served within seven working days, and the fine paid within 15 days of that:
    # served on 1 December, day 15 is Wednesday the 16th
    assert case.facts.due("service") == date(2026, 12, 8)
    serve(case.on(12, 1), "decision")
    assert case.facts.due("payment") == date(2026, 12, 16)
    case.on(12, 10).do("fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001")
    case.on(12, 11).do("case.close", HEAD).do("case.archive", CLERK)
    assert case.facts.clocks == ()
    assert stages(case) == [
        "proposed", "investigating", "concluded", "notified", "decided", "served", "performed", "closed", "archived",
    ]  # fmt: skip


def test_a_fine_due_on_a_saturday_may_be_paid_on_monday() -> None:
    # Given a decision received on Friday 20 November 2026: day 15 is Saturday 5 December
    case = decide(notified(1000, on=date(2026, 11, 9)).on(11, 20), 1000)
    serve(case, "decision")
    # Then the last day is Monday the 7th
    assert case.facts.due("payment") == date(2026, 12, 7)
    case.on(12, 7).do("fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001")
    assert not case.facts.paid_late


def test_the_way_through_a_hearing() -> None:
    # Given a proposed fine above the threshold of 3,000
    case = notified(4000)
    assert case.facts.due("hearing_request") == date(2026, 11, 27)
    # When the party asks for the hearing on the last day
    case.on(11, 27).do("hearing.request", CLERK)
    # Then it may be held once seven full working days lie between notice and hearing
    too_soon = case.tries("hearing.convene", CLERK, hearing_on=date(2026, 12, 8), presider=LAWYER)
    assert too_soon is not None
    assert too_soon.code == "hearing_too_soon"
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 9), presider=LAWYER)
    assert case.on(12, 8).tries("hearing.hold", LAWYER, started_at=date(2026, 12, 9), absent=False)
    case.on(12, 9).do("hearing.hold", LAWYER, started_at=date(2026, 12, 9), absent=False)
    # And whoever presided reports on it before anything is decided
    assert case.offered(HEAD)["decision.make"].code == "hearing_open"
    assert case.offered(HEAD)["hearing.report"].code == "not_the_presider"
    case.do("hearing.report", LAWYER)
    assert case.offered(LAWYER)["hearing.report"].code == "no_hearing_to_report"
    # And after a hearing the legality review is due, by another than the investigators
    assert case.offered(HEAD)["decision.make"].code == "legality_review_missing"
    case.do("legality.review", LAWYER, passed=True)
    decide(case.on(12, 10), 4000)
    assert case.facts.decided is not None


def test_a_hearing_may_be_put_off_by_a_new_notice() -> None:
    case = notified(4000).on(11, 24).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 4), presider=LAWYER)
    case.on(12, 2).do("hearing.convene", CLERK, hearing_on=date(2026, 12, 14), presider=LAWYER)
    assert case.on(12, 11).tries("hearing.hold", LAWYER, started_at=date(2026, 12, 4), absent=False)
    case.on(12, 14).do("hearing.hold", LAWYER, started_at=date(2026, 12, 14), absent=False)
    assert case.facts.heard


def test_whoever_stays_away_from_his_hearing_gave_it_up() -> None:
    case = notified(4000).on(11, 24).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER)
    case.on(12, 7).do("hearing.hold", LAWYER, started_at=date(2026, 12, 7), absent=True)
    assert (case.facts.hearing, case.facts.heard) == ("waived", False)
    decide(case, 4000)


def test_a_statement_is_rechecked_and_a_second_one_too() -> None:
    # Given a statement heard and re-checked
    case = notified(1000).on(11, 24).do("statement.hear", LI_MING)
    assert case.offered(HEAD)["decision.make"].code == "statement_open"
    case.do("statement.recheck", WANG_FANG)
    # When the party speaks again, after the legality review
    case.do("legality.review", LAWYER, passed=True).do("statement.hear", LI_MING)
    # Then it is re-checked again, and the review before it no longer counts
    assert case.facts.review == ""
    case.do("statement.recheck", WANG_FANG)
    decide(case, 1000)


def test_a_lower_fine_than_notified_needs_no_new_notice() -> None:
    case = decide(notified(2000).on(11, 30), 800)
    assert case.facts.fine == 800


def test_a_new_notice_opens_every_right_anew() -> None:
    case = notified(1000).on(12, 1)
    case.do("notice.give", LI_MING, kinds=FINE, amount=Decimal(2000))
    assert case.offered(HEAD)["decision.make"].code == "not_notified"
    serve(case, "prior_notice")
    assert case.facts.due("statement") == date(2026, 12, 8)
    decide(case.on(12, 9), 2000)


def test_a_hearing_held_is_not_forgotten_by_a_new_notice() -> None:
    # Given a hearing held on a fine of 4,000
    case = notified(4000).on(11, 24).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER).on(12, 7).do(
        "hearing.hold", LAWYER, started_at=date(2026, 12, 7), absent=False
    )
    assert case.facts.presider == LAWYER.id
    # When a lower fine, for which none would be due, is notified
    serve(case.do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000)), "prior_notice")
    # Then the legality review is due all the same
    refusal = case.on(12, 15).offered(HEAD)["decision.make"]
    assert refusal is not None
    assert refusal.code == "legality_review_missing"


def test_a_major_case_is_decided_as_discussed() -> None:
    case = notified(2000, facts=STALL.but(grave=True)).on(11, 30)
    case.do("legality.review", LAWYER, passed=True)
    case.do("panel.discuss", HEAD, members=(HEAD, DEPUTY), kinds=FINE, amount=Decimal(1500))
    otherwise = case.tries("decision.make", HEAD, kinds=FINE, amount=Decimal(2000), ground="")
    assert otherwise is not None
    assert otherwise.code == "panel_missing"
    decide(case, 1500)


def test_the_limit_is_extended_by_the_head_and_once_more_by_the_heads_together() -> None:
    case = concluded().on(2, 1, 2027).do("deadline.extend", HEAD, discussed=False)
    assert case.facts.due("decision") == date(2027, 3, 20)
    alone = case.tries("deadline.extend", HEAD, discussed=False)
    assert alone is not None
    assert alone.code == "extension_not_discussed"
    case.do("deadline.extend", HEAD, discussed=True)
    assert case.facts.due("decision") == date(2027, 5, 19)
    third = case.tries("deadline.extend", HEAD, discussed=True)
    assert third is not None
    assert third.code == "extended_twice"


def test_announcement_delays_every_period() -> None:
    # Given a notice announced on 20 November: it counts as served on 20 December, a Sunday
    case = concluded().do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000))
    serve(case, "prior_notice", way="announcement", reason="当事人下落不明")
    assert case.facts.due("statement") == date(2026, 12, 25)
    decide(case.on(12, 26), 1000)
    # And a decision announced on 28 December is served on 27 January 2027, to be paid by 11 February
    serve(case.on(12, 28), "decision", way="announcement", reason="当事人下落不明")
    assert case.facts.due("payment") == date(2027, 2, 11)
    # When it is paid at once, the case still stays open until the announcement is over
    case.do("fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001")
    refusal = case.on(1, 27, 2027).tries("case.close", HEAD)
    assert refusal is not None
    assert refusal.code == "announcement_running"
    case.on(1, 28, 2027).do("case.close", HEAD)


def test_a_fine_paid_late_bears_a_late_fee_before_the_case_closes() -> None:
    case = serve(decided(1000), "decision")
    assert case.facts.due("payment") == date(2026, 12, 15)
    case.on(12, 20).do("fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001")
    assert case.offered(HEAD)["case.close"].code == "late_fee_open"
    case.do("latefee.impose", CLERK, amount=Decimal(150))
    case.do("fine.pay", CLERK, amount=Decimal(150), way="bank", paid_on=None, receipt="京财0002").do(
        "case.close", HEAD
    )


def test_a_fine_paid_in_time_and_entered_later_bears_none() -> None:
    # Given a fine due on 15 December, paid at the bank on that day, and entered on the 20th
    case = serve(decided(1000), "decision").on(12, 20)
    paid = {"amount": Decimal(1000), "way": "bank", "receipt": "京财0001"}
    ahead = case.tries("fine.pay", CLERK, paid_on=date(2026, 12, 21), **paid)
    assert ahead is not None
    assert ahead.code == "paid_in_future"
    case.do("fine.pay", CLERK, paid_on=date(2026, 12, 15), **paid)
    # Then it was not late, and the case may be closed
    assert not case.facts.paid_late
    case.do("case.close", HEAD)


def test_no_penalty_is_served_and_closed() -> None:
    case = concluded().do("decision.waive", HEAD, **WAIVED)
    wrong = case.tries(
        "document.serve",
        CLERK,
        document="decision",
        way="direct",
        witnesses="",
        filmed=False,
        reason="",
        received_on=case.today,
    )
    assert wrong is not None
    assert wrong.code == "document_not_servable"
    serve(case, "no_penalty_decision").do("case.close", HEAD).do("case.archive", CLERK)


def test_an_unmet_order_keeps_the_case_open_after_the_penalty() -> None:
    # Given a matter that asks for correction first, not corrected in time
    case = filed(facts=STALL.but(correct_first=True))
    case.do("inspection.record", LI_MING, officers=(LI_MING, WANG_FANG), certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("现场检查笔录",))
    case.do("correction.order", LI_MING, until=date(2026, 11, 23), delivered=True)
    early = case.on(11, 23).tries(
        "correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=False
    )
    assert early is not None
    assert early.code == "correction_term_running"
    case.on(11, 24).do("correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=False)
    case.do("investigation.conclude", LI_MING).do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000))
    decide(serve(case, "prior_notice").on(12, 2), 1000)
    serve(case, "decision").do(
        "fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001"
    )
    # Then it closes only when a re-check finds it corrected
    assert case.offered(HEAD)["case.close"].code == "correction_open"
    case.do("correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=True).do(
        "case.close", HEAD
    )


@pytest.mark.parametrize(
    ("began", "corrected", "refused"),
    [
        (date(2026, 11, 19), True, "recheck_before_order"), (date(2026, 11, 20), True, ""),
        (date(2026, 11, 23), False, "correction_term_running"), (date(2026, 11, 24), False, ""),
        (date(2026, 11, 25), True, "recheck_before_order"),
    ],
)  # fmt: skip
def test_a_recheck_is_judged_by_the_day_on_which_it_began(began: date, corrected: bool, refused: str) -> None:
    # Given an order of Friday 20 November, to be met by Monday the 23rd
    case = filed()
    case.do("correction.order", LI_MING, until=date(2026, 11, 23), delivered=True)
    # When its re-check is entered on Tuesday the 24th
    refusal = case.on(11, 24).tries(
        "correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=corrected, began=began
    )
    # Then it counts by the day on which it began: never before the order, nor as failed within the term
    assert (refusal.code if refusal else "") == refused


def test_a_suspended_case_leaves_the_party_his_rights() -> None:
    # Given a case suspended while the period to ask for a hearing runs
    case = notified(4000).on(11, 23).do("case.suspend", HEAD)
    # Then the agency's work rests, but the party may speak and ask for his hearing
    assert case.offered(LI_MING)["notice.give"].code == "suspended"
    case.do("statement.hear", LI_MING).do("hearing.request", CLERK)
    assert case.offered(CLERK)["hearing.convene"].code == "suspended"
    case.do("case.resume", HEAD).do("hearing.convene", CLERK, hearing_on=date(2026, 12, 4), presider=LAWYER)


def test_a_recused_officer_is_replaced_and_does_nothing_more() -> None:
    case = notified(4000).do("recusal.decide", HEAD, officer=WANG_FANG, replacement=ZHOU_QIANG)
    assert case.facts.investigators == {"李明", "周强"}
    for act in ("statement.hear", "hearing.request", "document.serve"):
        refusal = case.offered(WANG_FANG)[act]
        assert refusal is not None, act
    assert case.offered(WANG_FANG)["hearing.request"].code == "recused"


def test_a_terminated_case_is_closed_and_archived() -> None:
    # Given a case whose party died while it was suspended
    case = notified(1000).do("case.suspend", HEAD)
    case.on(12, 1).do("case.terminate", HEAD)
    # Then no period runs in it, nothing is decided in it, and it is closed and archived
    assert case.facts.clocks == ()
    assert case.offered(HEAD)["decision.make"].code == "case_terminated"
    case.do("case.close", HEAD).do("case.archive", CLERK)
    assert stages(case)[-4:] == ["suspended", "terminated", "closed", "archived"]


def test_the_limit_runs_on_while_a_case_is_suspended() -> None:
    case = notified(1000).do("case.suspend", HEAD)
    assert case.facts.due("decision") == date(2027, 2, 18)
    case.on(2, 19, 2027).do("case.resume", HEAD)
    assert case.offered(HEAD)["decision.make"].code == "decision_limit_over"


def test_a_declined_case_is_only_archived() -> None:
    case = CaseFile(date(2026, 11, 20)).do("case.propose", LI_MING, officers=(LI_MING, WANG_FANG))
    case.do("case.decline", HEAD)
    offered = {
        act for person in (LI_MING, HEAD, LAWYER, CLERK) for act, no in case.offered(person).items() if not no
    }
    assert offered == {"case.archive"}
