"""The script's own check of the documents' signatures: with the list of files made to match, it stands alone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from tests.domains.documents.bundles import (
    AGENCY,
    BUNDLE,
    DECISION,
    built,
    case,
    own_authority,
    pack,
    sha256,
    signed_pdf,
    stored,
    unpack,
)

from xuncheng.domains.documents import keys, verify_bundle
from xuncheng.domains.documents.keys import Key
from xuncheng.domains.documents.render import Renderer
from xuncheng.domains.documents.signing import PdfSigner

DOCUMENT = next(name for name in unpack(BUNDLE) if name.startswith("documents/"))
TRUSTED = [verify_bundle.read_certificate(one) for one in verify_bundle.anchors_of(DECISION)]
PLACE = DECISION.index(b"/Contents <"), DECISION.index(b">", DECISION.index(b"/Contents <")) + 1
"""Where the signature stands in the file."""


def wrong_with(pdf: bytes, trusted: list[verify_bundle.Certificate] = TRUSTED) -> str:
    """What the script says of a file's signatures; nothing if they hold."""
    try:
        for one in verify_bundle.signatures_of(pdf):
            verify_bundle.require_sound(one, trusted)
    except (verify_bundle.Unsound, *verify_bundle._UNREADABLE) as wrong:
        return str(wrong)
    return ""


def anchors(pdf: bytes) -> list[verify_bundle.Certificate]:
    return [verify_bundle.read_certificate(one) for one in verify_bundle.anchors_of(pdf)]


def test_it_says_who_signed() -> None:
    assert wrong_with(DECISION) == ""
    (one,) = verify_bundle.signatures_of(DECISION)
    assert verify_bundle.common_name(one.by.subject) == AGENCY


@settings(max_examples=400, deadline=None)
@given(place=st.integers(0, len(DECISION) - 1), bit=st.integers(0, 7))
def test_any_bit_of_a_document_may_flip_and_its_signature_tells(place: int, bit: int) -> None:
    spoilt = bytearray(DECISION)
    spoilt[place] ^= 1 << bit
    assert wrong_with(bytes(spoilt))


@settings(max_examples=400, deadline=None)
@given(place=st.integers(PLACE[0], PLACE[0] + 5200), bit=st.integers(0, 7))
def test_so_does_any_bit_of_the_signature_itself(place: int, bit: int) -> None:
    """Certificates, attributes, and what no signature covers: the container and its digits."""
    spoilt = bytearray(DECISION)
    spoilt[place] ^= 1 << bit
    assert wrong_with(bytes(spoilt))


def test_a_forger_who_makes_manifest_and_digests_match_is_told_by_the_signature(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = unpack(BUNDLE)
    forged = DECISION.replace(b"595", b"594", 1)
    manifest = json.loads(contents["manifest.json"])
    next(one for one in manifest["files"] if one["path"] == DOCUMENT)["sha256"] = sha256(forged)
    spoilt = {**contents, DOCUMENT: forged, "manifest.json": json.dumps(manifest).encode()}
    assert verify_bundle.main([str(pack(spoilt, tmp_path / "a.zip"))]) == 1
    assert f"{DOCUMENT}：签署后内容已被改动（摘要不符）" in capsys.readouterr().out


def test_a_document_without_a_signature_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = signed_pdf(own_authority())
    start = case()
    notice = stored("02_通知书.pdf", bare)
    (tmp_path / "a.zip").write_bytes(built(replace(start, documents=[*start.documents, notice])))
    assert verify_bundle.main([str(tmp_path / "a.zip")]) == 1
    assert "documents/02_通知书.pdf：没有签章" in capsys.readouterr().out


def test_several_signatures_are_all_checked() -> None:
    both = signed_pdf(own_authority(), "演示甲", "演示乙", AGENCY)
    found = verify_bundle.signatures_of(both)
    assert [verify_bundle.common_name(one.by.subject) for one in found] == ["演示甲", "演示乙", AGENCY]
    assert wrong_with(both, anchors(both)) == ""
    first = both.index(b"/Contents <")
    spoilt = bytearray(both)
    spoilt[first + 3000] = ord("0") if both[first + 3000] != ord("0") else ord("1")
    assert wrong_with(bytes(spoilt), anchors(both))


def test_what_is_added_after_the_signature_is_told() -> None:
    assert wrong_with(DECISION + b"\n") == "something was added after the last signature"
    again = PdfWriter(io.BytesIO(DECISION), incremental=True)
    again.add_blank_page(100, 100)
    added = io.BytesIO()
    again.write(added)
    assert added.getvalue().startswith(DECISION)
    assert wrong_with(added.getvalue()) == "something was added after the last signature"


def test_a_signature_that_leaves_out_more_than_itself_is_told() -> None:
    ranged = verify_bundle._BYTE_RANGE.search(DECISION)
    assert ranged is not None
    start, first, after, rest = (int(number) for number in ranged.groups())
    wider = b"/ByteRange [%d %d %d %d]" % (start, first - 9, after, rest)
    assert wrong_with(DECISION.replace(ranged[0], wider.ljust(len(ranged[0]))))
    later = b"/ByteRange [%d %d %d %d]" % (9, first - 9, after, rest)
    assert wrong_with(DECISION.replace(ranged[0], later.ljust(len(ranged[0]))))


def test_an_authority_of_anybody_does_not_do() -> None:
    forged = signed_pdf(own_authority(), AGENCY)
    assert wrong_with(forged, anchors(forged)) == ""
    assert wrong_with(forged) == "a certificate leads to no authority of the list"


def test_an_officers_certificate_issues_no_others() -> None:
    authority = own_authority()
    officer = authority.key("officer", "演示甲", AGENCY)
    made = keys._made(AGENCY, AGENCY, officer)
    forged = PdfSigner(Key(made.private, made.certificate, (officer.certificate, *officer.chain))).sign(
        signed_pdf(authority)
    )
    root = verify_bundle.read_certificate(verify_bundle.anchors_of(signed_pdf(authority, AGENCY)).pop())
    assert wrong_with(forged, [root]) == "a certificate leads to no authority of the list"


def test_certificates_that_are_not_the_manifests_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    contents = unpack(BUNDLE)
    other = verify_bundle.anchors_of(signed_pdf(own_authority(), AGENCY)).pop()
    assert verify_bundle.main([str(pack({**contents, "authorities/01.cer": other}, tmp_path / "a.zip"))]) == 1
    said = capsys.readouterr().out
    assert "authorities/01.cer：无法读取：SHA-256" in said
    assert f"{DOCUMENT}：签章证书不能追溯到清单所列的根证书" in said


def test_a_lone_certificate_is_its_own_authority() -> None:
    """As an installation may have it whose PKCS#12 file holds nothing else."""
    key = own_authority().key("agency", AGENCY, AGENCY)
    pdf = PdfSigner(Key(key.private, key.certificate)).sign(signed_pdf(own_authority()))
    assert [one.whole for one in anchors(pdf)] == [verify_bundle.signatures_of(pdf)[0].by.whole]
    assert wrong_with(pdf, anchors(pdf)) == ""


@pytest.mark.parametrize("kind", ["decision", "interview_record"])
def test_a_document_as_it_is_issued_holds(
    kind: str, renderer: Renderer, samples: dict[str, dict[str, Any]]
) -> None:
    key = own_authority().key("agency", AGENCY, AGENCY)
    signed = PdfSigner(key).sign(renderer.render(kind, samples[kind]).pdf)
    assert wrong_with(signed, anchors(signed)) == ""


@given(st.binary(max_size=300))
def test_whatever_bytes_there_are_the_reader_of_der_answers(data: bytes) -> None:
    try:
        elements = verify_bundle.der(data)
    except verify_bundle._UNREADABLE:
        return
    assert b"".join(one.whole for one in elements) == data
