"""What lies first in the file of an ordinary case: where it came from, and by whose designation it is ours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Town

from xuncheng.domains.documents.queries import in_file, in_order_of_file
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock", "unprinted")

DESIGNATED = {
    "superior": "示范市城市管理综合行政执法局",
    "designation": "示市城管指字〔2026〕6号",
    "designated_because": "违法行为发生地跨两区，经协商不成。",
}


def papers(file: File) -> dict[str, Any]:
    """What each document of the file says, in the order in which they lie in it."""
    with reading(HOUSE):
        return {one.kind: one.data for one in in_order_of_file(in_file(UUID(file.key)))}


def test_the_registration_of_the_report_lies_first(town: Town) -> None:
    """Administrative Penalty Law, art. 54."""
    file = road.ordinary(town, town.a, "file")
    found = papers(file)
    assert next(iter(found)) == "source_registration"
    told = found["source_registration"]
    report = town.dispatcher.get(f"/reports/{file.report}")
    assert (told["report_number"], told["content"], told["source"]) == (
        report["number"],
        report["text"],
        "检查发现",
    )
    assert (told["registrar"], told["verify_by"], told["place"]) == (
        town.officer.user.name,
        "2026-03-17",
        "示范路12号",
    )
    assert [one["name"] for one in told["officers"]] == [one.user.name for one in town.a.officers]
    assert "jurisdiction_designation" not in found


def test_a_case_on_the_spot_needs_no_registration(town: Town) -> None:
    """Art. 51, 52: the simple procedure is not filed."""
    assert "source_registration" not in papers(road.simple(town, town.a, "open"))


def test_a_designated_jurisdiction_is_told_the_party(town: Town) -> None:
    """Art. 25(2)."""
    file = File(town, town.a, opened=dict(DESIGNATED)).go(road.ORDINARY, "file")
    told = papers(file)["jurisdiction_designation"]
    assert (told["superior"], told["superior_number"], told["reasons"]) == tuple(DESIGNATED.values())
    assert (told["basis"][0]["statute"], told["basis"][0]["article"]) == ("行政处罚法", "25(2)")
    assert papers(file)["source_registration"]["number"] in told["materials"][1]


@pytest.mark.parametrize("lacking", DESIGNATED)
def test_a_designation_is_told_whole(town: Town, lacking: str) -> None:
    given = {
        "report": road.dispatch(town, town.a), "matter": town.matters["SR-010"], "party": road.party(town.a),
        "place": "示范路12号门前", "summary": "占道。", "happened_on": town.clock.today, "officers": town.a.both,
    }  # fmt: skip
    half = {name: words for name, words in DESIGNATED.items() if name != lacking}
    problem = town.officer.refused("case.propose", **given, **half)
    assert (problem["status"], [one["field"] for one in problem["errors"]]) == (422, [lacking])
    assert "行政处罚法第二十五条第二款" in problem["errors"][0]["message_zh"]


def test_a_filing_that_is_declined_says_so_on_its_form(town: Town) -> None:
    file = road.ordinary(town, town.a, "propose")
    file.act(town.head, "case.decline", opinion="情节显著轻微。")
    assert papers(file)["filing_approval"]["declined"] is True
