"""A document is signed when it is issued: `pdfsig` confirms it, and says otherwise once a byte was changed."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pypdf import PdfReader

from xuncheng.domains.documents import signing
from xuncheng.domains.documents.keys import KeyUnusable, OwnAuthority, configured
from xuncheng.domains.documents.render import Renderer
from xuncheng.domains.documents.signing import PdfSigner
from xuncheng.foundation.trail.viewer import ANONYMOUS, Viewer

AGENCY = "示范区城市管理综合行政执法局"
PDFSIG = shutil.which("pdfsig")
needs_pdfsig = pytest.mark.skipif(PDFSIG is None, reason="poppler-utils is not installed")


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> OwnAuthority:
    return OwnAuthority(tmp_path_factory.mktemp("keys") / "signing")


@pytest.fixture
def signer(authority: OwnAuthority) -> PdfSigner:
    return PdfSigner(authority.key("agency", AGENCY, AGENCY))


@pytest.fixture
def decision(renderer: Renderer, samples: dict[str, dict[str, Any]]) -> bytes:
    return renderer.render("decision", samples["decision"]).pdf


def said_of(pdf: bytes, folder: Path) -> str:
    """What pdfsig says of the file's signatures."""
    path = folder / "document.pdf"
    path.write_bytes(pdf)
    return subprocess.run([str(PDFSIG), path], capture_output=True, text=True, timeout=60, check=False).stdout


def fields_of(pdf: bytes) -> list[Any]:
    """The signature fields of the file's pages."""
    notes = (
        note.get_object() for page in PdfReader(io.BytesIO(pdf)).pages for note in page.get("/Annots", ())
    )
    return [note for note in notes if note.get("/FT") == "/Sig"]


@needs_pdfsig
def test_pdfsig_confirms_the_agencys_signature(signer: PdfSigner, decision: bytes, tmp_path: Path) -> None:
    said = said_of(signer.sign(decision), tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "SHA-256" in said
    assert AGENCY in said


@needs_pdfsig
def test_one_changed_byte_breaks_it(signer: PdfSigner, decision: bytes, tmp_path: Path) -> None:
    spoilt = bytearray(signer.sign(decision))
    spoilt[len(decision) // 2] ^= 1
    said = said_of(bytes(spoilt), tmp_path)
    assert "Signature is Valid" not in said
    assert "Digest Mismatch" in said


def test_the_rendered_pages_stay_as_they_are(signer: PdfSigner, decision: bytes) -> None:
    assert signer.sign(decision).startswith(decision)


def test_the_field_lies_over_the_seal(signer: PdfSigner, decision: bytes) -> None:
    (field,) = fields_of(signer.sign(decision))
    left, low, right, high = (float(edge) for edge in field["/Rect"])
    assert right - left == pytest.approx(119, abs=1.5)  # the seal's 42 mm
    assert high - low == pytest.approx(119, abs=1.5)
    assert signing.SEAL_MARK.encode() not in signer.sign(decision)[len(decision) :]


def test_the_mark_is_off_the_signed_page(signer: PdfSigner, decision: bytes) -> None:
    def links(pdf: bytes) -> list[Any]:
        notes = (
            note.get_object() for page in PdfReader(io.BytesIO(pdf)).pages for note in page.get("/Annots", ())
        )
        return [note for note in notes if note["/Subtype"] == "/Link"]

    assert len(links(decision)) == 1
    assert links(signer.sign(decision)) == []


@needs_pdfsig
def test_without_a_seal_the_field_is_not_seen(
    signer: PdfSigner, renderer: Renderer, samples: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    signed = signer.sign(renderer.render("spot_decision", samples["spot_decision"]).pdf)
    assert "Signature is Valid" in said_of(signed, tmp_path)
    (field,) = fields_of(signed)
    assert [float(edge) for edge in field["/Rect"]] == [0, 0, 0, 0]


def test_own_keys_are_private_and_kept(authority: OwnAuthority, tmp_path: Path) -> None:
    mine = OwnAuthority(tmp_path / "signing")
    first = mine.key("agency", AGENCY, AGENCY)
    again = OwnAuthority(tmp_path / "signing").key("agency", AGENCY, AGENCY)
    assert first.certificate == again.certificate
    assert (tmp_path / "signing").stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "signing").glob("*.pem")} == {0o600}
    first.certificate.verify_directly_issued_by(first.chain[0])


def test_a_configured_key_signs(authority: OwnAuthority, tmp_path: Path) -> None:
    key = authority.key("agency", AGENCY, AGENCY)
    path = tmp_path / "agency.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"seal", key.private, key.certificate, list(key.chain), BestAvailableEncryption(b"only a test")
        )
    )
    assert configured(path, "only a test").certificate == key.certificate
    with pytest.raises(KeyUnusable, match=r"agency\.p12"):
        configured(path, "another")


def test_the_agency_signs_what_is_sealed_and_officers_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    officer = Viewer(id=uuid4(), name="演示甲")
    monkeypatch.setattr(signing, "agency", lambda: "agency")
    monkeypatch.setattr(signing, "person", lambda key, name: (key, name))
    assert signing.signer_for(officer, sealed=True) == "agency"
    assert signing.signer_for(officer, sealed=False) == (officer.id, "演示甲")
    assert signing.signer_for(ANONYMOUS, sealed=False) == "agency"
    assert isinstance(officer.id, UUID)
