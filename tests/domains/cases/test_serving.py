"""Service in each way, with what proves it; and the correction of what was issued."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import HOUSE, Town

from xuncheng.domains.documents.queries import in_file, in_order_of_file
from xuncheng.foundation.trail.scope import reading

CONSENT = {
    "electronic": True,
    "address": "示范路12号",
    "phone": "00000000000",
    "channels": "手机短信：00000000000",
}
REFUSED = "当事人阅后拒绝签收。"


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    return road.ordinary(town, town.a, "notice")


def service(file: File, way: str, **more: Any) -> dict[str, Any]:
    """How the notice is served."""
    return {
        "document": file.results["notice.give"], "way": way, "receiver": "刘示范", "received_on": file.town.clock.today,
    } | more  # fmt: skip


def refused(file: File, way: str, **more: Any) -> dict[str, Any]:
    return file.officer.refused("document.serve", file.key, **service(file, way, **more))


def fields_of(problem: dict[str, Any]) -> list[str]:
    return [error["field"] for error in problem["errors"]]


def latest(file: File, kind: str) -> dict[str, Any]:
    """The newest document of the kind in the file, with what it says."""
    key = [one["id"] for one in file.page()["documents"] if one["kind"] == kind][-1]
    return file.officer.get(f"/documents/{key}")


def test_electronic_service_needs_the_partys_signed_consent(town: Town, file: File) -> None:
    assert said(refused(file, "electronic"))[:3] == ("no_consent", 409, "行政处罚法第六十一条第二款")
    file.act(file.officer, "consent.record", signed_on=town.clock.today, **CONSENT)
    assert latest(file, "consent_of_service")["data"]["channels"] == [
        {"channel": "手机短信", "address": "00000000000"}
    ]
    file.act(file.officer, "document.serve", **service(file, "electronic"))
    assert latest(file, "service_receipt")["data"]["way"] == "电子送达"


def test_consent_after_the_message_does_not_do(town: Town, file: File) -> None:
    file.act(file.officer, "consent.record", signed_on=town.clock.today, **CONSENT)
    town.clock.pass_by(days=1)
    file.act(file.officer, "consent.record", signed_on=town.clock.today, **CONSENT)
    early = town.clock.today - timedelta(days=1)
    assert refused(file, "electronic", received_on=early)["code"] == "no_consent"


def test_consent_may_be_withdrawn(town: Town, file: File) -> None:
    file.act(file.officer, "consent.record", signed_on=town.clock.today, **CONSENT)
    file.act(file.officer, "consent.record", signed_on=town.clock.today, **CONSENT | {"electronic": False})
    assert refused(file, "electronic")["code"] == "no_consent"


def test_consent_says_where_to_and_since_when(town: Town, file: File) -> None:
    tomorrow = town.clock.today + timedelta(days=1)
    problem = file.officer.refused("consent.record", file.key, signed_on=tomorrow, **CONSENT)
    assert problem["code"] == "signed_in_future"
    bare = CONSENT | {"channels": "手机短信"}
    problem = file.officer.refused("consent.record", file.key, signed_on=town.clock.today, **bare)
    assert fields_of(problem) == ["channels"]
    none = CONSENT | {"channels": ""}
    problem = file.officer.refused("consent.record", file.key, signed_on=town.clock.today, **none)
    assert problem["code"] == "document_incomplete"


@pytest.mark.parametrize("proof", [{"witnesses": "周见证（社区）"}, {"filmed": True}])
def test_what_is_refused_is_left_before_a_witness_or_a_camera(file: File, proof: dict[str, Any]) -> None:
    assert said(refused(file, "left", reason=REFUSED))[:3] == (
        "left_unwitnessed",
        409,
        "民事诉讼法第八十九条",
    )
    assert refused(file, "left", **proof)["code"] == "left_unwitnessed"
    file.act(file.officer, "document.serve", **service(file, "left", reason=REFUSED, **proof))
    receipt = latest(file, "service_receipt")["data"]
    assert receipt["receiver"] is None
    assert receipt["refusal"] == REFUSED
    assert receipt["witnesses"] == ([proof["witnesses"]] if "witnesses" in proof else [])
    assert ("录像" in (receipt["note"] or "")) == ("filmed" in proof)


def test_the_post_has_its_number(town: Town, file: File) -> None:
    assert fields_of(refused(file, "post")) == ["tracking"]
    file.act(file.officer, "document.serve", **service(file, "post", tracking="SF1", relation="配偶"))
    receipt = latest(file, "service_receipt")["data"]
    assert (receipt["note"], receipt["receiver_relation"]) == ("邮件编号：SF1", "配偶")
    assert receipt["effective_on"] == town.clock.today.isoformat()


def test_an_announcement_takes_effect_after_thirty_days(town: Town, file: File) -> None:
    assert refused(file, "announcement", media="公告栏")["code"] == "announcement_too_early"
    assert fields_of(refused(file, "announcement", reason="下落不明。")) == ["media"]
    file.act(
        file.officer, "document.serve", **service(file, "announcement", reason="下落不明。", media="公告栏")
    )
    announced = latest(file, "service_announcement")["data"]
    effective = (town.clock.today + timedelta(days=30)).isoformat()
    assert announced["effective_on"] >= effective
    assert latest(file, "service_receipt")["data"]["effective_on"] == announced["effective_on"]
    assert announced["about_number"] == latest(file, "prior_notice")["number"]


def test_a_document_is_corrected_by_another_that_says_which_and_why(file: File) -> None:
    notice = latest(file, "prior_notice")
    slip = {"wrong": "示范路12号", "right": "示范路21号", "reason": "门牌号码书写错误。"}
    file.act(file.officer, "document.correct", document=notice["id"], **slip)
    correction = latest(file, "document_correction")
    assert correction["corrects"] == notice["id"]
    assert correction["number"] != notice["number"]
    assert {name: correction["data"][name] for name in slip} == slip
    assert correction["data"]["about_number"] == notice["number"]
    assert latest(file, "prior_notice") == notice


def test_the_file_says_what_corrects_what(file: File) -> None:
    notice = latest(file, "prior_notice")
    for right in ("示范路21号", "示范路22号"):
        file.act(
            file.officer,
            "document.correct",
            document=notice["id"],
            wrong="示范路12号",
            right=right,
            reason="笔误。",
        )
    documents = {one["id"]: one for one in file.page()["documents"]}
    corrections = [one for one in documents.values() if one["kind"] == "document_correction"]
    names = [{name: one[name] for name in ("id", "title", "number")} for one in corrections]
    assert documents[notice["id"]]["corrected_by"] == names
    assert documents[notice["id"]]["corrects"] is None
    assert {one["corrects"]["number"] for one in corrections} == {notice["number"]}
    assert all(one["corrected_by"] == [] for one in corrections)


def test_a_correction_lies_behind_what_it_corrects(file: File) -> None:
    notice = latest(file, "prior_notice")
    file.act(file.officer, "document.correct", document=notice["id"], wrong="一", right="二", reason="笔误。")
    file.act(file.officer, "document.serve", **service(file, "direct"))
    with reading(HOUSE):
        kinds = [one.kind for one in in_order_of_file(in_file(UUID(file.key)))]
    assert kinds[kinds.index("prior_notice") + 1] == "document_correction"
    assert kinds[-1] == "service_receipt"


def test_a_decision_has_a_correction_of_its_own(town: Town, clock: object, unprinted: None) -> None:
    file = road.ordinary(town, town.a, "decide")
    decision = latest(file, "decision")["id"]
    about = {"document": decision, "wrong": "一", "right": "二", "reason": "笔误。"}
    assert fields_of(file.officer.refused("document.correct", file.key, **about)) == ["document"]


def test_nobody_corrects_or_serves_a_document_of_another_case(town: Town, file: File) -> None:
    other = road.ordinary(town, town.a, "notice")
    about = {"document": other.results["notice.give"], "wrong": "一", "right": "二", "reason": "笔误。"}
    assert fields_of(file.officer.refused("document.correct", file.key, **about)) == ["document"]


@pytest.mark.parametrize("table", ["documents_document", "documents_service"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET area_path = area_path", "DELETE FROM {}"])
def test_the_database_changes_nothing_that_was_issued(file: File, table: str, statement: str) -> None:
    file.act(file.officer, "document.serve", **service(file, "direct"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('xuncheng.scope', '{1}', true)")
        cursor.execute("SELECT set_config('xuncheng.act', gen_random_uuid()::text, true)")
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            cursor.execute(statement.format(table))
    cause = refusal.value.__cause__
    assert isinstance(cause, psycopg.Error)
    assert cause.sqlstate == "XC003"
