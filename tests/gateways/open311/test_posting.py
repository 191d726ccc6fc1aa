"""Posting: a form becomes the act `report.submit`, whole and once; what does not fit is refused field by field."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.domains.town import HOUSE, Clock, Person, Town, entries
from tests.domains.uploads import picture
from tests.gateways.open311.conftest import issued
from tests.gateways.open311.door import ROOT, Caller, Form, in_json, in_xml, report_of

from xuncheng.foundation.files import uploads
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.unused import CLEANER, sweep
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.places.commands import add_address
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor


def test_a_request_is_a_report_with_all_that_was_said(
    town: Town, neighbour: Caller, stall: Form, city: Person
) -> None:
    """Given a form with everything, when it is posted, then a report of street B holds all of it, and is the act of the key's user."""
    (made,) = in_json(neighbour.send(stall), "posted")
    assert made["service_notice"] == "本局将核实您反映的情况，属于本局职责的依法处理并答复。"
    assert made["account_id"] == "123456"
    report = report_of(made["service_request_id"])
    assert (report.source, report.service, report.status) == ("open311", "SR-010", "submitted")
    assert (report.text, report.address) == ("人行道上有人摆摊卖水果，影响通行。", "示范路12号东侧")
    assert report.area_path == town.b.area.path
    assert (report.point.x, report.point.y) == (town.b.point["lon"], town.b.point["lat"])
    assert (report.reporter_name, report.reporter_phone) == ("张示例", "13800138000")
    assert (report.reporter_email, report.reporter_account, report.reporter_device) == (
        "shili@example.org",
        "123456",
        "tt222111",
    )
    assert report.media_url == "https://example.org/photos/1.jpg"
    assert report.attributes == {
        "WHERE": "pavement", "GOODS": ["fruit", "other"], "HOW_MANY": "3", "SEEN": "2026-03-02T08:30:00+08:00",
    }  # fmt: skip
    assert report.submitted_by_id == city.user.pk
    page = town.dispatcher.get(f"/reports/{report.pk}")
    assert [entry["act"] for entry in page["timeline"]] == ["report.submit"]
    assert page["form"]["service"] == {"zh": "占道摆摊", "en": "Street vending"}
    assert [(one["question"]["zh"], [said["zh"] for said in one["answer"]]) for one in page["form"]["answers"]] == [
        ("占用的是什么地方？", ["人行道"]), ("卖的是什么？可多选", ["蔬菜水果", "其他"]), ("大约有多少（个、辆）？", ["3"]),
        ("什么时候看到或听到的？", ["2026-03-02T08:30:00+08:00"]),
    ]  # fmt: skip
    assert page["form"]["media_url"] == "https://example.org/photos/1.jpg"


def test_the_trail_holds_the_answers_and_nothing_by_which_the_reporter_is_found(
    neighbour: Caller, stall: Form
) -> None:
    report = report_of(neighbour.does(stall))
    with reading(HOUSE):
        entry = TrailEntry.objects.get(chain=report.pk)
    assert '"WHERE":"pavement"' in entry.input
    assert not [
        word for word in ("13800138000", "shili@example.org", "tt222111", '"123456"') if word in entry.input
    ]


def test_xml_says_the_same(neighbour: Caller, litter: Form) -> None:
    document = in_xml(neighbour.send(litter, "xml"), "posted")
    assert report_of(document.findtext("request/service_request_id") or "").service == "SR-028"
    assert document.findtext("request/account_id") == ""


def test_a_notice_of_the_services_own(neighbour: Caller, litter: Form) -> None:
    (made,) = in_json(neighbour.send(litter | {"service_code": "HW-009"}, lang="en"), "posted")
    assert made["service_notice"] == "Only you are told."


def test_empty_fields_are_none(neighbour: Caller, litter: Form) -> None:
    empty = dict.fromkeys(
        (
            "jurisdiction_id",
            "address_string",
            "address_id",
            "email",
            "phone",
            "media_url",
            "external_id",
            "attribute[X]",
        ),
        "",
    )
    assert report_of(neighbour.does(litter | empty)).attributes is None


@pytest.mark.parametrize(
    ("description", "text"),
    [("", "乱扔垃圾"), ("脏", "乱扔垃圾：脏"), (" 两行\n文字 ", "两行\n文字"), ("长" * 4000, "长" * 4000)],
)
def test_where_little_is_said_the_service_says_it(
    neighbour: Caller, litter: Form, description: str, text: str
) -> None:
    assert report_of(neighbour.does(litter | {"description": description})).text == text


class TestTheKey:
    """Who may post."""

    def test_without_one(self, stranger: Caller, litter: Form) -> None:
        before = entries()
        assert stranger.refused(litter, 403) == ["请提供 api_key"]
        document = in_xml(stranger.send(litter, "xml", lang="en"), "errors", 403)
        assert document.findtext("error/description") == "An api_key is needed"
        assert entries() == before

    def test_a_wrong_one(self, litter: Form) -> None:
        assert Caller("nobody-has-this-key").refused(litter, 403) == ["api_key 无效、已吊销或已过期"]

    def test_in_the_address(self, neighbour: Caller, litter: Form) -> None:
        in_json(Caller().send(litter, api_key=neighbour.key), "posted")

    def test_one_that_was_revoked(self, town: Town, city: Person, litter: Form) -> None:
        program = issued(city)
        program.does(litter)
        newest = next(one for one in town.admin.get("/tokens")["items"] if one["user"]["id"] == city.key)
        town.admin.does("token.revoke", newest["id"], reason="更换密钥")
        MEMORY.forget(None)
        program.refused(litter, 403)

    def test_of_somebody_who_may_not_report(self, town: Town, litter: Form) -> None:
        before = entries()
        for person in (town.reviewer, town.head):
            (said,) = issued(person).refused(litter, 403)
            assert "没有在该区域办理“登记案源”的权限" in said
        assert entries() <= before + 2  # the tokens

    def test_of_an_officer_of_another_street(self, town: Town, litter: Form, stall: Form) -> None:
        program = issued(town.officer)
        program.does(litter)
        program.refused(stall, 403)

    def test_a_session_is_no_key(self, town: Town, litter: Form) -> None:
        response = town.stranger.http.post(f"{ROOT}/requests.json", litter, headers=town.citizen.headers)
        assert response.status_code == 403


class TestThePlace:
    """One of a point, an address or the key of a place."""

    @pytest.mark.parametrize("missing", ["lat", "long"])
    def test_half_a_point(self, neighbour: Caller, litter: Form, missing: str) -> None:
        form = {name: value for name, value in litter.items() if name != missing}
        assert neighbour.refused(form) == [f"{missing}：经度和纬度须同时提供"]

    def test_none_at_all(self, neighbour: Caller) -> None:
        (said,) = neighbour.refused({"service_code": "SR-028"})
        assert said.startswith("address_string：请提供 lat 和 long")

    def test_outside_the_district(self, neighbour: Caller, litter: Form) -> None:
        assert neighbour.refused(litter | {"lat": 37.76524078, "long": -122.4212043}, lang="en") == [
            "The place lies outside this district: report it where it lies"
        ]

    @pytest.mark.parametrize(
        ("lat", "long"), [("91", "116"), ("39.9", "181"), ("NaN", "116"), ("x", "116"), ("1e999", "116")]
    )
    def test_no_point_on_earth(self, neighbour: Caller, litter: Form, lat: str, long: str) -> None:
        neighbour.refused(litter | {"lat": lat, "long": long})

    def test_an_address_alone(self, neighbour: Caller, town: Town) -> None:
        report = report_of(neighbour.does({"service_code": "SR-028", "address_string": "某路与某街路口"}))
        assert (report.address, report.point, report.area_path) == (
            "某路与某街路口",
            None,
            town.district.path,
        )

    def test_a_place_of_the_list_by_key_or_name(self, neighbour: Caller, town: Town) -> None:
        lon, lat = town.a.point["lon"], town.a.point["lat"]
        place = add_address(Deed(HOUSE), "示范公园东门", lon, lat)
        for given in ({"address_id": str(place.pk)}, {"address_string": "示范公园东门"}):
            report = report_of(neighbour.does({"service_code": "SR-028"} | given))
            assert (report.address, report.point.x, report.point.y) == ("示范公园东门", lon, lat)
            assert report.area_path == town.a.area.path

    @pytest.mark.parametrize("key", [str(UUID(int=0)), "545483"])
    def test_a_key_that_nothing_has(self, neighbour: Caller, key: str) -> None:
        (said,) = neighbour.refused({"service_code": "SR-028", "address_id": key})
        assert said.startswith("address_id：")


class TestTheForm:
    """The answers to the questions of the service."""

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"attribute[WHERE]": ""}, ["attribute[WHERE]: This is required: What is occupied?"]),
            ({"attribute[WHERE]": "roof"}, [
                "attribute[WHERE]: Choose from the list: pavement, carriageway, underpass, square, other",
            ]),
            ({"attribute[WHERE]": ["pavement", "other"]}, ["attribute[WHERE]: Only one value is taken"]),
            ({"attribute[HOW_MANY]": "three"}, ["attribute[HOW_MANY]: Not a number"]),
            ({"attribute[SEEN]": "yesterday"}, ["attribute[SEEN]: Not a date or time of ISO 8601"]),
            ({"attribute[COLOUR]": "red", "attribute[HOW_MANY]": "x"}, [
                "attribute[COLOUR]: This service does not ask for it", "attribute[HOW_MANY]: Not a number",
            ]),
        ],
    )  # fmt: skip
    def test_what_does_not_fit(self, neighbour: Caller, stall: Form, given: Form, said: list[str]) -> None:
        before = entries()
        assert neighbour.refused(stall | given, lang="en") == said
        assert entries() == before

    def test_what_only_tells_something_takes_no_answer(self, neighbour: Caller, litter: Form) -> None:
        form = litter | {"service_code": "WIDE"}
        neighbour.refused(form | {"attribute[NOTE]": "好"})
        neighbour.refused(form | {"attribute[LINE]": "一\n二"})
        kept = report_of(
            neighbour.does(form | {"attribute[LINE]": "一", "attribute[WORDS]": "一\r\n二"})
        ).attributes
        assert kept == {"LINE": "一", "WORDS": "一\r\n二"}

    def test_several_values_come_in_any_of_the_ways(self, neighbour: Caller, stall: Form) -> None:
        del stall["attribute[GOODS][]"]
        for name in ("attribute[GOODS]", "attribute[GOODS][]"):
            kept = report_of(neighbour.does(stall | {name: ["food", "fruit", "food"]})).attributes
            assert kept is not None
            assert kept["GOODS"] == ["food", "fruit"]
        numbered = {"attribute[GOODS][0]": "food", "attribute[GOODS][1]": "clothes"}
        kept = report_of(neighbour.does(stall | numbered)).attributes
        assert kept is not None
        assert kept["GOODS"] == ["food", "clothes"]

    @pytest.mark.parametrize("code", ["GONE", "SR-999"])
    def test_no_such_service(self, neighbour: Caller, litter: Form, code: str) -> None:
        assert neighbour.refused(litter | {"service_code": code}, 404) == [
            "没有这项服务，或者该事项已不再受理"
        ]

    def test_no_service_at_all(self, neighbour: Caller, litter: Form) -> None:
        del litter["service_code"]
        assert neighbour.refused(litter) == ["service_code：请填写此项"]

    def test_the_act_itself_asks_the_same(self, town: Town) -> None:
        """Whoever sends the act by the house's own API finds the form asked as well."""
        given = {"text": "占道摆摊", "service": "SR-010", "attributes": {"WHERE": "roof"}}
        problem = town.citizen.refused("report.submit", **given, **town.a.point)
        assert [error["field"] for error in problem["errors"]] == ["attributes.WHERE"]
        assert town.citizen.refused("report.submit", text="占道摆摊", service="GONE")["code"] == "no_service"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("description", "长" * 4001), ("description", "a\x00b"), ("description", "a\x1bb"), ("phone", "1" * 21), ("email", "a" * 255),
        ("address_string", "路" * 201), ("external_id", "x" * 61), ("device_id", "x" * 101), ("account_id", "x" * 101),
        ("first_name", "x" * 25), ("last_name", "x" * 25), ("media_url", "javascript:alert(1)"), ("media_url", "https://" + "x" * 500),
        ("lang", "fr"),
    ],
)  # fmt: skip
def test_what_is_too_long_or_no_text_is_named(
    neighbour: Caller, litter: Form, field: str, value: str
) -> None:
    before = entries()
    (said,) = neighbour.refused(litter | {field: value})
    assert said.startswith(f"{field}：")
    assert entries() == before


def test_all_that_is_wrong_is_said_at_once(neighbour: Caller) -> None:
    said = neighbour.refused({"lat": "x", "long": "999", "phone": "1" * 30})
    assert sorted(one.partition("：")[0] for one in said) == ["lat", "long", "phone", "service_code"]


def kept_files() -> set[UUID]:
    """The keys of all files."""
    with reading(CLEANER):
        return set(StoredFile.objects.values_list("pk", flat=True))


class TestPictures:
    """Pictures in a form of several parts."""

    def test_they_hang_on_the_report(self, town: Town, neighbour: Caller, stall: Form) -> None:
        shots = [SimpleUploadedFile(f"现场{at}.png", picture(), "image/png") for at in range(2)]
        (made,) = in_json(neighbour.send(stall | {"media": shots}, several_parts=True), "posted")
        report = report_of(made["service_request_id"])
        assert report.attributes is not None
        assert report.attributes["GOODS"] == ["fruit", "other"]
        files = town.dispatcher.get(f"/reports/{report.pk}")["files"]
        assert sorted(one["name"] for one in files) == ["现场0.png", "现场1.png"]
        assert {one["type"] for one in files} == {"image/png"}

    def test_what_is_no_picture(self, neighbour: Caller, litter: Form) -> None:
        before = entries()
        paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7", "application/pdf")
        assert neighbour.refused(litter | {"media": paper}, several_parts=True) == ["media：只接收图片"]
        disguised = SimpleUploadedFile("a.png", b"MZ\x90\x00not a picture", "image/png")
        neighbour.refused(litter | {"media": disguised}, several_parts=True)
        empty = SimpleUploadedFile("a.png", b"", "image/png")
        neighbour.refused(litter | {"media": empty}, several_parts=True)
        assert entries() == before

    def test_of_a_request_that_is_refused_nothing_stays(self, town: Town, stall: Form) -> None:
        # Given a request of somebody who may not report in that street: its picture was kept before that was known
        before = kept_files()
        shot = SimpleUploadedFile("现场.png", picture(), "image/png")
        issued(town.officer).refused(stall | {"media": shot}, 403, several_parts=True)
        assert len(kept_files() - before) == 1
        # When nobody used it for a week
        town.clock.pass_by(days=7, hours=1)
        uploads.purge_expired()
        sweep(town.clock.now)
        # Then it is gone
        assert kept_files() <= before

    def test_too_many(self, neighbour: Caller, litter: Form) -> None:
        shots = [SimpleUploadedFile(f"{at}.png", picture(), "image/png") for at in range(6)]
        assert neighbour.refused(litter | {"media": shots}, several_parts=True) == ["media：最多5张图片"]

    def test_sent_twice_it_hangs_there_once(self, town: Town, neighbour: Caller, litter: Form) -> None:
        for _ in range(2):
            shot = SimpleUploadedFile("现场.png", picture(), "image/png")
            form = litter | {"external_id": "LS-2026-0010", "media": shot}
            (made,) = in_json(neighbour.send(form, several_parts=True), "posted")
        report = report_of(made["service_request_id"])
        assert len(town.dispatcher.get(f"/reports/{report.pk}")["files"]) == 1


def test_with_tokens_the_number_is_asked_for(
    neighbour: Caller,
    stranger: Caller,
    litter: Form,
    locality: Locality,
    door: OpenDoor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=replace(door, tokens=True)))
    (made,) = in_json(neighbour.send(litter), "posted")
    assert "service_request_id" not in made
    (told,) = in_json(stranger.get(f"tokens/{made['token']}.json"), "token")
    assert told["token"] == made["token"]
    assert report_of(told["service_request_id"]).service == "SR-028"
    in_xml(stranger.get(f"tokens/{made['token']}.xml"), "token")
    assert {row["type"] for row in in_json(stranger.get("services.json"), "services")} == {"batch"}
    for wrong in (UUID(int=1), "x"):
        assert stranger.get(f"tokens/{wrong}.json").status_code in (400, 404)


def test_the_token_of_what_was_not_posted_here_is_none(town: Town, stranger: Caller) -> None:
    key = town.citizen.does("report.submit", text="店外占道经营", **town.a.point)["result"]
    in_json(stranger.get(f"tokens/{key}.json"), "errors", 404)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"), (b'{"service_code": "SR-028"}', "application/json"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"), (b"--x", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"), (b"a=1", "application/x-www-form-urlencoded; charset=no-such"), (b"<a/>", "text/xml"),
        ("&".join(f"a{at}=1" for at in range(1100)).encode(), "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_what_is_no_form(neighbour: Caller, body: bytes, kind: str) -> None:
    response = neighbour.http.generic("POST", f"{ROOT}/requests.json", body, kind)
    in_json(response, "errors", response.status_code)
    assert response.status_code in (400, 403)


def test_a_limit_begins_as_for_any_report(neighbour: Caller, litter: Form, clock: Clock) -> None:
    row: dict[str, Any] = neighbour.request(neighbour.does(litter))
    assert row["expected_datetime"] > row["requested_datetime"] == "2026-03-02T09:00:00+08:00"
