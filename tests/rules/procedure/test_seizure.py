"""Sealing and seizure by the table: approved before or within a day, thirty days and thirty more, told in time, or released."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.procedure.case import (
    CLERK,
    FINE,
    HEAD,
    LI_MING,
    STALL,
    TRAINEE,
    WANG_FANG,
    CaseFile,
    serve,
    timer,
)

from xuncheng.rules.procedure.beside.seizure.checks import CLOCK, RATIFICATION, TEST
from xuncheng.rules.procedure.beside.seizure.state import Seizure
from xuncheng.rules.procedure.beside.seizure.table import SEIZURE
from xuncheng.rules.procedure.model import Person, Refusal, combined
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.waiting import waits_for

SPOT: dict[str, Any] = {
    "officers": (LI_MING, WANG_FANG), "certificates_shown": True, "present": "party", "heard": True, "related": True,
    "necessities": False, "sealed_before": False, "delivered": True,
}  # fmt: skip
DELEGATE = Person("delegate", certified=True, own=False)
"""An officer of a body to which the agency delegated its penalties."""
MONDAY = date(2026, 3, 2)
GRANTED = frozenset({"seal", "seize"})


def filed(seizable: frozenset[str] = GRANTED, on: date = MONDAY) -> CaseFile:
    """A case whose law grants those measures, filed on Monday 2 March 2026."""
    facts = STALL.but(seizable=seizable, kinds=FINE | {"confiscate_goods"})
    case = CaseFile(on, combined(ORDINARY, SEIZURE), facts)
    return case.do("case.propose", LI_MING, officers=(LI_MING, WANG_FANG)).do("case.file", HEAD)


def approved(on: date = MONDAY) -> CaseFile:
    case = filed(on=on).do("seizure.propose", LI_MING, kind="seize")
    return case.do("seizure.approve", HEAD, seizure=1, approved=True)


def held(on: date = MONDAY) -> CaseFile:
    """Objects seized on that day with the head's approval."""
    return approved(on).do("seizure.carry_out", LI_MING, seizure=1, **SPOT)


def urgent(on: date = MONDAY) -> CaseFile:
    return filed(on=on).do("seizure.start_urgent", LI_MING, kind="seal", urgency="物品正在转移", **SPOT)


def one(case: CaseFile) -> Seizure:
    return case.facts.seizures[0]


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


def waits(case: CaseFile) -> tuple[str, str]:
    return waits_for("ordinary", case.facts, case.today)


# --- who may, and how ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seizable", [frozenset(), frozenset({"seal"})])
def test_only_what_the_law_of_the_matter_grants(seizable: frozenset[str]) -> None:
    case = filed(seizable)
    assert code(case.tries("seizure.propose", LI_MING, kind="seize")) == "measure_not_granted"
    given = {"kind": "seize", "urgency": "物品正在转移", **SPOT}
    assert code(case.tries("seizure.start_urgent", LI_MING, **given)) == "measure_not_granted"


def test_nothing_is_taken_before_the_head_approved() -> None:
    case = filed().do("seizure.propose", LI_MING, kind="seize")
    assert code(case.tries("seizure.carry_out", LI_MING, seizure=1, **SPOT)) == "no_seizure_approved"
    case.do("seizure.approve", HEAD, seizure=1, approved=False)
    assert code(case.tries("seizure.carry_out", LI_MING, seizure=1, **SPOT)) == "no_seizure_approved"


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        ({"officers": (LI_MING, TRAINEE)}, "two_certified_officers"),
        ({"certificates_shown": False}, "certificates_shown"),
        ({"present": "nobody"}, "nobody_present"),
        ({"officers": (LI_MING, DELEGATE)}, "measure_delegated"),
        ({"heard": False}, "party_not_heard"),
        ({"related": False}, "objects_unrelated"),
        ({"necessities": True}, "daily_necessities"),
        ({"sealed_before": True}, "sealed_by_others"),
        ({"delivered": False}, "decision_not_handed_over"),
    ],
)
def test_how_it_is_done_on_the_spot(wrong: dict[str, Any], refused: str) -> None:
    assert code(approved().tries("seizure.carry_out", LI_MING, seizure=1, **(SPOT | wrong))) == refused


# --- urgent ------------------------------------------------------------------------------------------------


def test_an_urgent_one_is_approved_within_its_day() -> None:
    # Given a measure taken at once on Saturday 7 March: the hours run on days of rest
    case = urgent(date(2026, 3, 7))
    assert (one(case).due(RATIFICATION), waits(case)) == (date(2026, 3, 8), ("head", "seizure.ratify"))
    # When the head approves on Sunday, then it goes on as any other
    case.on(3, 8).do("seizure.ratify", HEAD, seizure=1, approved=True)
    assert one(case) == Seizure(key=1, state="held").start(CLOCK, date(2026, 4, 6))


def test_an_urgent_one_that_was_not_approved_in_time_is_only_released() -> None:
    case = urgent().on(3, 4)
    assert code(case.tries("seizure.ratify", HEAD, seizure=1, approved=True)) == "no_seizure_to_ratify"
    assert waits(case) == ("handler", "seizure.release")
    assert one(case.do("seizure.release", LI_MING, seizure=1)).state == "lifted"


def test_what_the_head_refuses_is_released_at_once() -> None:
    case = urgent().do("seizure.ratify", HEAD, seizure=1, approved=False)
    assert (one(case).state, waits(case)) == ("failed", ("handler", "seizure.release"))
    assert (
        code(case.tries("seizure.handle", HEAD, seizure=1, outcome="destroyed", provision="示范"))
        == "no_seizure_to_handle"
    )


# --- the term ----------------------------------------------------------------------------------------------


@given(started=st.dates(date(2026, 1, 5), date(2027, 8, 1)))
def test_the_term_is_thirty_days_and_no_rest_day_makes_it_longer(started: date) -> None:
    assert timer(CLOCK, started) == started + timedelta(days=30)


def test_once_the_term_is_over_the_objects_are_only_released() -> None:
    # Given objects seized on 2 March, whose thirtieth day is Wednesday 1 April; and it is the day after
    case = held().on(4, 2)
    refused = {
        "seizure.extend": {"reasons": "案情复杂"}, "seizure.test": {"delivered": True, "test_until": date(2026, 4, 9)},
        "seizure.approve_sale": {"perishable": True, "price_evidence": ("询价单",)},
        "seizure.handle": {"outcome": "transferred", "provision": ""},
    }  # fmt: skip
    # Then nothing keeps them
    for act, given_ in refused.items():
        who = LI_MING if act == "seizure.test" else HEAD
        refusal = case.tries(act, who, seizure=1, **given_)
        assert refusal is not None, act
        assert [basis.statute for basis in refusal.basis] == ["行政强制法"] * len(refusal.basis)
    # And the next act is their release, which is the officers'
    assert waits(case) == ("handler", "seizure.release")
    case.do("seizure.release", LI_MING, seizure=1)
    assert waits(case) == ("handler", "seizure.return")
    assert one(case.do("seizure.return", LI_MING, seizure=1)) == Seizure(key=1, state="settled")


def test_before_its_term_is_over_the_head_lifts_it() -> None:
    case = held().on(4, 1)
    assert code(case.tries("seizure.release", LI_MING, seizure=1)) == "no_seizure_to_release"
    assert one(case.do("seizure.lift", HEAD, seizure=1)).state == "lifted"


def test_an_extension_counts_once_it_was_told() -> None:
    case = held().on(4, 1).do("seizure.extend", HEAD, seizure=1, reasons="案情复杂")
    assert one(case).due(CLOCK) == date(2026, 4, 1)
    assert waits(case) == ("handler", "seizure.tell_extension")
    case.do("seizure.tell_extension", LI_MING, seizure=1, delivered=True)
    assert one(case).due(CLOCK) == date(2026, 5, 1)
    assert code(case.tries("seizure.extend", HEAD, seizure=1, reasons="案情复杂")) == "no_seizure_to_extend"


def test_an_extension_told_late_is_none() -> None:
    case = held().on(4, 1).do("seizure.extend", HEAD, seizure=1, reasons="案情复杂").on(4, 2)
    refusal = case.tries("seizure.tell_extension", LI_MING, seizure=1, delivered=True)
    assert code(refusal) == "no_extension_to_tell"
    assert waits(case) == ("handler", "seizure.release")


@given(
    begun=st.integers(0, 30), lasts=st.integers(0, 60), ended=st.integers(0, 90), told=st.booleans(),
)  # fmt: skip
def test_the_time_of_a_test_is_excluded_as_far_as_it_was_told_and_used(
    begun: int, lasts: int, ended: int, told: bool
) -> None:
    # Given objects sent to be tested within the term, for a time that the party was told
    case = held()
    case.today = MONDAY + timedelta(days=begun)
    given_ = {"seizure": 1, "delivered": told, "test_until": case.today + timedelta(days=lasts)}
    if not told:
        assert code(case.tries("seizure.test", LI_MING, **given_)) == "not_told_in_writing"
        return
    case.do("seizure.test", LI_MING, **given_)
    assert one(case).due(CLOCK) == MONDAY + timedelta(days=30 + lasts)
    # When the test ends, then only the days that it took are excluded, and none beyond those told
    case.today += timedelta(days=ended)
    case.do("seizure.test_end", LI_MING, seizure=1)
    assert one(case).due(CLOCK) == MONDAY + timedelta(days=30 + min(lasts, ended))
    assert one(case).due(TEST) is None


# --- what becomes of it -------------------------------------------------------------------------------------


def test_perishables_are_sold_once_the_head_let_them() -> None:
    case = held()
    assert (
        code(case.tries("seizure.sell", LI_MING, seizure=1, officers=SPOT["officers"])) == "no_sale_approved"
    )
    given_ = {"seizure": 1, "perishable": True, "price_evidence": ("询价单",)}
    assert (
        code(case.tries("seizure.approve_sale", HEAD, **(given_ | {"perishable": False}))) == "objects_keep"
    )
    assert (
        code(case.tries("seizure.approve_sale", HEAD, **(given_ | {"price_evidence": ()})))
        == "no_price_evidence"
    )
    case.do("seizure.approve_sale", HEAD, **given_).do(
        "seizure.sell", LI_MING, seizure=1, officers=SPOT["officers"]
    )
    assert one(case).state == "held"


def test_objects_are_confiscated_by_a_decision_only() -> None:
    given_ = {"seizure": 1, "outcome": "confiscated", "provision": ""}
    assert code(held().tries("seizure.handle", HEAD, **given_)) == "seizure_not_confiscated"
    given_["outcome"] = "destroyed"
    assert code(held().tries("seizure.handle", HEAD, **given_)) == "no_basis_to_destroy"


def test_what_a_decision_confiscated_in_time_is_not_released() -> None:
    # Given a case whose decision confiscates the goods within their term
    case = held()
    case.do("inspection.record", LI_MING, officers=(LI_MING, WANG_FANG), certificates_shown=True)
    case.do("evidence.review", WANG_FANG, accepted=("现场检查笔录",))
    case.do("correction.order", LI_MING, until=case.today, delivered=True)
    case.do("correction.recheck", LI_MING, officers=(LI_MING, WANG_FANG), corrected=True)
    case.do("investigation.conclude", LI_MING)
    penalty = {"kinds": FINE | {"confiscate_goods"}, "amount": Decimal(1000)}
    case.do("notice.give", LI_MING, **penalty)
    serve(case, "prior_notice").on(3, 20).do("decision.make", HEAD, **penalty, ground="")
    assert waits(case) == ("head", "seizure.handle")
    # When the head handles them after the term, then they are confiscated all the same, but in no other way
    case.on(4, 2)
    late = {"seizure": 1, "outcome": "destroyed", "provision": "示范条例第九条"}
    assert code(case.tries("seizure.handle", HEAD, **late)) == "seizure_outcome_late"
    case.do("seizure.handle", HEAD, seizure=1, outcome="confiscated", provision="")
    assert one(case).state == "settled"


@pytest.mark.parametrize("stage", ["held", "urgent", "lifted"])
def test_no_case_closes_while_an_object_is_in_hand(stage: str) -> None:
    case = urgent() if stage == "urgent" else held()
    if stage == "lifted":
        case.do("seizure.lift", HEAD, seizure=1)
    case.do("case.terminate", HEAD)
    assert code(case.tries("case.close", HEAD)) == "seizure_open"
    if stage != "lifted":
        case.do("seizure.lift", HEAD, seizure=1)
    case.do("seizure.return", LI_MING, seizure=1).do("case.close", HEAD)


def test_the_clerk_does_nothing_of_it() -> None:
    case = held()
    assert code(case.tries("seizure.lift", CLERK, seizure=1)) == "not_the_head"
    assert code(case.tries("seizure.test_end", CLERK, seizure=1)) == "no_seizure_tested"
