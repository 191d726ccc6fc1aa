"""Investigating: records, evidence and its review, orders to correct, recusal, the end of the investigation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.contrib.gis.geos import Point
from pydantic import BaseModel, Field

from xuncheng.domains.cases.commands.shared import (
    Began,
    CertificatesShown,
    Drawn,
    DrawnByWitness,
    Ended,
    Files,
    Place,
    Refusal,
    Spot,
    StartedAt,
    Team,
    Witness,
    WitnessRefusal,
    case_act,
    check_span,
    check_start,
    done_at,
    filed_at,
    given_at,
    make,
    party_signed,
    witness_signed,
    words,
)
from xuncheng.domains.cases.models import Case, Evidence, EvidenceKind, EvidenceState
from xuncheng.domains.cases.papers import inquiry
from xuncheng.domains.cases.papers import investigating as papers
from xuncheng.domains.documents.drawn import excuse, pad, signed
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.domains.monitoring.queries import Device
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.places.queries import grid_at
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.steps import AFTER_ORDER

SteppingBack = Annotated[Officer, field("回避人员", "Who steps back", "ref", ref="officer")]
Replacing = Annotated[Officer, field("接替人员", "Who replaces him", "ref", ref="officer")]
RECORDED = law("55(2)")
"""An inspection and an interview are recorded, and the record is signed by whom it is about."""
EVIDENCE_KINDS = {kind.value: Text(kind.label, kind.value) for kind in EvidenceKind}


class Exchange(BaseModel):
    """One question and its answer."""

    question: str = Field(
        title="问", json_schema_extra={"x-title-en": "Question"}, min_length=1, max_length=1000
    )
    answer: str = Field(title="答", json_schema_extra={"x-title-en": "Answer"}, min_length=1, max_length=3000)


@case_act("inspection.record")
def record_inspection(
    deed: Deed, case: Case, officers: Team, certificates_shown: CertificatesShown,
    findings: Annotated[str, words("检查情况", "What was found")],
    started_at: StartedAt, place: Place = "", spot: Spot = None, signature: Drawn | None = None, refusal: Refusal = "",
    witness: Witness = "", witness_signature: DrawnByWitness | None = None, witness_refusal: WitnessRefusal = "",
    files: Files | None = None,
) -> Evidence:  # fmt: skip
    """Record the inspection of the scene (现场检查笔录). Administrative Penalty Law, art. 55(2)."""
    check_start(deed, started_at)
    by_party = party_signed(deed, case, signature, refusal, RECORDED)
    by_witness = witness_signed(deed, case, witness, witness_signature, witness_refusal, RECORDED)
    data = papers.inspection_record(deed, case, officers, findings, started_at, place, by_party, by_witness)
    document = make(deed, case, "inspection_record", data)
    return keep(
        deed,
        case,
        officers,
        "record",
        "现场检查（勘验）笔录",
        findings[:300],
        place,
        files,
        document,
        spot=spot,
    )


@case_act("interview.record")
def record_interview(
    deed: Deed, case: Case, officers: Team, certificates_shown: CertificatesShown,
    name: Annotated[str, field("被询问人", "Who is questioned", "text", min_length=1, max_length=50)],
    id_number: Annotated[str, field("证件号码", "Identity number", "text", min_length=1, max_length=20, secret=True)],
    address: Annotated[str, field("住址", "Address", "text", min_length=1, max_length=200)],
    relation: Annotated[str, field("与本案关系", "Relation to the case", "text", min_length=1, max_length=50)],
    exchanges: Annotated[list[Exchange], field("问答", "Questions and answers", "exchanges", min_length=1)],
    started_at: StartedAt, place: Place = "", signature: Drawn | None = None, refusal: Refusal = "", files: Files | None = None,
) -> Evidence:  # fmt: skip
    """Record the interview of the party or a witness (询问笔录). Art. 55(2)."""
    check_start(deed, started_at)
    person = {"name": name, "id_number": id_number, "address": address, "relation": relation}
    spoken = [exchange.model_dump() for exchange in exchanges]
    by_person = party_signed(deed, case, signature, refusal, RECORDED, name)
    data = papers.interview_record(deed, case, officers, person, spoken, started_at, place, by_person)
    document = make(deed, case, "interview_record", data)
    kind = "party" if name == case.party.name else "witness"
    return keep(deed, case, officers, kind, f"对{name}的询问笔录", "违法事实经过", place, files, document)


@case_act("evidence.collect", makes=("evidence_extract",))
def collect_evidence(
    deed: Deed, case: Case, officers: Team, certificates_shown: CertificatesShown,
    lawful: Annotated[bool, field("取证程序和方式合法", "Lawfully obtained", "bool")],
    kind: Annotated[str, field("证据种类", "Kind of evidence", "choice", choices=EVIDENCE_KINDS)],
    title: Annotated[str, field("证据名称", "Name", "text", min_length=2, max_length=100)],
    proves: Annotated[str, field("证明内容", "What it proves", "text", min_length=2, max_length=300)],
    place: Place = "", spot: Spot = None, files: Files | None = None,
    device: Annotated[Device | None, field("取得证据的监控设备", "Monitoring device it is from", "ref", ref="device")] = None,
    origin: Annotated[str, field("出处（复制件填写原件所在）", "Where the original is (of a copy)", "text", max_length=200)] = "",
    holder: Annotated[str, field("原件持有人（复制件填写）", "Holder of the original (of a copy)", "text", max_length=50)] = "",
    holder_signature: Annotated[list[StoredFile] | None, pad("持有人", "the holder")] = None,
    holder_refusal: Annotated[str, excuse("持有人", "the holder")] = "",
) -> Evidence:  # fmt: skip
    """Collect one item of evidence (收集证据); a copy whose holder signs gets its extract (证据提取单). Art. 41, 46."""
    if kind not in EVIDENCE_KINDS:
        raise invalid(
            FieldError("kind", Text("证据应当是法定的八种之一", "Evidence is of one of the eight kinds"))
        )
    if holder_signature and not holder:
        raise invalid(
            FieldError("holder", Text("持有人签名的，应当填写持有人", "Name the holder who signed"))
        )
    document = None
    if holder:
        by_holder = signed(
            deed,
            case.area_path,
            holder,
            holder_signature,
            holder_refusal,
            law("46"),
            field="holder_signature",
        )
        data = inquiry.evidence_extract(
            deed, case, officers, title, proves, origin or holder, place, by_holder
        )
        document = make(deed, case, "evidence_extract", data)
    return keep(deed, case, officers, kind, title, proves, place, files, document, device=device, spot=spot)


@case_act("evidence.review")
def review_evidence(
    deed: Deed, case: Case,
    accepted: Annotated[list[Evidence], field("采信的证据", "Evidence accepted", "refs", ref="evidence")],
    excluded: Annotated[list[Evidence] | None, field("排除的证据", "Evidence excluded", "refs", ref="evidence")] = None,
    reason: Annotated[str, field("排除理由", "Why excluded", "text", max_length=300)] = "",
) -> Case:  # fmt: skip
    """Find each collected item true, or exclude it (证据审查): nothing is left open. Art. 46(2), 46(3)."""
    out = excluded or []
    waiting = set(
        Evidence.objects.filter(case=case, state=EvidenceState.COLLECTED).values_list("pk", flat=True)
    )
    if {item.pk for item in (*accepted, *out)} != waiting:
        raise invalid(
            FieldError("accepted", Text("应当逐一审查全部待审证据", "Every collected item must be reviewed"))
        )
    if out and not reason:
        raise invalid(FieldError("reason", Text("排除证据应当说明理由", "Say why evidence is excluded")))
    Evidence.objects.filter(pk__in=[item.pk for item in accepted]).update(state=EvidenceState.ACCEPTED)
    Evidence.objects.filter(pk__in=[item.pk for item in out]).update(
        state=EvidenceState.EXCLUDED, note=reason
    )
    return case


@case_act("correction.order")
def order_correction(
    deed: Deed, case: Case,
    requirement: Annotated[str, words("改正要求", "What is to be corrected")],
    until: Annotated[date, field("改正期限（当日届满）", "To be corrected by the end of", "date")],
    delivered: Annotated[bool, field("已交付当事人（拒收的已注明）", "Delivered, or refusal noted", "bool")],
) -> Document:  # fmt: skip
    """Order the party to correct the violation (责令改正). Art. 28(1)."""
    if until < deed.day:
        raise invalid(FieldError("until", Text("改正期限不能早于现在", "The term cannot lie in the past")))
    return make(deed, case, "correction_order", papers.correction_order(case, requirement, until))


@case_act("correction.recheck")
def recheck_correction(
    deed: Deed, case: Case, officers: Team,
    corrected: Annotated[bool, field("已改正", "Corrected", "bool")],
    findings: Annotated[str, words("复查情况", "What was found")],
    began: Began, ended: Ended, signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Re-check whether the violation was corrected (复查), from its first minute to its last."""
    check_span(deed, began, ended)
    _check_after_order(case, began)
    order = latest(case.pk, "correction_order")
    number = order.number if order else ""
    until = date.fromisoformat(given_at(case, "correction.order")["until"])
    by_party = party_signed(deed, case, signature, refusal, RECORDED)
    data = papers.correction_recheck(
        case, officers, (number, until), findings, corrected, (began, ended), by_party
    )
    return make(deed, case, "correction_recheck", data)


def _check_after_order(case: Case, began: datetime) -> None:
    """Whether the re-check began after the order, to the minute: the table knows the days alone."""
    ordered = done_at(case, "correction.order")
    if ordered is not None and began < ordered.replace(second=0, microsecond=0):
        raise Refused(AFTER_ORDER.code, AFTER_ORDER.message, 409, AFTER_ORDER.basis)


@case_act("recusal.decide")
def decide_recusal(
    deed: Deed, case: Case,
    officer: SteppingBack,
    replacement: Replacing,
    applicant: Annotated[str, field("申请人", "Who asks for it", "text", min_length=1, max_length=50)],
    ground: Annotated[str, words("申请理由", "Ground")],
    reasons: Annotated[str, words("决定理由", "Reasons of the decision")],
) -> Document:  # fmt: skip
    """Decide that an officer steps back, and who takes his place (回避). Art. 43."""
    if case.handler_id == officer.pk:
        case.handler = replacement
    else:
        case.partner = replacement
    case.save(update_fields=["handler", "partner"])
    return make(
        deed,
        case,
        "recusal_decision",
        papers.recusal_decision(deed, case, officer, applicant, ground, reasons),
    )


@case_act("investigation.conclude")
def conclude_investigation(
    deed: Deed, case: Case,
    course: Annotated[str, words("调查经过", "Course of the investigation")],
    established: Annotated[str, words("查明的事实", "Facts established")],
    proposal: Annotated[str, words("处理建议", "Proposal")],
    circumstances: Annotated[str, field("裁量情节", "Circumstances", "longtext", max_length=1000)] = "",
) -> Document:  # fmt: skip
    """End the investigation with its report (调查终结). Art. 57(1)."""
    data = papers.investigation_report(
        deed, case, filed_at(case), course, established, proposal, circumstances
    )
    return make(deed, case, "investigation_report", data)


def keep(
    deed: Deed, case: Case, officers: list[Officer], kind: str, title: str, proves: str, place: str,
    files: list[StoredFile] | None, document: Document | None, *, device: Device | None = None,
    state: str = EvidenceState.COLLECTED, collected_at: datetime | None = None, spot: Spot = None,
) -> Evidence:  # fmt: skip
    """Keep one item of evidence with its files, as part of the deed; `spot` or else where the device was when it was done."""
    there, area_there = _on_the_map(device.point if device else None, spot or deed.place)
    item = Evidence(
        id=_evidence_key(deed), case=case, kind=kind, title=title, proves=proves,
        collected_at=collected_at or deed.at, place=place or case.place, document=document, device=device, state=state,
        area_path=case.area_path, point=there, point_area=area_there,
    )  # fmt: skip
    insert(item, officers=officers)
    for file in files or ():
        attach(deed, file, "evidence", item.pk, case.area_path)
        deed.documents.append(
            {"id": str(file.pk), "kind": "evidence", "number": "", "title": file.name, "sha256": file.blob_id}
        )
    return item


def _on_the_map(of_device: Point | None, given: tuple[float, float] | None) -> tuple[Point | None, str]:
    """Where an item was taken: as somebody says, or where the monitoring device stands; with the name of the area there."""
    point = Point(*given, srid=4326) if given else of_device
    hit = grid_at(point.x, point.y) if point else None
    return point, hit.area.name if hit else ""


def _evidence_key(deed: Deed) -> UUID:
    """The act that collects an item is its key: one item for one act."""
    return deed.id
