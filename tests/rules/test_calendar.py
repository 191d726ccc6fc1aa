"""When periods run out: the examples of the law, then what must hold for every day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.calendar import (
    DAY_RULES,
    Calendar,
    CalendarUnknown,
    CalendarYear,
    Period,
    Roll,
    Unit,
    clear_working_days,
    deadline,
    hour_deadline,
    latest_notice,
    period_of,
)
from xuncheng.rules.legal import RuleError, Text

SHANGHAI = ZoneInfo("Asia/Shanghai")
CALENDAR = Calendar()
# A table for 2027 as an administrator may type it; the day in December 2026 tests a notice that reaches back.
YEAR_2027 = CalendarYear(
    2027,
    holidays=frozenset({date(2026, 12, 31), date(2027, 1, 1), *(date(2027, 2, day) for day in range(5, 12))}),
    workdays=frozenset({date(2027, 1, 3), date(2027, 2, 20)}),
)

days = st.dates(min_value=date(2005, 1, 1), max_value=date(2025, 12, 31))
DATE_UNITS = [unit for unit in Unit if unit is not Unit.HOURS]
amounts = st.integers(min_value=1, max_value=60)


def working(amount: int) -> Period:
    return Period(amount, Unit.WORKING_DAYS)


def calendar_days(amount: int) -> Period:
    return Period(amount, Unit.CALENDAR_DAYS)


# --- the worked examples


def test_a_hearing_may_be_asked_for_within_five_working_days_of_the_notice() -> None:
    served = date(2026, 11, 20)
    assert deadline(served, working(5), CALENDAR, Roll.FORWARD) == date(2026, 11, 27)


def test_payment_due_on_a_saturday_is_due_on_monday() -> None:
    received = date(2026, 11, 20)
    assert deadline(received, calendar_days(15), CALENDAR, Roll.FORWARD) == date(2026, 12, 7)


@pytest.mark.parametrize(("days", "last"), [(30, date(2026, 12, 20)), (60, date(2027, 1, 19))])
def test_the_term_of_a_seizure_does_not_grow_by_a_weekend(days: int, last: date) -> None:
    assert deadline(date(2026, 11, 20), calendar_days(days), CALENDAR, Roll.NONE) == last


def test_ninety_days_from_filing_need_no_holiday_table_of_the_next_year() -> None:
    assert not CALENDAR.knows(2027)
    assert deadline(date(2026, 11, 20), calendar_days(90), CALENDAR, Roll.NONE) == date(2027, 2, 18)


def test_a_period_over_the_national_holiday_passes_shifted_days() -> None:
    # 1-7 October 2026 are off, Saturday 10 October is worked
    assert deadline(date(2026, 9, 29), working(2), CALENDAR, Roll.FORWARD) == date(2026, 10, 8)
    assert deadline(date(2026, 9, 29), working(4), CALENDAR, Roll.FORWARD) == date(2026, 10, 10)


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        (date(2025, 3, 31), 3, date(2025, 6, 30)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 1, 15), 12, date(2026, 1, 15)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start: date, months: int, last: date) -> None:
    assert deadline(start, Period(months, Unit.MONTHS), CALENDAR, Roll.NONE) == last


@pytest.mark.parametrize(
    ("start", "years", "last"),
    [(date(2024, 2, 29), 2, date(2026, 2, 28)), (date(2024, 6, 1), 2, date(2026, 6, 1))],
)
def test_years_end_on_the_same_day_or_the_last_day_of_february(start: date, years: int, last: date) -> None:
    assert deadline(start, Period(years, Unit.YEARS), CALENDAR, Roll.NONE) == last


def test_a_period_in_months_rolls_as_one_in_days_does() -> None:
    # 2026-11-22 is a Sunday
    assert deadline(date(2026, 5, 22), Period(6, Unit.MONTHS), CALENDAR, Roll.FORWARD) == date(2026, 11, 23)


# --- counting backward


def test_seven_full_working_days_lie_between_notice_and_hearing() -> None:
    hearing = date(2026, 12, 2)
    latest = latest_notice(hearing, working(7), CALENDAR)
    assert latest == date(2026, 11, 22)
    assert clear_working_days(latest, hearing, CALENDAR) == 7
    assert clear_working_days(latest + timedelta(days=1), hearing, CALENDAR) == 6


def test_notice_in_calendar_days_counts_every_day() -> None:
    assert latest_notice(date(2026, 12, 10), calendar_days(3), CALENDAR) == date(2026, 12, 6)


def test_notice_in_months_is_refused() -> None:
    with pytest.raises(RuleError, match="notice_not_in_days"):
        latest_notice(date(2026, 12, 10), Period(1, Unit.MONTHS), CALENDAR)


def test_no_working_day_lies_between_an_event_and_itself_or_the_past() -> None:
    assert clear_working_days(date(2026, 11, 20), date(2026, 11, 20), CALENDAR) == 0
    assert clear_working_days(date(2026, 11, 20), date(2026, 11, 10), CALENDAR) == 0


# --- hours


def test_hours_run_through_days_of_rest() -> None:
    friday_evening = datetime(2026, 11, 20, 17, 40, tzinfo=SHANGHAI)
    ends = hour_deadline(friday_evening, Period(24, Unit.HOURS))
    assert ends == datetime(2026, 11, 21, 17, 40, tzinfo=SHANGHAI)
    assert ends.tzinfo is SHANGHAI


def test_hours_are_real_hours_where_clocks_are_put_forward() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 28, 20, 0, tzinfo=berlin)
    assert hour_deadline(before, Period(24, Unit.HOURS)) == datetime(2026, 3, 29, 19, 0, tzinfo=UTC)


def test_hours_from_a_naive_time_are_refused() -> None:
    with pytest.raises(RuleError, match="time_without_zone"):
        hour_deadline(datetime(2026, 11, 20, 17, 40), Period(24, Unit.HOURS))  # noqa: DTZ001 - what must not pass


def test_hours_and_days_are_not_mixed_up() -> None:
    with pytest.raises(RuleError, match="hours_need_a_time"):
        deadline(date(2026, 11, 20), Period(24, Unit.HOURS), CALENDAR, Roll.NONE)
    with pytest.raises(RuleError, match="period_not_in_hours"):
        hour_deadline(datetime(2026, 11, 20, tzinfo=SHANGHAI), calendar_days(1))


def test_a_period_of_nothing_is_refused() -> None:
    with pytest.raises(RuleError, match="period_not_positive"):
        working(0)


def test_a_period_reads_in_both_languages() -> None:
    assert working(5).label == Text("5个工作日", "5 working days")


# --- what the statutes mean by a day


@pytest.mark.parametrize(
    ("statute", "days", "unit"),
    [
        ("行政处罚法", 2, Unit.WORKING_DAYS),
        ("行政处罚法", 7, Unit.WORKING_DAYS),
        ("行政处罚法", 4, Unit.CALENDAR_DAYS),
        ("行政处罚法", 15, Unit.CALENDAR_DAYS),
        ("行政处罚法", 90, Unit.CALENDAR_DAYS),
        ("行政强制法", 3, Unit.WORKING_DAYS),
        ("行政强制法", 10, Unit.WORKING_DAYS),
        ("行政强制法", 11, Unit.CALENDAR_DAYS),
        ("行政强制法", 30, Unit.CALENDAR_DAYS),
        ("行政复议法", 10, Unit.WORKING_DAYS),
        ("行政复议法", 60, Unit.CALENDAR_DAYS),
        ("民事诉讼法", 3, Unit.CALENDAR_DAYS),
        ("行政诉讼法", 5, Unit.CALENDAR_DAYS),
    ],
)
def test_each_statute_says_which_days_are_working_days(statute: str, days: int, unit: Unit) -> None:
    assert period_of(statute, days) == Period(days, unit)


def test_days_of_a_statute_that_does_not_say_are_not_guessed() -> None:
    with pytest.raises(RuleError, match="day_rule_unknown"):
        period_of("行政执法机关移送涉嫌犯罪案件的规定", 3)


def test_every_day_rule_cites_its_article() -> None:
    assert DAY_RULES["行政处罚法"].basis.label == "行政处罚法第八十五条"


# --- the tables of the years


def test_the_built_in_years_agree_with_the_library_on_every_day() -> None:
    day, last = date(2004, 1, 1), date(2026, 12, 31)
    while day <= last:
        assert CALENDAR.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_a_year_nobody_knows_is_named_in_the_refusal() -> None:
    with pytest.raises(CalendarUnknown) as refusal:
        deadline(date(2026, 12, 30), working(5), CALENDAR, Roll.FORWARD)
    assert refusal.value.year == 2027
    assert refusal.value.code == "calendar_unknown"
    assert "2027年" in refusal.value.message.zh


def test_a_given_year_is_used_and_may_reach_back_into_december() -> None:
    calendar = Calendar([YEAR_2027])
    assert calendar.knows(2027)
    assert calendar.is_confirmed(2027)
    assert CALENDAR.is_workday(date(2026, 12, 31))
    assert not calendar.is_workday(date(2026, 12, 31))
    assert calendar.is_workday(date(2027, 1, 3))
    assert not calendar.is_workday(date(2027, 1, 2))
    # Wednesday 30 December -> Sunday 3 January (worked) is the first working day, Monday the second
    assert deadline(date(2026, 12, 30), working(2), calendar, Roll.FORWARD) == date(2027, 1, 4)


def test_where_two_notices_name_a_day_the_later_year_prevails() -> None:
    worked_new_years_eve = CalendarYear(2026, frozenset(), frozenset({date(2026, 12, 31)}))
    assert Calendar([worked_new_years_eve]).is_workday(date(2026, 12, 31))
    assert not Calendar([YEAR_2027, worked_new_years_eve]).is_workday(date(2026, 12, 31))


def test_a_given_year_replaces_the_built_in_one() -> None:
    calendar = Calendar([CalendarYear(2026, frozenset({date(2026, 11, 20)}))])
    assert not calendar.is_workday(date(2026, 11, 20))
    assert calendar.is_workday(date(2026, 10, 1))


def test_before_the_notice_the_thirteen_statutory_days_are_known_and_provisional() -> None:
    expected = CalendarYear.before_notice(
        2027,
        spring_festival=date(2027, 2, 6),
        qingming=date(2027, 4, 5),
        dragon_boat=date(2027, 6, 9),
        mid_autumn=date(2027, 9, 15),
    )
    calendar = Calendar([expected])
    assert len(expected.holidays) == 13
    assert calendar.knows(2027)
    assert not calendar.is_confirmed(2027)
    assert not calendar.is_workday(date(2027, 2, 5))
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 2, 9))


def test_an_unknown_year_is_not_confirmed() -> None:
    assert CALENDAR.is_confirmed(2026)
    assert not CALENDAR.is_confirmed(2027)


@pytest.mark.parametrize(
    ("holidays", "workdays"),
    [
        ({date(2025, 11, 30)}, set()),
        ({date(2027, 2, 1)}, set()),
        (set(), {date(2028, 1, 2)}),
        ({date(2026, 1, 1)}, {date(2026, 1, 1)}),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(holidays: set[date], workdays: set[date]) -> None:
    with pytest.raises(RuleError, match="calendar_year_inconsistent"):
        CalendarYear(2026, frozenset(holidays), frozenset(workdays))


# --- what holds for every day


@given(days, amounts)
def test_n_working_days_pass_exactly_n_workdays(start: date, amount: int) -> None:
    last = deadline(start, working(amount), CALENDAR, Roll.NONE)
    assert CALENDAR.is_workday(last)
    assert clear_working_days(start, last, CALENDAR) == amount - 1


@given(days, amounts, st.sampled_from([Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS]))
def test_a_rolled_deadline_is_the_first_workday_not_before_the_unrolled_one(
    start: date, amount: int, unit: Unit
) -> None:
    calendar = Calendar([CalendarYear(year, frozenset()) for year in range(2027, 2032)])
    period = Period(amount, unit)
    fixed = deadline(start, period, calendar, Roll.NONE)
    rolled = deadline(start, period, calendar, Roll.FORWARD)
    assert calendar.is_workday(rolled)
    assert rolled >= fixed > start
    between = (rolled - fixed).days
    assert not any(calendar.is_workday(fixed + timedelta(days=step)) for step in range(between))


@given(days, st.integers(min_value=0, max_value=30), amounts, st.sampled_from(DATE_UNITS))
def test_who_starts_later_or_has_longer_never_ends_earlier(
    start: date, delay: int, amount: int, unit: Unit
) -> None:
    later = start + timedelta(days=delay)
    fixed = deadline(start, Period(amount, unit), CALENDAR, Roll.NONE)
    assert deadline(later, Period(amount, unit), CALENDAR, Roll.NONE) >= fixed
    assert deadline(start, Period(amount + 1, unit), CALENDAR, Roll.NONE) > fixed


class SilentCalendar(Calendar):
    """Must not be asked anything."""

    def is_workday(self, day: date) -> bool:
        raise AssertionError(f"asked about {day}")


@given(days, st.sampled_from([Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS]), amounts)
def test_an_unrolled_deadline_in_calendar_time_asks_no_calendar(start: date, unit: Unit, amount: int) -> None:
    assert deadline(start, Period(amount, unit), SilentCalendar(), Roll.NONE) > start


@given(days, st.integers(min_value=1, max_value=20))
def test_the_latest_notice_is_just_in_time(event: date, amount: int) -> None:
    latest = latest_notice(event, working(amount), CALENDAR)
    assert clear_working_days(latest, event, CALENDAR) == amount
    assert clear_working_days(latest + timedelta(days=1), event, CALENDAR) == amount - 1
