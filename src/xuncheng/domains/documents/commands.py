"""Making and serving documents: always a part of the act that makes them, never an act of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from xuncheng.domains.documents.catalogue import KINDS, Kind, document_number
from xuncheng.domains.documents.models import Document, Service
from xuncheng.domains.documents.render import render
from xuncheng.domains.documents.signing import signer_for
from xuncheng.foundation.files.commands import attach, store_bytes
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text

CASE = replace(KINDS["case_cover"], code="case", character="案")
"""A case is numbered as documents are, by a character of its own."""


def new_number(kind: Kind, at: datetime) -> str:
    """The next number of this kind in the year of the act; gap-free (see `numbering`)."""
    locality, year = settings.LOCALITY, at.astimezone(SHANGHAI).year
    serial = next_number(kind.code, locality.area_code, year)
    return document_number(
        locality.number_pattern, agency=locality.agency_mark, kind=kind, year=year, serial=serial
    )


def issue(
    deed: Deed,
    kind: str,
    subject_type: str,
    subject_id: UUID,
    area_path: str,
    data: Mapping[str, Any],
    case_number: str,
    *,
    corrects: Document | None = None,
) -> Document:
    """Number, fill in, render, sign and file one document as part of the deed: none leaves unsigned.

    Raises `Refused` naming each field that the document needs and `data` lacks. The document's key follows
    from the deed, so that the same deed makes it once.
    """
    number = new_number(KINDS[kind], deed.at)
    filled = {
        **data, "agency": dict(settings.LOCALITY.agency), "number": number, "made_at": deed.at, "case_number": case_number or None,
    }  # fmt: skip
    printed = render(kind, filled)
    title = KINDS[kind].title.zh
    signed = signer_for(deed.actor, sealed=KINDS[kind].sealed).sign(printed.pdf)
    file = store_bytes(signed, f"{title}{number}.pdf", "application/pdf", area_path, deed.actor.id)
    document = Document(
        id=uuid5(deed.id, f"{kind}/{number}"), kind=kind, number=number, title=title, subject_type=subject_type,
        subject_id=subject_id, data=printed.data, template_version=printed.template_version, file=file,
        pages=printed.pages, made_by_act=deed.id, made_at=deed.at, area_path=area_path,
        corrects=corrects,
    )  # fmt: skip
    insert(document)
    attach(deed, file, "document", document.pk, area_path)
    deed.documents.append(
        {"id": str(document.pk), "kind": kind, "number": number, "title": title, "sha256": file.blob_id}
    )
    return document


def record_service(
    deed: Deed, document: Document, way: str, receiver: str, served_at: datetime, effective_on: date
) -> Service:
    """Note how a document was served. Raises `Refused` (`served_before`) for one that was."""
    if Service.objects.filter(document=document).exists():
        raise Refused("served_before", Text("该文书已经送达", "That document was served already"))
    service = Service(
        document=document, way=way, receiver=receiver, served_at=served_at, effective_on=effective_on,
        area_path=document.area_path,
    )  # fmt: skip
    insert(service)
    return service
