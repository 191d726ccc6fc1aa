"""No penalty by HTTP: each ground with what must be shown for it; education on the spot (不予处罚, 首违不罚)."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Street, Town

SLIGHT = "违法行为轻微并及时改正，没有造成危害后果"
FIRST = "初次违法且危害后果轻微并及时改正"
NO_FAULT = "当事人有证据足以证明没有主观过错"
WAIVED = {"explanation": "已当场改正。", "harmless": True, "education": "讲解了有关规定。"}
TAUGHT = {"harmless": True, "education": "讲解了有关规定。"}
_NAMES = count(1)


@pytest.fixture(autouse=True)
def _quiet(clock: object, unprinted: None) -> None:
    """The clock at its start, and nothing printed."""


def newcomer(street: Street, **given: Any) -> str:
    """Somebody with whom nothing was done before."""
    return road.party(street, f"新示范{next(_NAMES)}", **given)


def on_the_spot(town: Town, until: str = "recheck", **about: Any) -> File:
    return road.simple(town, about.pop("street", town.a), until, **{"party": newcomer(town.a)} | about)


class TestOnTheSpot:
    """行政处罚法第三十三条."""

    def test_a_first_offence_is_closed_without_penalty(self, town: Town) -> None:
        # Given somebody who did it for the first time, and corrected it at once
        file = on_the_spot(town)
        # When he is educated
        file.act(town.officer, "case.educate", no_penalty_ground=FIRST, **TAUGHT)
        page = file.page()
        assert [one["kind"] for one in page["documents"]][-1] == "education_record"
        # Then the case closes, and its file is complete without a decision
        file.act(town.head, "case.close")
        file.act(town.officer, "case.archive")
        assert file.page()["stage"]["code"] == "archived"
        assert town.dispatcher.get(f"/reports/{file.report}")["outcome"] == "不予行政处罚。"

    def test_whoever_was_penalised_before_is_not_a_first_offender(self, town: Town) -> None:
        before = on_the_spot(town, "decide")
        town.clock.pass_by(days=3)
        file = on_the_spot(town, party=before.party)
        problem = file.officer.refused("case.educate", file.key, no_penalty_ground=FIRST, **TAUGHT)
        assert said(problem)[:3] == ("not_first", 409, "行政处罚法第三十三条第一款")

    def test_nor_who_was_penalised_in_another_street_under_the_same_number(self, town: Town) -> None:
        number = {"identity": "11010519491231002X"}
        on_the_spot(town, "decide", street=town.b, party=newcomer(town.b, **number))
        town.clock.pass_by(days=3)
        file = on_the_spot(town, party=newcomer(town.a, **number))
        assert (
            file.officer.refused("case.educate", file.key, no_penalty_ground=FIRST, **TAUGHT)["code"]
            == "not_first"
        )

    def test_nor_who_was_penalised_since_the_case_began(self, town: Town) -> None:
        file = on_the_spot(town)
        town.clock.pass_by(days=1)
        on_the_spot(town, "decide", party=file.party)
        assert (
            file.officer.refused("case.educate", file.key, no_penalty_ground=FIRST, **TAUGHT)["code"]
            == "not_first"
        )

    def test_what_no_recheck_found_corrected(self, town: Town) -> None:
        file = on_the_spot(town, "order")
        problem = file.officer.refused("case.educate", file.key, no_penalty_ground=SLIGHT, **TAUGHT)
        assert said(problem) == (
            "not_yet_corrected",
            409,
            "行政处罚法第三十三条第一款",
            ["责令改正并经复查已改正"],
        )

    def test_what_did_harm(self, town: Town) -> None:
        file = on_the_spot(town)
        given = TAUGHT | {"harmless": False}
        problem = file.officer.refused("case.educate", file.key, no_penalty_ground=SLIGHT, **given)
        assert said(problem)[:3] == ("harm_done", 409, "行政处罚法第三十三条第一款")

    def test_other_grounds_are_for_the_ordinary_procedure(self, town: Town) -> None:
        file = on_the_spot(town)
        problem = file.officer.refused("case.educate", file.key, no_penalty_ground=NO_FAULT, **TAUGHT)
        assert [error["field"] for error in problem["errors"]] == ["no_penalty_ground"]

    def test_a_matter_that_is_not_on_the_list(self, town: Town) -> None:
        file = on_the_spot(town, matter="ST-009")
        problem = file.officer.refused("case.educate", file.key, no_penalty_ground=FIRST, **TAUGHT)
        assert said(problem)[:3] == ("not_on_waiver_list", 409, "行政处罚法第三十三条第一款、第三十四条")
        file.act(town.officer, "case.educate", no_penalty_ground=SLIGHT, **TAUGHT)


class TestInTheOrdinaryProcedure:
    """行政处罚法第三十条, 第三十一条, 第三十三条, 第三十六条, 第五十七条."""

    def test_a_first_offence_with_its_record(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "conclude", party=newcomer(town.a))
        file.act(town.head, "decision.waive", no_penalty_ground=FIRST, **WAIVED)
        assert [one["kind"] for one in file.page()["documents"]][-3:] == [
            "decision_approval", "no_penalty_decision", "education_record",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("ground", "given", "code", "articles"),
        [
            (SLIGHT, {"education": ""}, "no_education", "行政处罚法第三十条、第三十一条、第三十三条第三款"),
            (SLIGHT, {"harmless": False}, "harm_done", "行政处罚法第三十三条第一款"),
            (NO_FAULT, {}, "no_proof", "行政处罚法第三十三条第二款"),
            ("违法行为人不满十四周岁", {}, "not_under_14", "行政处罚法第三十条"),
            (
                "违法行为人在不能辨认或者不能控制自己行为时有违法行为",
                {},
                "not_incapable",
                "行政处罚法第三十一条",
            ),
            ("违法行为超过追责时效", {}, "not_time_barred", "行政处罚法第三十六条"),
        ],
    )
    def test_each_ground_is_shown(
        self, town: Town, ground: str, given: dict[str, Any], code: str, articles: str
    ) -> None:
        file = road.ordinary(town, town.a, "conclude", party=newcomer(town.a))
        problem = town.head.refused("decision.waive", file.key, no_penalty_ground=ground, **WAIVED | given)
        assert said(problem)[:3] == (code, 409, articles)

    def test_what_ended_too_long_ago(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "conclude", party=newcomer(town.a))
        barred = WAIVED | {"no_penalty_ground": "违法行为超过追责时效"}
        assert (
            town.head.refused("decision.waive", file.key, ended_on="2024-03-03", **barred)["code"]
            == "not_time_barred"
        )
        file.act(town.head, "decision.waive", ended_on="2024-03-01", **barred)

    def test_the_partys_proof_is_accepted_evidence_of_the_case(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "conclude", party=newcomer(town.a))
        other = road.ordinary(town, town.a, "inspect", party=newcomer(town.a)).results["inspection.record"]
        problem = town.head.refused(
            "decision.waive", file.key, no_penalty_ground=NO_FAULT, proof=[other], **WAIVED
        )
        assert [error["field"] for error in problem["errors"]] == ["proof"]
        mine = [file.results["inspection.record"]]
        file.act(town.head, "decision.waive", no_penalty_ground=NO_FAULT, proof=mine, **WAIVED)


class TestLighter:
    """A penalty is lighter or reduced by an article (行政处罚法第三十条至第三十二条)."""

    def test_it_cites_its_article(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "waive", party=newcomer(town.a))
        problem = town.head.refused("decision.make", file.key, ground="lighter", **road.FINE)
        assert said(problem)[:3] == (
            "ground_without_article",
            409,
            "行政处罚法第三十条、第三十一条、第三十二条",
        )
        assert town.head.refused(
            "decision.make", file.key, ground="lighter", ground_article="30", **road.FINE
        )["code"] == ("ground_without_article")
        file.act(town.head, "decision.make", ground="lighter", ground_article="32()(1)", **road.FINE)
