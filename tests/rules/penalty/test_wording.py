"""Every form in which a catalogue words a fine."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import PartyKind, RuleError
from xuncheng.rules.penalty import Circumstance, FineTier, Measure, parse_fine

# One tier in short: low, high, party, circumstance
Short = tuple[int, int, str | None, str | None]


def short(tier: FineTier) -> Short:
    return int(tier.low), int(tier.high), tier.party, tier.circumstance


@pytest.mark.parametrize(
    ("minimum", "maximum", "wording", "tiers"),
    [
        ("200", "1000", "per act", [(200, 1000, None, None)]),
        ("0", "20000", "per act", [(0, 20000, None, None)]),
        ("20", "20", "fixed", [(20, 20, None, None)]),
        (
            "100",
            "1000",
            "per act; serious 1000-10000",
            [(100, 1000, None, None), (1000, 10000, None, "serious")],
        ),
        ("50", "200", "fixed 50; serious fixed 200", [(50, 50, None, None), (200, 200, None, "serious")]),
        ("20", "500", "light 20-50; serious 50-500", [(20, 50, None, "light"), (50, 500, None, "serious")]),
        (
            "0",
            "500000",
            "<=50000; serious 50000-500000",
            [(0, 50000, None, None), (50000, 500000, None, "serious")],
        ),
        (
            "5000",
            "200000",
            "5000-50000; refusal 50000-200000",
            [(5000, 50000, None, None), (50000, 200000, None, "refusal")],
        ),
        (
            "1000",
            "10000",
            "first 1000-5000; repeat 5000-10000",
            [(1000, 5000, None, "first"), (5000, 10000, None, "repeat")],
        ),
        (
            "0",
            "1000000",
            "organisation 100000-1000000; person <=200",
            [(100000, 1000000, "organisation", None), (0, 200, "person", None)],
        ),
        (
            "5000",
            "100000",
            "builder 10000-100000; developer/carrier 5000-30000",
            [
                (10000, 100000, None, "builder"),
                (5000, 30000, None, "developer"),
                (5000, 30000, None, "carrier"),
            ],
        ),
    ],
)
def test_ranges_in_yuan(minimum: str, maximum: str, wording: str, tiers: list[Short]) -> None:
    rule = parse_fine(minimum, maximum, wording)
    assert [short(tier) for tier in rule.tiers] == tiers
    assert all(tier.measure is Measure.AMOUNT for tier in rule.tiers)
    assert rule.remarks == ()


@pytest.mark.parametrize(
    ("minimum", "maximum", "wording", "figures", "measure", "of"),
    [
        ("300", "3000", "per m2 floor area", (300, 3000), Measure.UNIT, "平方米建筑面积"),
        ("20", "50", "per animal", (20, 50), Measure.UNIT, "只"),
        ("10000", "10000", "per bay (fixed)", (10000, 10000), Measure.UNIT, "个泊位"),
        ("5000", "5000", "per vehicle (fixed)", (5000, 5000), Measure.UNIT, "辆"),
        ("100", "500", "per 延米", (100, 500), Measure.UNIT, "延米"),
        ("", "", "percent 5-10 of project cost", (5, 10), Measure.PERCENT, "建设工程造价"),
        ("", "", "percent 0-100 of temporary project cost", (0, 100), Measure.PERCENT, "临时建设工程造价"),
        ("", "", "percent 100 of rent received", (100, 100), Measure.PERCENT, "违法所得租金"),
        ("", "", "times 3-5 of value of trees", (3, 5), Measure.MULTIPLE, "树木价值"),
    ],
)
def test_ranges_by_units_and_values(
    minimum: str, maximum: str, wording: str, figures: tuple[int, int], measure: Measure, of: str
) -> None:
    (tier,) = parse_fine(minimum, maximum, wording).tiers
    assert short(tier)[:2] == figures
    assert tier.measure is measure
    assert tier.of is not None
    assert tier.of.zh == of


@pytest.mark.parametrize(
    ("wording", "circumstances"),
    [
        ("on refusal or serious ill effect", {Circumstance.REFUSAL, Circumstance.SERIOUS}),
        ("only after refusal to correct", {Circumstance.REFUSAL}),
        ("only where no other law fixes a penalty", {Circumstance.NO_OTHER_LAW}),
        (
            "dissuasion, then written warning, fine only on repeat; waived for community service 67(3)",
            {Circumstance.REPEAT},
        ),
    ],
)
def test_fines_under_a_condition_have_no_ordinary_tier(
    wording: str, circumstances: set[Circumstance]
) -> None:
    rule = parse_fine("500", "5000", wording)
    assert {tier.circumstance for tier in rule.tiers} == circumstances
    assert all(short(tier)[:2] == (500, 5000) for tier in rule.tiers)
    assert rule.remarks == tuple(wording.split("; "))


@pytest.mark.parametrize(
    ("wording", "remarks"),
    [
        ("per act; also 北京市大气污染防治条例 91(1)", ("also 北京市大气污染防治条例 91(1)",)),
        ("per act (check 生态环境法典 1174)", ("check 生态环境法典 1174",)),
        ("100-500 (code prevails over 某条例 110(2))", ("code prevails over 某条例 110(2)",)),
        ("organisation; persons per other law", ("persons per other law",)),
        ("outdoor; indoor <=1000 after deadline", ("after deadline",)),
    ],
)
def test_words_beside_the_figures_are_kept_for_the_lawyer(wording: str, remarks: tuple[str, ...]) -> None:
    assert parse_fine("100", "500", wording).remarks == remarks


def test_a_clause_of_one_word_takes_the_figures_of_the_row() -> None:
    (tier,) = parse_fine("50000", "500000", "organisation; persons per other law").tiers
    assert short(tier) == (50000, 500000, PartyKind.ORGANISATION, None)


@pytest.mark.parametrize(
    ("wording", "codes"),
    [
        ("per GH-001..003", ("GH-001", "GH-002", "GH-003")),
        ("per SR-014 or SR-015", ("SR-014", "SR-015")),
        ("per SR-014", ("SR-014",)),
    ],
)
def test_a_fine_borrowed_from_other_matters(wording: str, codes: tuple[str, ...]) -> None:
    rule = parse_fine("", "", wording)
    assert rule.refers_to == codes
    assert rule.tiers == ()


@pytest.mark.parametrize(("wording", "remarks"), [("none", ()), ("none (fine under 75)", ("fine under 75",))])
def test_no_fine_at_all(wording: str, remarks: tuple[str, ...]) -> None:
    rule = parse_fine("", "", wording)
    assert rule.tiers == ()
    assert rule.remarks == remarks


@pytest.mark.parametrize(
    ("minimum", "maximum", "wording"),
    [
        ("", "", "per act"),
        ("100", "", "per act"),
        ("100", "200", "fixed"),
        ("100", "200", "per vehicle (fixed)"),
        ("100", "200", ""),
        ("100", "200", "reasonable"),
        ("100", "200", "percent of project cost"),
        ("100", "200", "neighbour 100-200"),
        ("100", "200", "per act;"),
        ("100", "200", "500"),
    ],
)
def test_what_cannot_be_read_is_refused_and_quoted(minimum: str, maximum: str, wording: str) -> None:
    with pytest.raises(RuleError, match="fine_wording_unreadable") as refusal:
        parse_fine(minimum, maximum, wording)
    assert refusal.value.field == "fine_basis"
    assert wording in refusal.value.message.zh


def test_two_ordinary_tiers_contradict_each_other() -> None:
    with pytest.raises(RuleError, match="fine_tiers_overlap"):
        parse_fine("100", "200", "per act; 300-400")


@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=10**6))
def test_figures_come_through_as_written(low: int, width: int) -> None:
    high = low + width
    (tier,) = parse_fine("", "", f"person {low}-{high}").tiers
    assert (tier.low, tier.high, tier.party) == (Decimal(low), Decimal(high), PartyKind.PERSON)
