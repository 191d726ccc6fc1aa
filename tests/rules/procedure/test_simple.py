"""The simple procedure by real dates: decided on the spot, lodged, paid, archived."""

from datetime import date
from decimal import Decimal

import pytest
from tests.rules.procedure.case import (
    CLERK,
    FINE,
    HEAD,
    LI_MING,
    STALL,
    TRAINEE,
    WANG_FANG,
    WARNING,
    CaseFile,
    on_the_spot,
)

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.simple import SIMPLE

LITTER = Facts(kinds=FINE | WARNING, fine_min=Decimal(20), fine_max=Decimal(200))
TEAM = (LI_MING, WANG_FANG)


def fine(amount: int, **given: object) -> dict[str, object]:
    return {"kinds": FINE, "amount": Decimal(amount), "ground": "", "delivered": True} | given


def test_a_fine_on_the_spot_is_lodged_paid_and_archived() -> None:
    # Given a fine of 50 decided on the spot on Friday 20 November 2026
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(50))
    # Then it is served at once: 15 days end on Saturday 5 December and roll to Monday the 7th
    assert case.facts.decision_served
    assert case.facts.due("payment") == date(2026, 12, 7)
    assert case.facts.due("lodging") == date(2026, 11, 23)
    # And it is not closed before it is paid and lodged
    assert case.offered(HEAD)["case.close"].code == "not_performed"
    case.do("fine.pay", CLERK, amount=Decimal(50), way="on_the_spot", receipt="京财0001", reason="")
    assert case.offered(HEAD)["case.close"].code == "not_lodged"
    case.on(11, 23).do("decision.lodge", LI_MING).do("case.close", HEAD).do("case.archive", CLERK)


def test_a_warning_owes_nothing() -> None:
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(0, kinds=WARNING))
    assert case.facts.due("payment") is None
    assert case.offered(CLERK)["fine.pay"].code == "nothing_owed"
    case.do("decision.lodge", LI_MING).do("case.close", HEAD)


@pytest.mark.parametrize(
    ("facts", "given", "code"),
    [
        (LITTER.but(fine_max=Decimal(500)), fine(201), "not_simple"),
        (LITTER.but(party="organisation", fine_max=Decimal(9000)), fine(3001), "not_simple"),
        (
            LITTER.but(kinds=frozenset({"revoke_licence"})),
            fine(0, kinds=frozenset({"revoke_licence"})),
            "not_simple",
        ),
        (LITTER.but(fine_max=Decimal(100)), fine(150), "fine_above_range"),
        (LITTER, fine(10), "fine_below_range"),
        (LITTER, fine(0), "fine_without_amount"),
        (LITTER, fine(50, kinds=frozenset()), "kind_not_allowed"),
        (LITTER, fine(50, delivered=False), "not_delivered"),
        (LITTER.but(age="minor"), fine(50), "minor_not_spared"),
        (LITTER.but(fined_before=True), fine(50), "fined_before"),
    ],
)
def test_what_may_not_be_decided_on_the_spot(facts: Facts, given: dict[str, object], code: str) -> None:
    refusal = on_the_spot(facts).tries("decision.make", LI_MING, **given)
    assert refusal is not None
    assert refusal.code == code


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (LITTER.but(age="child"), "not_punishable"),
        (LITTER.but(capable=False), "not_punishable"),
        (LITTER.but(matter_applies=False), "matter_not_in_force"),
        (LITTER.but(correct_first=True), "correction_first"),
    ],
)
def test_who_may_not_be_penalised_on_the_spot(facts: Facts, code: str) -> None:
    refusal = on_the_spot(facts).offered(LI_MING)["decision.make"]
    assert refusal is not None
    assert refusal.code == code


def test_the_limits_themselves_are_simple() -> None:
    on_the_spot(LITTER).do("decision.make", LI_MING, **fine(200))
    company = STALL.but(party="organisation")
    on_the_spot(company).do("decision.make", LI_MING, **fine(3000))


def test_a_statement_on_the_spot_is_rechecked_before_the_decision() -> None:
    case = on_the_spot(LITTER).do("statement.hear", LI_MING)
    assert case.offered(LI_MING)["decision.make"].code == "statement_unanswered"
    case.do("statement.recheck", WANG_FANG).do("decision.make", LI_MING, **fine(50))


def test_nothing_is_decided_on_evidence_that_nobody_reviewed() -> None:
    case = on_the_spot(LITTER)
    case.do("evidence.collect", LI_MING, officers=TEAM, certificates_shown=True, lawful=True)
    assert case.offered(LI_MING)["decision.make"].code == "evidence_pending"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"officers": (LI_MING, TRAINEE), "certificates_shown": True}, "two_certified_officers"),
        ({"officers": TEAM, "certificates_shown": False}, "certificates_shown"),
    ],
)
def test_two_officers_show_their_certificates_first(given: dict[str, object], code: str) -> None:
    refusal = CaseFile(date(2026, 11, 20), SIMPLE, LITTER).tries("case.open", LI_MING, **given)
    assert refusal is not None
    assert refusal.code == code


def test_officers_take_more_than_a_hundred_only_with_a_reason() -> None:
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(150))
    paid = {"amount": Decimal(150), "way": "on_the_spot", "receipt": "京财0001"}
    refusal = case.tries("fine.pay", LI_MING, reason="", **paid)
    assert refusal is not None
    assert [basis.label for basis in refusal.basis] == ["行政处罚法第六十八条"]
    case.do("fine.pay", LI_MING, reason="当事人系流动摊贩，事后难以执行", **paid)


def test_a_case_that_is_not_for_the_spot_is_terminated_by_the_head() -> None:
    case = on_the_spot(LITTER.but(age="child"))
    assert case.offered(LI_MING)["case.terminate"].code == "not_the_head"
    case.do("case.terminate", HEAD).do("case.close", HEAD).do("case.archive", CLERK)
