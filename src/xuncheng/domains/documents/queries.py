"""Reading documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.models import Document, Service
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer

__all__ = ["Document", "Service", "corrections_of", "in_file", "in_order_of_file", "latest", "readable_by"]


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


def in_order_of_file(documents: Iterable[Document]) -> list[Document]:
    """The documents of one file as they lie in it (行政处罚法第四十七条): by kind and time, a correction behind what it corrects."""
    file = list(documents)
    by_key = {document.pk: document for document in file}

    def place(document: Document) -> tuple[int, datetime, UUID, bool, datetime, UUID]:
        base = document
        while base.corrects_id in by_key:
            base = by_key[base.corrects_id]
        return (
            KINDS[base.kind].order,
            base.made_at,
            base.pk,
            document is not base,
            document.made_at,
            document.pk,
        )

    return sorted(file, key=place)


def latest(subject_id: UUID, kind: str) -> Document | None:
    """The newest document of a kind in one file."""
    return in_file(subject_id).filter(kind=kind).last()


def corrections_of(document: Document) -> list[Document]:
    """The documents that correct this one, in the order in which they were made."""
    return list(in_file(document.subject_id).filter(corrects=document))
