"""Passing events on to other systems: which acts a pattern names, when a failed delivery is tried again, what is never told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from xuncheng.rules.legal import RuleError, Text

EVERYTHING = "*"
"""The pattern that names every act."""

_FORM = re.compile(r"\*|[a-z_]+\.(\*|[a-z_]+)")

EVENT, WORK_ORDER, WORK_ORDER_FILE = "event", "work_order", "work_order_file"

FORMS = {
    EVENT: Text("事件（CloudEvents）", "events (CloudEvents)"),
    WORK_ORDER: Text("工单回执（推送）", "answers to work orders, sent"),
    WORK_ORDER_FILE: Text("工单回执（文件夹）", "answers to work orders, in a folder"),
}
"""In which form a subscription is told what was done."""

UNTOLD = ("session.", "password.", "second_factor.", "token.", "webhook.")
"""Acts whose names begin so are told to no other system: how people sign in here, and who is told of what, stays here."""

WAITS = (
    timedelta(seconds=5),
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long is waited after the first, the second, … failure. After one more the delivery is dead."""

ATTEMPTS = len(WAITS) + 1
"""How often a delivery is tried before it is dead."""

JITTER = 0.2
"""By up to this part a wait is longer than the table says, so that those who failed together do not come back together."""

LONGEST_ASKED = WAITS[-1]
"""A receiver may ask for a longer wait, but not for a longer one than this."""


def patterns_of(text: str) -> tuple[str, ...]:
    """The patterns in a text, each once, in the order in which they stand: `report.*`, `case.file`, or `*` for all.

    They are set apart by blanks, line breaks or commas. Raises `RuleError` (`event_pattern_unreadable`) naming what is none.
    """
    found = tuple(dict.fromkeys(re.split(r"[\s,，、;；]+", text.strip())))
    wrong = [one for one in found if not _FORM.fullmatch(one)]
    if wrong:
        words = "、".join(wrong)
        raise RuleError(
            "event_pattern_unreadable",
            Text(
                f"“{words}”不是事件：请填写如 report.*、case.file，或者 * 表示全部",
                f"“{words}” names no event: write such as report.* or case.file, or * for all",
            ),
            field="events",
        )
    return found


def names(pattern: str, act: str) -> bool:
    """Whether the pattern names the act. What is `UNTOLD` no pattern names."""
    if act.startswith(UNTOLD):
        return False
    beginning = pattern.removesuffix(EVERYTHING)
    return act == pattern if beginning == pattern else act.startswith(beginning)


def named_by(patterns: Iterable[str], acts: Collection[str]) -> frozenset[str]:
    """Those of the acts that some pattern names."""
    several = tuple(patterns)
    return frozenset(act for act in acts if any(names(pattern, act) for pattern in several))


def wait_after(failures: int, chance: float, asked: timedelta | None = None) -> timedelta | None:
    """How long to wait after so many failures in a row (1, 2, …) until the next attempt; None where there is none any more.

    `chance`, from 0 up to but not including 1, says how much of the jitter is added; `asked` is the wait that the
    receiver asked for: it lengthens the wait up to `LONGEST_ASKED`, and never shortens it.
    """
    if failures >= ATTEMPTS:
        return None
    wait = WAITS[failures - 1] * (1 + JITTER * chance)
    return max(wait, min(asked, LONGEST_ASKED)) if asked else wait


def retry_after(header: str, now: datetime) -> timedelta | None:
    """The wait that a `Retry-After` asks for, in seconds or up to a date (RFC 9110, 10.2.3); None for none, or for what is not readable."""
    text = header.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return timedelta(seconds=int(text))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return max(until - now, timedelta(0))


def is_delivered(status: int) -> bool:
    """Whether the answer says that the event arrived: any 2xx. A redirect is none, since it is not followed."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


def is_gone(status: int) -> bool:
    """Whether the answer says that the receiver wants no more: 410 (Standard Webhooks)."""
    return status == HTTPStatus.GONE
