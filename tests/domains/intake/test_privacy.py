"""Who reported something: masked for everybody, until somebody looks for a reason, and then for a while for him alone."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import Clock, Person, Town, messages_of, pass_on

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

NAME, PHONE = "陈示范", "13800138000"
MASKED = ("陈**", "138****8000")


@pytest.fixture
def report(town: Town) -> str:
    """A citizen's report with a name and a telephone, that waits for the team of street A."""
    key: str = town.citizen.does(
        "report.submit",
        text=f"我是{NAME}，占道经营，来电{PHONE}",
        reporter_name=NAME,
        reporter_phone=PHONE,
        **town.a.point,
    )["result"]
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-010"])
    town.dispatcher.does("report.dispatch", key, team=town.a.team.pk)
    return key


def shown(person: Person, report: str) -> tuple[str, str]:
    found: dict[str, Any] = person.get(f"/reports/{report}")["reporter"]
    return found["name"], found["phone"]


def everything(person: Person, report: str) -> str:
    """All that a person can read of the report without looking."""
    export: Any = person.http.get("/api/v1/reports/export", headers=person.headers)
    pages = [
        person.get(f"/reports/{report}"),
        person.get("/reports"),
        person.get("/reports", q="占道"),
        person.get("/work"),
    ]
    return str(pages) + b"".join(export.streaming_content).decode()


@pytest.mark.parametrize("role", ["officer", "dispatcher", "head", "deputy", "reviewer", "admin"])
def test_nobody_reads_it_by_the_way(town: Town, report: str, role: str) -> None:
    person: Person = getattr(town, role)
    read = everything(person, report)
    assert NAME not in read
    assert PHONE not in read
    assert shown(person, report) == MASKED


def test_whoever_reported_it_reads_his_own(town: Town, report: str) -> None:
    assert shown(town.citizen, report) == (NAME, PHONE)
    assert town.citizen.get(f"/reports/{report}")["text"] == f"我是{NAME}，占道经营，来电{PHONE}"


def test_his_name_in_his_words_is_opened_with_it(town: Town, clock: Clock, report: str) -> None:
    """Whoever looks reads the words as they were sent, for as long as he sees the name; nobody else does."""
    assert town.officer.get(f"/reports/{report}")["text"] == "我是陈**，占道经营，来电138****8000"
    town.officer.does("report.look", report, reason="需与反映人核实位置。")
    assert NAME in town.officer.get(f"/reports/{report}")["text"]
    assert NAME not in str(town.officer.get("/reports"))
    assert NAME not in town.head.get(f"/reports/{report}")["text"]
    clock.pass_by(minutes=31)
    assert NAME not in town.officer.get(f"/reports/{report}")["text"]


def test_it_is_no_reason_either(town: Town, report: str) -> None:
    """Given another report that names him too, then what both say in common does not."""
    given = {"reporter_name": NAME, "reporter_phone": PHONE, **town.a.point}
    again = town.citizen.does("report.submit", text=f"我是{NAME}，占道经营，来电{PHONE}", **given)["result"]
    found = town.dispatcher.get(f"/reports/{again}/duplicates")["items"]
    assert found
    assert NAME not in str(found)
    assert NAME[1:] not in str(found)
    assert PHONE not in str(found)


def test_no_message_names_him(town: Town, report: str) -> None:
    pass_on()
    told = [one for one in messages_of(town.officer) if report in one["link"]]
    assert told
    assert NAME not in str(told)


def test_whoever_took_it_down_for_another_looks_as_anybody_else(town: Town) -> None:
    """Given a call that a dispatcher noted, then he reads neither name nor number of it by the way."""
    key: str = town.dispatcher.does(
        "report.submit",
        text="占道经营",
        source="hotline",
        reporter_name=NAME,
        reporter_phone=PHONE,
        **town.a.point,
    )["result"]
    assert shown(town.dispatcher, key) == MASKED
    town.dispatcher.does("report.look", key, reason="回拨核实位置。")
    assert shown(town.dispatcher, key) == (NAME, PHONE)


@pytest.mark.parametrize("role", ["officer", "dispatcher"])
def test_looking_opens_it_for_a_while_and_for_him_alone(
    town: Town, clock: Clock, report: str, role: str
) -> None:
    person: Person = getattr(town, role)
    other = town.head
    person.does("report.look", report, reason="需与反映人核实位置。")
    assert shown(person, report) == (NAME, PHONE)
    assert shown(other, report) == MASKED
    last = person.get(f"/reports/{report}")["timeline"][-1]
    assert (last["act"], last["actor"]["id"]) == ("report.look", person.key)
    assert last["summary"] == "需与反映人核实位置"
    clock.pass_by(minutes=29)
    assert shown(person, report) == (NAME, PHONE)
    clock.pass_by(minutes=2)
    assert shown(person, report) == MASKED


def test_it_is_not_opened_for_longer_by_dating_the_act(town: Town, clock: Clock, report: str) -> None:
    town.officer.does("report.look", report, reason="需与反映人核实位置。")
    clock.pass_by(minutes=31)
    assert shown(town.officer, report) == MASKED


@pytest.mark.parametrize("role", ["head", "reviewer", "admin", "citizen"])
def test_other_roles_may_not_look(town: Town, report: str, role: str) -> None:
    person: Person = getattr(town, role)
    problem = person.refused("report.look", report, reason="想了解情况。")
    assert problem["status"] in (403, 404)


def test_an_officer_looks_only_at_what_his_team_has(town: Town) -> None:
    waiting = road.submit(town, town.a)
    problem = town.a.officers[1].refused("report.look", waiting, reason="想了解情况。")
    assert (problem["code"], problem["status"]) == ("not_handling", 403)
    assert problem["basis"][0]["label"] == "个人信息保护法第六条"


def test_another_street_may_not_look(town: Town, report: str) -> None:
    assert town.b.officers[0].refused("report.look", report, reason="想了解情况。")["status"] == 404


def test_a_reason_is_given(town: Town, report: str) -> None:
    problem = town.officer.refused("report.look", report, reason="")
    assert [error["field"] for error in problem["errors"]] == ["input.reason"]


def test_whoever_keeps_the_case_may_look(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    file.officer.does("report.look", file.report, reason="需与反映人核实。")
