"""Reading files: one door, narrowed by the viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.foundation.files.commands import FILE
from xuncheng.foundation.files.kinds import THUMBNAILED
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer

__all__ = [
    "FILE_KIND",
    "attached_to",
    "copies_of",
    "file_out",
    "file_readable_by",
    "read_bytes",
    "readable_by",
]

FILE_KIND = "storedfile"
"""As what a file is attached to that hangs on another: a redacted copy on its original."""


def readable_by(viewer: Viewer) -> QuerySet[StoredFile]:
    """Files attached to objects in the areas that the viewer sees, and those that he gave himself."""
    own = Q(uploaded_by=viewer.id) if viewer.id else Q(pk__in=())
    return StoredFile.objects.filter(in_scope(viewer) | own).select_related("blob")


def file_readable_by(viewer: Viewer, key: UUID) -> StoredFile:
    """One file. Raises `Refused` (`not_found`) also for one that the viewer may not see."""
    file = readable_by(viewer).filter(pk=key).first()
    if file is None:
        raise not_found(FILE)
    return file


def attached_to(viewer: Viewer, objects: Iterable[UUID]) -> QuerySet[StoredFile]:
    """Files attached to any of these objects, in the order in which they came."""
    return readable_by(viewer).filter(attached_to__in=list(objects)).order_by("id")


def copies_of(viewer: Viewer, originals: Iterable[UUID]) -> QuerySet[StoredFile]:
    """The redacted copies of these files, in the order in which they were made, with who made them."""
    hanging = attached_to(viewer, originals).filter(attached_type=FILE_KIND)
    return hanging.select_related("uploaded_by")


def file_out(file: StoredFile) -> dict[str, Any]:
    """A file as the API says it (`FileOut`); `thumbnail` says whether there is a small picture of it."""
    return {
        "id": file.pk,
        "name": file.name,
        "type": file.blob.type,
        "size": file.blob.size,
        "thumbnail": file.blob.type in THUMBNAILED,
        "sha256": file.blob_id,
        "capture": file.blob.capture or None,
    }
