"""What a phone sends is done in its order, once, as of the time when it was done; what is refused is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from tests.domains import road
from tests.domains.town import HOUSE, START, Town, entries
from tests.gateways.field.phone import Act, Phone, of
from uuid_utils.compat import uuid7

from xuncheng.domains.intake.models import Report
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field import doing
from xuncheng.gateways.field.models import FieldAct

pytestmark = pytest.mark.usefixtures("unprinted")


def sees(phone: Phone, text: str = "店外占道摆放货物") -> Act:
    """Report something that the officer sees."""
    return phone.does("report.submit", text=text, source="patrol", **phone.town.a.point)


def entry_of(act: Act) -> TrailEntry:
    with reading(HOUSE):
        return TrailEntry.objects.get(act_id=act["id"])


def kept(phone: Phone, act: Act) -> FieldAct:
    with reading(HOUSE):
        return FieldAct.objects.get(terminal=phone.pk, act_id=act["id"])


# --- the order, and once -------------------------------------------------------------------------------------


def test_what_was_done_without_a_network_is_done_as_of_then(phone: Phone) -> None:
    # Given an inspection begun on the spot, and an hour until there is a network
    act = phone.does("report.submit", text="占道经营", source="patrol", **phone.town.a.point)
    act["place"] = [116.35, 39.92]
    phone.town.clock.pass_by(hours=1)
    # When it is sent
    (result,) = phone.sends()["results"]
    # Then it is done as every act, both times stand in the trail, and so does the phone
    assert result["state"] == "done"
    entry = entry_of(act)
    assert result["done"]["entry"]["hash"] == bytes(entry.hash).hex()
    assert (entry.at, entry.received_at) == (START, START + timedelta(hours=1))
    assert entry.device == f"张一的手机 {phone.key}"
    assert entry.place.startswith("116.35")
    clock = orjson.loads(entry.output)["clock"]
    assert clock == {"said": "2026-03-02T09:00:00+08:00", "skew_seconds": 0, "doubts": [], "seq": 1}


def test_the_same_sent_again_is_answered_with_what_became_of_it(phone: Phone) -> None:
    sees(phone)
    (first,) = phone.sends()["results"]
    before = entries()
    (again,) = phone.sends()["results"]
    assert entries() == before
    assert (first["done"]["replayed"], again["done"]["replayed"]) == (False, True)
    assert again["done"]["entry"] == first["done"]["entry"]
    assert (again["done"]["result"], again["state"], again["seq"]) == (first["done"]["result"], "done", 1)


def test_an_act_waits_for_those_before_it(phone: Phone) -> None:
    one, two, three = (sees(phone, f"第{at}处占道") for at in range(1, 4))
    assert phone.states([three, two]) == ["waiting", "waiting"]
    # Within a request their numbers count, not their places
    assert phone.states([two, one]) == ["done", "done"]
    answer = phone.sends([three])
    assert (answer["results"][0]["state"], answer["next_seq"]) == ("done", 4)
    with reading(HOUSE):
        numbers = [Report.objects.get(pk=kept(phone, act).result).number for act in (one, two, three)]
    assert numbers == sorted(numbers)


def test_an_act_points_to_what_an_earlier_one_made(phone: Phone, town: Town) -> None:
    party = phone.does(
        "party.register", kind="person", name="刘示范", address="示范路12号", area_path=town.a.area.path
    )
    report = road.dispatch(town, town.a, "SR-028")
    team = {"officers": town.a.both, "certificates_shown": True}
    about = {
        "report": report,
        "matter": town.matters["SR-028"],
        "place": "示范路12号门前",
        "summary": "乱扔烟头。",
    }
    case = phone.does("case.open", party=of(party), **about, **team)
    began = (town.clock.now - timedelta(minutes=4)).isoformat()
    record = phone.does("inspection.record", of(case), findings="现场有烟头。", started_at=began, **team)
    phone.does("evidence.review", of(record, "object"), accepted=[of(record)])
    results = phone.sends()["results"]
    assert [one["state"] for one in results] == ["done"] * 4, [
        one["problem"] and one["problem"]["title"] for one in results
    ]
    page = town.officer.get(f"/cases/{kept(phone, case).result}")
    assert [one["act"] for one in page["timeline"]] == ["case.open", "inspection.record", "evidence.review"]


def test_what_cannot_be_pointed_to_is_refused(phone: Phone) -> None:
    one = sees(phone)
    phone.does("report.handle", of(one, "document"), outcome="已清理", after=[one])
    phone.does("report.handle", {"$act": str(uuid7())}, outcome="已清理")
    phone.does("report.handle", {"$act": "nothing"}, outcome="已清理")
    codes = [(one["problem"] or {}).get("code") for one in phone.sends()["results"]]
    assert codes == [None, "nothing_made_there", "earlier_missing", "pointer_unreadable"]


def test_what_hangs_on_a_refused_act_is_held_and_what_does_not_goes_on(phone: Phone) -> None:
    wrong = phone.does("report.submit", text="占道", source="patrol", lon=0, lat=0)
    phone.does("report.handle", of(wrong), outcome="已清理")
    phone.does("report.look", str(uuid7()), reason="回访", after=[wrong])
    sees(phone)
    answer = phone.sends()
    assert [one["state"] for one in answer["results"]] == ["refused", "held", "held", "done"]
    refused, held, *_ = answer["results"]
    assert refused["problem"]["code"] == "no_grant"
    assert refused["ways"] == ["amend", "attach", "withdraw"]
    assert (held["waits_for"], held["ways"]) == ([wrong["id"]], ["withdraw"])
    assert [one["seq"] for one in answer["unsettled"]] == [1, 2, 3]
    assert phone.asks("/sync/state")["waiting"] == 3


def test_what_was_thrown_away_before_it_was_sent_leaves_no_hole_and_is_kept(phone: Phone) -> None:
    one = sees(phone)
    one["dropped"] = "拍错了"
    two = sees(phone)
    before = entries()
    assert phone.states() == ["dropped", "done"]
    assert entries() == before + 1
    assert (kept(phone, one).note, bool(kept(phone, one).closed), kept(phone, two).closed) == (
        "拍错了",
        True,
        "",
    )


def test_a_copied_queue_loses_nothing(phone: Phone) -> None:
    one = sees(phone, "第一处")
    assert phone.states() == ["done"]
    # Given another act under the same number, as where a phone was restored from a copy
    other = one | {"id": str(uuid7()), "input": {**one["input"], "text": "第二处"}}
    (result,) = phone.sends([other])["results"]
    assert (result["state"], result["problem"]["code"]) == ("renumber", "seq_taken")
    # And the same id with another content
    (result,) = phone.sends([one | {"input": {**one["input"], "text": "第三处"}}])["results"]
    assert (result["state"], result["problem"]["code"]) == ("renumber", "act_id_used")
    # When it is numbered anew it is done
    assert phone.states([other | {"seq": 2}]) == ["done"]


def test_an_act_that_was_done_by_another_way_is_not_done_twice(phone: Phone, town: Town) -> None:
    one = sees(phone)
    body = {"id": one["id"], "input": one["input"], "at": one["at"]}
    assert town.officer.call("POST", "/api/v1/acts/report.submit", body).status_code == 200
    before = entries()
    (result,) = phone.sends()["results"]
    assert (result["state"], entries()) == ("done", before)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": 5}, "name"),
        ({"at": "yesterday"}, "at"),
        ({"at": "0001-01-01T00:00:00+00:00"}, "at"),
        ({"at": "2026-03-02T09:00:00"}, "at"),
        ({"input": [1]}, "input"),
        ({"place": [500, 0]}, "place.0"),
        ({"after": ["x"]}, "after.0"),
        ({"strange\x00": "\x00"}, "strange"),
    ],
)
def test_one_act_that_cannot_be_read_is_refused_by_itself_and_kept(
    phone: Phone, wrong: dict[str, Any], field: str
) -> None:
    one = sees(phone)
    one.update(wrong)
    sees(phone)
    refused, done = phone.sends()["results"]
    assert (refused["state"], refused["problem"]["code"], done["state"]) == (
        "refused",
        "invalid_input",
        "done",
    )
    assert [error["field"] for error in refused["problem"]["errors"]] == [field]
    assert done["clock"]["doubts"] == []
    assert phone.person.get(f"/field-acts/{refused['kept']}")["code"] == "invalid_input"


def test_acts_that_nobody_sends_and_acts_that_there_are_not_are_refused(phone: Phone) -> None:
    phone.does("session.open", phone.person.key)
    phone.does("moon.land")
    for result in phone.sends()["results"]:
        assert (result["problem"]["code"], result["ways"]) == ("no_such_act", ["withdraw"])


def test_a_fault_of_the_program_refuses_that_act_alone_and_it_can_be_done_later(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one = sees(phone)
    with monkeypatch.context() as patch:
        patch.setattr(doing, "check_choices", lambda *_: 1 / 0)
        (result,) = phone.sends()["results"]
    assert result["problem"]["code"] == "internal"
    assert "ZeroDivisionError" in caplog.text
    phone.person.does("fieldact.amend", result["kept"])
    assert phone.states() == ["amended"]
    with reading(HOUSE):
        assert Report.objects.filter(pk=kept(phone, one).result).exists()


def test_what_a_request_has_no_time_for_waits(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    sees(phone), sees(phone)
    monkeypatch.setattr(doing, "SECONDS", -1.0)
    assert phone.states() == ["waiting", "waiting"]
    monkeypatch.setattr(doing, "SECONDS", 60.0)
    assert phone.states() == ["done", "done"]


# --- clocks --------------------------------------------------------------------------------------------------


def test_a_clock_that_is_wrong_is_corrected_and_both_times_stand_in_the_trail(town: Town, clock: Any) -> None:
    phone = Phone(town, town.officer, wrong_by=timedelta(days=400, minutes=7))
    act = sees(phone)
    clock.pass_by(hours=2)
    (result,) = phone.sends()["results"]
    assert result["clock"]["doubts"] == ["skewed"]
    assert result["clock"]["skew_seconds"] == -timedelta(days=400, minutes=7).total_seconds()
    entry = entry_of(act)
    assert entry.at == START
    assert orjson.loads(entry.output)["clock"]["said"].startswith("2027-04-06T09:07")


def test_what_was_done_too_long_ago_is_kept_and_done_with_the_right_time(town: Town, clock: Any) -> None:
    phone = Phone(town, town.officer)
    act = sees(phone)
    clock.pass_by(days=61)
    (result,) = phone.sends()["results"]
    assert (result["state"], result["problem"]["code"]) == ("refused", "too_long_ago")
    refused = town.officer.refused("fieldact.amend", result["kept"])
    assert refused["code"] == "too_long_ago"
    town.officer.does(
        "fieldact.amend",
        result["kept"],
        done_at=(clock.now - timedelta(days=3)).isoformat(),
        reason="手机时钟有误",
    )
    with reading(HOUSE):
        entry = TrailEntry.objects.get(chain=kept(phone, act).result)
    assert entry.at == clock.now - timedelta(days=3)


def test_it_is_judged_by_the_law_of_the_day_when_it_was_done(town: Town, clock: Any) -> None:
    # Given a grant that begins a day after something was done
    phone = Phone(town, town.a.officers[1])
    clock.on(3, 2)
    act = phone.does("report.verify", str(road.submit(town, town.a)))
    clock.on(3, 4)
    town.admin.does(
        "grant.give",
        user=phone.person.key,
        role=str(town.roles["dispatcher"].pk),
        area=str(town.a.area.pk),
        since="2026-03-04",
    )
    (result,) = phone.sends()["results"]
    assert (result["state"], result["problem"]["code"]) == ("refused", "no_grant")
    # The same done on that day is let through
    phone.does("report.verify", act["on"])
    assert phone.states()[1] == "done"


# --- who sends -----------------------------------------------------------------------------------------------


def test_nobody_sends_from_a_terminal_that_is_not_his(phone: Phone, town: Town) -> None:
    sees(phone)
    thief = Phone(town, town.a.officers[1], key=phone.key, secret=phone.secret)
    for method, path in (("GET", "/sync/state"), ("POST", "/sync/key"), ("GET", "/sync/reference")):
        response = thief.calls(method, path)
        assert (response.status_code, response.json()["code"]) == (403, "terminal_not_yours")
    assert thief.posts(phone.queue).status_code == 403
    for wrong in ("nonsense", f"{phone.key}.wrong", f"{uuid7()}.{phone.secret}"):
        response = phone.calls("GET", "/sync/state", **{"X-Terminal": wrong})
        assert (response.status_code, response.json()["code"]) == (401, "terminal_unknown")
    assert town.officer.call("GET", "/api/v1/sync/state").json()["code"] == "terminal_unknown"
    town.stranger.headers = {}
    assert (
        town.stranger.call("POST", "/api/v1/sync", {}, X_Terminal=phone.headers["X-Terminal"]).status_code
        == 401
    )


def test_another_street_is_as_far_for_a_phone_as_for_the_desk(phone: Phone, town: Town) -> None:
    there = road.submit(town, town.b)
    phone.does("report.look", there, reason="回访")
    (result,) = phone.sends()["results"]
    assert result["problem"]["code"] == "not_found"


def test_a_queue_of_another_form_is_left_where_it_is(phone: Phone) -> None:
    sees(phone)
    response = phone.posts(format=2)
    assert (response.status_code, response.json()["code"]) == (426, "queue_format_unknown")
    assert phone.states() == ["done"]


def test_what_is_no_batch_is_refused_as_a_whole(phone: Phone) -> None:
    for body in (
        {"acts": [{"seq": 0, "id": str(uuid7())}]},
        {"sent_at": "0001-01-01T00:00:00Z"},
        {"acts": [{}] * 51},
    ):
        assert phone.posts(**body).status_code == 422
    assert UUID(phone.key)
