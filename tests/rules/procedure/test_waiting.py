"""For whom a case waits: each stretch of the road, and whoever has the next act."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.procedure.case import (
    CLERK,
    FINE,
    HEAD,
    LAWYER,
    LI_MING,
    STALL,
    WANG_FANG,
    CaseFile,
    concluded,
    decided,
    filed,
    notified,
    on_the_spot,
    serve,
)

from xuncheng.rules.procedure.waiting import waits_for


def waits(case: CaseFile) -> str:
    """Role and act, as one word."""
    return " ".join(waits_for(case.table.name, case.facts, case.today))


def convened() -> CaseFile:
    """A hearing convened for 7 December 2026."""
    case = notified(4000).do("hearing.request", CLERK)
    return case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER)


def announced() -> CaseFile:
    """A decision announced on 30 November 2026, and paid at once."""
    case = serve(decided(1000), "decision", way="announcement", reason="当事人下落不明")
    return case.do("fine.pay", CLERK, amount=Decimal(1000), way="bank", paid_on=None, receipt="京财0001")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (filed(), "handler inspection.record"),
        (concluded(), "handler notice.give"),
        (
            concluded().do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000)),
            "handler document.serve",
        ),
        (notified(1000), "party statement.hear"),
        (notified(1000).do("statement.hear", LI_MING), "handler statement.recheck"),
        (notified(1000).on(11, 28), "head decision.make"),
        (notified(1000, facts=STALL.but(public_interest=True)).on(11, 28), "reviewer legality.review"),
        (notified(1000).on(2, 19, 2027), "head case.terminate"),
        (notified(4000).do("hearing.request", CLERK), "handler hearing.convene"),
        (convened(), "party hearing.hold"),
        (convened().on(12, 7), "reviewer hearing.hold"),
        (
            convened().on(12, 7).do("hearing.hold", LAWYER, started_at=date(2026, 12, 7), absent=False),
            "reviewer hearing.report",
        ),
        (notified(1000).do("case.suspend", HEAD), "head case.resume"),
        (concluded(facts=STALL.but(age="child")), "head decision.waive"),
        (decided(1000), "handler document.serve"),
        (serve(decided(1000), "decision"), "party fine.pay"),
        (serve(decided(1000), "decision").on(12, 16), "handler fine.pay"),
        (announced(), "party case.close"),
        (announced().on(12, 31), "head case.close"),
        (on_the_spot(), "handler decision.make"),
        (on_the_spot().do("statement.hear", LI_MING), "handler statement.recheck"),
    ],
)
def test_a_case_waits_for_whoever_has_the_next_act(case: CaseFile, expected: str) -> None:
    assert waits(case) == expected


def test_a_major_case_waits_for_its_review_and_then_for_its_discussion() -> None:
    case = notified(1000, facts=STALL.but(grave=True)).on(11, 28)
    assert waits(case) == "reviewer legality.review"
    assert waits(case.do("legality.review", LAWYER, passed=True)) == "head panel.discuss"


def test_a_case_on_the_spot_waits_for_its_money_to_reach_the_bank() -> None:
    # Given a company fined on the spot, which pays the officers at once
    case = on_the_spot(STALL.but(party="organisation"))
    case.do("decision.make", LI_MING, kinds=FINE, amount=Decimal(3000), ground="", delivered=True)
    assert waits(case) == "handler decision.lodge"
    case.do("decision.lodge", WANG_FANG)
    assert waits(case) == "party fine.pay"
    paid = {
        "amount": Decimal(3000),
        "way": "on_the_spot",
        "receipt": "京财0001",
        "paid_on": None,
        "reason": "事后难以执行",
    }
    assert waits(case.do("fine.pay", LI_MING, **paid)) == "handler fine.hand_in"
    assert waits(case.do("fine.hand_in", LI_MING)) == "handler fine.deposit"
    assert waits(case.do("fine.deposit", CLERK)) == "head case.close"
    assert waits(case.do("case.close", HEAD)) == "handler case.archive"
    assert waits(case.do("case.archive", CLERK)).strip() == ""
