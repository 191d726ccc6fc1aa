"""Whoever a case waits for is told that it is his turn."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Clock, Hiring, Person, Town, messages_of, pass_on

from xuncheng.domains.cases.jobs import note_lapses
from xuncheng.foundation.people.models import Grant

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


@pytest.fixture(autouse=True)
def _nothing_on_its_way(town: Town) -> Iterator[None]:
    pass_on()
    return


def told(person: Person, file: File) -> list[str]:
    """What a person was told of the case, the newest first."""
    pass_on()
    return [one["title"]["zh"].rpartition("：")[2] for one in messages_of(person) if file.key in one["link"]]


def test_heads_are_told_of_a_case_to_file(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    assert told(town.head, file) == told(town.deputy, file) == ["待批准立案"]
    assert told(town.reviewer, file) == told(town.officer, file) == []
    message = messages_of(town.head)[0]
    assert message["title"]["en"].endswith(": File")
    assert message["body"]["zh"] == "刘示范擅自占道摆摊设点案"


def test_a_head_who_investigates_is_not_told_to_file(town: Town) -> None:
    town.admin.does(
        "officer.certify", town.deputy.key, certificate_number="ZF-D", since="2024-01-01", until="2029-12-31"
    )
    file = road.ordinary(town, town.a, "propose", opened={"officers": [town.officer.key, town.deputy.key]})
    assert told(town.head, file) == ["待批准立案"]
    assert told(town.deputy, file) == []


def test_the_officer_in_charge_is_told_that_it_was_filed(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    assert told(town.officer, file) == ["待现场检查（勘验）"]
    assert told(town.b.officers[0], file) == []


def test_a_decision_is_told_to_whoever_serves_it(town: Town) -> None:
    file = road.ordinary(town, town.a, "decide")
    assert told(town.officer, file)[0] == "待送达文书"


def test_reviewers_are_told_when_their_review_is_due(town: Town) -> None:
    file = File(town, town.a, opened={"public_interest": True}).go(road.ORDINARY, "waive")
    assert told(town.reviewer, file) == ["待法制审核"]
    assert "待作出处罚决定" not in told(town.head, file)


def test_one_message_where_several_acts_went_by_at_once(town: Town) -> None:
    file = road.ordinary(town, town.a, "waive")
    assert told(town.head, file) == ["待作出处罚决定"]


def test_nobody_is_told_what_he_sees_before_him(town: Town) -> None:
    file = road.ordinary(town, town.a, "file")
    told(town.officer, file)
    file.go({"inspect": road.ORDINARY["inspect"]}, "inspect")
    assert told(town.officer, file) == ["待现场检查（勘验）"]
    assert told(town.a.officers[1], file) == [
        "现场检查（勘验）笔录"
    ]  # that he is to sign, not that it is his turn


def test_who_lost_his_role_is_told_nothing_more(town: Town) -> None:
    guest = _head_of(town)
    file = road.ordinary(town, town.a, "propose")
    assert told(guest, file) == ["待批准立案"]
    (grant,) = _grants(guest)
    town.admin.does("grant.end", grant, reason="交流期满")
    later = road.ordinary(town, town.a, "propose")
    assert told(guest, later) == []


def test_the_head_is_told_when_the_party_let_its_time_pass(town: Town, clock: Clock) -> None:
    file = road.ordinary(town, town.a, "serve_notice")
    assert told(town.head, file) == []
    clock.pass_by(days=10)
    note_lapses(clock.now)
    assert told(town.head, file) == ["待作出处罚决定"]


def _head_of(town: Town) -> Person:
    return Hiring(town.bureau, town.district, town.roles).person("guest", "林挂职", "head")


def _grants(person: Person) -> list[str]:
    return [str(key) for key in Grant.objects.filter(user=person.user).values_list("pk", flat=True)]
