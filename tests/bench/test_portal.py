"""When a page can be used, read out of a trace of Chromium."""

from __future__ import annotations

from typing import Any

from bench.portal import interactive

PAGE, WORKER = {"pid": 7, "tid": 1}, {"pid": 7, "tid": 2}


def begins(at: int, url: str) -> dict[str, Any]:
    return PAGE | {"name": "navigationStart", "ts": at, "args": {"data": {"documentLoaderURL": url}}}


def runs(at: int, lasting: int, thread: dict[str, int] = PAGE) -> dict[str, Any]:
    return thread | {"name": "RunTask", "ts": at, "dur": lasting, "args": {}}


PAINTED = PAGE | {"name": "firstContentfulPaint", "ts": 1_400_000, "args": {}}
LOADED = [
    begins(900_000, ""),
    begins(1_000_000, "http://bureau.test/portal/"),
    begins(1_390_000, ""),
    PAINTED,
]


def test_it_can_be_used_when_it_is_painted() -> None:
    assert interactive([*LOADED, runs(1_500_000, 40_000)]) == 0.4


def test_it_cannot_while_a_long_task_keeps_it_busy() -> None:
    assert interactive([*LOADED, runs(1_500_000, 200_000), runs(1_100_000, 100_000)]) == 0.7


def test_what_another_thread_does_is_in_nobodys_way() -> None:
    assert interactive([*LOADED, runs(1_500_000, 900_000, WORKER)]) == 0.4
