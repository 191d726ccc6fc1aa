"""An archived case to check and to tamper with; its trail is hashed by the trail's own code."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pypdf import PdfWriter

from xuncheng.domains.documents import verify_bundle
from xuncheng.domains.documents.bundle import BundleCase, BundleFile, TrailLine, build_bundle, make_manifest
from xuncheng.domains.documents.keys import OwnAuthority
from xuncheng.domains.documents.signing import PdfSigner
from xuncheng.foundation.trail import chain
from xuncheng.foundation.trail.deed import SHANGHAI

SCRIPT = Path(verify_bundle.__file__)
REPORT = "01900000-0000-7000-8000-000000000001"
CASE = "01900000-0000-7000-8000-000000000002"
PHOTO = b"\xff\xd8\xff" + bytes(range(256)) * 40
AGENCY = "示范区城市管理综合行政执法局"
ARCHIVED = datetime(2026, 12, 31, 17, 0, tzinfo=SHANGHAI)

Zip = dict[str, bytes]


def signed_pdf(authority: OwnAuthority, *names: str) -> bytes:
    """A page with nothing on it, signed by each of these in turn."""
    page, out = PdfWriter(), io.BytesIO()
    page.add_blank_page(595, 842)
    page.write(out)
    pdf = out.getvalue()
    for name in names:
        pdf = PdfSigner(authority.key(name, name, AGENCY)).sign(pdf)
    return pdf


def own_authority() -> OwnAuthority:
    """An authority of its own for every one who asks, gone when the tests are."""
    return OwnAuthority(Path(tempfile.mkdtemp(prefix="xuncheng-keys-")) / "signing")


DECISION = signed_pdf(own_authority(), AGENCY)


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def stored(name: str, content: bytes, **metadata: str | int) -> BundleFile:
    return BundleFile(name, lambda: io.BytesIO(content), sha256(content), len(content), metadata)


def follow(before: TrailLine | None, of: str, name: str, output: dict[str, object]) -> TrailLine:
    """The next entry of a chain, hashed by the trail's own code."""
    seq = before.seq + 1 if before else 1
    line = TrailLine(
        prev=before.hash if before else chain.START.hex(), chain=of, seq=seq, act_id=f"01900000-0000-7000-9000-{seq:012}",
        name=name, actor="", area_path="110102.017", at=1_793_500_000_000_000 + seq, received_at=1_793_500_000_500_000 + seq,
        device="执法终端-7", place="116.3661000,39.9123000", input=chain.canonical({"词": name}),
        output=chain.canonical(output), hash="",
    )  # fmt: skip
    texts = [str(getattr(line, field)) for field in chain.FIELDS]
    return replace(line, hash=chain.entry_hash(texts).hex())


def trail() -> list[TrailLine]:
    """A report that becomes a case, up to before the archive act."""
    submitted = follow(None, REPORT, "report.submit", {"files": [{"sha256": sha256(PHOTO)}]})
    judged = follow(submitted, REPORT, "report.judge", {})
    filed = follow(None, CASE, "case.file", {})
    decided = follow(
        filed, CASE, "decision.make", {"documents": [{"kind": "decision", "sha256": sha256(DECISION)}]}
    )
    closed = follow(decided, CASE, "case.close", {})
    return [submitted, judged, filed, decided, closed]


def case() -> BundleCase:
    return BundleCase(
        number="示城管案〔2026〕128号", title="示例公司擅自占用道路堆物堆料案", archived_at=ARCHIVED,
        documents=[stored("01_行政处罚决定书_示城管罚字〔2026〕128号.pdf", DECISION, kind="decision")],
        evidence=[stored("01_现场照片.jpg", PHOTO)], trail=trail(), authorities=sorted(verify_bundle.anchors_of(DECISION)),
    )  # fmt: skip


def finished(start: BundleCase) -> tuple[BundleCase, bytes]:
    """The case after its archive act, and the manifest whose digest that act recorded."""
    manifest = make_manifest(start)
    archived = follow(start.trail[-1], CASE, "case.archive", {"manifest_sha256": sha256(manifest)})
    return replace(start, trail=[*start.trail, archived]), manifest


def built(start: BundleCase | None = None) -> bytes:
    archived, manifest = finished(start or case())
    out = io.BytesIO()
    build_bundle(archived, manifest, out)
    return out.getvalue()


BUNDLE = built()


def unpack(bundle: bytes) -> Zip:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(contents: Zip, path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def lines_of(contents: Zip) -> list[bytes]:
    return contents["trail.jsonl"].splitlines(keepends=True)
