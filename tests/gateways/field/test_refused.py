"""What was refused on the spot comes back to its officer with the reason, and each way on leads to an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.domains import road
from tests.domains.town import HOUSE, Person, Town, entries
from tests.domains.uploads import picture, upload
from tests.gateways.field.phone import Act, Phone, of

from xuncheng.domains.intake.models import Report
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.unused import sweep
from xuncheng.foundation.files.uploads import purge_expired
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.field.jobs import RELEASE, release_of
from xuncheng.gateways.field.models import FieldAct

pytestmark = pytest.mark.usefixtures("unprinted")


def opens(phone: Phone, report: str, party: str) -> tuple[Act, Act]:
    """A simple case on the spot, and the record of the inspection in it."""
    town = phone.town
    team = {"officers": town.a.both, "certificates_shown": True}
    about = {
        "report": report,
        "matter": town.matters["SR-028"],
        "party": party,
        "place": "示范路12号门前",
        "summary": "当事人乱扔烟头。",
    }
    case = phone.does("case.open", **about, **team)
    began = (town.clock.now - timedelta(minutes=4)).isoformat()
    return case, phone.does(
        "inspection.record", of(case), findings="现场有烟头一枚。", started_at=began, **team
    )


def results(phone: Phone) -> list[Any]:
    return list(phone.sends()["results"])


def rows(phone: Phone) -> list[str]:
    with reading(HOUSE):
        return list(
            FieldAct.objects.filter(terminal=phone.pk).order_by("seq").values_list("state", flat=True)
        )


def acts_of(case: str) -> list[tuple[str, str]]:
    with reading(HOUSE):
        found = TrailEntry.objects.filter(chain=case).order_by("seq")
        return list(found.values_list("name", "actor_name"))


@pytest.fixture
def both(town: Town, clock: Any) -> tuple[Phone, Phone]:
    """Both officers of the street, each with a phone."""
    one, two = (Phone(town, person) for person in town.a.officers)
    return one, two


# --- two officers on the same subject ------------------------------------------------------------------------


def test_two_officers_without_a_network_on_the_same_subject(
    both: tuple[Phone, Phone], town: Town, clock: Any
) -> None:
    # Given one report, on which both open a case without knowing of each other
    first, second = both
    report, party = road.dispatch(town, town.a, "SR-028"), road.party(town.a)
    opens(first, report, party)
    clock.pass_by(minutes=10)
    case, record = opens(second, report, party)
    clock.pass_by(minutes=30)
    # When the first one's phone sends before the second one's
    opened, recorded = results(first)
    assert (opened["state"], recorded["state"]) == ("done", "done")
    refused, held = results(second)
    # Then the second one's comes back with the reason, and what hangs on it is held; nothing is lost
    assert (refused["state"], held["state"]) == ("refused", "held")
    assert all(refused["problem"][name] for name in ("code", "title_zh", "title_en"))
    assert rows(second) == ["refused", "held"]
    (listed,) = [
        one
        for one in town.a.officers[1].get("/field-acts", state="refused", mine=True)["items"]
        if one["id"] == refused["kept"]
    ]
    assert listed["reason"]["zh"] == refused["problem"]["title_zh"]
    page = town.a.officers[1].get(f"/field-acts/{refused['kept']}")
    assert page["input"]["summary"] == "当事人乱扔烟头。"
    entered = {one["value"]: one["label"] for one in page["entered"]}
    assert "地点" in entered["示范路12号门前"]["zh"]
    assert [one["name"] for one in page["possible_acts"] if one["allowed"]] == [
        "fieldact.amend",
        "fieldact.attach",
        "fieldact.withdraw",
    ]
    # Done again as it was, it is refused again, and still there
    assert town.a.officers[1].refused("fieldact.amend", refused["kept"])["code"] == refused["problem"]["code"]
    # When he attaches it to the case of his colleague
    the_case = opened["done"]["result"]
    town.a.officers[1].does(
        "fieldact.attach", refused["kept"], to=the_case, reason="与张一所立案件为同一事项"
    )
    answer = second.sends()
    # Then his record goes into that case, by his hand, as of the time when he made it
    assert [one["state"] for one in answer["results"]] == ["attached", "done"]
    assert answer["unsettled"] == []
    assert acts_of(the_case) == [
        ("case.open", "张一"),
        ("inspection.record", "张一"),
        ("inspection.record", "张二"),
    ]
    with reading(HOUSE):
        entry = TrailEntry.objects.get(act_id=record["id"])
        settled = TrailEntry.objects.get(chain=refused["kept"])
    assert entry.at.isoformat() == "2026-03-02T01:10:00+00:00"
    assert (settled.name, settled.actor_name) == ("fieldact.attach", "张二")
    assert case["id"] in settled.output


# --- each way on ---------------------------------------------------------------------------------------------


def test_amended_it_is_done_as_of_then_and_what_hung_on_it_follows(town: Town, clock: Any) -> None:
    phone, person = Phone(town, town.dispatcher), town.dispatcher
    wrong = phone.does(
        "report.submit", text="占道经营", source="moon", reporter_phone="13800138000", **town.a.point
    )
    phone.does("report.verify", of(wrong))
    clock.pass_by(hours=1)
    refused, held = results(phone)
    # What hangs on it cannot be settled before it
    assert person.refused("fieldact.amend", held["kept"])["code"] == "held_behind"
    person.does(
        "fieldact.amend", refused["kept"], given={**wrong["input"], "source": "patrol"}, reason="来源选错"
    )
    release_of(phone.pk)
    assert rows(phone) == ["amended", "done"]
    with reading(HOUSE):
        row = FieldAct.objects.get(pk=refused["kept"])
        entry = TrailEntry.objects.get(act_id=row.settled_by)
        settling = TrailEntry.objects.get(chain=row.pk)
    assert (entry.at, entry.device) == (clock.now.replace(hour=9), f"李调度的手机 {phone.key}")
    # The trail of the settling holds no telephone number
    assert "13800138000" not in settling.input + settling.output
    assert str(row.settled_by) in settling.output
    # Settled once, it is settled
    assert person.refused("fieldact.withdraw", refused["kept"], reason="再来")["code"] == "act_settled"
    assert results(phone)[0]["done"]["result"] == str(row.result)


def test_withdrawn_it_is_not_done_and_what_hung_on_it_is_refused(phone: Phone, town: Town) -> None:
    wrong = phone.does("report.submit", text="占道经营", source="patrol", lon=0.0, lat=0.0)
    phone.does("report.look", of(wrong), reason="回访")
    refused, _ = results(phone)
    before = entries()
    town.officer.does("fieldact.withdraw", refused["kept"], reason="重复录入")
    assert entries() == before + 1
    answer = phone.sends()
    assert [one["state"] for one in answer["results"]] == ["withdrawn", "refused"]
    assert answer["results"][1]["problem"]["code"] == "earlier_missing"
    town.officer.does("fieldact.withdraw", answer["results"][1]["kept"], reason="一并撤回")
    assert phone.sends()["unsettled"] == []


def test_an_act_on_an_object_is_done_on_another_one(phone: Phone, town: Town) -> None:
    there, here = road.dispatch(town, town.b), road.dispatch(town, town.a)
    phone.does("report.handle", there, outcome="已清理")
    (refused,) = results(phone)
    assert town.officer.refused("fieldact.attach", refused["kept"], to=there)["errors"][0]["field"] == "to"
    town.officer.does("fieldact.attach", refused["kept"], to=town.officer.get(f"/reports/{here}")["number"])
    assert acts_of(here)[-1] == ("report.handle", "张一")


def test_what_is_out_of_sight_cannot_be_taken_for_what_was_begun(phone: Phone, town: Town) -> None:
    there = road.submit(town, town.b)
    phone.does("report.submit", text="占道经营", source="patrol", lon=0.0, lat=0.0)
    (refused,) = results(phone)
    problem = town.officer.refused("fieldact.attach", refused["kept"], to=there)
    assert (problem["code"], problem["errors"][0]["field"]) == ("invalid_input", "to")


def test_the_release_of_what_is_held_is_asked_for_with_the_act_that_settles(phone: Phone, town: Town) -> None:
    from django.db import connection

    wrong = phone.does("report.submit", text="占道经营", source="patrol", lon=0.0, lat=0.0)
    phone.does("report.look", of(wrong), reason="回访")
    refused, _ = results(phone)
    town.officer.does("fieldact.withdraw", refused["kept"], reason="重复录入")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s AND args ->> 'terminal' = %s",
            [RELEASE, phone.key],
        )
        assert cursor.fetchone() == (1,)


def test_the_files_of_what_was_refused_are_not_taken_for_unused(phone: Phone, town: Town, clock: Any) -> None:
    # Given an act with a photo that was refused, and one that was done
    kept, used = (upload(town.officer, f"{name}.png", picture()) for name in ("退回", "已用"))
    right = {"text": "占道经营", "source": "patrol", **town.a.point}
    phone.does("report.submit", files=[kept], **right | {"source": "moon"})
    phone.does("report.submit", files=[used], **right)
    refused, done = results(phone)
    assert (refused["state"], done["state"]) == ("refused", "done")
    # When it is long since, and what nobody uses is cleared away
    clock.pass_by(days=40)
    purge_expired()
    sweep(clock.now)
    # Then the photo is still there, and goes into the report once the act is amended
    town.officer.does("fieldact.amend", refused["kept"], given={**right, "files": [kept]})
    with reading(HOUSE):
        report = FieldAct.objects.get(pk=refused["kept"]).result
        assert StoredFile.objects.get(pk=kept).attached_to == report


# --- whose they are ------------------------------------------------------------------------------------------


def test_refused_acts_are_their_officer_s_and_his_head_s(phone: Phone, town: Town) -> None:
    phone.does(
        "report.submit",
        text="占道经营",
        source="patrol",
        lon=0.0,
        lat=0.0,
        reporter_name="刘示范",
        reporter_phone="13800138000",
    )
    (refused,) = results(phone)
    key = refused["kept"]
    partner, head = town.a.officers[1], town.head
    for person in (partner, town.b.officers[0], town.citizen):
        assert key not in [one["id"] for one in person.get("/field-acts", limit=200)["items"]]
        assert person.call("GET", f"/api/v1/field-acts/{key}").status_code == 404
    # His head reads all but what the trail masks
    mine, his = town.officer.get(f"/field-acts/{key}"), head.get(f"/field-acts/{key}")
    assert (mine["input"]["reporter_phone"], his["input"]["reporter_phone"]) == ("13800138000", "•••")
    assert his["input"]["text"] == "占道经营"
    assert [one["name"] for one in his["possible_acts"]] == ["fieldact.dismiss"]
    _cannot_settle(partner, key)
    _cannot_settle(head, key)
    head.does("fieldact.dismiss", key, reason="张一已调离")
    assert rows(phone) == ["withdrawn"]


def _cannot_settle(person: Person, key: str) -> None:
    for act, given in (("amend", {}), ("attach", {"to": key}), ("withdraw", {"reason": "试试"})):
        assert person.refused(f"fieldact.{act}", key, **given)["code"] in ("not_your_act", "not_found")


def test_nobody_amends_into_what_he_may_not_do(phone: Phone, town: Town) -> None:
    report = road.submit(town, town.a)
    phone.does("report.verify", report)
    (refused,) = results(phone)
    assert refused["problem"]["code"] == "no_grant"
    assert town.officer.refused("fieldact.amend", refused["kept"])["code"] == "no_grant"
    with reading(HOUSE):
        assert Report.objects.get(pk=report).status == "submitted"
