"""The small steps of an investigation by HTTP: summons, extract, samples, commissioned tests, applications for recusal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import Town

SAMPLES = {
    "samples": [{"name": "残留物", "quantity": "500毫升", "seal": "封0001"}],
    "proves": "是否为危险废物",
    "delivered": True,
}
TEST = {"institute": "示范检测中心", "items": "残留物，500毫升", "question": "是否属于危险废物。"}


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    return road.ordinary(town, town.a, "review")


def kinds(file: File) -> list[str]:
    return [one["kind"] for one in file.page()["documents"]]


def test_the_party_is_summoned(town: Town, file: File) -> None:
    given: dict[str, Any] = {"place": "执法队询问室", "materials": "身份证\n营业执照"}
    file.act(file.officer, "party.summon", appear_at=town.clock.now + timedelta(days=2), **given)
    assert "party_summons" in kinds(file)
    problem = file.officer.refused("party.summon", file.key, appear_at=town.clock.now, **given)
    assert [error["field"] for error in problem["errors"]] == ["appear_at"]


def test_samples_are_evidence_to_be_reviewed(town: Town, file: File) -> None:
    file.act(file.officer, "sample.take", **SAMPLES, **file.team)
    assert "sample_voucher" in kinds(file)
    assert file.page()["next_act"] == "evidence.review"
    file.act(file.officer, "evidence.review", accepted=[file.results["sample.take"]])


def test_samples_are_taken_by_two_who_hand_the_voucher_over(town: Town, file: File) -> None:
    problem = file.officer.refused("sample.take", file.key, **SAMPLES | {"delivered": False}, **file.team)
    assert said(problem)[:3] == ("not_delivered", 409, "行政处罚法第六十一条第一款")
    alone = file.team | {"officers": [file.officer.key]}
    assert (
        file.officer.refused("sample.take", file.key, **SAMPLES, **alone)["code"] == "two_certified_officers"
    )


def test_a_test_is_commissioned(town: Town, file: File) -> None:
    file.act(file.officer, "test.commission", report_by=town.clock.today + timedelta(days=10), **TEST)
    assert "test_commission" in kinds(file)
    problem = file.officer.refused("test.commission", file.key, report_by="2026-03-01", **TEST)
    assert [error["field"] for error in problem["errors"]] == ["report_by"]


def test_nothing_of_it_once_the_investigation_is_concluded(
    town: Town, clock: object, unprinted: None
) -> None:
    file = road.ordinary(town, town.a, "conclude")
    problem = file.officer.refused("test.commission", file.key, report_by=town.clock.today, **TEST)
    assert said(problem)[:3] == ("investigation_over", 409, "行政处罚法第五十四条第一款")


def test_a_copy_has_its_extract(town: Town, file: File) -> None:
    about = {"lawful": True, "kind": "document", "title": "营业执照复印件", "proves": "主体资格"} | file.team
    file.act(file.officer, "evidence.collect", holder="刘示范", origin="原件存于当事人处", **about)
    assert "evidence_extract" in kinds(file)


def test_recusal_is_asked_of_an_officer_in_charge(town: Town, file: File) -> None:
    about = {"applicant": "刘示范", "ground": "与举报人系亲属。"}
    file.act(file.officer, "recusal.apply", officer=town.a.officers[1].key, **about)
    assert "recusal_application" in kinds(file)
    problem = file.officer.refused("recusal.apply", file.key, officer=town.b.officers[0].key, **about)
    assert said(problem)[:3] == ("not_in_charge", 409, "行政处罚法第四十三条")
