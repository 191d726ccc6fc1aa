"""Whom the acts on a case name is known to the masking."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import pytest
from tests.domains import road
from tests.domains.custody import store
from tests.domains.publication.anybody import section
from tests.domains.road import File
from tests.domains.town import Town

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody.queries.items import CustodyItem
from xuncheng.domains.publication.masked import BY_NAME, HOMES, OF_GOODS, PERSONS, names_person
from xuncheng.foundation.trail.acts import REGISTER

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


class TestPersons:
    """Whom the records of a case name is not left in what is shown, wherever an act took the name."""

    OTHER: ClassVar = {
        "amount", "answer", "approval", "authority", "batch", "body", "body_number", "condition", "cost", "cost_paid", "court", "crime",
        "designation", "estimate", "evidenced", "id_number", "institute", "keeping", "kept_at", "kind", "lookup", "media", "origin",
        "outcome_number", "phone", "place", "police", "post", "postcode", "proceeds", "proves", "provision", "quantity", "question",
        "reason", "receipt", "refund", "relation", "remarks", "ruling", "seal", "specification", "superior", "title", "tracking", "unit",
        "units", "value", "venue", "video", "view", "voucher", "waiver", "words",
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

    OF_GOODS_OTHER: ClassVar = {
        "authority",
        "identity",
        "name",
        "price",
        "proceeds",
        "reason",
        "remarks",
        "voucher",
    }
    """What acts on goods take in a line of words that names no person."""

    def test_every_name_that_an_act_on_goods_takes_is_known(self) -> None:
        taken = {
            name
            for act in REGISTER.values()
            if CustodyItem in (act.subject_model, act.result_model)
            for name in lines(act.inputs.schema.model_json_schema())
            if not name.endswith("refusal")
        }
        assert taken - self.OF_GOODS_OTHER == OF_GOODS

    def test_whatever_hangs_on_a_case_was_looked_at(self) -> None:
        # Given all that points to a case, then who adds something decides whether names stand on a chain of its own
        hanging = {
            one.related_model._meta.label
            for one in Case._meta.get_fields(include_hidden=True)
            if one.auto_created
        }
        on_the_cases_chain = {
            "cases.Evidence", "cases.Payment", "cases.Hearing", "cases.Deadline", "custody.Measure", "remedies.Remedy",
            "publication.Publication",
        }  # fmt: skip
        followed = {"custody.CustodyItem"}
        # Money that could not be matched is none of the case's; what was, an act on the case entered with its payer
        no_matter_of_the_case = {"collection.Allocation", "collection.LineDifference"}
        # Papers of supervision say from which body they are and what about
        no_matter_of_the_case |= {"remedies.Supervision"}
        assert hanging <= on_the_cases_chain | followed | no_matter_of_the_case
        assert followed <= hanging
        # A charge is of no case, and no case of a charge
        assert not {"collection.Charge"} & hanging

    def test_who_gave_took_and_kept_the_goods_is_masked(self, town: Town) -> None:
        # Given a decision that confiscates goods, and goods that somebody handed over to the keeper
        file = road.ordinary(town, town.a, "waive", penalty=dict(store.CONFISCATED))
        file.act(file.officer, "hearing.waive", signed=True)
        file.act(town.head, "decision.make", **store.CONFISCATED)
        road.ORDINARY["serve_decision"](file)
        keeper = store.keeper(town, "郑库守")
        into = store.warehouse(keeper, town.district.path)
        store.receive(keeper, into, file.key, giver="钱递送")
        # When the facts that are shown name both
        road.publish(file, account="三轮车由钱递送交郑库守入库。")
        # Then neither is left
        (entry,) = section(file)["entries"]
        assert entry["account"] == "三轮车由钱某交郑某入库。"

    def test_who_reported_it_is_masked(self, town: Town) -> None:
        report = town.officer.does(
            "report.submit", text="占道摆放货物", source="patrol", address="示范路12号", reporter_name="孙反映", **town.a.point
        )["result"]  # fmt: skip
        town.dispatcher.does("report.verify", report)
        town.dispatcher.does("report.judge", report, matter=town.matters["SR-010"])
        town.dispatcher.does("report.dispatch", report, team=town.a.team.pk)
        file = road.ordinary(town, town.a, "serve_decision", report=report)
        road.publish(file, account="经孙反映举报查获。")
        (entry,) = section(file)["entries"]
        assert entry["account"] == "经孙某举报查获。"

    def test_who_paid_for_the_party_is_masked(self, town: Town, served: File) -> None:
        served.act(
            served.officer, "fine.pay", amount=served.penalty["amount"], way="bank", receipt=road.receipt(), payer="李代缴"
        )  # fmt: skip
        road.publish(served, account="罚款由李代缴缴纳。")
        (entry,) = section(served)["entries"]
        assert entry["account"] == "罚款由李某缴纳。"

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
