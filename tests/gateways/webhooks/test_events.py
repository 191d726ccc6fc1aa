"""What a receiver gets, read and verified by libraries that are not ours: no more than the owner of the subscription may see."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from standardwebhooks.webhooks import WebhookVerificationError
from tests.domains import road
from tests.domains.town import HOUSE, Hiring, Town
from tests.gateways.webhooks.conftest import Hooking
from tests.gateways.webhooks.receiver import OTHER, SECRET, Got, Receiver

from xuncheng.foundation.people.viewers import viewer_of
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.gateways.webhooks.event import Event, event_of
from xuncheng.gateways.webhooks.listing import events_page
from xuncheng.gateways.webhooks.objects import LISTS
from xuncheng.gateways.webhooks.secrets import signature
from xuncheng.server.openapi import document

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_the_library_of_standard_webhooks_verifies_it(town: Town, receiver: Receiver, hook: Hooking) -> None:
    hook().receiver.got.clear()
    road.submit(town, town.a)
    hook("case.*").send()
    (got,) = receiver.got
    assert got.verified() == got.event
    assert got.headers["webhook-id"] == got.event["id"]
    with pytest.raises(WebhookVerificationError):
        got.verified(OTHER)
    changed = type(got)(got.path, got.headers, got.body.replace("乱".encode(), b"") + b" ", got.at)
    with pytest.raises(WebhookVerificationError):
        changed.verified()


def test_the_signature_is_that_of_the_standard_s_own_example() -> None:
    """The example of the standard's libraries: secret, id, time, body and signature."""
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    assert signature([key], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_the_library_of_cloudevents_reads_it(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook()
    report = road.submit(town, town.a)
    one.send()
    (got,) = receiver.got
    assert got.headers["content-type"] == "application/cloudevents+json"
    event = got.cloud_event()
    page = town.officer.get(f"/reports/{report}")
    with reading(HOUSE):
        entry = TrailEntry.objects.get(chain=report, seq=1)
    assert (event.get_specversion(), event.get_type()) == ("1.0", "cn.xuncheng.report.submit")
    assert (event.get_id(), event.get_source()) == (str(entry.act_id), settings.ADDRESS)
    assert (event.get_subject(), event.get_time()) == (f"report/{page['number']}", entry.at)
    assert event.get_datacontenttype() == "application/json"
    assert (event.get_extension("sequence"), event.get_extension("partitionkey")) == ("0000000001", report)
    data: Any = event.get_data()
    assert data["hash"] == bytes(entry.hash).hex()
    assert data["actor"] == {"id": town.officer.key, "name": "张一", "roles": ["officer"]}
    assert (data["object"]["type"], data["object"]["version"]) == ("report", 1)


def test_the_object_is_said_as_the_owner_s_list_says_it(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook()
    report = road.judge(town, town.a)
    one.send()
    said = receiver.got[-1].event["data"]["object"]["fields"]
    shown = town.officer.get("/reports")["items"]
    assert said == next(row for row in shown if row["id"] == report)


def test_what_was_made_and_the_stage_come_with_an_act_on_a_case(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    one = hook("*")
    file = road.File(town, town.a).go(road.ORDINARY, "file")
    one.send()
    (filed,) = [got.event for got in receiver.got if got.type == "cn.xuncheng.case.file"]
    assert filed["data"]["object"]["stage"] == "investigating"
    assert [made["kind"] for made in filed["data"]["documents"]] == ["filing_approval"]
    assert filed["partitionkey"] == file.key
    for got in receiver.got:
        assert got.verified() == got.event
        assert got.cloud_event().get_id() == got.event["id"]
        Event.model_validate(got.event)


def test_who_did_it_is_said_only_where_the_owner_may_see_him(
    town: Town, receiver: Receiver, hook: Hooking
) -> None:
    """Given a dispatcher of the bureau, whom a street's list of users does not hold."""
    one = hook()
    road.judge(town, town.a)
    one.send()
    assert [got.event["data"]["actor"] is None for got in receiver.got] == [False, True, True]
    assert "李调度" not in str([got.body.decode() for got in receiver.got])
    person = Hiring(town.bureau, town.district, town.roles).person("hub-all", "区级对接", "clerk")
    receiver.got.clear()
    wide = hook("report.verify", owner=person.key, area_path=town.district.path)
    road.judge(town, town.a)
    wide.send()
    (verified,) = [got for got in receiver.got if got.seq == 2 and got.event["data"]["actor"]]
    assert verified.event["data"]["actor"]["name"] == "李调度"


def test_what_was_entered_is_not_told(town: Town, receiver: Receiver, hook: Hooking) -> None:
    """Neither the reporter's name and telephone number, nor what else stands in the trail alone."""
    one = hook("*")
    town.officer.does(
        "report.submit", text="占道经营", source="hotline", reporter_name="刘反映", reporter_phone="13800138000",
        **town.a.point,
    )  # fmt: skip
    one.send()
    sent = "".join(got.body.decode() for got in receiver.got)
    assert "占道经营" in sent
    assert "13800138000" not in sent
    assert "刘反映" not in sent


def test_a_password_is_told_to_nobody(town: Town, receiver: Receiver, hook: Hooking) -> None:
    one = hook("*")
    town.admin.does("password.set", town.a.officers[1].key, password="晨光路口第8盏红灯亮")
    one.send()
    assert receiver.got == []


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_each_list_finds_its_objects(town: Town, kind: str) -> None:
    """The list that an event is filled from narrows nothing by itself."""
    listing = LISTS[kind]
    with reading(HOUSE):
        rows = listing.found(HOUSE, listing.query())
        assert "WHERE" in str(rows.query)
        assert rows.model._meta.model_name == kind


def test_an_event_asks_no_more_for_a_long_trail(town: Town, hook: Hooking) -> None:
    report = road.judge(town, town.a)
    viewer = viewer_of(town.officer.user.pk)
    assert viewer is not None

    def asked(seq: int) -> int:
        with reading(viewer):
            entry = TrailEntry.objects.get(chain=report, seq=seq)
            with CaptureQueriesContext(connection) as found:
                event_of(entry, viewer)
        return len(found)

    assert asked(1) == asked(2) + 1  # of whom he may see, the roles are asked for as well
    for _ in range(5):
        road.submit(town, town.a)
    assert asked(1) <= 6


# --- the description ----------------------------------------------------------------------------------------


def test_the_page_lists_every_act_but_how_people_sign_in() -> None:
    page = events_page()
    missing = {name for name in REGISTER if f"`cn.xuncheng.{name}`" not in page}
    assert {name.partition(".")[0] for name in missing} == {
        "session",
        "password",
        "second_factor",
        "token",
        "webhook",
    }


def test_the_document_describes_what_is_sent() -> None:
    found = document()
    sent = found["webhooks"]["event"]["post"]["requestBody"]["content"]["application/cloudevents+json"]
    assert sent["schema"] == {"$ref": "#/components/schemas/Event"}
    described = found["components"]["schemas"]["Event"]["properties"]["type"]["enum"]
    assert "cn.xuncheng.report.submit" in described
    assert not [one for one in described if one.startswith("cn.xuncheng.session.")]
    assert "EventData" in found["components"]["schemas"]
    assert json.dumps(found["components"]["schemas"]["EventData"])


# --- what the guide says ------------------------------------------------------------------------------------

GUIDE = Path(__file__).parents[3] / "docs" / "webhooks.md"


def snippet(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def sent(town: Town, receiver: Receiver, hook: Hooking) -> Got:
    """An event while two secrets sign."""
    one = hook()
    town.admin.does("webhook.rotate", one.key, secret=OTHER)
    road.submit(town, town.a)
    one.send()
    (got,) = receiver.got
    return got


def test_the_guide_s_python_verifies_it(sent: Got) -> None:
    names: dict[str, Any] = {}
    exec(snippet("python"), names)  # noqa: S102 - our own guide
    verified = names["verified"]
    assert [verified(secret, dict(sent.headers), sent.body) for secret in (SECRET, OTHER)] == [True, True]
    assert not verified(SECRET, dict(sent.headers), sent.body + b" ")
    assert not verified(SECRET, {**sent.headers, "webhook-timestamp": "1"}, sent.body)


def test_the_guide_s_node_verifies_it(sent: Got, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node here")
    (tmp_path / "verified.mjs").write_text(snippet("js"), encoding="utf-8")
    (tmp_path / "body").write_bytes(sent.body)
    asked = json.dumps({"secrets": [SECRET, OTHER], "headers": dict(sent.headers)})
    script = (
        "import { verified } from './verified.mjs'; import { readFileSync } from 'node:fs';"
        f"const asked = {asked}; const body = readFileSync('body');"
        "const wrong = Buffer.concat([body, Buffer.from(' ')]);"
        "console.log(JSON.stringify([...asked.secrets.map((one) => verified(one, asked.headers, body)),"
        " verified(asked.secrets[0], asked.headers, wrong)]));"
    )
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert json.loads(done.stdout) == [True, True, False]
