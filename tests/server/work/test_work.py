"""What waits for somebody, over reports and cases, by HTTP: the most pressing first, and only so many."""

from __future__ import annotations

import pytest
from tests.domains import road
from tests.domains.town import Clock, Person, Town

from xuncheng.server import work_api

pytestmark = pytest.mark.usefixtures("clock")


def waiting(person: Person) -> list[str]:
    return [item["id"] for item in person.get("/work")["items"]]


def test_what_lapses_first_comes_first(town: Town, clock: Clock) -> None:
    """Given a report that has days until it must be handled, and two that have a day, then those two come first."""
    judged = road.judge(town, town.a, "SR-028")
    first = road.submit(town, town.a)
    clock.pass_by(minutes=5)
    second = road.submit(town, town.b)

    assert waiting(town.dispatcher) == [first, second, judged]


def test_only_the_most_pressing_are_shown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work_api, "MOST", 2)

    work = town.dispatcher.get("/work")

    assert len(work["items"]) == 2
    assert work["count"] == {"value": 2, "capped": True}


def test_a_street_sees_only_its_own(town: Town) -> None:
    report = road.dispatch(town, town.b, "SR-028")

    assert waiting(town.b.officers[0]) == [report]
    assert report not in waiting(town.officer)


def test_a_case_waits_for_the_heads_who_do_not_investigate_it(town: Town) -> None:
    town.admin.does(
        "officer.certify", town.deputy.key, certificate_number="ZF-D", since="2024-01-01", until="2029-12-31"
    )
    file = road.ordinary(town, town.a, "propose", opened={"officers": [town.officer.key, town.deputy.key]})

    assert file.key in waiting(town.head)
    assert file.key not in waiting(town.deputy)
