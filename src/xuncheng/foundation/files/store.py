"""Where the bytes of files lie: under their SHA-256, in a local folder or in an S3 bucket."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import IO, Any, Protocol
from uuid import uuid4

from django.conf import settings


class Store(Protocol):
    """Keeps contents under their SHA-256 (64 hex digits). Storing the same content twice changes nothing."""

    def put(self, sha256: str, part: Path) -> None:
        """Take over the content of a complete local file; the file itself stays the caller's."""

    def put_bytes(self, sha256: str, content: bytes) -> None:
        """Take over a content that is in memory."""

    def open(self, sha256: str, start: int = 0) -> IO[bytes]:
        """The content from that byte on. Raises FileNotFoundError."""

    def remove(self, sha256: str) -> None:
        """Forget a content, if it is there. Only for what is passing, such as exports, and by `contents.forget`."""


class LocalStore:
    """A folder with two levels of folders in it. What is there is whole and on the disk: it survives a crash.

    One that is not `durable` leaves it to the system when a content comes to the disk.
    """

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        self.root, self._durable = root, durable

    def path(self, sha256: str) -> Path:
        """Where the content lies, or would lie."""
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def put(self, sha256: str, part: Path) -> None:
        """Take over a file by a second name for it, or by a copy where it lies on another disk."""
        target = self._prepared(sha256)
        if target is None:
            return
        with part.open("rb") as file:
            os.fsync(file.fileno())
        try:
            os.link(part, target)
        except FileExistsError:
            return
        except OSError:
            with part.open("rb") as file:
                _write(target, file, durable=self._durable)
        self._settle(target.parent)

    def put_bytes(self, sha256: str, content: bytes) -> None:
        """Write a content next to its place and then rename it."""
        if target := self._prepared(sha256):
            _write(target, content, durable=self._durable)
            self._settle(target.parent)

    def open(self, sha256: str, start: int = 0) -> IO[bytes]:
        """Open the file at a byte."""
        file = self.path(sha256).open("rb")
        file.seek(start)
        return file

    def remove(self, sha256: str) -> None:
        """Remove the file. Whoever reads it still may read on."""
        self.path(sha256).unlink(missing_ok=True)

    def _prepared(self, sha256: str) -> Path | None:
        """The place for a content, its folders made; None if it is there already."""
        target = self.path(sha256)
        if target.exists():
            return None
        if not target.parent.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            self._settle(target.parent.parent, self.root)
        return target

    def _settle(self, *folders: Path) -> None:
        """Make sure that the names in the folders are on the disk."""
        for folder in folders if self._durable else ():
            _sync_folder(folder)


def _write(target: Path, content: bytes | IO[bytes], *, durable: bool) -> None:
    part = target.with_name(f".{uuid4().hex}")
    try:
        with open(part, "xb", opener=_for_the_program_alone) as file:
            if isinstance(content, bytes):
                file.write(content)
            else:
                shutil.copyfileobj(content, file)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        part.rename(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _for_the_program_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class S3Store:
    """A bucket of any S3 service. An object appears only when it is whole, and S3 itself keeps it safe."""

    def __init__(self, client: Any, bucket: str, room: str = "") -> None:
        self.client, self.bucket, self.room = client, bucket, room

    def put(self, sha256: str, part: Path) -> None:
        """Upload a file, large ones in several parts at a time."""
        if not self._has(sha256):
            self.client.upload_file(str(part), self.bucket, self._key(sha256))

    def put_bytes(self, sha256: str, content: bytes) -> None:
        """Upload a content that is in memory."""
        if not self._has(sha256):
            self.client.put_object(Bucket=self.bucket, Key=self._key(sha256), Body=content)

    def open(self, sha256: str, start: int = 0) -> IO[bytes]:
        """Begin to fetch the object from a byte on."""
        try:
            answer = self.client.get_object(
                Bucket=self.bucket, Key=self._key(sha256), Range=f"bytes={start}-"
            )
        except self.client.exceptions.NoSuchKey as error:
            raise FileNotFoundError(sha256) from error
        body: IO[bytes] = answer["Body"]
        return body

    def _has(self, sha256: str) -> bool:
        found = self.client.list_objects_v2(Bucket=self.bucket, Prefix=self._key(sha256), MaxKeys=1)
        return bool(found.get("KeyCount"))

    def remove(self, sha256: str) -> None:
        """Delete the object."""
        self.client.delete_object(Bucket=self.bucket, Key=self._key(sha256))

    def _key(self, sha256: str) -> str:
        return f"{self.room}{sha256[:2]}/{sha256[2:4]}/{sha256}"


BLOBS, EXPORTS = "blobs", "exports"
"""What is kept for good under the digest of its content, and what is passing, under a name of its own (hex digits)."""

_PREFIX = {BLOBS: "", EXPORTS: "exports/"}
"""What the names of each room's objects begin with in a bucket."""


@cache
def _store(folder: Path, room: str, bucket: str, endpoint: str, durable: bool) -> Store:
    if not bucket:
        return LocalStore(folder / room, durable=durable)
    import boto3
    from botocore.config import Config

    limits = Config(connect_timeout=5, read_timeout=60, retries={"max_attempts": 3, "mode": "standard"})
    client = boto3.client("s3", endpoint_url=endpoint or None, config=limits)
    return S3Store(client, bucket, _PREFIX[room])


def store(room: str = BLOBS) -> Store:
    """A room of this installation's store. Keys to an S3 service come from boto3's own sources (AWS_…)."""
    return _store(
        settings.FILES_DIR,
        room,
        settings.FILES_S3_BUCKET,
        settings.FILES_S3_ENDPOINT,
        settings.FILES_DURABLE,
    )


def read_bytes(sha256: str) -> bytes:
    """A whole content. Raises FileNotFoundError."""
    with closing(store().open(sha256)) as file:
        return file.read()
