"""What may be reported, as the door tells it: the list of services, their forms, and where the door is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.conf import settings
from tests.domains.town import Clock
from tests.gateways.open311.door import Caller, in_json, in_xml

from xuncheng.rules.locality import Locality
from xuncheng.rules.service_forms import OpenDoor


def test_services_are_those_of_the_table_whose_matter_is_in_force(stranger: Caller) -> None:
    rows = in_json(stranger.get("services.json"), "services")
    assert [row["service_code"] for row in rows] == ["SR-010", "SR-028", "HW-009", "WIDE"]
    assert rows[0] == {
        "service_code": "SR-010", "service_name": "占道摆摊",
        "description": "在道路、人行道、过街天桥、地下通道等公共场所摆摊设点、兜售物品", "metadata": True,
        "type": "realtime", "keywords": "摆摊,小贩,游商,占道经营", "group": "占道经营",
    }  # fmt: skip
    assert (rows[1]["metadata"], rows[2]["service_name"]) == (False, "广告屏灯箱施工等光污染")


def test_a_service_begins_and_ends_with_its_matter(
    stranger: Caller, clock: Clock, locality: Locality, door: OpenDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a matter of which one version ends and the next begins the day after, then the service is there on both days."""
    muck = replace(door.services["SR-028"], code="ST-009", matter="ST-009", name=None)
    patched = replace(locality, door=replace(door, services={"ST-009": muck}))
    monkeypatch.setattr(settings, "LOCALITY", patched)
    for month, day in ((8, 14), (8, 15)):
        clock.on(month, day)
        (row,) = in_json(stranger.get("services.json"), "services")
        assert row["service_name"] == "运输渣土沿途遗撒"


@pytest.mark.parametrize(
    ("header", "lang", "name"),
    [
        ("", "", "占道摆摊"), ("en", "", "Street vending"), ("", "en", "Street vending"), ("en-GB,en;q=0.8", "zh", "占道摆摊"),
        ("de", "", "占道摆摊"),
    ],
)  # fmt: skip
def test_names_are_in_the_language_that_is_asked_for(header: str, lang: str, name: str) -> None:
    query = {"lang": lang} if lang else {}
    rows = in_json(Caller(language=header).get("services.json", **query), "services")
    assert rows[0]["service_name"] == name


def test_xml_says_the_same(stranger: Caller) -> None:
    rows = in_json(stranger.get("services.json"), "services")
    document = in_xml(stranger.get("services.xml"), "services")
    assert [one.tag for one in document] == ["service"] * len(rows)
    for one, row in zip(document, rows, strict=True):
        said = {part.tag: part.text or "" for part in one}
        assert said == row | {"metadata": str(row["metadata"]).lower()}


def test_a_form_is_told_in_order(stranger: Caller) -> None:
    form = in_json(stranger.get("services/SR-010.json"), "service_definition")
    assert form["service_code"] == "SR-010"
    assert [(one["order"], one["code"], one["datatype"], one["required"]) for one in form["attributes"]] == [
        (1, "WHERE", "singlevaluelist", True), (2, "GOODS", "multivaluelist", False), (3, "HOW_MANY", "number", False),
        (4, "SEEN", "datetime", False),
    ]  # fmt: skip
    assert form["attributes"][0]["values"][0] == {"key": "pavement", "name": "人行道"}
    assert form["attributes"][2]["datatype_description"] == "填写数字，例如 3"
    document = in_xml(stranger.get("services/SR-010.xml", lang="en"), "service_definition")
    assert document.findtext("attributes/attribute/values/value/name") == "Pavement"
    assert document.findtext("attributes/attribute/datatype_description") == ""


def test_what_only_tells_something_is_no_question(stranger: Caller) -> None:
    form = in_json(stranger.get("services/WIDE.json"), "service_definition")
    assert [one["variable"] for one in form["attributes"]] == [True, True, False]


def test_a_service_without_questions_has_an_empty_form(stranger: Caller) -> None:
    assert in_json(stranger.get("services/SR-028.json"), "service_definition")["attributes"] == []
    assert len(in_xml(stranger.get("services/SR-028.xml"), "service_definition").find("attributes")) == 0


@pytest.mark.parametrize("code", ["GONE", "SR-999", "%00", "占道"])
def test_a_service_that_is_not_offered(stranger: Caller, code: str) -> None:
    (error,) = in_json(stranger.get(f"services/{code}.json", lang="en"), "errors", 404)
    assert error == {"code": 404, "description": "There is no such service, or no longer"}


def test_discovery_says_where_the_door_is(stranger: Caller) -> None:
    found = in_json(stranger.get("discovery.json"), "discovery")
    assert found["changeset"] == "2026-11-27 20:00"
    assert "010-00000000" in found["contact"]
    (endpoint,) = found["endpoints"]
    assert endpoint["url"] == "http://testserver/open311/v2"
    assert endpoint["type"] == "test"
    document = in_xml(stranger.get("discovery.xml"), "discovery")
    assert [one.text for one in document.iterfind("endpoints/endpoint/formats/format")] == [
        "text/xml",
        "application/json",
    ]


def test_what_anybody_may_read_other_sites_may_read(stranger: Caller) -> None:
    assert stranger.get("services.json")["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("path", ["discovery", "services", "services/SR-010", "requests"])
@pytest.mark.parametrize("ending", ["json", "xml"])
def test_another_jurisdiction_is_not_here(stranger: Caller, path: str, ending: str) -> None:
    response = stranger.get(f"{path}.{ending}", jurisdiction_id="sfgov.org", lang="en")
    if ending == "json":
        (error,) = in_json(response, "errors", 404)
        assert error["description"] == "jurisdiction_id not found: here it is shifan.example"
    else:
        assert in_xml(response, "errors", 404).findtext("error/code") == "404"
    assert stranger.get(f"{path}.{ending}", jurisdiction_id="shifan.example").status_code == 200
    assert stranger.get(f"{path}.{ending}", jurisdiction_id="").status_code == 200


def test_a_locality_without_a_door_has_none(
    stranger: Caller, locality: Locality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LOCALITY", replace(locality, door=None))
    for path in ("discovery.json", "services.json", "requests.json"):
        in_json(stranger.get(path), "errors", 404)
