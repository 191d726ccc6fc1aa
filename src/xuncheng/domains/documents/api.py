"""HTTP for documents: what one says, and its PDF."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from xuncheng.domains.documents import queries
from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.queries import read_bytes
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import BasisOut, Schema, basis_out
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

router = Router(tags=["documents"])


class DocumentPage(Schema):
    """One document and what it says."""

    id: UUID
    kind: str
    number: str
    title: str
    made_at: datetime
    pages: int
    template_version: str
    sha256: str
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
            "sha256": document.file.blob_id,
            "corrects": document.corrects_id, "basis": basis_out(KINDS[document.kind].basis), "data": document.data,
        }  # fmt: skip


@router.get("/documents/{uuid:key}/pdf", summary="A document as PDF")
def document_pdf(request: ViewerRequest, key: UUID) -> HttpResponse:
    """The PDF as it was issued."""
    with reading(request.viewer):
        document = _one(request, key)
    response = HttpResponse(read_bytes(document.file.blob_id), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.kind}-{document.pk}.pdf"'
    response["ETag"] = f'"{document.file.blob_id}"'
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _one(request: ViewerRequest, key: UUID) -> Document:
    document = queries.readable_by(request.viewer).select_related("file").filter(pk=key).first()
    if document is None:
        raise not_found(Text("该文书", "document"))
    return document
