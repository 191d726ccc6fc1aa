"""Signatures drawn on the screen: checked, kept with who gave them and when, printed at their place, in the bundle."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

import pytest
from PIL import Image
from tests.domains import road
from tests.domains.road import File
from tests.domains.signed import drawn, written
from tests.domains.town import HOUSE, Town
from tests.domains.uploads import picture, upload

from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.scope import reading

INSPECTION = {"findings": "现场摆放货架两个，占用人行步道。", "place": "示范路12号"}


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    return road.ordinary(town, town.a, "file")


def inspected(file: File, **more: Any) -> dict[str, Any]:
    return {**INSPECTION, **file.team, "started_at": file.town.clock.now.isoformat(), **more}


def said_of(file: File, done: dict[str, Any], kind: str) -> dict[str, Any]:
    key = next(one["id"] for one in done["documents"] if one["kind"] == kind)
    data: dict[str, Any] = file.officer.get(f"/documents/{key}")["data"]
    return data


def test_a_drawn_signature_stands_in_the_record_and_is_kept(town: Town, file: File) -> None:
    content = written()
    digest = hashlib.sha256(content).hexdigest()
    key = drawn(file.officer, content)
    done = file.officer.does("inspection.record", file.key, **inspected(file, signature=[key]))
    signature = said_of(file, done, "inspection_record")["party_signature"]
    assert (signature["name"], signature["drawn"], signature["refusal"]) == ("刘示范", digest, None)
    assert signature["at"]
    with reading(HOUSE):
        kept = StoredFile.objects.get(blob_id=digest, attached_type="signature")
    assert (kept.attached_type, str(kept.uploaded_by_id)) == ("signature", file.officer.key)
    assert digest in str(done["documents"]) or any(one["kind"] == "signature" for one in done["documents"])


def test_a_witness_signs_too(town: Town, file: File) -> None:
    given = inspected(
        file,
        refusal="当事人阅后拒绝签名。",
        witness="何见证",
        witness_signature=[drawn(file.officer, written(strokes=4))],
    )
    data = said_of(file, file.officer.does("inspection.record", file.key, **given), "inspection_record")
    assert data["party_signature"]["refusal"] == "当事人阅后拒绝签名。"
    assert data["witness_signature"]["name"] == "何见证"
    assert len(data["witness_signature"]["drawn"]) == 64


def blank() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (900, 300), (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (900, 300), "white").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (blank(), "空白"), (written(900, 300, strokes=0), "空白"), (picture(), "不是手写签名"), (jpeg(), "PNG"),
        (written(60, 20), "尺寸"), (written(3100, 400), "尺寸"),
    ],
)  # fmt: skip
def test_what_is_no_signature_is_refused(town: Town, file: File, content: bytes, sentence: str) -> None:
    problem = file.officer.refused(
        "inspection.record", file.key, **inspected(file, signature=[upload(file.officer, "签名", content)])
    )
    (error,) = problem["errors"]
    assert error["field"] == "signature"
    assert sentence in error["message_zh"]


def asked_for(problem: dict[str, Any], field: str, article: str) -> None:
    """The refusal names the field that is empty, and the article that asks for it."""
    assert problem["code"] == "unsigned"
    assert [error["field"] for error in problem["errors"]] == [field]
    assert article in [one["label"] for one in problem["basis"]]


def test_where_nobody_signs_the_reason_is_asked_for(town: Town, file: File) -> None:
    problem = file.officer.refused("inspection.record", file.key, **inspected(file, refusal=""))
    asked_for(problem, "refusal", "行政处罚法第五十五条第二款")
    assert "刘示范" in problem["title_zh"]
    spaces = file.officer.refused("inspection.record", file.key, **inspected(file, refusal="  "))
    asked_for(spaces, "refusal", "行政处罚法第五十五条第二款")


def test_a_witness_who_is_named_signs_or_says_why_not(town: Town, file: File) -> None:
    given = inspected(file, witness="何见证", witness_refusal="")
    asked_for(
        file.officer.refused("inspection.record", file.key, **given),
        "witness_refusal",
        "行政处罚法第五十五条第二款",
    )


def test_a_draft_leaves_room_to_sign(town: Town, file: File) -> None:
    """Given that the record is read to the party first, when it is previewed, then nobody has to have signed."""
    assert file.officer.previews("inspection.record", file.key, **inspected(file)).status_code == 200


def test_an_applicant_for_recusal_signs(town: Town, file: File) -> None:
    asked = {"officer": file.officer.key, "applicant": "刘示范", "ground": "与办案人员有亲属关系。"}
    asked_for(
        file.officer.refused("recusal.apply", file.key, **asked, refusal=""),
        "refusal",
        "行政处罚法第四十三条",
    )
    done = file.officer.does("recusal.apply", file.key, **asked, signature=[drawn(file.officer)])
    assert said_of(file, done, "recusal_application")["signature"]["drawn"]


def test_what_was_said_is_signed_and_stands_in_the_record(town: Town, clock: object, unprinted: None) -> None:
    """Given a statement by word of mouth, when it is checked later, then the record bears the signature of the hearing."""
    told = road.ordinary(town, town.a, "serve_notice")
    said = {"manner": "oral", "statement": "东西是刚放的。"}
    asked_for(
        told.officer.refused("statement.hear", told.key, **said, refusal=""),
        "refusal",
        "行政处罚法第四十五条第一款",
    )
    content = written(strokes=5)
    told.act(told.officer, "statement.hear", **said, signature=[drawn(told.officer, content)])
    town.clock.pass_by(hours=3)
    done = told.act(told.officer, "statement.recheck", adopted="not", review="与事实不符。")
    record = said_of(told, done, "statement_record")
    assert record["party_signature"]["drawn"] == hashlib.sha256(content).hexdigest()
    assert record["party_signature"]["at"] == record["heard_at"]


def test_who_signed_did_not_refuse(town: Town, file: File) -> None:
    given = inspected(file, signature=[drawn(file.officer)], refusal="拒绝签名。")
    assert file.officer.refused("inspection.record", file.key, **given)["errors"][0]["field"] == "signature"


def test_a_witness_without_a_name_cannot_sign(town: Town, file: File) -> None:
    given = inspected(file, witness_signature=[drawn(file.officer)])
    assert file.officer.refused("inspection.record", file.key, **given)["errors"][0]["field"] == "witness"


def test_one_signature_serves_one_record(town: Town, file: File) -> None:
    """A signature says of one record that it is right: nobody puts it under another."""
    key = drawn(file.officer)
    file.officer.does("inspection.record", file.key, **inspected(file, signature=[key]))
    other = road.ordinary(town, town.a, "file")
    problem = file.officer.refused("inspection.record", other.key, **inspected(other, signature=[key]))
    assert problem["code"] in ("file_attached", "invalid_input")
    again = file.officer.refused("inspection.record", file.key, **inspected(file, signature=[key]))
    assert again["code"] in ("file_attached", "invalid_input")


def test_interview_recheck_and_service_are_signed(town: Town, file: File) -> None:
    interview = {
        **file.team, "name": "何证人", "id_number": "不详", "address": "示范路1号", "relation": "证人", "signature": [drawn(file.officer)],
        "exchanges": [{"question": "看到什么？", "answer": "货架在路上。"}], "started_at": town.clock.now.isoformat(),
    }  # fmt: skip
    data = said_of(file, file.officer.does("interview.record", file.key, **interview), "interview_record")
    assert data["person_signature"]["drawn"]
    told = road.ordinary(town, town.a, "notice")
    served = {
        "document": told.results["notice.give"], "way": "direct", "receiver": "刘示范", "received_on": town.clock.today,
        "signature": [drawn(told.officer)],
    }  # fmt: skip
    data = said_of(told, told.officer.does("document.serve", told.key, **served), "service_receipt")
    assert data["receiver"]["drawn"]


def test_the_bundle_holds_the_signatures(town: Town, clock: object, unprinted: None) -> None:
    content = written(strokes=7)
    file = File(town, town.a).go(road.ORDINARY, "file")
    file.act(file.officer, "inspection.record", **inspected(file, signature=[drawn(file.officer, content)]))
    rest = list(road.ORDINARY.items())[3:]
    file.go(dict(rest), "archive")
    answer = file.officer.call("GET", f"/api/v1/files/{file.page()['bundle']['id']}")
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert content in [archive.read(name) for name in archive.namelist() if name.startswith("evidence/")]
