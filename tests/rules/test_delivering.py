"""When a failed delivery is tried again, and which acts a pattern names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.delivering import (
    ATTEMPTS,
    JITTER,
    LONGEST_ASKED,
    UNTOLD,
    WAITS,
    is_delivered,
    is_gone,
    named_by,
    names,
    patterns_of,
    retry_after,
    wait_after,
)
from xuncheng.rules.legal import RuleError

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FAILURES = st.integers(1, ATTEMPTS - 1)
CHANCES = st.floats(0, 1, exclude_max=True)
ASKED = st.none() | st.timedeltas(timedelta(0), timedelta(days=400))


# --- the table of waits -------------------------------------------------------------------------------------


def test_the_waits_are_those_of_the_table() -> None:
    said = [wait_after(failures, 0.0) for failures in range(1, ATTEMPTS + 1)]
    assert [one.total_seconds() if one else None for one in said] == [
        5, 30, 120, 600, 3600, 21_600, 86_400, None,
    ]  # fmt: skip


@given(FAILURES, CHANCES)
def test_a_wait_is_never_shorter_than_the_table_nor_longer_than_its_jitter(
    failures: int, chance: float
) -> None:
    wait = wait_after(failures, chance)
    assert wait is not None
    assert WAITS[failures - 1] <= wait <= WAITS[failures - 1] * (1 + JITTER)


@given(st.integers(1, ATTEMPTS - 2), CHANCES, CHANCES)
def test_each_wait_is_longer_than_the_one_before(failures: int, chance: float, other: float) -> None:
    before, after = wait_after(failures, chance), wait_after(failures + 1, other)
    assert before is not None
    assert after is not None
    assert before < after


@given(st.integers(ATTEMPTS, 10_000), CHANCES, ASKED)
def test_after_the_table_s_end_there_is_no_attempt(
    failures: int, chance: float, asked: timedelta | None
) -> None:
    assert wait_after(failures, chance, asked) is None


@given(FAILURES, CHANCES, ASKED)
def test_a_receiver_may_ask_for_more_time_but_not_for_ever_and_never_for_less(
    failures: int, chance: float, asked: timedelta | None
) -> None:
    own, wait = wait_after(failures, chance), wait_after(failures, chance, asked)
    assert own is not None
    assert wait is not None
    assert own <= wait <= max(own, LONGEST_ASKED)
    if asked:
        assert wait >= min(asked, LONGEST_ASKED)


@given(st.integers(0, 999_999_999))
def test_seconds_are_read_from_retry_after(seconds: int) -> None:
    assert retry_after(f" {seconds} ", NOW) == timedelta(seconds=seconds)


@given(st.integers(-10_000, 10_000))
def test_a_date_is_read_from_retry_after_and_one_that_is_over_asks_for_nothing(seconds: int) -> None:
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(header, NOW) == timedelta(seconds=max(seconds, 0))


@given(st.text(max_size=40))
def test_whatever_else_stands_there_is_no_failure(header: str) -> None:
    found = retry_after(header, NOW)
    assert found is None or found >= timedelta(0)


@pytest.mark.parametrize("header", ["", "soon", "-5", "1.5", "Mon, 99 Mar 2026 01:00:00 GMT"])
def test_what_is_unreadable_asks_for_nothing(header: str) -> None:
    assert retry_after(header, NOW) is None


@given(st.integers(100, 999))
def test_only_2xx_is_an_arrival(status: int) -> None:
    assert is_delivered(status) is (200 <= status <= 299)
    assert is_gone(status) is (status == 410)


# --- patterns -----------------------------------------------------------------------------------------------

ACTS = st.from_regex(r"[a-z_]{1,8}\.[a-z_]{1,8}", fullmatch=True)


@given(ACTS)
def test_an_act_is_named_by_itself_by_its_group_and_by_the_star(act: str) -> None:
    told = not act.startswith(UNTOLD)
    group = act.partition(".")[0]
    assert [names(pattern, act) for pattern in (act, f"{group}.*", "*")] == [told] * 3


@given(ACTS, ACTS)
def test_another_act_is_not_named(act: str, other: str) -> None:
    assert names(act, other) is (act == other and not act.startswith(UNTOLD))
    group, others = act.partition(".")[0], other.partition(".")[0]
    assert names(f"{group}.*", other) is (group == others and not other.startswith(UNTOLD))


def test_how_people_sign_in_is_told_to_nobody() -> None:
    acts = {
        "session.open",
        "password.set",
        "second_factor.change",
        "token.issue",
        "webhook.pause",
        "report.submit",
    }
    assert named_by(["*", "session.*", "password.set"], acts) == {"report.submit"}


def test_patterns_stand_apart_by_blanks_lines_or_commas_and_count_once() -> None:
    assert patterns_of(" report.*，case.file\ncase.file, * ") == ("report.*", "case.file", "*")


@pytest.mark.parametrize(
    "text",
    ["", "report", "report.", ".submit", "re*", "report.sub*", "report.*.x", "案源.*", "Report.*", "**"],
)
def test_what_is_no_pattern_is_named(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        patterns_of(f"case.file {text} *" if text else "")
    assert (refused.value.code, refused.value.field) == ("event_pattern_unreadable", "events")
    assert text in refused.value.message.zh
