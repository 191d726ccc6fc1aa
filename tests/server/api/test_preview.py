"""The documents of an act are seen before it is done, and worded; nothing of the looking stays."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from pypdf import PdfReader
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import HOUSE, Town
from uuid_utils.compat import uuid7

from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading

DECIDED = {"kinds": ["fine"], "amount": "600.00"}


@pytest.fixture
def file(town: Town, clock: object, unprinted: None) -> File:
    """A case that waits for its decision."""
    return road.ordinary(town, town.a, "waive")


@pytest.fixture
def printing(town: Town, clock: object) -> File:
    """A case whose papers are laid out."""
    return road.ordinary(town, town.a, "file")


def everything() -> dict[str, Any]:
    """What each table holds, and every file on the disk."""
    with reading(HOUSE), connection.cursor() as cursor:
        tables = [one._meta.db_table for one in apps.get_models() if one.__module__.startswith("xuncheng.")]
        found: dict[str, Any] = {}
        for table in tables:
            cursor.execute(
                f"SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM {table} t"  # noqa: S608 - its own tables
            )
            found[table] = cursor.fetchone()
    return found | {"files": sorted(str(one) for one in Path(settings.FILES_DIR).rglob("*"))}


def text_of(draft: dict[str, Any]) -> str:
    pages = PdfReader(io.BytesIO(base64.b64decode(draft["pdf"]))).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


INSPECTION = {"findings": "现场摆放货架两个，占用人行步道。", "place": "示范路12号"}


def inspection(file: File) -> dict[str, Any]:
    return {**INSPECTION, **file.team, "started_at": file.town.clock.now.isoformat()}


def test_what_an_act_would_make_is_laid_out_as_a_draft(town: Town, printing: File) -> None:
    before = everything()
    response = printing.officer.previews("inspection.record", printing.key, **inspection(printing))
    assert response.status_code == 200, response.content.decode()
    (draft,) = response.json()["documents"]
    text = text_of(draft)
    assert (draft["kind"], draft["title"]["zh"]) == ("inspection_record", "现场检查（勘验）笔录")
    assert INSPECTION["findings"].strip("。") in text
    assert "预览" in text
    assert "（预览，未编号）" in text
    assert "字〔" not in text.replace("执法证号", "")
    assert everything() == before


def test_what_is_issued_says_nothing_of_a_draft(town: Town, printing: File) -> None:
    done = printing.officer.does("inspection.record", printing.key, **inspection(printing))
    (made,) = done["documents"]
    pdf = printing.officer.call("GET", f"/api/v1/documents/{made['id']}/pdf").content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert "预览" not in text
    assert made["number"] in text


def test_a_preview_uses_up_no_number(town: Town, file: File) -> None:
    before = everything()
    for _ in range(3):
        assert town.head.previews("decision.make", file.key, **DECIDED).status_code == 200
    assert everything() == before
    numbers = [one["number"] for one in town.head.does("decision.make", file.key, **DECIDED)["documents"]]
    other = road.ordinary(town, town.b, "waive")
    following = [one["number"] for one in town.head.does("decision.make", other.key, **DECIDED)["documents"]]
    assert [serial(one) for one in following[-1:]] == [serial(numbers[-1]) + 1]


def serial(number: str) -> int:
    return int(number.split("〕")[1].removesuffix("号"))


def test_what_is_refused_cannot_be_seen_either(town: Town, file: File) -> None:
    refused = town.reviewer.previews("decision.make", file.key, **DECIDED)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_grant")
    early = town.head.previews("case.close", file.key)
    assert early.status_code in (409, 422)
    assert town.stranger.previews("decision.make", file.key, **DECIDED).status_code == 401


def test_a_stale_screen_is_told_so(town: Town, file: File) -> None:
    body = {"id": uuid7(), "on": file.key, "input": DECIDED}
    response = town.head.call("POST", "/api/v1/acts/decision.make/preview", body, If_Match='"1"')
    assert (response.status_code, response.json()["code"]) == (412, "stale")


@pytest.mark.parametrize(("act", "given"), [("password.change", {}), ("profile.change", {}), ("no.such", {})])
def test_an_act_without_documents_has_nothing_to_show(town: Town, act: str, given: dict[str, Any]) -> None:
    response = town.officer.previews(act, None, **given)
    assert response.status_code in (409, 422)


def test_the_texts_of_a_draft_are_named(town: Town, file: File) -> None:
    drafts = town.head.previews("decision.make", file.key, **DECIDED).json()["documents"]
    texts = {text["field"]: text for draft in drafts for text in draft["texts"]}
    assert texts["decision.correction"]["words"] == "改正违法行为"
    assert texts["decision.facts"]["label"]["zh"] == "违法事实"
    assert "decision_approval.facts" in texts


def test_the_document_says_what_was_worded_and_the_trail_too(town: Town, file: File) -> None:
    wording = {
        "decision.facts": "当事人在店外摆放货架两个，占用人行步道两平方米。",
        "decision.correction": "立即清除货架",
    }
    (_, *_, draft) = town.head.previews("decision.make", file.key, wording=wording, **DECIDED).json()[
        "documents"
    ]
    assert {text["field"]: text["words"] for text in draft["texts"]}.items() >= wording.items()
    body = {"id": uuid7(), "on": file.key, "input": DECIDED, "wording": wording}
    response = town.head.call("POST", "/api/v1/acts/decision.make", body)
    assert response.status_code == 200, response.content.decode()
    said = town.head.get(f"/documents/{response.json()['documents'][-1]['id']}")["data"]
    assert (said["facts"], said["correction"]) == tuple(wording.values())
    with reading(HOUSE):
        assert '"wording":' in TrailEntry.objects.get(act_id=body["id"]).input
    again = town.head.call("POST", "/api/v1/acts/decision.make", body)
    assert again.json()["replayed"]
    other = body | {"wording": {"decision.correction": "别的"}}
    assert town.head.call("POST", "/api/v1/acts/decision.make", other).json()["code"] == "act_id_used"


@pytest.mark.parametrize(
    "field",
    [
        "decision.party",
        "decision.penalties",
        "decision.cause",
        "decision.facts.x",
        "prior_notice.facts",
        "facts",
        "",
    ],
)
def test_nothing_else_can_be_worded(town: Town, file: File, field: str) -> None:
    response = town.head.previews("decision.make", file.key, wording={field: "别的内容"}, **DECIDED)
    assert (response.status_code, response.json()["code"]) == (422, "invalid_input")
    assert response.json()["errors"][0]["field"] == f"wording.{field}"
    body = {"id": uuid7(), "on": file.key, "input": DECIDED, "wording": {field: "别的内容"}}
    assert town.head.call("POST", "/api/v1/acts/decision.make", body).status_code == 422


def test_what_is_entered_in_the_form_is_worded_there(town: Town, file: File) -> None:
    given = DECIDED | {"opinion": "同意。"}
    drafts = town.head.previews("decision.make", file.key, **given).json()["documents"]
    assert all(text["words"] != "同意。" for draft in drafts for text in draft["texts"])
