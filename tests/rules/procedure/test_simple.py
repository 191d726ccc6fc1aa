"""The simple procedure by real dates: decided on the spot, lodged, paid, archived."""

from dataclasses import replace
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
from xuncheng.rules.procedure.model import Refusal
from xuncheng.rules.procedure.monitor import Monitor
from xuncheng.rules.procedure.simple import SIMPLE
from xuncheng.rules.procedure.stages import stage_of

LITTER = Facts(kinds=FINE | WARNING, fine_min=Decimal(20), fine_max=Decimal(200))
TEAM = (LI_MING, WANG_FANG)
FOUND = {
    "officers": TEAM,
    "certificates_shown": True,
    "lawful": True,
    "device": None,
}
"""Evidence that two officers collected by themselves."""
UNREVIEWED = Monitor("m", marked=True, published_on=date(2026, 1, 5))


def fine(amount: int, **given: object) -> dict[str, object]:
    return {"kinds": FINE, "amount": Decimal(amount), "ground": "", "delivered": True} | given


def said(refusal: Refusal | None) -> tuple[str, str]:
    """Code and articles of a refusal."""
    assert refusal is not None
    return refusal.code, "、".join(basis.label for basis in refusal.basis)


def test_a_fine_on_the_spot_is_lodged_paid_and_archived() -> None:
    # Given a fine of 50 decided on the spot on Friday 20 November 2026
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(50))
    # Then it is served at once: 15 days end on Saturday 5 December and roll to Monday the 7th
    assert case.facts.decision_served
    assert case.facts.due("payment") == date(2026, 12, 7)
    assert case.facts.due("lodging") == date(2026, 11, 23)
    # And it is not closed before it is paid and lodged
    assert case.offered(HEAD)["case.close"].code == "not_performed"
    case.do("fine.pay", CLERK, amount=Decimal(50), way="bank", paid_on=None, receipt="京财0001", reason="")
    assert case.offered(HEAD)["case.close"].code == "not_lodged"
    case.on(11, 23).do("decision.lodge", LI_MING).do("case.close", HEAD).do("case.archive", CLERK)


def test_the_stages_of_a_case_on_the_spot() -> None:
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(50))
    case.do("decision.lodge", LI_MING)
    case.do("fine.pay", CLERK, amount=Decimal(50), way="bank", paid_on=None, receipt="京财0001", reason="")
    assert [stage_of("simple", step.after) for step in case.steps] == [
        "opened", "opened", "opened", "notified", "served", "served", "performed",
    ]  # fmt: skip


def test_a_warning_owes_nothing() -> None:
    case = on_the_spot(LITTER, told=0, kinds=WARNING).do("decision.make", LI_MING, **fine(0, kinds=WARNING))
    assert case.facts.due("payment") is None
    assert case.offered(CLERK)["fine.pay"].code == "nothing_owed"
    case.do("decision.lodge", LI_MING).do("case.close", HEAD)


@pytest.mark.parametrize(
    ("facts", "given", "code"),
    [
        (LITTER.but(fine_max=Decimal(500)), fine(201), "not_simple"),
        (LITTER.but(party="organisation", fine_max=Decimal(9000)), fine(3001), "not_simple"),
        (
            LITTER.but(kinds=FINE | {"revoke_licence"}),
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
    case.do("evidence.collect", LI_MING, **FOUND)
    assert case.offered(LI_MING)["decision.make"].code == "evidence_pending"


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"officers": (LI_MING,)}, ("two_certified_officers", "行政处罚法第四十二条第一款")),
        ({"officers": (LI_MING, LI_MING)}, ("two_certified_officers", "行政处罚法第四十二条第一款")),
        ({"officers": (LI_MING, TRAINEE)}, ("two_certified_officers", "行政处罚法第四十二条第一款")),
        ({"certificates_shown": False}, ("certificates_shown", "行政处罚法第五十五条第一款")),
    ],
)
def test_two_officers_show_their_certificates_first(
    given: dict[str, object], refused: tuple[str, str]
) -> None:
    # Given a case that is to be opened, and one in which evidence is to be found
    shown = {"officers": TEAM, "certificates_shown": True} | given
    assert said(CaseFile(date(2026, 11, 20), SIMPLE, LITTER).tries("case.open", LI_MING, **shown)) == refused
    case = on_the_spot(LITTER)
    for act in ("inspection.record", "interview.record"):
        assert said(case.tries(act, LI_MING, **shown)) == refused
    assert said(case.tries("evidence.collect", LI_MING, **(FOUND | shown))) == refused


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"lawful": False}, ("unlawful_evidence", "行政处罚法第四十六条第三款")),
        ({"device": UNREVIEWED}, ("device_unreviewed", "行政处罚法第四十一条第一款、第四十一条第二款")),
    ],
)
def test_what_proves_nothing(given: dict[str, object], refused: tuple[str, str]) -> None:
    case = on_the_spot(LITTER)
    assert said(case.tries("evidence.collect", LI_MING, **(FOUND | given))) == refused
    case.do(
        "evidence.collect", LI_MING, **(FOUND | {"device": replace(UNREVIEWED, reviewed_on=date(2026, 1, 5))})
    )


def test_deciding_without_telling_the_party() -> None:
    case = CaseFile(date(2026, 11, 20), SIMPLE, LITTER)
    case.do("case.open", LI_MING, officers=TEAM, certificates_shown=True)
    case.do("inspection.record", LI_MING, officers=TEAM, certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("现场检查笔录",))
    refusal = case.tries("decision.make", LI_MING, **fine(50))
    assert said(refusal) == ("rights_not_told", "行政处罚法第四十四条")


def test_deciding_above_the_range() -> None:
    case = on_the_spot(LITTER.but(fine_max=Decimal(100)))
    refusal = case.tries("decision.make", LI_MING, **fine(101))
    assert said(refusal) == ("fine_above_range", "行政处罚法第五条第二款、第三十四条")


def test_whoever_argues_is_not_fined_the_more() -> None:
    # Given a party told of 50 who argues against it
    case = on_the_spot(LITTER, told=50).do("statement.hear", LI_MING)
    # Then he cannot be told of more before that is re-checked, nor afterwards, nor fined more
    assert case.offered(LI_MING)["rights.tell"].code == "statement_unanswered"
    case.do("statement.recheck", LI_MING)
    heavier = case.tries("rights.tell", LI_MING, kinds=FINE, amount=Decimal(60))
    assert said(heavier) == ("heavier_for_defence", "行政处罚法第四十五条第二款")
    more = case.tries("decision.make", LI_MING, **fine(60))
    assert said(more) == ("heavier_than_notified", "行政处罚法第四十四条、第四十五条第二款")
    case.do("decision.make", LI_MING, **fine(40))


def test_more_than_he_was_told_he_is_told_anew() -> None:
    case = on_the_spot(LITTER, told=50)
    assert said(case.tries("decision.make", LI_MING, **fine(60)))[0] == "heavier_than_notified"
    case.do("rights.tell", LI_MING, kinds=FINE, amount=Decimal(60)).do("decision.make", LI_MING, **fine(60))


def test_money_taken_on_the_spot_reaches_the_bank() -> None:
    # Given a fine of 100, half of it taken on Friday 20 November 2026 and half on the Monday after
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(100)).do("decision.lodge", LI_MING)
    taken = {"amount": Decimal(50), "way": "on_the_spot", "reason": ""}
    case.do("fine.pay", LI_MING, paid_on=None, receipt="京财0001", **taken)
    case.on(11, 23).do("fine.pay", LI_MING, paid_on=None, receipt="京财0002", **taken)
    # Then the officers hand it in within two working days of the first half, and the agency pays it in within two more
    assert case.facts.due("handing_in") == date(2026, 11, 24)
    assert said(case.tries("case.close", HEAD)) == ("money_not_deposited", "行政处罚法第七十一条")
    assert said(case.tries("fine.deposit", CLERK))[0] == "nothing_to_deposit"
    case.on(11, 24).do("fine.hand_in", LI_MING)
    assert case.facts.due("depositing") == date(2026, 11, 26)
    assert said(case.tries("fine.hand_in", LI_MING))[0] == "nothing_to_hand_in"
    assert said(case.tries("case.close", HEAD))[0] == "money_not_deposited"
    case.on(11, 25).do("fine.deposit", CLERK).do("case.close", HEAD)


def test_officers_take_more_than_a_hundred_only_with_a_reason() -> None:
    case = on_the_spot(LITTER).do("decision.make", LI_MING, **fine(150))
    paid = {"amount": Decimal(150), "way": "on_the_spot", "receipt": "京财0001", "paid_on": None}
    refusal = case.tries("fine.pay", LI_MING, reason="", **paid)
    assert refusal is not None
    assert [basis.label for basis in refusal.basis] == ["行政处罚法第六十八条"]
    case.do("fine.pay", LI_MING, reason="当事人系流动摊贩，事后难以执行", **paid)


def test_a_case_that_is_not_for_the_spot_is_terminated_by_the_head() -> None:
    case = on_the_spot(LITTER.but(age="child"))
    assert case.offered(LI_MING)["case.terminate"].code == "not_the_head"
    case.do("case.terminate", HEAD).do("case.close", HEAD).do("case.archive", CLERK)
