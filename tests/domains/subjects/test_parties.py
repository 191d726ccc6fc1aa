"""Parties by HTTP: who a case is about, with numbers that must be right and are shown to nobody whole."""

from __future__ import annotations

from typing import Any

import pytest
from tests.domains.town import HOUSE, Town

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock")

RESIDENT, CREDIT = "11010519491231002X", "91350100M000100Y43"
WHERE = "110199.001."


def found(town: Town, q: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = town.officer.get("/parties", q=q)["items"]
    return items


def test_a_citizen_is_found_by_name_or_number_and_shown_with_both_masked(town: Town) -> None:
    key = town.officer.does(
        "party.register",
        kind="person",
        name="刘示范",
        area_path=WHERE,
        identity=RESIDENT,
        phone="13800138000",
    )["result"]
    for q in ("刘示", RESIDENT):
        (shown,) = found(town, q)
        assert (shown["id"], shown["name"]) == (key, "刘示范")
        assert shown["identity"] not in ("", RESIDENT)
        assert shown["phone"] not in ("", "13800138000")
    assert found(town, "示范") == []


def test_an_organisation_bears_its_credit_code(town: Town) -> None:
    town.officer.does(
        "party.register",
        kind="organisation",
        name="示范灯具店",
        area_path=WHERE,
        identity=CREDIT,
        representative="刘示范",
    )
    assert [one["name"] for one in found(town, CREDIT)] == ["示范灯具店"]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("identity", {"identity": "110105194912310021"}),
        ("identity", {"identity": "110105194913310027"}),
        ("identity", {"kind": "organisation", "identity": "91350100M000100Y44"}),
        ("identity", {"kind": "organisation", "identity": RESIDENT}),
        ("phone", {"phone": "1380013800"}),
        ("kind", {"kind": "spirit"}),
        ("area_path", {"area_path": "110199.009."}),
    ],
)
def test_what_is_wrong_is_named_by_its_field(town: Town, field: str, given: dict[str, str]) -> None:
    about = {"kind": "person", "name": "陈某", "area_path": WHERE} | given
    problem = town.officer.refused("party.register", **about)
    assert problem["status"] == 422
    assert [error["field"] for error in problem["errors"]] == [field]


def test_numbers_are_not_in_the_trail(town: Town) -> None:
    """The trail goes into bundles; whom a case is about stands in its documents."""
    town.officer.does(
        "party.register",
        kind="person",
        name="周示范",
        area_path=WHERE,
        identity=RESIDENT,
        phone="13800138000",
    )
    with reading(HOUSE):
        entries = str(list(TrailEntry.objects.filter(name="party.register").values_list("input", "output")))
    assert RESIDENT not in entries
    assert "13800138000" not in entries


def test_nobody_is_registered_in_a_street_of_others(town: Town) -> None:
    problem = town.officer.refused("party.register", kind="person", name="陈某", area_path="110199.002.")
    assert (problem["code"], problem["status"]) == ("no_grant", 403)
