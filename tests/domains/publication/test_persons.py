"""Whom the acts on a case name is known to the masking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from tests.domains import road
from tests.domains.publication.anybody import section
from tests.domains.road import File
from tests.domains.town import Town

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.masked import BY_NAME, HOMES, PERSONS, names_person
from xuncheng.foundation.trail.acts import REGISTER

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


class TestPersons:
    """Whom the records of a case name is not left in what is shown, wherever an act took the name."""

    OTHER: ClassVar = {
        "amount", "answer", "approval", "authority", "batch", "body", "body_number", "condition", "cost", "cost_paid", "court", "crime",
        "designation", "estimate", "evidenced", "id_number", "institute", "keeping", "kept_at", "kind", "lookup", "media", "origin",
        "outcome_number", "phone", "place", "police", "post", "postcode", "proceeds", "proves", "provision", "quantity", "question",
        "reason", "receipt", "refund", "relation", "remarks", "ruling", "seal", "specification", "superior", "title", "tracking", "unit",
        "units", "value", "video", "view", "voucher", "waiver", "words",
    }  # fmt: skip
    """What acts on a case take in a line of words that names no person."""

    def test_every_name_that_an_act_takes_is_known(self) -> None:
        # Given all that acts on a case take in a line of words
        taken = {
            (act.name, name)
            for act in REGISTER.values()
            if act.subject_model is Case
            for name in lines(act.inputs.schema.model_json_schema())
        }
        # Then each is a person's name, a home, or known to be neither: whoever adds one decides
        unknown = {
            (act, name)
            for act, name in taken
            if not names_person(act, name)
            and name not in HOMES | self.OTHER | {"name"}
            and not name.endswith("refusal")
        }
        assert unknown == set()
        # And what counts as a person's name is taken by some act
        assert {name for _, name in taken} >= PERSONS | HOMES
        assert {act for act, name in taken if name == "name"} >= BY_NAME

    def test_who_signed_on_the_spot_and_who_spoke_is_masked(self) -> None:
        assert names_person("behalf.carry_out", "signer")
        assert names_person("hearing.hold", "speaker")
        assert names_person("interview.record", "name")
        assert not names_person("sample.take", "name")  # goods

    def test_a_neighbour_who_received_it_is_masked(self, town: Town, served: File) -> None:
        # Given a case in which somebody else took in the notice
        road.publish(served, account="经刘示范的邻居张一指认。")
        (entry,) = section(served)["entries"]
        assert "张一" not in entry["account"]


def lines(schema: dict[str, Any], root: dict[str, Any] | None = None) -> Iterator[str]:
    """The names of what an input takes in a line of words, at whatever depth."""
    root = root or schema
    for name, one in schema.get("properties", {}).items():
        if one.get("x-widget") not in ("choice", "choices", "longtext") or name in PERSONS:
            yield from _lines(name, one, root)


def _lines(name: str, one: dict[str, Any], root: dict[str, Any]) -> Iterator[str]:
    whole = root["$defs"][one["$ref"].split("/")[-1]] if "$ref" in one else one
    for inner in (*whole.get("anyOf", ()), *([whole["items"]] if "items" in whole else ())):
        yield from _lines(name, inner, root)
    yield from lines(whole, root)
    if whole.get("type") == "string" and not {"format", "enum"} & set(whole):
        yield name
