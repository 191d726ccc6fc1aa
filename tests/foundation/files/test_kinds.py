import io
import struct
import wave
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xuncheng.foundation.files.kinds import KINDS, SHOWN, TEXTS, claimed_kind, kind_of
from xuncheng.foundation.trail.refusal import Refused

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ftyp(brand: bytes) -> bytes:
    """The head of an ISO base media file."""
    return b"\x00\x00\x00\x20ftyp" + brand + b"\x00\x00\x02\x00" + brand + b"mp41mp42" + bytes(64)


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(1600))
    return out.getvalue()


def found(folder: Path, content: bytes, name: str) -> str:
    """The type of a content, or the code of its refusal."""
    path = folder / "upload"
    path.write_bytes(content)
    try:
        return kind_of(path, name).type
    except Refused as refused:
        return refused.code


@pytest.mark.parametrize(
    ("form", "type_"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")]
)
def test_pictures_are_known_by_their_content(
    tmp_path: Path, draw: Callable[..., bytes], form: str, type_: str
) -> None:
    assert found(tmp_path, draw(form), "照片.exe") == type_


@pytest.mark.parametrize(
    ("content", "type_"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "application/pdf"),
        (ftyp(b"mp42"), "video/mp4"),
        (ftyp(b"isom"), "video/mp4"),
        (ftyp(b"qt  "), "video/quicktime"),
        (b"\x1a\x45\xdf\xa3\x87\x42\x82\x84webm" + bytes(64), "video/webm"),
        (ftyp(b"M4A "), "audio/mp4"),
        (ftyp(b"heic"), "image/heic"),
        (b"ID3\x03\x00\x00\x00\x00\x00\x00" + bytes(100), "audio/mpeg"),
        (b"\xff\xfb\x90\x64" + bytes(400), "audio/mpeg"),
        (sound(), "audio/wav"),
        (b"#!AMR\n\x3c\x91\x17\x16", "audio/amr"),
        (archive("[Content_Types].xml", "word/document.xml"), WORD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), SHEET),
    ],
)
def test_other_kinds_are_known_too(tmp_path: Path, content: bytes, type_: str) -> None:
    assert found(tmp_path, content, "未命名") == type_


@pytest.mark.parametrize(
    ("name", "content", "type_"),
    [
        ("说明.txt", "现场情况说明".encode(), "text/plain"),
        ("说明.txt", "现场情况说明".encode("gb18030"), "text/plain"),
        ("清单.CSV", "编号,名称\n1,三轮车\n".encode(), "text/csv"),
        ("清单.txt", b"BM, as in a bitmap's first bytes", "text/plain"),
    ],
)
def test_text_is_known_by_its_name_if_it_is_text(
    tmp_path: Path, name: str, content: bytes, type_: str
) -> None:
    assert found(tmp_path, content, name) == type_


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("照片.png", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("照片.jpg", b"MZ\x90\x00" + bytes(200)),
        ("照片.jpg", b"\x7fELF" + bytes(200)),
        ("照片.gif", b"GIF89a" + bytes(200)),
        ("材料.docx", archive("a.txt")),
        ("材料.zip", archive("a.txt")),
        ("宏.docx", archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("脚本.js", b"alert(1)"),
        ("说明.txt", b"text\x00with a zero"),
        ("说明.txt", b"\xff\xfe\x80 neither UTF-8 nor GB 18030 \xff"),
        ("照片.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF and no picture behind it"),
        ("录像.mp4", ftyp(b"qt5 ")),
        ("录像.mkv", b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska" + bytes(64)),
    ],
)
def test_everything_else_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    assert found(tmp_path, content, name) == "type_not_allowed"


def test_a_small_file_that_unfolds_to_a_giant_picture_is_refused(tmp_path: Path) -> None:
    size = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    header = (
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + size + struct.pack(">I", zlib.crc32(b"IHDR" + size))
    )
    data = zlib.compress(bytes(1000))
    body = struct.pack(">I", len(data)) + b"IDAT" + data + struct.pack(">I", zlib.crc32(b"IDAT" + data))
    assert found(tmp_path, header + body, "bomb.png") == "image_too_large"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        [
            b"",
            b"%PDF-",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"PK\x03\x04",
            b"RIFF\x00\x00\x00\x00WEBP",
            b"ID3",
            b"\x00\x00\x00\x18ftyp",
        ]
    ),
    st.binary(max_size=300),
)
def test_whatever_comes_is_named_or_refused(tmp_path: Path, head: bytes, rest: bytes) -> None:
    known = {kind.type for kind in (*KINDS, *TEXTS)} | {"type_not_allowed", "image_too_large"}
    assert found(tmp_path, head + rest, "x.txt") in known


@pytest.mark.parametrize(
    ("name", "type_", "claimed"),
    [
        ("IMG_0001.JPG", "", "image/jpeg"),
        ("IMG_0001.JPG", "video/mp4", "image/jpeg"),
        ("未命名", "image/png", "image/png"),
        ("jpg", "", None),
        ("setup.exe", "application/x-msdownload", None),
    ],
)
def test_name_and_type_give_a_first_guess(name: str, type_: str, claimed: str | None) -> None:
    kind = claimed_kind(name, type_)
    assert (kind.type if kind else None) == claimed


def test_no_type_that_a_browser_runs_is_ever_shown() -> None:
    assert not {"text/html", "image/svg+xml", "text/javascript", "application/xml", "text/plain"} & SHOWN
