"""Reading documents."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from xuncheng.domains.documents.models import Document, Service
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer

__all__ = ["Document", "Service", "in_file", "latest", "readable_by"]


def readable_by(viewer: Viewer) -> QuerySet[Document]:
    """Documents of the areas that the viewer sees."""
    return Document.objects.filter(in_scope(viewer))


def in_file(subject_id: UUID) -> QuerySet[Document]:
    """The documents in one file, in the order in which they were made, with how they were served."""
    return (
        Document.objects.filter(subject_id=subject_id)
        .select_related("service", "file__blob")
        .order_by("made_at", "file")  # those that one act made: in the order in which their files were
    )


def latest(subject_id: UUID, kind: str) -> Document | None:
    """The newest document of a kind in one file."""
    return in_file(subject_id).filter(kind=kind).last()
