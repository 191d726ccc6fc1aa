"""The folders of a platform: what it lays down for us, and what we lay down for it. An SFTP server may fill and empty them.

`inbox` is what comes; `done` and `failed` are where it goes with a report beside it; `outbox` is what we tell, `sent` where that goes
once the platform has acknowledged it.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings

PARTIAL = (".tmp", ".part", ".partial", ".filepart", ".uploading")
"""How names end of files that somebody is still writing, besides those that begin with a dot."""

CHECKSUM, REPORT, ACKNOWLEDGED = ".sha256", ".report.csv", ".ack"
ROOMS = ("inbox", "done", "failed", "outbox", "sent")


def folder_of(code: str) -> Path:
    """The folder of the platform with that code, with its rooms."""
    folder: Path = settings.EXCHANGE_DIR / code
    for room in ROOMS:
        (folder / room).mkdir(parents=True, exist_ok=True)
    return folder


def digest_of(content: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, and give it its own once it lies on the disk: nobody ever sees half of it."""
    partial = path.with_name(f".{path.name}.tmp")
    with partial.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def move(path: Path, room: Path, digest: str) -> None:
    """Move a file and its checksum into another room; one of the same name that lies there already and is another stays."""
    target = room / path.name
    if target.exists() and digest_of(target.read_bytes()) != digest:
        target = room / f"{path.stem}.{digest[:12]}{path.suffix}"
    checksum = path.with_name(path.name + CHECKSUM)
    path.replace(target)
    with suppress(FileNotFoundError):
        checksum.replace(target.with_name(target.name + CHECKSUM))


def waiting(room: Path) -> Iterator[Path]:
    """Files that lie in a room, by name; none that is still being written, and no checksum."""
    for path in sorted(room.iterdir()):
        name = path.name.lower()
        if (
            path.is_file()
            and not name.startswith(".")
            and not name.endswith((*PARTIAL, CHECKSUM, ACKNOWLEDGED))
        ):
            yield path
