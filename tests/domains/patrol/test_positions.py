"""Positions: kept on duty and by consent only, seen by whoever opened them, deleted where the consent ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from tests.database import address_as
from tests.domains import patrols, road
from tests.domains.town import Person, Street, Town

Hire = Callable[[Street], Person]

LON = 116.3571234
"""A degree that stands nowhere else."""


@pytest.fixture(autouse=True)
def _at_nine(clock: object) -> None:
    """The clock at its start."""


def tables_with(word: str) -> set[str]:
    """Every table of the database that holds the word anywhere in a row."""
    found = set()
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        tables = owner.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        for schema, table in tables:
            query = sql.SQL("SELECT EXISTS (SELECT FROM {} AS t WHERE t::text LIKE %s)")
            (there,) = owner.execute(
                query.format(sql.Identifier(schema, table)), [f"%{word}%"]
            ).fetchone() or (None,)
            if there:
                found.add(table)
    return found


def here(town: Town, **later: float) -> dict[str, Any]:
    """A position some time from now."""
    moment = town.clock.now + timedelta(**later)
    return {"at": moment.isoformat(), "lon": LON, "lat": town.a.point["lat"], "accuracy": 8.0}


def written(lon: float = LON) -> set[str]:
    """The tables in which the position stands, as a number or as a geometry."""
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        (half,) = owner.execute("SELECT encode(float8send(%s), 'hex')", [lon]).fetchone() or ("",)
    little = bytes.fromhex(half)[::-1].hex().upper()
    return tables_with(f"{lon}") | tables_with(little)


def test_positions_are_kept_on_duty_by_consent(town: Town, hire: Hire) -> None:
    # Given an officer on duty who agreed, when he sends two positions
    officer = hire(town.a)
    patrols.agree(officer)
    duty = patrols.begin(officer)
    sent = [here(town, seconds=-0), here(town, seconds=30)]
    assert patrols.send(officer, *sent) == {"kept": 2, "known": 0, "dropped": 0}
    # Then the same ones again are known, and he is on his own map
    assert patrols.send(officer, *sent) == {"kept": 0, "known": 2, "dropped": 0}
    (seen,) = officer.get("/positions")["features"]
    assert (seen["id"], seen["geometry"]["coordinates"][0]) == (officer.key, round(LON, 6))
    assert written() == {"d20260302", "patrol_position", "patrol_latest"}
    # And the entry of the end of the duty says how many there were
    town.clock.pass_by(hours=1)
    officer.does("duty.end", duty)
    assert officer.get(f"/duties/{duty}")["positions"] == 2


def test_a_position_off_duty_stands_in_no_table(town: Town, hire: Hire) -> None:
    """Before the duty, after it, and without any: not in one table of the database, whoever asks."""
    officer, lon = hire(town.a), 116.3567801
    patrols.agree(officer)
    before = here(town, minutes=-5) | {"lon": lon}
    assert patrols.send(officer, before) == {"kept": 0, "known": 0, "dropped": 1}
    duty = patrols.begin(officer)
    assert patrols.send(officer, before) == {"kept": 0, "known": 0, "dropped": 1}
    town.clock.pass_by(hours=1)
    officer.does("duty.end", duty)
    after = here(town, minutes=1) | {"lon": lon}
    town.clock.pass_by(minutes=2)
    assert patrols.send(officer, after) == {"kept": 0, "known": 0, "dropped": 1}
    assert written(lon) == set()


def test_nothing_is_kept_without_consent(town: Town, hire: Hire) -> None:
    officer, lon = hire(town.a), 116.3567802
    patrols.begin(officer)
    assert patrols.send(officer, here(town) | {"lon": lon}) == {"kept": 0, "known": 0, "dropped": 1}
    assert written(lon) == set()
    # When he agrees while on duty, then from then on, and nothing of before
    town.clock.pass_by(minutes=10)
    patrols.agree(officer)
    answer = patrols.send(officer, here(town, minutes=-5) | {"lon": lon}, here(town))
    assert answer == {"kept": 1, "known": 0, "dropped": 1}
    assert written(lon) == set()
    assert officer.refused("position.consent")["code"] == "consented_already"


def test_who_withdraws_his_consent_is_forgotten(town: Town, hire: Hire) -> None:
    # Given positions of a duty of yesterday and of today's
    officer, lon = hire(town.a), 116.3567803
    consent, first = patrols.agree(officer), patrols.begin(officer)
    patrols.send(officer, here(town) | {"lon": lon})
    town.clock.pass_by(hours=8)
    officer.does("duty.end", first)
    town.clock.pass_by(hours=16)
    patrols.begin(officer)
    patrols.send(officer, here(town) | {"lon": lon})
    assert written(lon) >= {"d20260302", "d20260303", "patrol_latest"}
    # When he withdraws his consent, then all are gone at once, and none is kept any more
    officer.does("position.withdraw", consent)
    assert written(lon) == set()
    assert patrols.send(officer, here(town, minutes=1) | {"lon": lon})["kept"] == 0
    assert officer.get("/patrol/mine")["consent"] is None
    assert officer.refused("position.withdraw", consent)["code"] == "consent_withdrawn"


def test_nobody_withdraws_for_another(town: Town, hire: Hire) -> None:
    consent = patrols.agree(hire(town.a))
    assert town.officer.refused("position.withdraw", consent)["code"] == "not_yours"


def test_what_came_after_the_end_does_not_stay(town: Town, hire: Hire) -> None:
    """Given positions that arrived before the end of the duty, which was an hour earlier on the officer's telephone."""
    officer, lon = hire(town.a), 116.3567804
    patrols.agree(officer)
    duty = patrols.begin(officer)
    town.clock.pass_by(hours=2)
    patrols.send(officer, here(town, minutes=-70), here(town, minutes=-30) | {"lon": lon})
    ended = town.clock.now - timedelta(hours=1)
    body = {"id": "01920000-0000-7000-8000-00000000e4d0", "on": duty, "at": ended.isoformat(), "input": {}}
    assert officer.call("POST", "/api/v1/acts/duty.end", body).status_code == 200
    assert officer.get(f"/duties/{duty}")["positions"] == 1
    assert written(lon) == set()


def test_positions_of_the_future_and_of_long_ago_are_not_kept(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    patrols.agree(officer)
    patrols.begin(officer)
    answer = patrols.send(officer, here(town, minutes=10), here(town, days=-40))
    assert answer == {"kept": 0, "known": 0, "dropped": 2}


def test_whoever_opens_positions_sees_his_own_streets_and_the_trail_says_so(town: Town, hire: Hire) -> None:
    # Given somebody on duty in each street
    ours, theirs = hire(town.a), hire(town.b)
    for officer, street in ((ours, town.a), (theirs, town.b)):
        patrols.agree(officer)
        patrols.begin(officer)
        patrols.send(officer, patrols.at(town.clock.now, street))
    # Then the head sees nobody until he says why
    assert town.head.get("/positions") == {"type": "FeatureCollection", "features": [], "watching": []}
    seen = patrols.see(town.head, town.a)
    shown = {one["id"] for one in seen["features"]}
    assert ours.key in shown
    assert theirs.key not in shown
    # And he sees them for a shift, no longer
    town.clock.pass_by(hours=13)
    assert town.head.get("/positions")["features"] == []


def test_an_officer_of_another_street_is_on_nobodys_map(town: Town, hire: Hire) -> None:
    theirs, leader = hire(town.b), hire(town.a)
    town.grant(leader, "head", town.a.area)
    patrols.agree(theirs)
    patrols.begin(theirs)
    patrols.send(theirs, patrols.at(town.clock.now, town.b))
    # A head of street A opens his own street; that of another is not his to open
    assert theirs.key not in {one["id"] for one in patrols.see(leader, town.a)["features"]}
    problem = leader.refused("position.see", reason="想看看", area_path=town.b.area.path)
    assert problem["code"] == "no_grant"
    near = leader.get("/positions/nearest", **town.b.point, limit=50)["items"]
    assert theirs.key not in {one["person"]["id"] for one in near}


def test_whose_role_ended_sees_nothing_of_what_he_opened(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    patrols.agree(officer)
    patrols.begin(officer)
    patrols.send(officer, patrols.at(town.clock.now, town.a))
    # An officer who holds no such role opens nothing
    assert town.officer.refused("position.see", reason="想看看")["code"] == "no_grant"
    assert officer.key not in {one["id"] for one in town.officer.get("/positions")["features"]}


def test_off_duty_one_is_on_no_map(town: Town, hire: Hire) -> None:
    officer = hire(town.a)
    patrols.agree(officer)
    duty = patrols.begin(officer)
    patrols.send(officer, patrols.at(town.clock.now, town.a))
    assert officer.key in {one["id"] for one in patrols.see(town.head, town.a)["features"]}
    officer.does("duty.end", duty)
    assert officer.key not in {one["id"] for one in town.head.get("/positions")["features"]}


def test_a_stranger_sends_and_sees_nothing(town: Town) -> None:
    body = {"positions": [here(town)]}
    assert town.stranger.call("POST", "/api/v1/positions", body).status_code == 401
    assert town.stranger.call("GET", "/api/v1/positions").status_code == 401


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"lon": 181}, "lon"), ({"lat": None}, "lat"), ({"accuracy": -1}, "accuracy"), ({"at": "昨天"}, "at")],
)
def test_what_is_no_position_is_named(town: Town, wrong: dict[str, Any], field: str) -> None:
    response: Any = town.officer.call("POST", "/api/v1/positions", {"positions": [here(town) | wrong]})
    assert response.status_code == 422
    assert response.json()["errors"][0]["field"].endswith(field)


def test_no_more_than_some_hundred_at_once(town: Town) -> None:
    body = {"positions": [here(town)] * 501}
    assert town.officer.call("POST", "/api/v1/positions", body).status_code == 422


def test_the_nearest_free_officers_come_first(town: Town, hire: Hire) -> None:
    # Given three on duty, one of whom has a report
    near, busy, far = (hire(town.a) for _ in range(3))
    for officer, east in ((near, 0.0030), (busy, 0.0031), (far, 0.0034)):
        patrols.agree(officer)
        patrols.begin(officer)
        patrols.send(officer, patrols.at(town.clock.now, town.a, east))
    waiting = road.judge(town, town.a)
    town.dispatcher.does("report.dispatch", waiting, team=town.a.team.pk, officer=busy.key)
    patrols.see(town.dispatcher, town.a)
    place = {"lon": town.a.point["lon"] + 0.0030, "lat": town.a.point["lat"]}

    def found(**query: Any) -> list[str]:
        items = town.dispatcher.get("/positions/nearest", **place, **query)["items"]
        keys = {near.key: "near", busy.key: "busy", far.key: "far"}
        return [keys[one["person"]["id"]] for one in items if one["person"]["id"] in keys]

    # Then the free ones come, the nearest first, in metres; and all where that is asked for
    assert found() == ["near", "far"]
    assert found(free="false") == ["near", "busy", "far"]
    metres = town.dispatcher.get("/positions/nearest", **place)["items"][0]["metres"]
    assert metres == 0
