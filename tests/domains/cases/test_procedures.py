"""Both procedures from report to archived bundle, by HTTP and with printed documents."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.domains import road
from tests.domains.road import File
from tests.domains.town import Town
from tests.domains.uploads import picture, upload

from xuncheng.domains.documents.catalogue import KINDS

ORDINARY = {
    "propose": ["source_registration"], "file": ["filing_approval"],
    "inspect": ["inspection_record"], "review": [], "order": ["correction_order"],
    "recheck": ["correction_recheck"], "conclude": ["investigation_report"], "notice": ["prior_notice"],
    "serve_notice": ["service_receipt"], "waive": ["statement_record"], "decide": ["decision_approval", "decision"],
    "serve_decision": ["service_receipt"], "publish": ["publication_approval"], "pay": ["payment_record"], "close": ["closing_approval"],
    "archive": ["evidence_list", "case_cover", "case_index"],
}  # fmt: skip
SIMPLE = {
    "open": [], "inspect": ["inspection_record"], "review": [], "order": ["correction_order"], "recheck": ["correction_recheck"],
    "tell": [], "decide": ["spot_decision"], "lodge": ["lodging_record"], "pay": ["payment_record"],
    "close": ["closing_approval"], "archive": ["evidence_list", "case_cover", "case_index"],
}  # fmt: skip
STAGES = {
    "propose": "proposed", "file": "investigating", "conclude": "concluded", "notice": "notified", "decide": "decided",
    "serve_decision": "served", "pay": "performed", "close": "closed", "archive": "archived",
}  # fmt: skip


@dataclass
class Walked:
    """An archived case, with the documents that each step made and the stage that it led to."""

    file: File
    made: dict[str, list[str]]
    stages: dict[str, str]

    def page(self) -> dict[str, Any]:
        """The page of the case."""
        return self.file.page()


def walk(file: File, steps: road.Road) -> Walked:
    """Go along the road and look at the page after each step."""
    walked = Walked(file, {}, {})
    before: set[str] = set()
    for step in steps:
        file.go({step: steps[step]}, step)
        page = file.page()
        walked.made[step] = sorted(one["kind"] for one in page["documents"] if one["id"] not in before)
        walked.stages[step] = page["stage"]["code"]
        before = {one["id"] for one in page["documents"]}
    return walked


@pytest.fixture(scope="module")
def ordinary(town: Town) -> Walked:
    photo = upload(town.officer, "现场.png", picture())
    return walk(File(town, town.a, photos=[photo]), road.ORDINARY)


@pytest.fixture(scope="module")
def simple(town: Town) -> Walked:
    return walk(
        File(town, town.a, matter="SR-028", penalty={"kinds": ["fine"], "amount": "50.00"}), road.SIMPLE
    )


def test_each_act_makes_its_documents(ordinary: Walked, simple: Walked) -> None:
    assert ordinary.made == {step: sorted(kinds) for step, kinds in ORDINARY.items()}
    assert simple.made == {step: sorted(kinds) for step, kinds in SIMPLE.items()}


def test_each_act_moves_the_stage(ordinary: Walked) -> None:
    stage = ""
    for step, found in ordinary.stages.items():
        stage = STAGES.get(step, stage)
        assert found == stage, step


@pytest.mark.parametrize("procedure", ["ordinary", "simple"])
def test_every_document_is_numbered_and_printed(
    town: Town, request: pytest.FixtureRequest, procedure: str
) -> None:
    page = request.getfixturevalue(procedure).page()
    numbers = [one["number"] for one in page["documents"]]
    assert len(set(numbers)) == len(numbers)
    for one in page["documents"]:
        assert one["number"].startswith("京示城")
        assert one["title"] == KINDS[one["kind"]].title.zh
        pdf: Any = town.officer.call("GET", f"/api/v1/documents/{one['id']}/pdf")
        assert pdf["Content-Type"] == "application/pdf"
        assert pdf.content.startswith(b"%PDF-1.7")
        assert b"ETSI.CAdES.detached" in pdf.content  # none is unsigned
        assert one["pages"] >= 1


@pytest.mark.parametrize("procedure", ["ordinary", "simple"])
def test_the_bundle_proves_itself_anywhere(
    town: Town, request: pytest.FixtureRequest, tmp_path: Path, procedure: str
) -> None:
    """Downloaded by the officer, checked by the script in it with nothing else; one byte changed and it fails."""
    file = request.getfixturevalue(procedure)
    link = file.page()["bundle"]
    response: Any = town.officer.call("GET", f"/api/v1/files/{link['id']}")
    content = b"".join(response.streaming_content)
    assert len(content) == link["size"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (tmp_path / "verify_bundle.py").write_bytes(archive.read("verify_bundle.py"))
        names = archive.namelist()
    assert sum(name.endswith(".pdf") for name in names) == len(file.page()["documents"])
    (tmp_path / "bundle.zip").write_bytes(content)
    assert verified(tmp_path, "bundle.zip").returncode == 0
    one_of_each = {(Path(name).parent, Path(name).suffix): name for name in names}
    assert {suffix for _, suffix in one_of_each} >= {".pdf", ".json", ".jsonl", ".py", ".txt"} | EVIDENCE[
        procedure
    ]
    for name in one_of_each.values():
        (tmp_path / "forged.zip").write_bytes(forged(content, name))
        found = verified(tmp_path, "forged.zip")
        assert (found.returncode, Path(name).name in found.stdout) == (1, True), name


EVIDENCE = {"ordinary": {".png"}, "simple": set[str]()}
"""Kinds of files that hang on the evidence."""


def verified(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    """What the script says, in an empty environment."""
    return subprocess.run(
        [sys.executable, "-I", "-S", "verify_bundle.py", name], cwd=folder, env={}, capture_output=True, check=False,
        encoding="utf-8", timeout=60,
    )  # fmt: skip


def forged(content: bytes, name: str) -> bytes:
    """The zip with one byte of one file changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            data = bytearray(old.read(entry))
            if entry.filename == name:
                data[len(data) // 2] ^= 1
            new.writestr(entry, bytes(data))
    return out.getvalue()


def test_the_page_tells_the_case(ordinary: Walked) -> None:
    page = ordinary.page()
    assert page["title"] == "刘示范擅自占道摆摊设点案"
    assert page["amount"] == "600.00"
    assert (page["due"], page["waits_for"], page["next_act"]) == (None, "", "")
    assert page["clocks"] == []
    assert [section["title"]["zh"] for section in page["facts"]["sections"]] == [
        "违法事实",
        "当事人",
        "适用依据",
        "处罚决定",
        "执行",
    ]
    assert [(one["kind"]["code"], one["state"]["code"]) for one in page["evidence"]] == [
        ("record", "accepted")
    ]
    (payment,) = page["payments"]
    assert (payment["amount"], payment["way"], payment["payer"]) == ("600.00", "bank", "刘示范")
    served = {one["kind"]: one["served"]["way"] for one in page["documents"] if one["served"]}
    assert served == {"prior_notice": "direct", "decision": "direct"}
    assert all(not act["allowed"] for act in page["possible_acts"])


def test_the_timeline_tells_each_act_by_its_own_procedure(ordinary: Walked, simple: Walked) -> None:
    told = {entry["act"]: entry for entry in ordinary.page()["timeline"]}
    assert told["decision.make"]["label"]["zh"] == "作出处罚决定"
    assert [basis["label"] for basis in told["decision.make"]["basis"]] == [
        "行政处罚法第五十七条第一款、第五十九条"
    ]
    on_the_spot = {entry["act"]: entry for entry in simple.page()["timeline"]}
    assert on_the_spot["decision.make"]["label"]["zh"] == "当场作出处罚决定"
    assert [entry["seq"] for entry in ordinary.page()["timeline"]] == list(range(1, len(ORDINARY) + 1))


def test_the_timeline_holds_what_was_entered_in_the_order_of_the_form(ordinary: Walked) -> None:
    told = {entry["act"]: entry["summary"] for entry in ordinary.page()["timeline"]}
    assert told["notice.give"].startswith("600.00 元；")
    assert "。；" not in "".join(told.values())


def test_what_is_archived_stays_as_it_is(town: Town, ordinary: Walked) -> None:
    for name in ("case.archive", "case.close"):
        person = town.officer if name == "case.archive" else town.head
        assert person.refused(name, ordinary.file.key)["status"] == 409


def test_the_page_marks_the_figures_that_nobody_confirmed(ordinary: Walked, simple: Walked) -> None:
    marked = {
        row["label"]["zh"]: row["value"]
        for section in ordinary.page()["facts"]["sections"]
        for row in section["rows"]
        if row["unconfirmed"] and "罚款" in row["label"]["zh"]
    }
    assert marked == {
        "对公民应当告知听证权利的罚款（超过）": "3,000.00元", "应当集体讨论的重大处罚的罚款（超过）": "50,000.00元",
        "加处罚款的计算基数": "罚款全额",
    }  # fmt: skip
    rows = [row for section in simple.page()["facts"]["sections"] for row in section["rows"]]
    assert not any("听证" in row["label"]["zh"] for row in rows)
