"""The periods of a case, and the seven working days before a hearing."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.procedure.case import CALENDAR, CLERK, FIGURES, LAWYER, LI_MING, notified, timer

from xuncheng.rules.calendar import Period, Unit, clear_working_days, latest_notice, period_of
from xuncheng.rules.legal import RuleError
from xuncheng.rules.procedure.periods import PERIODS, Clock, last_day

FRIDAY = date(2026, 11, 20)
SEVEN = Period(7, Unit.WORKING_DAYS)
days = st.dates(date(2026, 1, 5), date(2027, 10, 31))


@pytest.mark.parametrize(
    ("clock", "last"),
    [
        ("decision", date(2027, 2, 18)),
        ("decision_extended_once", date(2026, 12, 20)),
        ("decision_extended_twice", date(2027, 1, 19)),
        ("statement", date(2026, 11, 27)),
        ("hearing_request", date(2026, 11, 27)),
        ("payment", date(2026, 12, 7)),
        ("announcement", date(2026, 12, 20)),
        ("service", date(2026, 12, 1)),
        ("lodging", date(2026, 11, 23)),
        ("handing_in", date(2026, 11, 24)),
        ("depositing", date(2026, 11, 24)),
        ("seizure", date(2026, 12, 20)),  # a Sunday: what the agency has does not grow
        ("seizure_ratification", date(2026, 11, 21)),
    ],
)
def test_each_period_from_a_friday(clock: str, last: date) -> None:
    assert timer(clock, FRIDAY) == last


def test_a_figure_of_the_locality_replaces_none_of_the_statute() -> None:
    longer = FIGURES | {"statement_days": Decimal(10)}
    assert last_day("statement", FRIDAY, CALENDAR, longer.__getitem__) == date(2026, 12, 4)
    assert last_day("hearing_request", FRIDAY, CALENDAR, {}.__getitem__) == date(2026, 11, 27)


@pytest.mark.parametrize("clock", ["correction", "hearing_day", "seizure_test"])
def test_a_period_that_an_act_names_has_no_length(clock: str) -> None:
    with pytest.raises(RuleError) as refused:
        timer(clock, FRIDAY)
    assert refused.value.code == "period_named_by_act"


def test_what_no_statute_settles_is_a_figure_and_marked() -> None:
    unconfirmed = {name for name, clock in PERIODS.items() if not clock.confirmed}
    assert unconfirmed == {
        "statement", "lodging", "decision_extended_once", "decision_extended_twice",
        "transfer_decision", "police_answer", "police_review", "police_reanswer", "transfer_goods",
        "monitoring_review", "monitoring_telling", "monitoring_response", "behalf_telling",
        "publication", "publication_least", "publication_most", "publication_least_grave", "publication_most_grave",
    }  # fmt: skip
    assert all(clock.figure for clock in PERIODS.values() if not clock.confirmed)
    assert not any(clock.figure and clock.amount for clock in PERIODS.values())


@pytest.mark.parametrize(
    "clock",
    [clock for clock in PERIODS.values() if clock.amount and clock.unit is not Unit.MONTHS],
    ids=lambda c: c.name,
)
def test_days_are_working_days_where_the_statute_means_them_so(clock: Clock) -> None:
    statute = clock.basis[0].statute
    assert clock.amount is not None
    assert Period(clock.amount, clock.unit) == period_of(statute, clock.amount)


def test_only_the_partys_periods_move_past_a_rest_day() -> None:
    assert {name for name, clock in PERIODS.items() if clock.of_party} == {
        "statement",
        "hearing_request",
        "payment",
        "monitoring_response",
        "duty_reconsideration",
        "duty_litigation",
        "reconsideration",
        "litigation",
        "litigation_after_reconsideration",
    }


@given(notice=days, after=st.integers(min_value=1, max_value=40))
def test_a_hearing_lies_seven_clear_working_days_after_its_notice(notice: date, after: int) -> None:
    hearing = notice + timedelta(days=after)
    allowed = hearing > timer("hearing_notice", notice)
    assert allowed == (clear_working_days(notice, hearing, CALENDAR) >= 7)
    assert allowed == (notice <= latest_notice(hearing, SEVEN, CALENDAR))


def test_a_notice_before_the_national_day_counts_no_holiday() -> None:
    # Given a hearing asked for in late September 2026, whose holiday is 1 to 7 October
    case = notified(4000, on=date(2026, 9, 21)).on(9, 24).do("hearing.request", CLERK)
    october = [date(2026, 10, day) for day in range(1, 32)]
    # When the first day is sought on which it may be held
    first = next(
        day
        for day in october
        if case.tries("hearing.convene", CLERK, hearing_on=day, presider=LAWYER) is None
    )
    # Then seven worked days lie between, and before it only six
    assert clear_working_days(case.today, first, CALENDAR) == 7
    assert clear_working_days(case.today, first - timedelta(days=1), CALENDAR) == 6


def test_a_term_named_to_the_minute_counts_as_its_day_in_china() -> None:
    case = notified(1000)
    # 17:00 UTC on the 24th is one in the morning of the 25th in China
    case.facts = case.facts.but(correction="")
    case.do("correction.order", LI_MING, until=datetime(2026, 11, 24, 17, 0, tzinfo=UTC), delivered=True)
    assert case.facts.due("correction") == date(2026, 11, 25)


def test_only_a_period_in_which_somebody_has_to_act_can_be_missed() -> None:
    # The party need not speak, nor ask for a hearing; nor need the agency ask the police for a review; but it has to decide
    assert {name for name, clock in PERIODS.items() if clock.just_ends} == {
        "statement", "hearing_request", "police_review", "monitoring_response", "duty_reconsideration", "duty_litigation",
        "reconsideration", "litigation", "litigation_after_reconsideration", "court_reminder", "court_review", "execution_suspension",
        "publication_least",
    }  # fmt: skip
