"""Uploads under way: begun, grown, finished into files, ended, and cleared away when they expire."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePosixPath
from typing import IO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from uuid_utils.compat import uuid7

from xuncheng.foundation.files import contents, parts
from xuncheng.foundation.files.capture import capture_of
from xuncheng.foundation.files.commands import add_file
from xuncheng.foundation.files.kinds import MIB, FileKind, claimed_kind, kind_of, type_refused
from xuncheng.foundation.files.models import Upload
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

UNNAMED = "未命名"

LIFETIME = timedelta(days=3)
"""How long an upload may take, and how long a finished one still answers."""

OPEN_AT_A_TIME = 10
"""How many times the largest file one person's unfinished uploads may hold together."""


@dataclass(frozen=True, slots=True)
class Room:
    """How long an owner's upload may take, and how many times the largest file his unfinished ones may hold together."""

    lifetime: timedelta
    files: int


OWN = Room(LIFETIME, OPEN_AT_A_TIME)
SHARED = Room(timedelta(hours=2), 100)
"""That of the user as whom everybody uploads: nobody keeps the others out for long by beginning what he does not finish."""


def begin(viewer: Viewer, name: str, type_: str, length: int, room: Room = OWN) -> Upload:
    """Begin an upload of `length` bytes of what is said to be of this name and media type.

    Raises `Refused`: `type_not_allowed`, `file_empty`, `file_too_large`, `too_many_uploads`.
    """
    if viewer.id is None:
        raise Refused("signed_out", Text("请先登录", "Sign in first"), status=401)
    name = tidy_name(name) or UNNAMED
    kind = claimed_kind(name, type_)
    if kind is None:
        raise type_refused(name)
    _check_length(kind, length)
    _check_quota(viewer, length, room)
    now = timezone.now()
    upload = Upload(
        id=uuid7(),
        owner_id=viewer.id,
        length=length,
        name=name,
        created_at=now,
        expires_at=now + room.lifetime,
    )
    parts.create(upload.id)
    upload.save(force_insert=True)
    return upload


def find(viewer: Viewer, key: UUID) -> Upload:
    """An upload of the viewer's own. Raises `Refused`: `not_found`, `upload_expired`."""
    upload = Upload.objects.filter(pk=key, owner=viewer.id).first() if viewer.id else None
    if upload is None:
        raise not_found(Text("该上传", "upload"))
    if upload.expires_at <= timezone.now():
        raise Refused(
            "upload_expired",
            Text("上传已过期，请重新上传", "The upload has expired; start again"),
            status=410,
        )
    return upload


def offset_of(upload: Upload) -> int:
    """How many bytes have been accepted. Raises `Refused` (`upload_expired`) if the part file is lost."""
    if upload.finished_at:
        return upload.length
    try:
        return parts.offset_of(upload.id)
    except FileNotFoundError as error:
        raise _lost() from error


def grow(upload: Upload, offset: int, stream: parts.Stream, checksum: parts.Checksum | None = None) -> int:
    """Append what the stream holds at `offset`; give the new offset.

    Raises `Refused`: `upload_offset` where the upload stands elsewhere, and what `parts.append` refuses.
    """
    if upload.finished_at and offset == upload.length:
        return offset
    with _writing(upload) as part:
        stands_at = parts.offset_of(upload.id)
        if stands_at != offset:
            raise _elsewhere(stands_at)
        return parts.append(part, stream, upload.length - offset, checksum)


def finish_if_whole(viewer: Viewer, upload: Upload) -> None:
    """Make a file of the upload if all its bytes are there; where it is one already, nothing happens.

    Raises `Refused`, and ends the upload, for a content that is not taken in.
    """
    if upload.finished_at or offset_of(upload) < upload.length:
        return
    with _writing(upload):
        upload.refresh_from_db()
        if upload.finished_at:
            return
        if not upload.sha256:
            _look_into(upload)
        _take_over(upload)
        add_file(Deed(viewer, id=upload.id), upload.id)
    parts.path_of(upload.id).unlink(missing_ok=True)


def end(upload: Upload) -> None:
    """Give up an upload and what has come of it. Raises `Refused` (`upload_finished`) if it is a file by now."""
    if upload.finished_at:
        raise Refused("upload_finished", Text("文件已上传完成", "The upload is finished"), status=409)
    _remove(upload.id)


def purge_expired() -> int:
    """Remove what has expired, unfinished uploads with their part files and contents; give how many."""
    expired = list(Upload.objects.filter(expires_at__lte=timezone.now()).only("id", "sha256"))
    for upload in expired:
        _remove(upload.id)
        if upload.sha256:
            contents.forget(upload.sha256)
    return len(expired)


def tidy_name(name: str) -> str:
    """A file name without folders and control signs, in composed form, of at most 200 signs."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    printable = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    stem, dot, ending = printable.rpartition(".")
    return f"{stem[: 190 - len(ending)]}{dot}{ending}" if dot and len(ending) < 10 else printable[:200]


@contextmanager
def _writing(upload: Upload) -> Iterator[IO[bytes]]:
    try:
        with parts.only_writer(upload.id) as part:
            yield part
    except FileNotFoundError as error:
        raise _lost() from error


def _look_into(upload: Upload) -> None:
    """Find out what the whole content is, and note it. It may be slow, so it happens outside any transaction."""
    part = parts.path_of(upload.id)
    try:
        kind = kind_of(part, upload.name)
        _check_length(kind, upload.length)
    except Refused:
        _remove(upload.id)
        raise
    with part.open("rb") as file:
        upload.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    upload.type, upload.capture = kind.type, capture_of(part, kind.type)
    upload.save(update_fields=["sha256", "type", "capture"])


def _take_over(upload: Upload) -> None:
    """Store the content under the digest that was noted. Again, where it was stopped in between: then it is there, or is put there."""
    with contents.giving(upload.sha256):
        store().put(upload.sha256, parts.path_of(upload.id))


def _remove(key: UUID) -> None:
    with transaction.atomic():
        Upload.objects.filter(pk=key).delete()
        transaction.on_commit(lambda: parts.path_of(key).unlink(missing_ok=True))


def _check_length(kind: FileKind, length: int) -> None:
    longest = min(kind.max_bytes, settings.FILES_MAX_BYTES)
    if length <= 0:
        raise Refused("file_empty", Text("文件是空的", "The file is empty"), status=422)
    if length > longest:
        raise Refused(
            "file_too_large",
            Text(
                f"{kind.label.zh}最大{longest // MIB} MiB，该文件{length / MIB:.1f} MiB",
                f"A {kind.label.en} may have {longest // MIB} MiB; this one has {length / MIB:.1f}",
            ),
            status=413,
        )


def _check_quota(viewer: Viewer, length: int, room: Room) -> None:
    held = Upload.objects.filter(owner=viewer.id, finished_at=None, expires_at__gt=timezone.now())
    total = held.aggregate(bytes=Sum("length", default=0))["bytes"]
    if total + length > room.files * settings.FILES_MAX_BYTES:
        raise Refused(
            "too_many_uploads",
            Text(
                "未完成的上传过多，请先完成或取消", "Too many unfinished uploads; finish or cancel some first"
            ),
            status=429,
        )


def _elsewhere(stands_at: int) -> Refused:
    return Refused(
        "upload_offset",
        Text(
            f"已接收{stands_at}字节，请从该处续传", f"The upload stands at byte {stands_at}; go on from there"
        ),
        status=409,
    )


def _lost() -> Refused:
    return Refused(
        "upload_expired", Text("上传已过期，请重新上传", "The upload has expired; start again"), status=410
    )
