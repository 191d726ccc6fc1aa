"""Which kinds of file the house takes in, and how it knows them: by their content, never by their name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import puremagic
from PIL import Image, UnidentifiedImageError

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

MIB = 1024 * 1024
MAX_PIXELS = 100_000_000
"""The most pixels an image may unfold to: four bytes each, some 400 MB of memory."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: its media type, its endings, how large it may be, and how it is recognised.

    `marks` are endings that puremagic may find for such content; `confirmed` looks closer.
    """

    type: str
    label: Text
    endings: tuple[str, ...]
    max_bytes: int
    marks: frozenset[str]
    confirmed: Callable[[Path], bool]


def _image(form: str) -> Callable[[Path], bool]:
    def confirmed(path: Path) -> bool:
        try:
            with Image.open(path, formats=(form,)) as image:
                pixels = image.width * image.height
        except (UnidentifiedImageError, OSError, ValueError):
            return False
        except Image.DecompressionBombError as error:
            raise _TOO_MANY_PIXELS from error
        if pixels > MAX_PIXELS:
            raise _TOO_MANY_PIXELS
        return True

    return confirmed


_TOO_MANY_PIXELS = Refused(
    "image_too_large",
    Text("图片像素过多，无法处理", "The image has too many pixels to be handled"),
    status=413,
)


def _starts(*signs: bytes) -> Callable[[Path], bool]:
    return lambda path: _head(path).startswith(signs)


def _brand(*brands: bytes) -> Callable[[Path], bool]:
    """ISO base media files name their kind behind the word ftyp (ISO/IEC 14496-12)."""
    return lambda path: _head(path)[4:8] == b"ftyp" and _head(path)[8:12] in brands


def _riff(form: bytes) -> Callable[[Path], bool]:
    return lambda path: _head(path)[:4] == b"RIFF" and _head(path)[8:12] == form


def _mpeg_audio(path: Path) -> bool:
    """An ID3 tag, or the eleven set bits with which every MPEG audio frame begins, of layer III."""
    head = _head(path)
    return head[:3] == b"ID3" or (len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2)


def _webm(path: Path) -> bool:
    """EBML (RFC 8794) whose header names the document type webm."""
    with path.open("rb") as file:
        head = file.read(64)
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"\x42\x82\x84webm" in head


def _office(part: str) -> Callable[[Path], bool]:
    """Office Open XML (ISO/IEC 29500) with its main part and without macros."""

    def confirmed(path: Path) -> bool:
        try:
            with zipfile.ZipFile(path) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, OSError):
            return False
        return {"[Content_Types].xml", part} <= names and not any("vbaProject" in name for name in names)

    return confirmed


def _text(path: Path) -> bool:
    """Text in UTF-8 or GB 18030 without control signs."""
    if path.stat().st_size > _TEXT_BYTES:
        return False
    content = path.read_bytes()
    return not _CONTROL.search(content) and any(_decodes(content, name) for name in ("utf-8", "gb18030"))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(16)


_TEXT_BYTES = 20 * MIB
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_MP4 = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")


def _kind(
    type_: str, zh: str, en: str, endings: str, mib: int, confirmed: Callable[[Path], bool], marks: str = ""
) -> FileKind:
    known = frozenset(f".{mark}" for mark in (endings + " " + marks).split())
    return FileKind(type_, Text(zh, en), tuple(endings.split()), mib * MIB, known, confirmed)


KINDS = (
    _kind("image/jpeg", "JPEG图片", "JPEG image", "jpg jpeg", 50, _image("JPEG"), "jfif jpe"),
    _kind("image/png", "PNG图片", "PNG image", "png", 50, _image("PNG")),
    _kind("image/webp", "WebP图片", "WebP image", "webp", 50, _image("WEBP")),
    _kind("image/heic", "HEIC图片", "HEIC image", "heic heif", 50, _brand(b"heic", b"heix", b"mif1")),
    _kind("application/pdf", "PDF文档", "PDF document", "pdf", 100, _starts(b"%PDF-")),
    _kind("video/mp4", "MP4视频", "MP4 video", "mp4", 2048, _brand(*_MP4)),
    _kind("video/quicktime", "MOV视频", "MOV video", "mov", 2048, _brand(b"qt  "), "qt mp4 m4v m4a"),
    _kind("video/webm", "WebM视频", "WebM video", "webm", 2048, _webm, "mkv"),
    _kind("audio/mp4", "M4A录音", "M4A recording", "m4a", 200, _brand(b"M4A ", b"M4B ")),
    _kind("audio/mpeg", "MP3录音", "MP3 recording", "mp3", 200, _mpeg_audio, "mpga"),
    _kind("audio/wav", "WAV录音", "WAV recording", "wav", 500, _riff(b"WAVE")),
    _kind("audio/amr", "AMR录音", "AMR recording", "amr", 50, _starts(b"#!AMR")),
    _kind(
        f"{_OFFICE}.wordprocessingml.document",
        "Word文档",
        "Word document",
        "docx",
        50,
        _office("word/document.xml"),
    ),
    _kind(
        f"{_OFFICE}.spreadsheetml.sheet", "Excel表格", "Excel sheet", "xlsx", 50, _office("xl/workbook.xml")
    ),
)
"""What is taken in, apart from plain text."""

TEXTS = (
    _kind("text/csv", "CSV表格", "CSV table", "csv", 20, _text),
    _kind("text/plain", "文本", "plain text", "txt", 20, _text),
)
"""Text bears no mark of its kind: whether it is a table, its name must tell."""

THUMBNAILED = frozenset({"image/jpeg", "image/png", "image/webp"})
"""Types of which a small picture can be made."""

RECORDINGS = frozenset(kind.type for kind in KINDS if kind.type.split("/")[0] in ("audio", "video"))
"""Types of video and sound."""

SHOWN = (
    RECORDINGS
    | frozenset(kind.type for kind in KINDS if kind.type.startswith("image/"))
    | {"application/pdf"}
)
"""Types that a browser may show in place; everything else it is told to save."""


def kind_of(path: Path, name: str) -> FileKind:
    """Find out what a complete file is. Its name only tells one kind of text from another.

    Raises `Refused`: `type_not_allowed`, `image_too_large`.
    """
    marks = _marks(path)
    for kind in KINDS:
        if kind.marks & marks and kind.confirmed(path):
            return kind
    for kind in TEXTS:
        if name.lower().endswith(kind.endings) and kind.confirmed(path):
            return kind
    raise type_refused(name)


def claimed_kind(name: str, type_: str) -> FileKind | None:
    """What a file says that it is, by its ending or else its type: good for an early answer, never for the last."""
    _, dot, ending = name.lower().rpartition(".")
    by_name = (kind for kind in (*KINDS, *TEXTS) if dot and ending in kind.endings)
    by_type = (kind for kind in (*KINDS, *TEXTS) if kind.type == type_)
    return next(by_name, None) or next(by_type, None)


def type_refused(name: str) -> Refused:
    """The answer to a file of a kind that is not taken in, naming those that are."""
    endings = "、".join(kind.endings[0] for kind in (*KINDS, *TEXTS))
    return Refused(
        "type_not_allowed",
        Text(
            f"文件“{name}”的类型不允许上传，可上传：{endings}",
            f"“{name}” is of a kind that is not taken in; these are: {endings.replace('、', ', ')}",
        ),
        status=415,
    )


def _marks(path: Path) -> frozenset[str]:
    """The endings that puremagic finds for a content."""
    try:
        return frozenset(match.extension for match in puremagic.magic_file(path))
    except (puremagic.PureError, ValueError):
        return frozenset()
