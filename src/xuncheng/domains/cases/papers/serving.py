"""Documents of service: the receipt, the consent and the announcement; and the correction of what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis

_WAYS = {
    "direct": "直接送达",
    "left": "留置送达",
    "post": "邮寄送达",
    "electronic": "电子送达",
    "announcement": "公告送达",
}


def service_receipt(
    deed: Deed, case: Case, document: Document, way: str, effective: date, *, place: str, reason: str,
    signatures: Fields, relation: str = "", witnesses: Sequence[str] = (), notes: Sequence[str] = (),
) -> Fields:  # fmt: skip
    """送达回证; `signatures` are those of the receiver and of the witness."""
    return {
        "cause": case.cause, "recipient": case.party.name,
        "documents": [{"title": document.title, "number": document.number}], "place": place or case.party.address or case.place,
        "way": _WAYS[way], "served_at": deed.at, "effective_on": effective,
        **signatures, "receiver_relation": relation or None,
        "refusal": reason or None, "witnesses": list(witnesses), "servers": parts.handlers(case), "note": "；".join(notes) or None,
    }  # fmt: skip


def service_announcement(
    deed: Deed, case: Case, document: Document, media: str, reason: str, until: date
) -> Fields:
    """送达公告."""
    return {
        "cause": case.cause, "party_name": case.party.name, "about_title": document.title, "about_number": document.number, "media": media,
        "reason": reason, "posted_on": deed.day, "effective_on": until,
        "basis": parts.citations([Basis("行政处罚法", "61(1)"), Basis("民事诉讼法", "95")]), "contact": parts.contact(case),
    }  # fmt: skip


def consent_of_service(
    case: Case, recipient: str, address: str, phone: str, *, postcode: str, agent: str, electronic: bool,
    channels: list[Fields], signature: Fields,
) -> Fields:  # fmt: skip
    """送达地址与电子送达确认书."""
    return {
        "cause": case.cause, "party": parts.party(case), "recipient": recipient, "address": address, "phone": phone,
        "postcode": postcode or None, "agent": agent or None, "electronic": electronic, "channels": channels,
        "officers": parts.handlers(case), "party_signature": signature,
    }  # fmt: skip


def document_correction(
    deed: Deed, case: Case, document: Document, wrong: str, right: str, reason: str
) -> Fields:
    """补正通知书."""
    return {
        "cause": case.cause, "party": parts.party(case), "about_title": document.title, "about_number": document.number,
        "made_on": parts.day(document.made_at), "wrong": wrong, "right": right, "reason": reason,
        "basis": parts.citations([Basis("行政处罚法", "75(2)")]), "effective_on": deed.day,
    }  # fmt: skip
