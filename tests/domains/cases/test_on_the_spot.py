"""What the law forbids on the spot, in the simple procedure, by HTTP."""

from __future__ import annotations

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Town

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def test_beyond_its_limits(town: Town) -> None:
    file = File(town, town.a, matter="SR-010").go(road.SIMPLE, "tell")
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="500", delivered=True)
    assert said(problem)[:3] == ("not_simple", 409, "行政处罚法第五十一条")


def test_without_telling_the_party(town: Town) -> None:
    file = road.simple(town, town.a, "recheck")
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="50", delivered=True)
    assert said(problem) == ("rights_not_told", 409, "行政处罚法第四十四条", ["当场告知"])


def test_more_heavily_than_the_party_was_told(town: Town) -> None:
    file = road.simple(town, town.a, "tell")
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="51", delivered=True)
    assert said(problem)[:3] == ("heavier_than_notified", 409, "行政处罚法第四十四条、第四十五条第二款")
    file.act(town.officer, "statement.hear", manner="oral", statement="初次摆放，请求从轻。")
    file.act(town.officer, "statement.recheck", adopted="not", review="不影响违法事实的认定。")
    problem = town.officer.refused("rights.tell", file.key, kinds=["fine"], amount="51")
    assert said(problem)[:3] == ("heavier_for_defence", 409, "行政处罚法第四十五条第二款")


def test_without_evidence_that_was_reviewed(town: Town) -> None:
    file = road.simple(town, town.a, "inspect")
    file.act(town.officer, "rights.tell", **file.penalty)
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="50", delivered=True)
    assert problem["code"] == "no_evidence"
    assert [one["zh"] for one in problem["missing"]] == ["查证属实的证据", "证据审查"]


def test_without_handing_the_decision_over(town: Town) -> None:
    file = road.simple(town, town.a, "tell")
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="50", delivered=False)
    assert said(problem)[:3] == ("not_delivered", 409, "行政处罚法第六十一条第一款")


def test_closing_what_was_not_lodged(town: Town) -> None:
    file = road.simple(town, town.a, "decide")
    file.go({"pay": road.SIMPLE["pay"]}, "pay")
    problem = town.head.refused("case.close", file.key)
    assert said(problem) == ("not_lodged", 409, "行政处罚法第五十二条第三款", ["备案"])


def test_a_citizen_of_fifteen(town: Town) -> None:
    young = road.party(town.a, "小示范", born_on="2010-12-01")
    file = road.simple(town, town.a, "tell", party=young)
    problem = town.officer.refused("decision.make", file.key, kinds=["fine"], amount="50", delivered=True)
    assert said(problem)[:3] == ("minor_not_spared", 409, "行政处罚法第三十条")
    file.act(town.officer, "decision.make", kinds=["fine"], amount="20", ground="lighter", delivered=True)


def test_a_child(town: Town) -> None:
    child = road.party(town.a, "幼示范", born_on="2012-03-03")
    file = road.simple(town, town.a, "tell", party=child)
    problem = town.officer.refused("decision.make", file.key, kinds=["warning"], amount="0", delivered=True)
    assert said(problem)[:3] == ("not_punishable", 409, "行政处罚法第三十条、第三十一条")
    assert "当事人依法不予处罚" in [one["zh"] for one in file.page()["unusual"]]
