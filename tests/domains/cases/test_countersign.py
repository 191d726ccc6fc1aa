"""The second officer signs what both did: a further revision, and what was issued stays as it is."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from tests.domains import road
from tests.domains.road import File, said
from tests.domains.town import HOUSE, START, Person, Town, messages_of, pass_on

from xuncheng.domains.documents import verify_bundle
from xuncheng.domains.documents.models import Countersignature, Document
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.scope import reading

pytestmark = pytest.mark.usefixtures("clock")
PDFSIG = shutil.which("pdfsig")


@pytest.fixture
def file(town: Town) -> File:
    """A case whose inspection the first officer has recorded."""
    return road.ordinary(town, town.a, "inspect")


@pytest.fixture
def second(town: Town) -> Person:
    """The officer who was there as well."""
    return town.a.officers[1]


def record(file: File, kind: str = "inspection_record", person: Person | None = None) -> dict[str, Any]:
    """The newest document of a kind, as the page of the case lists it."""
    found: dict[str, Any] = [one for one in file.page(person)["documents"] if one["kind"] == kind][-1]
    return found


def sign(file: File, person: Person, kind: str = "inspection_record") -> dict[str, Any]:
    file.town.clock.pass_by(minutes=5)
    return person.does("document.countersign", file.key, document=record(file, kind)["id"])


def refused(file: File, person: Person, document: str = "") -> dict[str, Any]:
    return person.refused("document.countersign", file.key, document=document or record(file)["id"])


def pdf(person: Person, document: str) -> bytes:
    response = person.call("GET", f"/api/v1/documents/{document}/pdf")
    assert response.status_code == 200
    return response.content


def stored(person: Person, key: str) -> bytes:
    response: Any = person.call("GET", f"/api/v1/files/{key}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def signers(content: bytes) -> list[str]:
    """Who signed a PDF, in order, as the script in the bundle reads it; every signature must hold."""
    found = verify_bundle.signatures_of(content)
    trusted = [verify_bundle.read_certificate(one) for one in verify_bundle.anchors_of(content)]
    for one in found:
        verify_bundle.require_sound(one, trusted)
    return [verify_bundle.common_name(one.by.subject) for one in found]


class TestKeptCopies:
    """Whoever has a PDF already is told so and is not sent it again, until somebody signed it."""

    def ask(self, person: Person, document: str, etag: str) -> HttpResponse:
        return person.call("GET", f"/api/v1/documents/{document}/pdf", If_None_Match=etag)

    def test_the_same_pdf_is_not_sent_twice(self, file: File) -> None:
        key = record(file)["id"]
        whole = file.officer.call("GET", f"/api/v1/documents/{key}/pdf")
        again = self.ask(file.officer, key, whole["ETag"])
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", whole["ETag"])
        # And the browser may go on showing its copy beside the case
        assert again["X-Frame-Options"] == whole["X-Frame-Options"] == "SAMEORIGIN"
        assert again["Cache-Control"] == whole["Cache-Control"]
        for other in ('"0000"', whole["ETag"].strip('"')):
            assert self.ask(file.officer, key, other).content == whole.content
        for several in (f'"0000", {whole["ETag"]}', f"W/{whole['ETag']}", "*"):
            assert self.ask(file.officer, key, several).status_code == 304

    def test_once_it_is_signed_it_is_another(self, file: File, second: Person) -> None:
        key = record(file)["id"]
        before = file.officer.call("GET", f"/api/v1/documents/{key}/pdf")
        sign(file, second)
        after = self.ask(file.officer, key, before["ETag"])
        assert after.status_code == 200
        assert after.content.startswith(before.content)
        assert self.ask(file.officer, key, after["ETag"]).status_code == 304

    def test_who_may_not_read_it_learns_nothing(self, town: Town, file: File) -> None:
        key = record(file)["id"]
        etag = file.officer.call("GET", f"/api/v1/documents/{key}/pdf")["ETag"]
        assert self.ask(town.b.officers[0], key, etag).status_code == 404
        assert self.ask(town.stranger, key, etag).status_code == 401


class TestBeforeHeSigns:
    """Given a record that one of two officers made, then it waits for the other, and for nobody else."""

    def test_the_page_says_whose_signature_is_missing_and_offers_it_to_him(
        self, file: File, second: Person
    ) -> None:
        shown = record(file, person=second)
        assert [(one["name"], one["signed_at"]) for one in shown["signatories"]] == [("张二", None)]
        assert (shown["countersign"]["name"], shown["countersign"]["allowed"]) == (
            "document.countersign",
            True,
        )
        assert record(file)["countersign"] is None
        assert record(file, person=file.town.head)["countersign"] is None

    def test_it_stands_first_among_what_is_unusual(self, town: Town, second: Person) -> None:
        file = road.ordinary(town, town.a, "inspect", opened={"public_interest": True})
        unusual = [one["zh"] for one in file.page()["unusual"]]
        assert unusual == [
            "文书尚缺执法人员签名：现场检查（勘验）笔录（张二）",
            "涉及重大公共利益，应当法制审核",
        ]
        sign(file, second)
        assert [one["zh"] for one in file.page()["unusual"]] == ["涉及重大公共利益，应当法制审核"]

    def test_he_finds_it_in_his_work_until_he_signed_and_is_told_of_it(
        self, file: File, second: Person
    ) -> None:
        key = record(file)["id"]
        pass_on()
        assert f"/cases/{file.key}?document={key}" in [one["link"] for one in messages_of(second)]
        waits = {one["id"]: one for one in second.get("/work/signatures")["items"]}
        assert (waits[key]["case"], waits[key]["title"]) == (file.key, "现场检查（勘验）笔录")
        assert key not in [one["id"] for one in file.officer.get("/work/signatures")["items"]]
        sign(file, second)
        assert key not in [one["id"] for one in second.get("/work/signatures")["items"]]

    def test_what_the_agency_seals_and_what_one_writes_alone_wait_for_nobody(self, town: Town) -> None:
        file = road.ordinary(town, town.a, "conclude")
        waiting = {one["kind"] for one in file.page()["documents"] if one["signatories"]}
        assert waiting == {"inspection_record", "correction_recheck"}

    def test_the_decision_on_the_spot_waits_too(self, town: Town, second: Person) -> None:
        file = road.simple(town, town.a, "decide")
        sign(file, second, "spot_decision")
        assert signers(pdf(second, record(file, "spot_decision")["id"])) == ["张一", "张二"]


class TestHisSignature:
    """When he signs, then a revision with both signatures is shown, and the issued one is its beginning."""

    def test_both_signatures_hold_and_what_was_issued_is_a_prefix(self, file: File, second: Person) -> None:
        key = record(file)["id"]
        issued = pdf(second, key)
        with reading(HOUSE):
            before = Document.objects.values().get(pk=key)
        sign(file, second)
        whole = pdf(second, key)
        assert whole.startswith(issued)
        assert len(whole) > len(issued)
        assert (signers(issued), signers(whole)) == (["张一"], ["张一", "张二"])
        with reading(HOUSE):
            assert Document.objects.values().get(pk=key) == before
        page = second.get(f"/documents/{key}")
        first, newest = page["revisions"]
        assert (first["signed_by"], newest["signed_by"]) == (None, "张二")
        assert (stored(second, first["file"]), stored(second, newest["file"])) == (issued, whole)
        assert page["sha256"] == newest["sha256"] == hashlib.sha256(whole).hexdigest()
        (signed,) = record(file)["signatories"]
        assert signed["signed_at"]
        assert record(file, person=second)["countersign"] is None

    def test_a_third_officer_signs_what_the_second_signed(
        self, town: Town, file: File, second: Person
    ) -> None:
        third = town.b.officers[1]
        town.grant(third, "officer", town.a.area)
        town.clock.pass_by(minutes=5)
        file.act(
            file.officer, "inspection.record", findings="再次检查，仍占道。", started_at=town.clock.now - timedelta(minutes=2),
            officers=[*town.a.both, third.key], certificates_shown=True,
        )  # fmt: skip
        key = record(file)["id"]
        contents = [pdf(second, key)]
        for person in (third, second):
            sign(file, person)
            contents.append(pdf(second, key))
        assert all(later.startswith(earlier) for earlier, later in pairwise(contents))
        assert signers(contents[-1]) == ["张一", "王二", "张二"]
        assert [one["signed_by"] for one in second.get(f"/documents/{key}")["revisions"]] == [
            None,
            "王二",
            "张二",
        ]

    @pytest.mark.skipif(PDFSIG is None, reason="poppler-utils is not installed")
    def test_pdfsig_confirms_both_and_names_the_broken_one(
        self, file: File, second: Person, tmp_path: Path
    ) -> None:
        issued = pdf(second, record(file)["id"])
        sign(file, second)
        whole = pdf(second, record(file)["id"])

        def verdicts(content: bytes) -> list[str]:
            path = tmp_path / "record.pdf"
            path.write_bytes(content)
            out = subprocess.run(
                [str(PDFSIG), path], capture_output=True, text=True, timeout=60, check=False
            ).stdout
            return [line.split(":")[1].strip() for line in out.splitlines() if "Signature Validation" in line]

        assert verdicts(whole) == ["Signature is Valid."] * 2
        early, late = bytearray(whole), bytearray(whole)
        early[len(issued) // 3] ^= 1
        late[len(issued) + 20] ^= 1
        assert verdicts(bytes(early)) == ["Digest Mismatch."] * 2
        assert verdicts(bytes(late)) == ["Signature is Valid.", "Digest Mismatch."]

    def test_it_stands_in_the_trail_of_the_case(self, file: File, second: Person) -> None:
        sign(file, second)
        entry = file.page()["timeline"][-1]
        assert (entry["act"], entry["actor"]["name"]) == ("document.countersign", "张二")
        assert [one["title"] for one in entry["documents"]] == ["现场检查（勘验）笔录"]

    def test_the_same_act_twice_signs_once(self, file: File, second: Person) -> None:
        key, document = Deed(HOUSE).id, record(file)["id"]
        first = second.send("document.countersign", file.key, key=key, document=document).json()
        again = second.send("document.countersign", file.key, key=key, document=document).json()
        assert again["replayed"]
        assert first["result"] == again["result"] == document
        with reading(HOUSE):
            assert Countersignature.objects.filter(signatory__document=document).count() == 1

    @pytest.mark.parametrize("table", ["documents_signatory", "documents_countersignature"])
    @pytest.mark.parametrize("statement", ["UPDATE {} SET area_path = area_path", "DELETE FROM {}"])
    def test_the_database_changes_neither_row(
        self, file: File, second: Person, table: str, statement: str
    ) -> None:
        sign(file, second)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('xuncheng.scope', '{1}', true)")
            cursor.execute("SELECT set_config('xuncheng.act', gen_random_uuid()::text, true)")
            with pytest.raises(DatabaseError) as refusal, transaction.atomic():
                cursor.execute(statement.format(table))
        cause = refusal.value.__cause__
        assert isinstance(cause, psycopg.Error)
        assert cause.sqlstate == "XC003"


class TestRefusals:
    """Each names its reason and its article."""

    def test_who_is_not_named_in_it(self, town: Town, file: File) -> None:
        town.grant(town.b.officers[0], "officer", town.a.area)
        assert said(refused(file, town.b.officers[0]))[:3] == (
            "not_named", 409, "行政处罚法第四十二条第一款、第五十二条第二款、行政强制法第十八条第八项、第五十一条第一款第四项",
        )  # fmt: skip

    def test_who_issued_it_signed_it_then(self, file: File) -> None:
        assert refused(file, file.officer)["code"] == "signed_already"

    def test_who_signed_it_already(self, file: File, second: Person) -> None:
        sign(file, second)
        assert refused(file, second)["code"] == "signed_already"

    def test_a_document_that_waits_for_nobody(self, file: File, second: Person) -> None:
        assert refused(file, second, record(file, "filing_approval")["id"])["code"] == "not_named"

    def test_a_document_of_another_case(self, town: Town, file: File, second: Person) -> None:
        other = road.ordinary(town, town.a, "inspect")
        problem = refused(file, second, record(other)["id"])
        assert (problem["code"], [one["field"] for one in problem["errors"]]) == (
            "invalid_input",
            ["document"],
        )

    def test_what_was_corrected_since(self, file: File, second: Person) -> None:
        key = record(file)["id"]
        file.act(file.officer, "document.correct", document=key, wrong="一", right="二", reason="笔误。")
        code, status, articles, _ = said(refused(file, second, key))
        assert (code, status, articles) == ("document_corrected", 409, "行政处罚法第七十五条第二款")
        shown = record(file, person=second)["countersign"]
        assert (shown["allowed"], shown["refusal"]["code"]) == (False, "document_corrected")
        assert file.page()["unusual"] == []
        assert key not in [one["id"] for one in second.get("/work/signatures")["items"]]

    def test_whose_certificate_was_withdrawn(self, town: Town) -> None:
        file, other = road.ordinary(town, town.b, "inspect"), town.b.officers[1]
        town.admin.does("certificate.withdraw", other.key, reason="调离执法岗位")
        problem = refused(file, other)
        town.admin.does(
            "officer.certify", other.key, certificate_number="ZF-b2", since="2024-01-01", until="2029-12-31"
        )
        assert said(problem)[:3] == ("uncertified", 409, "行政处罚法第四十二条第一款")
        assert sign(file, other)

    def test_a_case_that_is_archived(self, town: Town, second: Person) -> None:
        file = road.ordinary(town, town.a, "archive")
        assert said(refused(file, second))[:3] == ("archived", 409, "行政处罚法第四十七条")
        assert record(file, person=second)["countersign"]["refusal"]["code"] == "archived"
        assert record(file)["id"] not in [one["id"] for one in second.get("/work/signatures")["items"]]
        assert "张二" in file.page()["unusual"][0]["zh"]


@pytest.fixture(scope="module")
def bundle(town: Town) -> dict[str, bytes]:
    """The unpacked archive of a case whose inspection both signed."""
    town.clock.now = START
    file, second = road.ordinary(town, town.a, "inspect"), town.a.officers[1]
    sign(file, second)
    rest = dict(list(road.ORDINARY.items())[3:])
    file.go(rest, "archive")
    with zipfile.ZipFile(io.BytesIO(stored(second, file.page()["bundle"]["id"]))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


class TestInTheBundle:
    """The archived file holds every revision, and its script checks all signatures and that each begins with the one before."""

    def checked(self, bundle: dict[str, bytes], folder: Path) -> str:
        """What the script says, on Python's standard library alone."""
        for name, content in bundle.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        script = [sys.executable, "-I", str(folder / "verify_bundle.py")]
        return subprocess.run(script, capture_output=True, text=True, timeout=60, check=False).stdout

    def revisions(self, bundle: dict[str, bytes]) -> tuple[str, str]:
        first = next(name for name in bundle if "会签前第1版_现场检查" in name)
        return first, first.replace("会签前第1版_", "")

    def test_it_holds_both_revisions_and_passes(self, bundle: dict[str, bytes], tmp_path: Path) -> None:
        first, newest = self.revisions(bundle)
        assert bundle[newest].startswith(bundle[first])
        assert signers(bundle[newest]) == ["张一", "张二"]
        said = self.checked(bundle, tmp_path)
        assert "FAIL" not in said
        assert "[通过 PASS] 会签未改动原件（1 份）" in said
        assert "张二" in next(line for line in said.splitlines() if "文书签章有效" in line)

    @pytest.mark.parametrize("which", [0, 1])
    def test_a_changed_byte_in_either_is_named(
        self, bundle: dict[str, bytes], tmp_path: Path, which: int
    ) -> None:
        name, first = self.revisions(bundle)[which], self.revisions(bundle)[0]
        spoilt = bytearray(bundle[name])
        spoilt[len(bundle[first]) // 3] ^= 1
        said = self.checked(bundle | {name: bytes(spoilt)}, tmp_path)
        assert f"{name}：签署后内容已被改动（摘要不符）" in said
        assert f"{self.revisions(bundle)[1]}：会签前的内容已被改动" in said

    def test_a_forger_who_signs_something_else_is_told_even_where_all_digests_match(
        self, bundle: dict[str, bytes], tmp_path: Path
    ) -> None:
        """The newest revision is put aside for another validly signed document, and the manifest made to match."""
        _, newest = self.revisions(bundle)
        other = next(content for name, content in bundle.items() if "复查笔录" in name)
        manifest = json.loads(bundle["manifest.json"])
        entry = next(one for one in manifest["files"] if one["path"] == newest)
        entry |= {"sha256": hashlib.sha256(other).hexdigest(), "size": len(other)}
        forged = bundle | {newest: other, "manifest.json": json.dumps(manifest).encode()}
        assert f"{newest}：会签前的内容已被改动" in self.checked(forged, tmp_path)

    def test_without_what_was_issued_it_says_so(self, bundle: dict[str, bytes], tmp_path: Path) -> None:
        first, newest = self.revisions(bundle)
        manifest = json.loads(bundle["manifest.json"])
        manifest["files"] = [one for one in manifest["files"] if one["path"] != first]
        rest = {name: content for name, content in bundle.items() if name != first}
        said = self.checked(rest | {"manifest.json": json.dumps(manifest).encode()}, tmp_path)
        assert f"{newest}：缺少会签前的文书" in said
