"""Reading documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.models import Countersignature, Document, Service, Signatory
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer

__all__ = [
    "Document", "Service", "Signatory", "awaiting", "certificates", "corrections_of", "countersignatures", "in_file",
    "in_order_of_file", "latest", "newest_file", "readable_by", "unsigned", "waiting_for_signatures", "with_signatures",
]  # fmt: skip


def readable_by(viewer: Viewer) -> QuerySet[Document]:
    """Documents of the areas that the viewer sees."""
    return Document.objects.filter(in_scope(viewer))


def numbered(viewer: Viewer, number: str) -> Document | None:
    """The document with that number, if the viewer sees it."""
    return readable_by(viewer).filter(number=number).first()


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


def certificates(document: Document) -> set[str]:
    """The certificates of the officers who sign such a document, as it names them."""
    named = (document.data.get(field) for field in KINDS[document.kind].signers)
    officers = (officer for one in named if one for officer in (one if isinstance(one, list) else [one]))
    return {officer["certificate"] for officer in officers}


def with_signatures(found: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with who is to sign them besides whoever did their acts, and the signatures that are there."""
    # lint: own door: the documents came through theirs
    signatories = Signatory.objects.select_related("officer__user", "signature__file__blob")
    return found.prefetch_related(
        Prefetch("signatories", signatories.order_by("officer__certificate_number"))
    )


def countersignatures(document: Document) -> list[Countersignature]:
    """The further signatures of a document, in the order in which they were given."""
    given = (getattr(one, "signature", None) for one in document.signatories.all())
    return sorted((one for one in given if one), key=lambda one: one.pk)


def newest_file(document: Document) -> StoredFile:
    """The PDF with all signatures given so far; the one that was issued where there are no further ones."""
    return next((one.file for one in reversed(countersignatures(document))), document.file)


def unsigned(file: Iterable[Document]) -> Iterator[tuple[Document, list[Signatory]]]:
    """The documents of one file that lack signatures, with whose; none that another corrects."""
    documents = list(file)
    corrected = {document.corrects_id for document in documents}
    for document in documents:
        missing = [one for one in document.signatories.all() if getattr(one, "signature", None) is None]
        if missing and document.pk not in corrected:
            yield document, missing


def waiting_for_signatures(documents: Iterable[str]) -> QuerySet[Signatory]:
    """Who is to sign the documents with these keys and has not yet."""
    # lint: own door: the documents came through theirs
    return Signatory.objects.filter(document__in=list(documents), signature=None).select_related("document")


def awaiting(viewer: Viewer) -> QuerySet[Signatory]:
    """What the viewer himself has yet to sign."""
    # lint: own door: this is the door to signatories, narrowed by scope and to himself
    mine = Signatory.objects.filter(in_scope(viewer), officer=viewer.id)
    return mine.filter(signature=None, document__corrections=None).select_related("document")
