"""What the ordinary procedure refuses, with the code for machines and the article for people."""

from datetime import UTC, date, datetime
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
    TRAINEE,
    WAIVED,
    WANG_FANG,
    WARNING,
    ZHOU_QIANG,
    CaseFile,
    concluded,
    decided,
    filed,
    notified,
    serve,
)

from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Person, Refusal

TEAM = (LI_MING, WANG_FANG)
HEAD_IN_CHARGE = Person("兼任执法的副局长", certified=True, roles=frozenset({"officer", "head", "reviewer"}))


def refused(refusal: Refusal | None) -> tuple[str, str]:
    """Code and articles of a refusal."""
    assert refusal is not None
    return refusal.code, "、".join(basis.label for basis in refusal.basis)


def deciding(case: CaseFile, amount: int = 1000, ground: str = "", who: Person = HEAD) -> tuple[str, str]:
    return refused(case.tries("decision.make", who, kinds=FINE, amount=Decimal(amount), ground=ground))


# --- the five that the platform must show --------------------------------------------------------------


def test_deciding_without_notice() -> None:
    refusal = concluded().tries("decision.make", HEAD, kinds=FINE, amount=Decimal(1000), ground="")
    assert refused(refusal) == ("not_notified", "行政处罚法第四十四条、第六十二条")
    assert "已送达的行政处罚事先告知书" in [text.zh for text in refusal.missing]


def test_reviewing_as_an_investigator() -> None:
    case = CaseFile(date(2026, 11, 20)).do("case.propose", LI_MING, officers=(LI_MING, HEAD_IN_CHARGE))
    case.do("case.file", HEAD).do("inspection.record", LI_MING, officers=TEAM, certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("笔录",)).do("investigation.conclude", LI_MING)
    serve(case.do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000)), "prior_notice")
    assert refused(case.on(12, 1).tries("legality.review", HEAD_IN_CHARGE, passed=True)) == (
        "investigator_reviews", "行政处罚法第五十八条第一款",
    )  # fmt: skip


@pytest.mark.parametrize("officers", [(LI_MING,), (LI_MING, LI_MING), (LI_MING, TRAINEE)])
@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("case.propose", {}),
        ("inspection.record", {"certificates_shown": True}),
        ("interview.record", {"certificates_shown": True}),
        (
            "evidence.collect",
            {"certificates_shown": True, "lawful": True, "device": None},
        ),
        ("correction.recheck", {"corrected": True}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_investigating_with_one_officer(
    act: str, given: dict[str, object], officers: tuple[Person, ...]
) -> None:
    case = filed().do("correction.order", LI_MING, until=date(2026, 11, 24), delivered=True)
    if act == "case.propose":
        case = CaseFile(date(2026, 11, 20))
    refusal = case.tries(act, LI_MING, officers=officers, **given)
    assert refused(refusal) == ("two_certified_officers", "行政处罚法第四十二条第一款")


def test_deciding_after_the_limit() -> None:
    case = notified(1000)
    assert (
        case.on(2, 18, 2027).tries("decision.make", HEAD, kinds=FINE, amount=Decimal(1000), ground="") is None
    )
    assert deciding(case.on(2, 19, 2027)) == ("decision_limit_over", "行政处罚法第六十条")
    # Then neither is it decided to give no penalty, nor the limit extended any more
    for act, given in (("decision.waive", WAIVED), ("deadline.extend", {"discussed": True})):
        assert refused(case.tries(act, HEAD, **given)) == ("decision_limit_over", "行政处罚法第六十条")


def test_deciding_above_the_range() -> None:
    case = notified(6000).on(11, 30)
    assert deciding(case, 6000) == ("fine_above_range", "行政处罚法第五条第二款、第三十四条")
    assert case.tries("decision.make", HEAD, kinds=FINE, amount=Decimal(5000), ground="") is None


def test_presiding_over_the_hearing_as_an_investigator() -> None:
    case = notified(4000).do("hearing.request", CLERK)
    assert refused(case.tries("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LI_MING)) == (
        "investigator_presides", "行政处罚法第四十三条第一款、第六十四条第四项",
    )  # fmt: skip


def test_holding_a_hearing_that_another_was_named_for() -> None:
    case = notified(4000).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER).on(12, 7)
    held = {"started_at": date(2026, 12, 7), "absent": False}
    assert refused(case.tries("hearing.hold", HEAD, **held)) == (
        "not_the_presider_named", "行政处罚法第六十四条第四项",
    )  # fmt: skip
    # The head lets another preside, nobody else does, and nobody who investigates
    assert refused(case.tries("hearing.designate", CLERK, presider=HEAD))[0] == "not_the_head"
    assert refused(case.tries("hearing.designate", HEAD, presider=LI_MING))[0] == "investigator_presides"
    assert refused(case.tries("hearing.designate", HEAD, presider=LAWYER))[0] == "presider_unchanged"
    case.do("hearing.designate", HEAD, presider=HEAD)
    assert refused(case.tries("hearing.hold", LAWYER, **held))[0] == "not_the_presider_named"
    case.do("hearing.hold", HEAD, **held).do("hearing.report", HEAD)
    assert refused(case.tries("hearing.designate", HEAD, presider=LAWYER))[0] == "hearing_not_convened"


def test_reporting_on_a_hearing_that_another_presided_over() -> None:
    case = notified(4000).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER).on(12, 7)
    case.do("hearing.hold", LAWYER, started_at=date(2026, 12, 7), absent=False)
    assert refused(case.tries("hearing.report", HEAD)) == (
        "not_the_presider", "行政处罚法第六十四条第四项、第六十五条",
    )  # fmt: skip
    # Nor does the presider take an officer's place afterwards
    out = {"officer": WANG_FANG, "replacement": Person(LAWYER.id, certified=True)}
    assert refused(case.tries("recusal.decide", HEAD, **out))[0] == "replacement_unfit"


# --- and the others -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (STALL.but(competent=False), "not_competent"),
        (STALL.but(competent=False, designated=True, filed_before=True), "filed_before"),
        (STALL.but(time_barred=True), "time_barred"),
        (STALL.but(filed_before=True), "filed_before"),
    ],
)
def test_what_may_not_be_filed(facts: Facts, code: str) -> None:
    refusal = CaseFile(date(2026, 11, 20), facts=facts).tries("case.propose", LI_MING, officers=TEAM)
    assert refused(refusal)[0] == code


def test_jurisdiction_that_was_designated_is_jurisdiction() -> None:
    """Administrative Penalty Law, art. 25(2)."""
    elsewhere = STALL.but(competent=False, designated=True)
    assert filed(facts=elsewhere).facts.filed


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (STALL.but(age="child"), "not_punishable"),
        (STALL.but(capable=False), "not_punishable"),
        (STALL.but(matter_applies=False), "matter_not_in_force"),
        (STALL.but(correct_first=True), "correction_first"),
        (STALL.but(public_interest=True), "legality_review_missing"),
    ],
)
def test_who_and_what_may_not_be_penalised(facts: Facts, code: str) -> None:
    assert deciding(notified(1000, facts=facts).on(11, 30))[0] == code


@pytest.mark.parametrize(
    ("facts", "amount", "ground", "code"),
    [
        (STALL, 400, "", "fine_below_range"),
        (STALL, 400, "lighter", "fine_below_range"),
        (STALL, 1001, "", "heavier_than_notified"),
        (STALL, 0, "", "fine_without_amount"),
        (STALL.but(age="minor"), 1000, "", "minor_not_spared"),
        (STALL.but(fined_before=True), 1000, "", "fined_before"),
    ],
)
def test_what_may_not_be_decided(facts: Facts, amount: int, ground: str, code: str) -> None:
    assert deciding(notified(1000, facts=facts).on(11, 30), amount, ground)[0] == code


def test_a_ground_takes_the_fine_below_the_range_or_spares_the_minor() -> None:
    below = notified(1000).on(11, 30)
    assert below.tries("decision.make", HEAD, kinds=FINE, amount=Decimal(400), ground="reduced") is None
    minor = notified(1000, facts=STALL.but(age="minor")).on(11, 30)
    assert minor.tries("decision.make", HEAD, kinds=FINE, amount=Decimal(500), ground="lighter") is None


@pytest.mark.parametrize("kind", ["confiscate_goods", "revoke_licence", "stop_business", "bar_from_trade"])
def test_a_hearing_is_offered_for_heavy_kinds_whatever_the_fine(kind: str) -> None:
    case = concluded(facts=STALL.but(kinds=FINE | {kind}))
    case.do("notice.give", LI_MING, kinds=frozenset({kind}), amount=Decimal(0))
    assert case.facts.hearing == "due"
    assert serve(case, "prior_notice").facts.due("hearing_request") == date(2026, 11, 27)


def test_no_hearing_is_offered_at_the_threshold_itself() -> None:
    assert notified(3000).facts.hearing == ""
    assert notified(3001).facts.hearing == "offered"


def test_a_hearing_is_asked_for_within_five_working_days() -> None:
    case = notified(4000).on(11, 28)
    assert case.offered(CLERK)["hearing.request"].code == "no_hearing_offered"
    assert case.tries("decision.make", HEAD, kinds=FINE, amount=Decimal(4000), ground="") is None


@pytest.mark.parametrize("day", [date(2026, 12, 6), date(2026, 12, 8)])
def test_a_hearing_is_held_on_the_day_notified(day: date) -> None:
    # Given a hearing notified for 7 December, whose record is entered on the 9th
    case = notified(4000).do("hearing.request", CLERK)
    case.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER).on(12, 9)
    assert refused(case.tries("hearing.hold", LAWYER, started_at=day, absent=False)) == (
        "hearing_on_another_day", "行政处罚法第六十四条第二项",
    )  # fmt: skip
    # 23:30 UTC on the 6th is half past seven on the 7th in China
    morning = datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
    assert case.tries("hearing.hold", LAWYER, started_at=morning, absent=False) is None


def test_a_defence_never_makes_it_heavier() -> None:
    case = notified(1000).on(11, 24).do("statement.hear", LI_MING).do("statement.recheck", LI_MING)
    heavier = case.tries("notice.give", LI_MING, kinds=FINE, amount=Decimal(1001))
    assert refused(heavier) == ("heavier_for_defence", "行政处罚法第四十五条第二款")
    heard = notified(4000).on(11, 24).do("hearing.request", CLERK)
    heard.do("hearing.convene", CLERK, hearing_on=date(2026, 12, 7), presider=LAWYER).on(12, 7).do(
        "hearing.hold", LAWYER, started_at=date(2026, 12, 7), absent=False
    )
    assert (
        refused(heard.tries("notice.give", LI_MING, kinds=FINE, amount=Decimal(5000)))[0]
        == "heavier_for_defence"
    )


def test_a_statement_is_not_buried_by_a_new_notice() -> None:
    case = notified(1000).on(11, 24).do("statement.hear", LI_MING)
    assert case.offered(LI_MING)["notice.give"].code == "statement_unanswered"


def test_nothing_is_served_before_it_was_made_or_after_today() -> None:
    case = concluded().on(12, 1).do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000)).on(12, 3)
    for day in (date(2026, 11, 30), date(2026, 12, 4)):
        refusal = case.tries(
            "document.serve",
            CLERK,
            document="prior_notice",
            way="post",
            witnesses="",
            filmed=False,
            reason="",
            received_on=day,
        )
        assert refused(refusal)[0] == "received_in_future"
    serve(case, "prior_notice", way="post", received_on=date(2026, 12, 2))
    assert case.facts.due("statement") == date(2026, 12, 9)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"way": "announcement", "reason": ""}, "announcement_too_early"),
        ({"document": "decision"}, "document_not_servable"),
        ({"document": "hearing_notice"}, "document_not_servable"),
    ],
)
def test_how_nothing_is_served(given: dict[str, object], code: str) -> None:
    case = concluded().do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000))
    plain = {
        "document": "prior_notice",
        "way": "direct",
        "witnesses": "",
        "filmed": False,
        "reason": "",
        "received_on": case.today,
    }
    assert refused(case.tries("document.serve", CLERK, **(plain | given)))[0] == code


def test_the_notice_is_not_served_once_no_penalty_is_decided() -> None:
    case = (
        concluded()
        .do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000))
        .do("decision.waive", HEAD, **WAIVED)
    )
    refusal = case.tries(
        "document.serve",
        CLERK,
        document="prior_notice",
        way="direct",
        witnesses="",
        filmed=False,
        reason="",
        received_on=case.today,
    )
    assert refused(refusal)[0] == "document_not_servable"


def test_an_order_to_correct_leaves_time() -> None:
    case = filed()
    assert (
        refused(case.tries("correction.order", LI_MING, until=date(2026, 11, 19), delivered=True))[0]
        == "correction_term_past"
    )
    assert case.tries("correction.order", LI_MING, until=date(2026, 11, 20), delivered=True) is None


@pytest.mark.parametrize(
    ("act", "given"),
    [
        ("case.suspend", {}),
        ("case.terminate", {}),
        ("deadline.extend", {"discussed": True}),
        ("decision.waive", WAIVED),
        ("recusal.decide", {"officer": LI_MING, "replacement": WANG_FANG}),
    ],
)
def test_nobody_approves_in_his_own_case(act: str, given: dict[str, object]) -> None:
    # Given a head who is in charge of the case himself
    case = CaseFile(date(2026, 11, 20)).do("case.propose", LI_MING, officers=(LI_MING, HEAD_IN_CHARGE))
    case.do("case.file", HEAD).do("inspection.record", LI_MING, officers=TEAM, certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("笔录",)).do("investigation.conclude", LI_MING)
    assert refused(case.tries(act, HEAD_IN_CHARGE, **given))[0] == "own_case"
    # Then neither may he once he was recused
    case.do("recusal.decide", HEAD, officer=HEAD_IN_CHARGE, replacement=ZHOU_QIANG)
    assert refused(case.tries(act, HEAD_IN_CHARGE, **given))[0] == "recused"
    assert case.tries(act, DEPUTY, **given) is None


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ((HEAD,), "not_a_panel"),
        ((HEAD, HEAD), "not_a_panel"),
        ((HEAD, ZHOU_QIANG), "not_a_panel"),
        ((HEAD, HEAD_IN_CHARGE), "investigator_votes"),
    ],
)
def test_who_may_not_discuss(members: tuple[Person, ...], code: str) -> None:
    case = CaseFile(date(2026, 11, 20)).do("case.propose", LI_MING, officers=(LI_MING, HEAD_IN_CHARGE))
    case.do("case.file", HEAD).do("inspection.record", LI_MING, officers=TEAM, certificates_shown=True)
    case.do("evidence.review", LI_MING, accepted=("笔录",)).do("investigation.conclude", LI_MING)
    serve(case.do("notice.give", LI_MING, kinds=FINE, amount=Decimal(1000)), "prior_notice")
    refusal = case.on(11, 30).tries("panel.discuss", HEAD, members=members, kinds=FINE, amount=Decimal(1000))
    assert refused(refusal)[0] == code


def test_a_replacement_is_certified_and_new_to_the_case() -> None:
    case = filed().do("recusal.decide", HEAD, officer=WANG_FANG, replacement=ZHOU_QIANG)
    for unfit in (TRAINEE, LI_MING, WANG_FANG):
        refusal = case.tries("recusal.decide", HEAD, officer=ZHOU_QIANG, replacement=unfit)
        assert refused(refusal)[0] == "replacement_unfit"
    assert (
        refused(case.tries("recusal.decide", HEAD, officer=DEPUTY, replacement=TRAINEE))[0] == "not_in_charge"
    )


def test_officers_take_no_money_in_the_ordinary_procedure() -> None:
    case = serve(decided(1000), "decision")
    paid = {"amount": Decimal(1000), "receipt": "京财0001", "paid_on": None}
    assert refused(case.tries("fine.pay", LI_MING, way="on_the_spot", **paid)) == (
        "officer_takes_money", "行政处罚法第六十七条第一款、第六十七条第二款",
    )  # fmt: skip
    assert (
        refused(case.tries("fine.pay", CLERK, way="bank", amount=Decimal(1000), paid_on=None, receipt=""))[0]
        == "no_receipt"
    )
    assert (
        refused(case.tries("fine.pay", CLERK, way="bank", amount=Decimal(1001), paid_on=None, receipt="1"))[0]
        == "paid_too_much"
    )


def test_no_late_fee_before_the_fine_is_overdue_or_above_it() -> None:
    case = serve(decided(1000), "decision")
    assert refused(case.on(12, 15).tries("latefee.impose", CLERK, amount=Decimal(30)))[0] == "not_overdue"
    assert (
        refused(case.on(12, 16).tries("latefee.impose", CLERK, amount=Decimal(1001)))[0]
        == "late_fee_above_fine"
    )
    case.do("latefee.impose", CLERK, amount=Decimal(30))
    assert refused(case.tries("latefee.impose", CLERK, amount=Decimal(30)))[0] == "late_fee_imposed"


def test_a_warning_is_no_lesser_kind_of_fine() -> None:
    case = notified(1000, facts=STALL.but(kinds=FINE | WARNING)).on(11, 30)
    refusal = case.tries("decision.make", HEAD, kinds=WARNING, amount=Decimal(0), ground="")
    assert refused(refusal)[0] == "heavier_than_notified"
