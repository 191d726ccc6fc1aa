"""The part files of uploads under way: how they grow, one writer at a time, and never beyond their length.

A part file holds exactly the bytes that were accepted, so its size is the upload's offset, also after a crash.
A chunk that comes with a checksum is written beside it first and joins it when it has proved right.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Protocol
from uuid import UUID

from django.conf import settings

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

ALGORITHMS = ("sha1", "sha256")
"""Checksums that a chunk may come with."""

_BLOCK = 256 * 1024


class Stream(Protocol):
    """A request's body: read piece by piece, it may break off."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end. Raises OSError where the connection breaks off."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """What a chunk must add up to."""

    algorithm: str
    digest: bytes


def folder() -> Path:
    """Where part files lie."""
    return Path(settings.FILES_DIR) / "uploads"


def path_of(upload: UUID) -> Path:
    """The part file of an upload."""
    return folder() / str(upload)


def create(upload: UUID) -> None:
    """Make an empty part file."""
    folder().mkdir(parents=True, exist_ok=True)
    path_of(upload).touch(exist_ok=False)


def offset_of(upload: UUID) -> int:
    """How many bytes have been accepted. Raises FileNotFoundError."""
    return path_of(upload).stat().st_size


@contextmanager
def only_writer(upload: UUID) -> Iterator[IO[bytes]]:
    """Hold the part file for writing; the lock ends with the process that holds it, however that ends.

    Raises `Refused` (`upload_busy`) while another request writes, and FileNotFoundError.
    """
    with path_of(upload).open("r+b", buffering=0) as part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused(
                "upload_busy",
                Text("该文件正在由另一个连接上传", "Another connection is writing to this upload"),
                status=423,
            ) from error
        yield part


def append(part: IO[bytes], stream: Stream, room: int, checksum: Checksum | None = None) -> int:
    """Write the stream at the end of the part file and give the new size; it is on the disk then.

    Where the connection breaks off, what came before is kept, unless a checksum had to prove it. Raises
    `Refused`: `upload_too_long` for more than `room` bytes, `checksum_differs`, `disk_full`.
    """
    part.seek(0, os.SEEK_END)
    try:
        if checksum:
            _append_proved(part, stream, room, checksum)
        else:
            _copy(stream, part, room)
        return part.tell()
    finally:
        os.fsync(part.fileno())


def _append_proved(part: IO[bytes], stream: Stream, room: int, checksum: Checksum) -> None:
    with TemporaryFile(dir=folder(), buffering=0) as chunk:
        digest = hashlib.new(checksum.algorithm, usedforsecurity=False)
        _copy(stream, chunk, room, digest.update)
        if not hmac.compare_digest(digest.digest(), checksum.digest):
            raise Refused(
                "checksum_differs",
                Text("数据校验不一致，请重传这一段", "The chunk's checksum differs; send it again"),
                status=460,
            )
        chunk.seek(0)
        _copy(chunk, part, room)


def _copy(stream: Stream, out: IO[bytes], room: int, see: Callable[[bytes], None] | None = None) -> None:
    while block := _read(stream):
        room -= len(block)
        if room < 0:
            raise Refused(
                "upload_too_long",
                Text("数据超过申报的文件大小", "There is more than the length that was declared"),
                status=413,
            )
        if see:
            see(block)
        _write(out, block)


def _read(stream: Stream) -> bytes:
    try:
        return stream.read(_BLOCK)
    except OSError as error:
        raise Refused(
            "upload_interrupted",
            Text("上传连接中断，可继续上传", "The connection broke off; resume"),
            status=400,
        ) from error


def _write(out: IO[bytes], block: bytes) -> None:
    """Write all of a block to an unbuffered file."""
    left = memoryview(block)
    try:
        while left:
            left = left[out.write(left) :]
    except OSError as error:
        raise Refused(
            "disk_full", Text("服务器磁盘空间不足", "The server cannot store more"), status=507
        ) from error
