"""From a statute's figures to the range of one case, and what may be imposed within it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import Basis, PartyKind, RuleError, Text
from xuncheng.rules.penalty import (
    Circumstance,
    FineRule,
    FineTier,
    Measure,
    Range,
    check_amount,
    fine_range,
)

PERSON, ORGANISATION = PartyKind.PERSON, PartyKind.ORGANISATION
AREA = Text("平方米建筑面积", "m² of floor area")
COST = Text("建设工程造价", "project cost")


def tier(low: int, high: int, **others: object) -> FineTier:
    return FineTier(Decimal(low), Decimal(high), **others)  # type: ignore[arg-type] # each test knows its fields


def between(low: str, high: str) -> Range:
    return Range(Decimal(low), Decimal(high))


STALL = FineRule((tier(500, 5000),))
LEAFLETS = FineRule((tier(100, 1000), tier(1000, 10000, circumstance=Circumstance.SERIOUS)))
DUMPING = FineRule((tier(5000, 50000, party=ORGANISATION), tier(0, 200, party=PERSON)))
BUILDING = FineRule((tier(300, 3000, measure=Measure.UNIT, of=AREA),))
PLANNING = FineRule((tier(5, 10, measure=Measure.PERCENT, of=COST),))
FELLING = FineRule((tier(5, 10, measure=Measure.MULTIPLE, of=Text("树木价值", "value of the trees")),))

amounts = st.decimals(min_value="0.01", max_value=10**8, places=2)


# --- ranges


def test_a_fine_per_act_is_the_range_of_the_statute() -> None:
    assert fine_range(STALL, PERSON) == between("500", "5000")
    assert str(fine_range(STALL, PERSON).maximum) == "5000.00"


def test_citizen_and_organisation_have_ranges_of_their_own() -> None:
    assert fine_range(DUMPING, PERSON) == between("0", "200")
    assert fine_range(DUMPING, ORGANISATION) == between("5000", "50000")


def test_a_serious_case_has_a_range_of_its_own() -> None:
    assert fine_range(LEAFLETS, PERSON) == between("100", "1000")
    assert fine_range(LEAFLETS, PERSON, circumstance=Circumstance.SERIOUS) == between("1000", "10000")


def test_a_fine_per_unit_grows_with_the_units_counted() -> None:
    assert fine_range(BUILDING, PERSON, units=Decimal("12.5")) == between("3750", "37500")


def test_a_percentage_is_taken_of_the_value() -> None:
    assert fine_range(PLANNING, ORGANISATION, value=Decimal("1234567.89")) == between("61728.39", "123456.79")


def test_a_multiple_is_taken_of_the_value() -> None:
    assert fine_range(FELLING, PERSON, value=Decimal(800)) == between("4000", "8000")


@pytest.mark.parametrize("units", [None, Decimal(0), Decimal(-3), Decimal("NaN")])
def test_units_must_be_counted(units: Decimal | None) -> None:
    with pytest.raises(RuleError, match="units_missing") as refusal:
        fine_range(BUILDING, PERSON, units=units)
    assert refusal.value.field == "units"
    assert "平方米建筑面积" in refusal.value.message.zh


def test_a_value_must_be_stated_and_be_money() -> None:
    with pytest.raises(RuleError, match="value_missing"):
        fine_range(PLANNING, PERSON)
    with pytest.raises(RuleError, match="amount_invalid") as refusal:
        fine_range(PLANNING, PERSON, value=Decimal(0))
    assert refusal.value.field == "value"


def test_a_circumstance_that_the_statute_does_not_name_is_refused_with_the_choices() -> None:
    with pytest.raises(RuleError, match="circumstance_not_in_rule") as refusal:
        fine_range(LEAFLETS, PERSON, circumstance=Circumstance.REPEAT)
    assert refusal.value.message.zh == "请选择法条规定的情形：一般情形、情节严重"


def test_a_fine_only_on_refusal_has_no_ordinary_range() -> None:
    only_on_refusal = FineRule((tier(10000, 100000, circumstance=Circumstance.REFUSAL),))
    with pytest.raises(RuleError, match="circumstance_not_in_rule"):
        fine_range(only_on_refusal, PERSON)


def test_a_matter_without_a_fine_says_so() -> None:
    with pytest.raises(RuleError, match="fine_not_provided") as refusal:
        fine_range(FineRule(), PERSON)
    assert refusal.value.message.zh == "该事项未设定罚款"


def test_a_matter_that_borrows_its_fine_names_the_lender() -> None:
    with pytest.raises(RuleError, match="fine_not_provided") as refusal:
        fine_range(FineRule(refers_to=("SR-014", "SR-015")), PERSON)
    assert "SR-014、SR-015" in refusal.value.message.zh


def test_a_fine_for_organisations_only_is_not_for_a_citizen() -> None:
    with pytest.raises(RuleError, match="fine_not_for_party") as refusal:
        fine_range(FineRule((tier(50000, 500000, party=ORGANISATION),)), PERSON)
    assert "公民" in refusal.value.message.zh


def test_a_rule_tells_which_circumstances_it_distinguishes() -> None:
    assert LEAFLETS.circumstances(PERSON) == (None, Circumstance.SERIOUS)
    assert LEAFLETS.circumstances(PERSON)[1] is not None
    assert Circumstance.SERIOUS.label == Text("情节严重", "serious")


@pytest.mark.parametrize(
    ("low", "high", "measure", "of"),
    [
        (200, 100, Measure.AMOUNT, None),
        (-1, 100, Measure.AMOUNT, None),
        (0, 0, Measure.AMOUNT, None),
        (1, 2, Measure.AMOUNT, COST),
        (1, 2, Measure.PERCENT, None),
    ],
)
def test_figures_that_make_no_range_are_refused(
    low: int, high: int, measure: Measure, of: Text | None
) -> None:
    with pytest.raises(RuleError, match="fine_tier_inconsistent"):
        tier(low, high, measure=measure, of=of)


def test_two_tiers_for_the_same_case_are_refused() -> None:
    with pytest.raises(RuleError, match="fine_tiers_overlap"):
        FineRule((tier(1, 2), tier(3, 4, party=PERSON)))


@given(st.decimals(min_value="0.01", max_value=10**5, places=2), st.integers(min_value=1, max_value=100))
def test_more_units_never_make_a_smaller_fine(units: Decimal, more: int) -> None:
    fewer, many = (
        fine_range(BUILDING, PERSON, units=units),
        fine_range(BUILDING, PERSON, units=units + more),
    )
    assert fewer.minimum < many.minimum
    assert fewer.maximum < many.maximum
    assert fewer.minimum <= fewer.maximum


@given(amounts)
def test_a_percentage_stays_within_the_value(value: Decimal) -> None:
    found = fine_range(PLANNING, PERSON, value=value)
    assert Decimal(0) <= found.minimum <= found.maximum <= value


# --- amounts


@pytest.mark.parametrize("amount", ["500", "500.01", "5000"])
def test_an_amount_within_the_range_passes_both_ends_included(amount: str) -> None:
    check_amount(between("500", "5000"), Decimal(amount))


def test_nothing_allows_more_than_the_maximum() -> None:
    with pytest.raises(RuleError, match="fine_above_range") as refusal:
        check_amount(between("500", "5000"), Decimal("5000.01"), Basis("行政处罚法", "32(1)"))
    assert [basis.label for basis in refusal.value.basis] == ["行政处罚法第十六条", "行政处罚法第三十四条"]


def test_less_than_the_minimum_needs_a_ground() -> None:
    with pytest.raises(RuleError, match="fine_below_range") as refusal:
        check_amount(between("500", "5000"), Decimal(300))
    assert refusal.value.field == "amount"
    assert [basis.article for basis in refusal.value.basis] == ["30", "31", "32"]


@pytest.mark.parametrize(
    "ground",
    [
        Basis("行政处罚法", "30"),
        Basis("行政处罚法", "31"),
        Basis("中华人民共和国行政处罚法", "32(1)(1)"),
        Basis("未成年人保护法", "4"),
    ],
)
def test_a_ground_in_the_law_allows_less_than_the_minimum(ground: Basis) -> None:
    check_amount(between("500", "5000"), Decimal(300), ground)


@pytest.mark.parametrize("article", ["33", "3", "28(1)", "57"])
def test_an_article_that_is_no_ground_for_reduction_does_not_help(article: str) -> None:
    with pytest.raises(RuleError, match="fine_below_range"):
        check_amount(between("500", "5000"), Decimal(300), Basis("行政处罚法", article))


def test_a_fine_of_nothing_is_no_fine() -> None:
    with pytest.raises(RuleError, match="amount_invalid"):
        check_amount(between("0", "200"), Decimal(0))


@given(amounts, amounts)
def test_of_a_fixed_fine_only_the_sum_itself_passes(fixed: Decimal, other: Decimal) -> None:
    allowed = fine_range(FineRule((FineTier(fixed, fixed),)), PERSON)
    check_amount(allowed, fixed)
    if other != fixed:
        with pytest.raises(RuleError, match=r"fine_(above|below)_range"):
            check_amount(allowed, other)


@given(amounts, amounts, amounts)
def test_an_amount_passes_exactly_when_it_lies_in_the_range(
    low: Decimal, high: Decimal, fine: Decimal
) -> None:
    allowed = Range(min(low, high), max(low, high))
    if allowed.minimum <= fine <= allowed.maximum:
        check_amount(allowed, fine)
        return
    with pytest.raises(RuleError, match=r"fine_(above|below)_range"):
        check_amount(allowed, fine)
