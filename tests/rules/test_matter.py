"""The law of the act's day applies unless the law of the decision's day is lighter (行政处罚法第三十七条)."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import PartyKind, RuleError
from xuncheng.rules.matter import Choice, Version, choose_version, fine_in_words
from xuncheng.rules.penalty import Circumstance, FineRule, PenaltyKind, parse_fine

CODE_BEGINS = date(2026, 8, 15)
FINE = frozenset({PenaltyKind.FINE})
BEFORE, AFTER = date(2026, 6, 1), date(2026, 10, 1)


def version(
    key: str,
    minimum: str,
    maximum: str,
    wording: str = "per act",
    kinds: frozenset[PenaltyKind] = FINE,
    since: date | None = None,
    until: date | None = None,
) -> Version:
    return Version(key, key, since, until, parse_fine(minimum, maximum, wording), kinds)


def old(
    minimum: str, maximum: str, wording: str = "per act", kinds: frozenset[PenaltyKind] = FINE
) -> Version:
    return version("旧法", minimum, maximum, wording, kinds, until=CODE_BEGINS - timedelta(days=1))


def new(
    minimum: str, maximum: str, wording: str = "per act", kinds: frozenset[PenaltyKind] = FINE
) -> Version:
    return version("新法", minimum, maximum, wording, kinds, since=CODE_BEGINS)


def choose(*versions: Version, act: date = BEFORE, decision: date = AFTER, **more: Circumstance) -> Choice:
    return choose_version(versions, act, decision, PartyKind.ORGANISATION, **more)


def test_act_before_the_code_keeps_the_old_law_where_the_new_one_is_heavier() -> None:
    choice = choose(old("5000", "50000"), new("10000", "100000"))
    assert choice.version is not None
    assert choice.version.key == "旧法"
    assert "并不较轻" in choice.reason.zh
    assert choice.basis[0].label == "行政处罚法第三十七条"


def test_act_before_the_code_takes_the_new_law_where_it_is_lighter() -> None:
    # given open-air barbecue: 500 to 20,000 before, 500 to 5,000 under the code
    choice = choose(old("500", "20000"), new("500", "20000", "500-5000; refusal 5000-20000"))
    assert choice.version is not None
    assert choice.version.key == "新法"
    assert "500元至5000元" in choice.reason.zh
    assert "lighter" in choice.reason.en


def test_the_circumstance_that_the_statute_names_is_what_is_compared() -> None:
    # given the same matter, but the party refused to correct: now 5,000 to 20,000 is the heavier range
    versions = old("500", "20000"), new("500", "20000", "500-5000; refusal 5000-20000")
    choice = choose(*versions, circumstance=Circumstance.REFUSAL)
    assert choice.version is not None
    assert choice.version.key == "旧法"


def test_a_lower_minimum_decides_where_the_maxima_are_alike() -> None:
    choice = choose(old("2000", "20000"), new("1000", "20000"))
    assert choice.version is not None
    assert choice.version.key == "新法"


def test_the_same_figures_keep_the_old_law() -> None:
    choice = choose(old("2000", "20000"), new("2000", "20000"))
    assert choice.version is not None
    assert choice.version.key == "旧法"
    assert choice.certain


def test_the_same_fine_without_confiscation_is_lighter() -> None:
    kinds = FINE | {PenaltyKind.CONFISCATE_GAINS}
    choice = choose(old("2000", "20000", kinds=kinds), new("2000", "20000"))
    assert choice.version is not None
    assert choice.version.key == "新法"


def test_a_lower_fine_with_a_further_kind_of_penalty_is_left_to_the_lawyer() -> None:
    kinds = FINE | {PenaltyKind.CLOSE_BUSINESS}
    choice = choose(old("2000", "20000"), new("1000", "10000", kinds=kinds))
    assert choice.version is not None
    assert choice.version.key == "旧法"
    assert not choice.certain


def test_figures_of_different_measures_are_left_to_the_lawyer() -> None:
    choice = choose(old("2000", "20000"), new("", "", "percent 5-10 of project cost"))
    assert choice.version is not None
    assert choice.version.key == "旧法"
    assert not choice.certain


def test_no_fine_at_all_is_lighter_than_a_fine() -> None:
    choice = choose(old("2000", "20000"), new("", "", "none"))
    assert choice.version is not None
    assert choice.version.key == "新法"


def test_what_is_no_longer_unlawful_is_not_punished() -> None:
    choice = choose(old("2000", "20000"))
    assert choice.version is None
    assert "不予处罚" in choice.reason.zh


def test_what_was_not_yet_unlawful_is_not_punished() -> None:
    choice = choose(new("2000", "20000"))
    assert choice.version is None
    assert "not in force when the act ended" in choice.reason.en


def test_an_act_that_ends_on_the_first_day_of_the_code_is_under_the_code() -> None:
    versions = old("5000", "50000"), new("10000", "100000")
    choice = choose(*versions, act=CODE_BEGINS)
    assert choice.version is not None
    assert choice.version.key == "新法"


def test_a_fine_only_for_organisations_is_no_fine_for_a_person() -> None:
    versions = old("200", "2000"), new("1000", "10000", "organisation 1000-10000")
    choice = choose_version(versions, BEFORE, AFTER, PartyKind.PERSON)
    assert choice.version is not None
    assert choice.version.key == "新法"


def test_two_versions_in_force_on_one_day_are_refused() -> None:
    with pytest.raises(RuleError, match="versions_overlap"):
        choose(version("甲", "1", "2"), version("乙", "1", "2"))


def test_a_decision_before_the_act_is_refused() -> None:
    with pytest.raises(RuleError, match="decision_before_act"):
        choose(old("1", "2"), act=AFTER, decision=BEFORE)


@pytest.mark.parametrize(
    ("minimum", "maximum", "wording", "zh", "en"),
    [
        ("200", "1000", "per act", "罚款200元至1000元", "fine of 200 to 1000 yuan"),
        (
            "300",
            "3000",
            "per m2 floor area",
            "每平方米建筑面积罚款300元至3000元",
            "300 to 3000 yuan per m² of floor area",
        ),
        ("", "", "percent 5-10 of project cost", "建设工程造价的5%至10%", "5 to 10 % of the project cost"),
        ("", "", "none", "不罚款", "no fine"),
        ("", "", "per SR-014 or SR-015", "适用SR-014、SR-015的罚款", "fine as of SR-014、SR-015"),
    ],
)
def test_the_fine_is_spelled_for_people(minimum: str, maximum: str, wording: str, zh: str, en: str) -> None:
    spelled = fine_in_words(parse_fine(minimum, maximum, wording))
    assert (spelled.zh, spelled.en) == (zh, en)


def test_ranges_for_different_parties_and_circumstances_are_told_apart() -> None:
    spelled = fine_in_words(parse_fine("0", "50000", "organisation 5000-50000; person <=200"))
    assert spelled.zh == "法人或者其他组织：罚款5000元至50000元；公民：罚款0元至200元"


ranges = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda p: (min(p), max(p)))
days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Version, ...]:
    """Versions of one matter that follow each other without a gap."""
    starts = sorted(draw(st.sets(days, max_size=3)))
    bounds = [None, *starts, None]
    made = []
    for number, (since, following) in enumerate(itertools.pairwise(bounds)):
        low, high = draw(ranges)
        until = following - timedelta(days=1) if following else None
        kinds = frozenset(draw(st.sets(st.sampled_from(list(PenaltyKind)), max_size=2))) | FINE
        made.append(version(f"v{number}", str(low), str(high), "per act", kinds, since, until))
    return tuple(made)


def top(rule: FineRule) -> tuple[int, int]:
    return (int(rule.tiers[0].high), int(rule.tiers[0].low))


@given(histories(), days, days, st.sampled_from(PartyKind), st.randoms())
def test_nobody_is_ever_worse_off_than_under_the_law_of_the_act(
    versions, act, decision, party, random
) -> None:
    act, decision = min(act, decision), max(act, decision)
    then = next(v for v in versions if v.covers(act))
    now = next(v for v in versions if v.covers(decision))
    shuffled = random.sample(versions, len(versions))

    choice = choose_version(shuffled, act, decision, party)

    assert choice == choose_version(versions, act, decision, party)
    assert choice.version in (then, now)
    assert top(choice.version.fine) <= top(then.fine)
    if choice.version != then:
        assert top(now.fine) < top(then.fine) or now.kinds < then.kinds
        assert now.kinds <= then.kinds
    if top(now.fine) < top(then.fine) and now.kinds <= then.kinds:
        assert choice.version == now
    assert choice.reason.zh
    assert choice.reason.en
