"""Numbers are gap-free per kind, organisation and year."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from xuncheng.foundation.people.numbering import next_number

Act = Callable[[], AbstractContextManager[None]]


def test_counts_from_one_for_each_kind_organisation_and_year(db: None, an_act: Act) -> None:
    with an_act():
        assert [next_number("case", "JSCG", 2026) for _ in range(3)] == [1, 2, 3]
        assert next_number("case", "JSCG", 2027) == 1
        assert next_number("case", "S110199001", 2026) == 1
        assert next_number("notice", "JSCG", 2026) == 1


def test_an_act_that_fails_leaves_no_gap(db: None, an_act: Act) -> None:
    with an_act():
        assert next_number("case", "JSCG", 2026) == 1
    with pytest.raises(RuntimeError):
        number_and_fail(an_act)
    with an_act():
        assert next_number("case", "JSCG", 2026) == 2


def test_the_counter_cannot_be_moved_outside_an_act(db: None) -> None:
    with pytest.raises(DatabaseError, match="written only inside an act"), transaction.atomic():
        next_number("case", "JSCG", 2026)


def test_acts_at_the_same_time_never_get_the_same_number(committed: object, an_act: Act) -> None:
    together = Barrier(4)

    def take(turns: int) -> list[int]:
        together.wait()
        try:
            return [take_one() for _ in range(turns)]
        finally:
            connection.close()

    def take_one() -> int:
        with an_act():
            return next_number("case", "JSCG", 2026)

    with ThreadPoolExecutor(4) as threads:
        taken = [number for numbers in threads.map(take, [10] * 4) for number in numbers]
    assert sorted(taken) == list(range(1, 41))


def number_and_fail(an_act: Act) -> None:
    with an_act():
        assert next_number("case", "JSCG", 2026) == 2
        raise RuntimeError("the act fails after it took its number")
