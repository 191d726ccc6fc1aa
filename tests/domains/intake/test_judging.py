"""What is proposed for a report's judgement and dispatch: to whom, in which state, and what taking it leaves on record."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import Person, Town

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program

pytestmark = pytest.mark.usefixtures("clock")
STALL = "地铁口有流动摊贩占道卖水果，人行道走不过去"
Item = dict[str, Any]


def of(person: Person, key: str) -> list[Item]:
    """What is proposed for a report on file."""
    found: list[Item] = person.get(f"/reports/{key}/proposals")["items"]
    return found


def kinds(items: list[Item]) -> list[str]:
    return [one["target"]["code"] for one in items]


def typed(person: Person, **given: Any) -> list[Item]:
    """What is proposed while a report is typed."""
    response = person.call("POST", "/api/v1/reports/proposals", given)
    assert response.status_code == 200, response.content
    found: list[Item] = response.json()["items"]
    return found


def input_of(key: str, act: str) -> str:
    """What the trail keeps of the last such act on an object."""
    with reading(program("测试", ())):
        return TrailEntry.objects.filter(chain=key, name=act).latest("at").input


def test_matter_and_team_are_proposed_with_reasons_and_taken_by_the_acts(town: Town) -> None:
    # Given a report that was handed in
    key = road.submit(town, town.a, STALL)
    # When the dispatcher opens it, then matter and team are proposed, and why
    matter, team = of(town.dispatcher, key)
    assert (matter["code"], matter["value"], matter["act"]) == (
        "SR-010",
        town.matters["SR-010"],
        "report.judge",
    )
    assert matter["reasons"][0]["label"]["zh"] == "流动摊贩占道：“摊贩”"
    assert matter["points"] == sum(one["points"] for one in matter["reasons"])
    assert (team["value"], team["act"]) == (str(town.a.team.pk), "report.dispatch")
    # And nothing is filled in by it
    assert town.dispatcher.get(f"/reports/{key}")["matter"] is None
    # When he takes both, then the trail keeps from where
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=matter["value"], taken_from=matter["taken_from"])
    assert kinds(of(town.dispatcher, key)) == ["team"]
    town.dispatcher.does("report.dispatch", key, team=team["value"], taken_from=team["taken_from"])
    assert '"taken_from":"rule:STALL"' in input_of(key, "report.judge")
    # And once it is with the team nothing is proposed any more
    assert of(town.dispatcher, key) == []


def test_another_matter_may_always_be_chosen(town: Town) -> None:
    key = road.submit(town, town.a, STALL)
    town.dispatcher.does("report.verify", key)
    town.dispatcher.does("report.judge", key, matter=town.matters["SR-028"])
    assert town.dispatcher.get(f"/reports/{key}")["matter"]["code"] == "SR-028"
    assert '"taken_from":""' in input_of(key, "report.judge")


def test_what_is_no_proposal_is_not_written_down_as_one(town: Town) -> None:
    key = road.submit(town, town.a, STALL)
    town.dispatcher.does("report.verify", key)
    refused = town.dispatcher.refused(
        "report.judge", key, matter=town.matters["SR-028"], taken_from="somebody said so"
    )
    assert refused["status"] == 422


def test_matters_that_are_not_in_force_here_are_not_proposed(town: Town) -> None:
    # The town has no matter of noise at night, though the rules propose it
    key = road.submit(town, town.a, "工地凌晨还在浇筑混凝土")
    assert "matter" not in kinds(of(town.dispatcher, key))
    assert "limit" in kinds(of(town.dispatcher, key))


def test_a_report_without_a_place_is_proposed_no_team(town: Town) -> None:
    done = town.dispatcher.does("report.submit", text=STALL, source="hotline")
    assert kinds(of(town.dispatcher, str(done["result"]))) == ["matter"]


def test_what_is_being_typed_is_proposed_the_same(town: Town) -> None:
    found = typed(town.dispatcher, text=STALL, source="hotline", **town.a.point)
    assert kinds(found) == ["matter", "team"]
    assert kinds(typed(town.dispatcher, text="路过", address="示范小学门口")) == ["limit"]
    assert typed(town.dispatcher, text="") == []


def test_only_whoever_judges_there_is_shown_proposals(town: Town) -> None:
    key = road.submit(town, town.a, STALL)
    assert of(town.officer, key) == []
    assert typed(town.officer, text=STALL) == []
    assert typed(town.citizen, text=STALL) == []
    # Nobody of another street finds the report at all
    stranger = town.b.officers[0]
    assert stranger.call("GET", f"/api/v1/reports/{key}/proposals").status_code == 404


@pytest.mark.parametrize("given", [{"lon": 181, "lat": 39}, {"text": "长" * 4001}, {"address": "长" * 201}])
def test_what_cannot_be_is_refused_by_name(town: Town, given: dict[str, Any]) -> None:
    response = town.dispatcher.call("POST", "/api/v1/reports/proposals", {"text": STALL, **given})
    assert response.status_code == 422
    assert response.json()["errors"]
