import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.domains.documents.bundles import (
    BUNDLE,
    CASE,
    DECISION,
    PHOTO,
    REPORT,
    SCRIPT,
    built,
    case,
    finished,
    follow,
    sha256,
    stored,
    unpack,
)

from xuncheng.domains.documents import verify_bundle
from xuncheng.domains.documents.bundle import BundleError, BundleFile, build_bundle, file_name, make_manifest


def test_the_same_case_gives_the_same_bytes() -> None:
    assert built() == BUNDLE
    assert built(replace(case(), title="另一案")) != BUNDLE


def test_files_bear_the_time_of_the_archiving() -> None:
    with zipfile.ZipFile(io.BytesIO(BUNDLE)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 12, 31, 17, 0, 0)}


def test_what_lies_in_the_bundle() -> None:
    contents = unpack(BUNDLE)
    assert list(contents) == [
        "README.txt", "verify_bundle.py", "authorities/01.cer",
        "documents/01_行政处罚决定书_示城管罚字〔2026〕128号.pdf", "evidence/01_现场照片.jpg",
        "manifest.json", "trail.jsonl",
    ]  # fmt: skip
    assert contents["verify_bundle.py"] == SCRIPT.read_bytes()
    assert "示城管案〔2026〕128号" in contents["README.txt"].decode()


def test_a_document_that_the_trail_speaks_of_must_be_there() -> None:
    without = replace(case(), documents=[])
    archived, manifest = finished(without)
    with pytest.raises(BundleError, match=f"decision.make: its file {sha256(DECISION)} is not here"):
        build_bundle(archived, manifest, io.BytesIO())


def test_a_stored_file_that_changed_since_it_was_recorded_is_never_archived() -> None:
    start = case()
    rotten = replace(start.evidence[0], open=lambda: io.BytesIO(PHOTO[:-1] + b"\x00"))
    archived, manifest = finished(replace(start, evidence=[rotten]))
    with pytest.raises(BundleError, match="the stored file is not what was recorded"):
        build_bundle(archived, manifest, io.BytesIO())


def test_no_bundle_without_the_archive_act_or_with_another_manifest() -> None:
    archived, manifest = finished(case())
    with pytest.raises(BundleError, match="no entry of an archive act"):
        build_bundle(case(), manifest, io.BytesIO())
    with pytest.raises(BundleError, match="does not list the files"):
        build_bundle(replace(archived, evidence=[]), manifest, io.BytesIO())
    with pytest.raises(BundleError, match="no entry of an archive act"):
        build_bundle(archived, manifest + b" ", io.BytesIO())


def test_acts_after_the_archiving_are_left_out() -> None:
    archived, manifest = finished(case())
    after = follow(archived.trail[-1], CASE, "file.review", {"score": 96})
    also = follow(archived.trail[1], REPORT, "report.feedback", {})
    out = io.BytesIO()
    build_bundle(replace(archived, trail=[*archived.trail, after, also]), manifest, out)
    assert out.getvalue() == BUNDLE


@pytest.mark.parametrize("name", ["../up.pdf", "a/b.pdf", ".."])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(BundleError, match="not a plain name"):
        make_manifest(replace(case(), documents=[stored(name, DECISION)]))


def test_two_names_that_some_systems_take_for_one_are_refused() -> None:
    with pytest.raises(BundleError, match="there twice"):
        make_manifest(replace(case(), evidence=[stored("a.jpg", PHOTO), stored("A.JPG", PHOTO)]))


@given(title=st.text(), ordinal=st.integers(1, 999))
def test_file_names_are_plain_on_every_system(title: str, ordinal: int) -> None:
    name = file_name(ordinal, title, ".pdf")
    assert not set(name) & set('\\/:*?"<>|\r\n\0')
    assert Path(name).name == name
    assert name.startswith(f"{ordinal:02}_")


class Endless(io.RawIOBase):
    """Many zero bytes that are nowhere in memory."""

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        piece = bytes(min(size, self.left))
        self.left -= len(piece)
        return piece


class Nowhere(io.RawIOBase):
    """A stream that cannot be rewound, such as a response."""

    def write(self, data: bytes) -> int:  # type: ignore[override] # bytes are all it is given
        return len(data)


def test_large_evidence_is_streamed() -> None:
    size = 64 << 20
    digest, _ = verify_bundle.digest(_as_binary(Endless(size)))
    video = BundleFile("02_录像.mp4", lambda: _as_binary(Endless(size)), digest, size)
    archived, manifest = finished(replace(case(), evidence=[*case().evidence, video]))
    tracemalloc.start()
    build_bundle(archived, manifest, _as_binary(Nowhere()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


def _as_binary(stream: io.RawIOBase) -> BinaryIO:
    return stream  # type: ignore[return-value] # it writes as a BinaryIO does
