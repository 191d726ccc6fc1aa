"""Making, signing and serving documents: always a part of the act that wants it, never an act of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings

from xuncheng.domains.documents.catalogue import KINDS, Kind, document_number
from xuncheng.domains.documents.drawn import pictures_of
from xuncheng.domains.documents.models import Countersignature, Document, Service, Signatory
from xuncheng.domains.documents.queries import certificates, newest_file
from xuncheng.domains.documents.render import RenderedDocument, render
from xuncheng.domains.documents.signing import signer_for
from xuncheng.domains.documents.texts import as_worded, texts_of
from xuncheng.foundation.files.commands import attach, store_bytes
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.store import read_bytes
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.people.numbering import next_number
from xuncheng.foundation.trail.deed import SHANGHAI, Deed, Draft
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text

CASE = replace(KINDS["case_cover"], code="case", character="案")
"""A case is numbered as documents are, by a character of its own."""

UNNUMBERED = "（预览，未编号）"
"""Stands where the number of a document goes that is not issued yet."""

NOBODY = UUID(int=0)
"""Stands for the program, which is no officer."""


def new_number(kind: Kind, deed: Deed) -> str:
    """The next number of this kind in the year of the act; gap-free (see `numbering`). What is only tried gets none."""
    if deed.drafts is not None:
        return UNNUMBERED
    locality, year = settings.LOCALITY, deed.at.astimezone(SHANGHAI).year
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

    Other officers whom it names are to sign it too (`countersign`).

    Texts are printed as the deed words them. Where the deed is only tried, what is made is a draft: without number,
    signature and file. Raises `Refused` naming each field that the document needs and `data` lacks. The document's key
    follows from the deed, so that the same deed makes it once.
    """
    number = new_number(KINDS[kind], deed)
    filled = {
        **as_worded(deed, kind, data), "agency": dict(settings.LOCALITY.agency), "number": number, "made_at": deed.at,
        "case_number": case_number or None,
    }  # fmt: skip
    printed = render(kind, filled, draft=deed.drafts is not None, pictures=pictures_of(filled))
    title = KINDS[kind].title.zh
    file = _stored(deed, kind, printed, f"{title}{number}.pdf", area_path)
    document = Document(
        id=uuid5(deed.id, f"{kind}/{number}"), kind=kind, number=number, title=title, subject_type=subject_type,
        subject_id=subject_id, data=printed.data, template_version=printed.template_version, file=file,
        pages=printed.pages, made_by_act=deed.id, made_at=deed.at, area_path=area_path,
        corrects=corrects,
    )  # fmt: skip
    _insert(deed, document)
    attach(deed, file, "document", document.pk, area_path)
    _call_for_signatures(deed, document)
    deed.documents.append(
        {"id": str(document.pk), "kind": kind, "number": number, "title": title, "sha256": file.blob_id}
    )
    return document


def _stored(deed: Deed, kind: str, printed: RenderedDocument, name: str, area_path: str) -> StoredFile:
    """The document as a file: signed and kept; or put to the drafts of a deed that is only tried."""
    if deed.drafts is None:
        signed = signer_for(deed.actor, sealed=KINDS[kind].sealed).sign(printed.pdf)
        return store_bytes(signed, name, "application/pdf", area_path, deed.actor.id)
    texts = tuple(texts_of(deed, kind, printed.data))
    deed.drafts.append(Draft(kind, KINDS[kind].title, printed.pdf, printed.pages, texts))
    return store_bytes(printed.pdf, name, "application/pdf", area_path, deed.actor.id, kept=False)


def _insert(deed: Deed, document: Document) -> None:
    """Write the row. Drafts are many without a number: until they are undone each stands under one of its own."""
    if deed.drafts is not None:
        document.number = f"{deed.id}/{len(deed.drafts)}"
        document.pk = uuid5(deed.id, document.number)
    insert(document)
    if deed.drafts is not None:
        document.number = UNNUMBERED


def _call_for_signatures(deed: Deed, document: Document) -> None:
    """Note who is to sign a document besides whoever does the act that issues it. Of a draft nobody is."""
    named = certificates(document)
    if deed.drafts is not None or not named:
        return
    for officer in Officer.objects.filter(certificate_number__in=named).exclude(pk=deed.actor.id or NOBODY):
        insert(Signatory(document=document, officer=officer, area_path=document.area_path))


def countersign(deed: Deed, signatory: Signatory) -> Countersignature:
    """Append the actor's signature to the newest revision, and keep what comes of it as the next.

    The signatory is the actor, his document read by `with_signatures`.
    """
    document = signatory.document
    before = newest_file(document)
    signed = signer_for(deed.actor, sealed=False).sign(read_bytes(before.blob_id))
    file = store_bytes(signed, before.name, "application/pdf", document.area_path, deed.actor.id)
    signature = Countersignature(
        signatory=signatory, file=file, extends=before.blob_id, made_by_act=deed.id, made_at=deed.at,
        area_path=document.area_path,
    )  # fmt: skip
    insert(signature)
    attach(deed, file, "document", document.pk, document.area_path)
    deed.documents.append(
        {"id": str(document.pk), "kind": document.kind, "number": document.number, "title": document.title, "sha256": file.blob_id}
    )  # fmt: skip
    return signature


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
