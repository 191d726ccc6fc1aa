"""The acts on files, and what other acts do with files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from xuncheng.foundation.files.contents import lock_for_removal, lock_key
from xuncheng.foundation.files.models import StoredFile, Upload
from xuncheng.foundation.files.references import never_used
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text

FILE = Text("该文件", "file")

_ATTACH = """
    UPDATE files_storedfile SET attached_type = %(type)s, attached_to = %(to)s, area_path = %(area)s
    WHERE id = %(file)s
      AND (attached_to = %(to)s OR attached_to IS NULL AND uploaded_by_id IS NOT DISTINCT FROM %(by)s)"""
_KEEP = """
    WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(%s))
    INSERT INTO files_blob (sha256, size, type, capture)
    SELECT %s::text, %s::bigint, %s::text, %s::jsonb FROM held ON CONFLICT DO NOTHING"""
_DISCARD = "DELETE FROM files_storedfile WHERE id = %s"
_DISCARD_CONTENT = """
    DELETE FROM files_blob WHERE sha256 = %(sha256)s
       AND NOT EXISTS (SELECT FROM files_storedfile WHERE blob_id = %(sha256)s)"""


@act("file.add", Text("上传文件", "Upload a file"), public=True)
def add_file(deed: Deed, upload: Annotated[UUID, field("上传编号", "Upload", "text")]) -> StoredFile:
    """Make a finished upload a file of its owner, under the same key; nobody else sees it until it is attached.

    Needs no grant: whoever may upload may finish. Raises `Refused`: `not_found`, `upload_unfinished`.
    """
    found = Upload.objects.filter(pk=upload, owner=deed.actor.id).first() if deed.actor.id else None
    if found is None:
        raise not_found(Text("该上传", "upload"))
    if not found.sha256:
        raise Refused("upload_unfinished", Text("文件尚未传完", "The file has not arrived whole yet"))
    _keep_blob(found.sha256, found.length, found.type, found.capture)
    file = StoredFile(
        id=found.pk, blob_id=found.sha256, name=found.name, uploaded_by_id=deed.actor.id, at=deed.received_at
    )
    insert(file)
    Upload.objects.filter(pk=found.pk).update(finished_at=deed.received_at)
    return file


@act("file.discard", Text("清除未使用的文件", "Remove a file that was never used"), on="file")
def discard_file(deed: Deed, file: StoredFile) -> StoredFile:
    """Remove a file that nothing refers to, and the row of its content if no other file has it; the bytes are the caller's to remove.

    Raises `Refused`: `file_in_use`.
    """
    if not never_used().filter(pk=file.pk).exists():
        raise _in_use(file)
    lock_for_removal(file.blob_id)
    with connection.cursor() as cursor:
        cursor.execute(_DISCARD, [file.pk])
        cursor.execute(_DISCARD_CONTENT, {"sha256": file.blob_id})
    return file


def attach(deed: Deed, file: StoredFile, to_type: str, to_id: UUID, area_path: str) -> StoredFile:
    """Attach a file to an object, inside an act on that object; from then on it lies in the object's area.

    Only who gave a file attaches it, and only once. Raises `Refused`: `not_found`, `file_attached`.
    """
    given: dict[str, str | UUID | None] = {
        "type": to_type,
        "to": to_id,
        "area": area_path,
        "file": file.pk,
        "by": deed.actor.id,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ATTACH, given)
        changed = cursor.rowcount
    if not changed:
        raise _not_attachable(file)
    file.attached_type, file.attached_to, file.area_path = to_type, to_id, area_path
    return file


def store_bytes(
    content: bytes, name: str, type_: str, area_path: str, uploaded_by: UUID | None, *, kept: bool = True
) -> StoredFile:
    """Keep a content that the program made, inside an act. `type_` is taken at the caller's word.

    One that is not `kept` is noted alone: the act is only tried, and its rows will be undone.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    _keep_blob(sha256, len(content), type_)
    if kept:
        store().put_bytes(sha256, content)
    file = StoredFile(
        blob_id=sha256, name=name, area_path=area_path, uploaded_by_id=uploaded_by, at=timezone.now()
    )
    insert(file)
    return file


def _keep_blob(sha256: str, size: int, type_: str, capture: Mapping[str, Any] | None = None) -> None:
    """Note a content, unless somebody else has given the same before or at the same time; until the act is over it is not removed."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [lock_key(sha256), sha256, size, type_, json.dumps(dict(capture or {}))])


def _not_attachable(file: StoredFile) -> Refused:
    if StoredFile.objects.filter(pk=file.pk, attached_to__isnull=False).exists():
        return Refused(
            "file_attached",
            Text(
                f"文件“{file.name}”已用于其他事项",
                f"The file “{file.name}” belongs to something else already",
            ),
        )
    return not_found(FILE)


def _in_use(file: StoredFile) -> Refused:
    return Refused(
        "file_in_use",
        Text(f"文件“{file.name}”已被使用，不能清除", f"The file “{file.name}” is used: it stays"),
    )
