"""Service: the address and consent, every way of it with its receipt; and the correction of an issued document."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from django.conf import settings

from xuncheng.domains.cases.commands.shared import (
    Drawn,
    DrawnByWitness,
    Fields,
    Place,
    Refusal,
    WitnessRefusal,
    case_act,
    make,
    party_signed,
)
from xuncheng.domains.cases.commands.transferring import listed
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import serving as papers
from xuncheng.domains.documents.commands import record_service
from xuncheng.domains.documents.drawn import excuse, pad, signed
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.service.table import ELECTRONIC_BY_CONSENT, LEFT_BEFORE_A_WITNESS
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.model import Situation

WAYS = {
    "direct": Text("直接送达", "in person"), "left": Text("留置送达", "left in the presence of a witness"),
    "post": Text("邮寄送达", "by post"), "electronic": Text("电子送达", "electronic"),
    "announcement": Text("公告送达", "announcement"),
}  # fmt: skip

_DECIDED = frozenset({"decision", "spot_decision"})
"""What has a correction of its own: the decision (更正决定书)."""

_HANDED_OVER, _ARRIVING = frozenset({"direct"}), frozenset({"post", "electronic"})
_RECEIPT, _LEFT = law("87", "民事诉讼法"), law("89", "民事诉讼法")

ServedDocument = Annotated[Document, field("送达的文书", "Document", "ref", ref="document")]
WrongDocument = Annotated[Document, field("需要补正的文书", "Document to correct", "ref", ref="document")]
Relation = Annotated[
    str, field("代收人与受送达人的关系", "Relation of whoever receives it", "text", max_length=50)
]
Channels = Annotated[
    str,
    field(
        "电子送达地址（每行一项，如 手机短信：号码）", "Electronic addresses (a line each, channel: address)", "longtext",
        max_length=1000,
    ),
]  # fmt: skip
NotInPerson = Annotated[
    str,
    field("拒收情况或者公告送达的原因、经过", "How it was refused, or why it is announced", "longtext", max_length=500),
]  # fmt: skip
ReceiverDrawn = Annotated[list[StoredFile], pad("收件人", "the receiver")]
ReceiverRefusal = Annotated[str, excuse("收件人", "the receiver")]
Filmed = Annotated[
    bool, field("已拍照、录像记录送达过程（留置送达）", "Filmed or photographed (left)", "bool")
]
Tracking = Annotated[
    str, field("邮件编号（邮寄送达）", "Number of the mail (by post)", "text", max_length=50)
]
Media = Annotated[str, field("公告载体（公告送达）", "Where it is announced", "text", max_length=100)]
Witnesses = Annotated[str, field("见证人（每行一人）", "Witnesses (one a line)", "longtext", max_length=500)]


@case_act("consent.record")
def record_consent(
    deed: Deed, case: Case,
    electronic: Annotated[bool, field("同意电子送达", "Electronic service agreed", "bool")],
    signed_on: Annotated[date, field("签订日期", "Signed on", "date")],
    address: Annotated[str, field("送达地址", "Address for service", "text", min_length=2, max_length=200)],
    phone: Annotated[str, field("联系电话", "Telephone", "text", min_length=3, max_length=40)],
    channels: Channels = "",
    recipient: Annotated[str, field("收件人（不填即当事人）", "Who receives it (the party if empty)", "text", max_length=100)] = "",
    postcode: Annotated[str, field("邮政编码", "Postcode", "text", max_length=10)] = "",
    agent: Annotated[str, field("代收人", "Who may receive it instead", "text", max_length=50)] = "",
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Record where the party wants to be served, and whether by electronic means (送达地址与电子送达确认书). Art. 61(2).

    The party may withdraw its consent at any time: a later confirmation takes the place of the earlier.
    """
    by_party = party_signed(deed, case, signature, refusal, law("61(2)"), recipient)
    data = papers.consent_of_service(
        case, recipient or case.party.name, address, phone, postcode=postcode, agent=agent, electronic=electronic,
        channels=_channels(channels), signature=by_party,
    )  # fmt: skip
    return make(deed, case, "consent_of_service", data)


def _channels(lines: str) -> list[dict[str, Any]]:
    """The electronic addresses, each a line of channel and address."""
    found = [re.split("[:：]", line, maxsplit=1) for line in listed(lines)]
    if any(len(one) < 2 or not all(part.strip() for part in one) for one in found):
        raise invalid(
            FieldError(
                "channels", Text("每行应为“渠道：地址”", "Each line is a channel, a colon, an address")
            )
        )
    return [{"channel": channel.strip(), "address": address.strip()} for channel, address in found]


@case_act("document.serve")
def serve_document(
    deed: Deed, case: Case,
    document: ServedDocument,
    way: Annotated[str, field("送达方式", "Way of service", "choice", choices=WAYS)],
    receiver: Annotated[str, field("收件人", "Receiver", "text", min_length=1, max_length=100)],
    received_on: Annotated[date, field("送达日期", "Day of service", "date")],
    reason: NotInPerson = "",
    place: Place = "", relation: Relation = "", signature: ReceiverDrawn | None = None, refusal: ReceiverRefusal = "",
    witnesses: Witnesses = "", witness_signature: DrawnByWitness | None = None, witness_refusal: WitnessRefusal = "",
    filmed: Filmed = False, tracking: Tracking = "", media: Media = "",
) -> Document:  # fmt: skip
    """Serve a document on the party (送达); periods run from the day on which it takes effect. Art. 61.

    That is the day of the receipt: in person, left behind, by post, or the day on which an electronic message arrived;
    for an announcement the day on which it ends (民事诉讼法第八十七至九十五条).
    """
    _check(case, document, way, tracking, media)
    effective = settings.LOCALITY.timer("announcement", deed.day) if way == "announcement" else received_on
    record_service(deed, document, way, receiver, deed.at, effective)
    received = received_by(deed, case, way, receiver, signature, refusal or reason)
    seen = seen_by(deed, case, listed(witnesses), witness_signature, witness_refusal)
    if way == "announcement":
        announced = papers.service_announcement(deed, case, document, media, reason, effective)
        make(deed, case, "service_announcement", announced)
    receipt = papers.service_receipt(
        deed, case, document, way, effective, place=place, relation=relation, reason=reason,
        witnesses=listed(witnesses), notes=notes_of(tracking, media, filmed=filmed),
        signatures={"receiver": received, "witness_signature": seen},
    )  # fmt: skip
    return make(deed, case, "service_receipt", receipt)


def received_by(
    deed: Deed, case: Case, way: str, receiver: str, files: list[StoredFile] | None, refusal: str
) -> Fields | None:
    """Who received it: he signs the receipt where it is handed to him (民事诉讼法第八十七条); None where nobody receives it.

    Mail has the receipt of the post (第九十一条), a message the system's record. Raises `Refused` (`unsigned`).
    """
    if way in _HANDED_OVER or files:
        return party_signed(deed, case, files, refusal, _RECEIPT, receiver)
    at = deed.at if way in _ARRIVING else None
    return {"name": receiver, "at": at, "refusal": None, "drawn": None} if at else None


def seen_by(
    deed: Deed, case: Case, witnesses: list[str], files: list[StoredFile] | None, refusal: str
) -> Fields | None:
    """Who saw that it was left: the witnesses sign the receipt (民事诉讼法第八十九条); None where none was called."""
    if not witnesses:
        return None
    names = "、".join(witnesses)
    return signed(deed, case.area_path, names, files, refusal, _LEFT, field="witness_signature")


def notes_of(tracking: str, media: str, *, filmed: bool) -> list[str]:
    """What the receipt notes of how it was served."""
    notes = {"邮件编号：": tracking, "公告载体：": media, "送达过程：": "已拍照、录像记录" if filmed else ""}
    return [f"{about}{words}" for about, words in notes.items() if words]


def check_way(deed: Deed, case: Case, received_on: date, **how: object) -> None:
    """Refuse a way of service without what makes it lawful, for acts of other tables that serve a paper of theirs.

    `how` is its way, reason, witnesses and filmed, as `serve_document` has them; `received_on` the day that was entered.
    Raises `Refused`: `no_consent`, `left_unwitnessed`.
    """
    actor = deed.actor.as_fact(deed.day)
    given = {**how, "received_on": received_on}
    situation = Situation(case.facts, actor, deed.day, settings.LOCALITY.timer, given)
    for guard in (ELECTRONIC_BY_CONSENT, LEFT_BEFORE_A_WITNESS):
        if not guard.holds(situation):
            raise Refused(guard.code, guard.message, 409, guard.basis)


def _check(case: Case, document: Document, way: str, tracking: str, media: str) -> None:
    """Refuse a document of another case, and a way without what proves it."""
    if document.subject_id != case.pk:
        raise invalid(FieldError("document", Text("该文书不属于本案", "That document is of another case")))
    check_proof(way, tracking, media)


def check_proof(way: str, tracking: str, media: str) -> None:
    """Refuse mail without its number, and an announcement of which nobody knows where it was."""
    if way == "post" and not tracking:
        raise invalid(FieldError("tracking", Text("邮寄送达应当记明邮件编号", "Give the number of the mail")))
    if way == "announcement" and not media:
        raise invalid(FieldError("media", Text("公告送达应当记明公告载体", "Say where it is announced")))


@case_act("document.correct")
def correct_document(
    deed: Deed, case: Case,
    document: WrongDocument,
    wrong: Annotated[str, field("原文", "As it reads", "longtext", min_length=1, max_length=1000)],
    right: Annotated[str, field("补正为", "As it should read", "longtext", min_length=1, max_length=1000)],
    reason: Annotated[str, field("补正理由", "Why it is corrected", "longtext", min_length=2, max_length=1000)],
) -> Document:  # fmt: skip
    """Correct an issued document by another that says which and why (补正通知书): what was issued is never changed. Art. 75(2)."""
    if document.subject_id != case.pk:
        raise invalid(FieldError("document", Text("该文书不属于本案", "That document is of another case")))
    if document.kind in _DECIDED:
        raise invalid(
            FieldError(
                "document", Text("处罚决定书的笔误以更正书更正", "A decision has a correction of its own")
            )
        )
    data = papers.document_correction(deed, case, document, wrong, right, reason)
    return make(deed, case, "document_correction", data, corrects=document)
