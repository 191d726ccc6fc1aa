"""The acts on files, and what other acts do with files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from xuncheng.foundation.files.models import StoredFile, Upload
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
_KEEP = "INSERT INTO files_blob (sha256, size, type, capture) VALUES (%s, %s, %s, %s::jsonb) ON CONFLICT DO NOTHING"


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
    if kept:
        store().put_bytes(sha256, content)
    _keep_blob(sha256, len(content), type_)
    file = StoredFile(
        blob_id=sha256, name=name, area_path=area_path, uploaded_by_id=uploaded_by, at=timezone.now()
    )
    insert(file)
    return file


def _keep_blob(sha256: str, size: int, type_: str, capture: Mapping[str, Any] | None = None) -> None:
    """Note a content, unless somebody else has given the same before or at the same time."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [sha256, size, type_, json.dumps(dict(capture or {}))])


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
