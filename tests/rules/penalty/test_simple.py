"""What an officer may decide on the spot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import PartyKind, RuleError
from xuncheng.rules.penalty import SIMPLE_LIMITS, PenaltyKind, check_simple

PERSON, ORGANISATION = PartyKind.PERSON, PartyKind.ORGANISATION
WARNING, FINE = PenaltyKind.WARNING, PenaltyKind.FINE


@pytest.mark.parametrize(("party", "fine"), [(PERSON, 200), (ORGANISATION, 3000), (PERSON, 20)])
def test_a_small_fine_may_be_imposed_on_the_spot(party: PartyKind, fine: int) -> None:
    check_simple(party, {FINE}, Decimal(fine))
    check_simple(party, {WARNING, FINE}, Decimal(fine))


@pytest.mark.parametrize(("party", "fine"), [(PERSON, "200.01"), (PERSON, "3000"), (ORGANISATION, "3000.01")])
def test_a_larger_fine_needs_the_ordinary_procedure(party: PartyKind, fine: str) -> None:
    with pytest.raises(RuleError, match="simple_fine_above_limit") as refusal:
        check_simple(party, {FINE}, Decimal(fine))
    assert refusal.value.basis[0].label == "行政处罚法第五十一条"


def test_a_warning_needs_no_amount() -> None:
    check_simple(PERSON, {WARNING})


def test_a_fine_needs_its_amount() -> None:
    with pytest.raises(RuleError, match="simple_fine_missing"):
        check_simple(PERSON, {FINE})


@pytest.mark.parametrize("kind", [kind for kind in PenaltyKind if kind not in (WARNING, FINE)])
def test_no_other_kind_may_be_decided_on_the_spot(kind: PenaltyKind) -> None:
    with pytest.raises(RuleError, match="simple_kind_not_allowed") as refusal:
        check_simple(ORGANISATION, {WARNING, kind})
    assert kind.label.zh in refusal.value.message.zh


def test_no_penalty_at_all_is_not_decided_by_the_simple_procedure() -> None:
    with pytest.raises(RuleError, match="simple_kind_not_allowed"):
        check_simple(PERSON, set())


@given(st.sampled_from(PartyKind), st.decimals(min_value="0.01", max_value=10000, places=2))
def test_the_limit_is_the_only_line(party: PartyKind, fine: Decimal) -> None:
    if fine <= SIMPLE_LIMITS[party]:
        check_simple(party, {FINE}, fine)
        return
    with pytest.raises(RuleError, match="simple_fine_above_limit"):
        check_simple(party, {FINE}, fine)
