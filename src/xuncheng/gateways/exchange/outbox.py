"""Telling a platform by files: each message is one file, with its checksum beside it, until the platform has acknowledged it."""

from __future__ import annotations

from pathlib import Path

from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.gateways.exchange.folders import (
    ACKNOWLEDGED,
    CHECKSUM,
    digest_of,
    folder_of,
    move,
    waiting,
    write_whole,
)
from xuncheng.gateways.webhooks.posting import Answer
from xuncheng.rules.legal import Text

SCHEME = "folder:"
LAID_DOWN = 201
"""What a file that was written is noted as: the status of something made."""


def check(code: str, url: str) -> None:
    """Refuse an address that is not the folder of the platform itself."""
    if url != SCHEME + code:
        words = Text(f"文件夹地址应当是 {SCHEME}{code}", f"The address of its folder is {SCHEME}{code}")
        raise invalid(FieldError("url", words))


def drop(url: str, event: str, body: bytes) -> Answer:
    """Lay a message down for the platform. One that lies there, or was acknowledged already, is not laid down again."""
    try:
        folder = folder_of(url.removeprefix(SCHEME))
        name = f"{event}.json"
        if not any((folder / room / name).exists() for room in ("outbox", "sent")):
            write_whole(folder / "outbox" / (name + CHECKSUM), f"{digest_of(body)}  {name}\n".encode())
            write_whole(folder / "outbox" / name, body)
    except OSError as error:
        return Answer(None, f"{type(error).__name__}: {error}")
    return Answer(LAID_DOWN)


def clear_acknowledged(folder: Path) -> int:
    """Move what the platform has acknowledged (`NAME.ack` beside it) out of the outbox; returns how many there were."""
    number = 0
    for path in waiting(folder / "outbox"):
        acknowledged = path.with_name(path.name + ACKNOWLEDGED)
        if acknowledged.exists():
            move(path, folder / "sent", digest_of(path.read_bytes()))
            acknowledged.unlink()
            number += 1
    return number
