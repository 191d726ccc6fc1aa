"""The small steps of an investigation: summons, samples, commissioned tests, applications for recusal."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from xuncheng.domains.cases.commands.investigating import SteppingBack, keep
from xuncheng.domains.cases.commands.shared import (
    CertificatesShown,
    Drawn,
    Files,
    Place,
    Refusal,
    Team,
    case_act,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.commands.transferring import listed
from xuncheng.domains.cases.models import Case, Evidence, EvidenceKind
from xuncheng.domains.cases.papers import inquiry as papers
from xuncheng.domains.documents.drawn import excuse, pad
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.guards import law

AppearAt = Annotated[AwareDatetime, field("接受询问时间", "When to appear", "datetime")]
Delivered = Annotated[
    bool, field("凭证已交付当事人（拒收的已注明）", "Voucher delivered, or refusal noted", "bool")
]


class Sample(BaseModel):
    """One sample that was taken."""

    name: str = Field(
        title="样品名称", json_schema_extra={"x-title-en": "Sample"}, min_length=1, max_length=100
    )
    batch: str = Field(
        "", title="批号、规格", json_schema_extra={"x-title-en": "Batch, specification"}, max_length=100
    )
    quantity: str = Field(
        title="数量", json_schema_extra={"x-title-en": "Quantity"}, min_length=1, max_length=50
    )
    seal: str = Field(
        title="封条编号", json_schema_extra={"x-title-en": "Number of the seal"}, min_length=1, max_length=50
    )


@case_act("party.summon")
def summon(
    deed: Deed, case: Case, appear_at: AppearAt,
    place: Annotated[str, field("接受询问地点", "Where to appear", "text", min_length=2, max_length=200)],
    person: Annotated[str, field("被通知人（不填即当事人）", "Who is summoned (none: the party)", "text", max_length=50)] = "",
    materials: Annotated[str, field("需要携带的材料（每行一项）", "Papers to bring (one a line)", "longtext", max_length=2000)] = "",
) -> Document:  # fmt: skip
    """Summon the party or a witness to be questioned (询问通知). Administrative Penalty Law, art. 55(2)."""
    if appear_at <= deed.at:
        raise invalid(FieldError("appear_at", Text("接受询问的时间应当在今后", "It must lie ahead")))
    data = papers.party_summons(deed, case, person or case.party.name, appear_at, place, listed(materials))
    return make(deed, case, "party_summons", data)


@case_act("sample.take")
def take_samples(
    deed: Deed, case: Case, officers: Team, certificates_shown: CertificatesShown,
    samples: Annotated[list[Sample], field("样品", "Samples", "exchanges", min_length=1)],
    proves: Annotated[str, field("证明内容", "What they prove", "text", min_length=2, max_length=300)],
    delivered: Delivered, place: Place = "", signature: Drawn | None = None, refusal: Refusal = "", files: Files | None = None,
) -> Evidence:  # fmt: skip
    """Take samples as evidence, each under its seal (抽样取证). Art. 56."""
    items = [sample.model_dump() | {"batch": sample.batch or None} for sample in samples]
    by_party = party_signed(deed, case, signature, refusal, law("56"))
    data = papers.sample_voucher(deed, case, officers, items, place, by_party)
    document = make(deed, case, "sample_voucher", data)
    title = f"样品：{samples[0].name}" + ("等" if len(samples) > 1 else "")
    return keep(deed, case, officers, EvidenceKind.OBJECT, title[:100], proves, place, files, document)


@case_act("test.commission")
def commission_test(
    deed: Deed, case: Case,
    institute: Annotated[str, field("受委托机构", "Who is commissioned", "text", min_length=2, max_length=100)],
    items: Annotated[str, words("送检材料（每行一项）", "What is tested (one a line)")],
    question: Annotated[str, words("检测（鉴定）事项", "Question")],
    report_by: Annotated[date, field("出具报告期限", "Report due by", "date")],
) -> Document:  # fmt: skip
    """Commission a test or an appraisal; the agency bears its cost (委托检测、鉴定). Art. 46, 54."""
    if report_by < deed.day:
        raise invalid(FieldError("report_by", Text("期限不得早于今天", "It may not lie in the past")))
    data = papers.test_commission(deed, case, institute, listed(items), question, report_by)
    return make(deed, case, "test_commission", data)


@case_act("recusal.apply")
def apply_for_recusal(
    deed: Deed, case: Case,
    officer: SteppingBack,
    applicant: Annotated[str, field("申请人", "Who asks for it", "text", min_length=1, max_length=50)],
    ground: Annotated[str, words("申请理由", "Ground")],
    signature: Annotated[list[StoredFile] | None, pad("申请人", "the applicant")] = None,
    refusal: Annotated[str, excuse("申请人", "the applicant")] = "",
) -> Document:  # fmt: skip
    """Record that somebody asks an officer to step back; the investigation goes on until the head decides. Art. 43."""
    by_applicant = party_signed(deed, case, signature, refusal, law("43"), applicant)
    data = papers.recusal_application(deed, case, officer, applicant, ground, by_applicant)
    return make(deed, case, "recusal_application", data)
