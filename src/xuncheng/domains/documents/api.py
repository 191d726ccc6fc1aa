"""HTTP for documents: what one says, and its PDF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from ninja import Field, Router

from xuncheng.domains.documents import queries
from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.queries import read_bytes
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import BasisOut, Schema, basis_out
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

router = Router(tags=["documents"])


class Revision(Schema):
    """The PDF of a document as it was at a time: as it was issued, and with each further signature."""

    file: UUID
    sha256: str
    size: int
    at: datetime
    signed_by: str | None = Field(description="who signed it then; null for the PDF as it was issued")


class DocumentPage(Schema):
    """One document and what it says."""

    id: UUID
    kind: str
    number: str
    title: str
    made_at: datetime
    pages: int
    template_version: str
    sha256: str = Field(description="of its newest revision")
    revisions: list[Revision] = Field(
        description="oldest first; each begins with the bytes of the one before"
    )
    corrects: UUID | None
    basis: list[BasisOut]
    data: dict[str, Any]


@router.get("/documents/{uuid:key}", response=DocumentPage, summary="A document")
def show_document(request: ViewerRequest, key: UUID) -> dict[str, Any]:
    """What a document says, field by field."""
    with reading(request.viewer):
        document = _one(request, key)
        return {
            "id": document.pk, "kind": document.kind, "number": document.number, "title": document.title,
            "made_at": document.made_at, "pages": document.pages, "template_version": document.template_version,
            "sha256": queries.newest_file(document).blob_id, "revisions": list(_revisions(document)),
            "corrects": document.corrects_id, "basis": basis_out(KINDS[document.kind].basis), "data": document.data,
        }  # fmt: skip


@router.get("/documents/{uuid:key}/pdf", summary="A document as PDF")
def document_pdf(request: ViewerRequest, key: UUID) -> HttpResponseBase:
    """The PDF as it was issued, with all signatures that were added since; 304 for whoever has it already (If-None-Match)."""
    with reading(request.viewer):
        document = _one(request, key)
        digest, more_may_sign = queries.newest_file(document).blob_id, bool(document.signatories.all())
    response = HttpResponse(content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.kind}-{document.pk}.pdf"'
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = "private, no-cache" if more_may_sign else "private, max-age=86400, immutable"
    answer = get_conditional_response(request, etag=response["ETag"], response=response) or response
    if answer is response:
        response.content = read_bytes(digest)
    # A browser takes over the headers of a 304 as well: without this one it would no longer show its copy beside the case.
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _revisions(document: Document) -> Iterator[dict[str, Any]]:
    yield _revision(document.file, document.made_at, None)
    for one in queries.countersignatures(document):
        yield _revision(one.file, one.made_at, one.signatory.officer.user.name)


def _revision(file: StoredFile, at: datetime, signed_by: str | None) -> dict[str, Any]:
    return {"file": file.pk, "sha256": file.blob_id, "size": file.blob.size, "at": at, "signed_by": signed_by}


def _one(request: ViewerRequest, key: UUID) -> Document:
    readable = queries.readable_by(request.viewer).select_related("file__blob")
    document = queries.with_signatures(readable).filter(pk=key).first()
    if document is None:
        raise not_found(Text("该文书", "document"))
    return document
