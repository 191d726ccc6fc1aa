"""Evidence by monitoring equipment: taking a record, its review, telling the party (非现场执法)."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime

from xuncheng.domains.cases.commands.investigating import keep
from xuncheng.domains.cases.commands.shared import Files, case_act, check_start, make, words
from xuncheng.domains.cases.models import Case, Evidence, EvidenceKind, EvidenceState
from xuncheng.domains.cases.papers import monitoring as papers
from xuncheng.domains.documents.queries import Document
from xuncheng.domains.monitoring.queries import Device
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.procedure.beside.monitoring.table import RESPONSE, monitoring_of

OnDevice = Annotated[Device, field("监控设备", "Device", "ref", ref="device")]
RecordedAt = Annotated[AwareDatetime, field("记录时间", "Recorded at", "datetime")]


@case_act("record.take")
def take_record(
    deed: Deed, case: Case,
    device: OnDevice,
    recorded_at: RecordedAt,
    content: Annotated[str, field("记录内容", "What it shows", "longtext", min_length=2, max_length=300)],
    files: Files | None = None,
) -> Evidence:  # fmt: skip
    """Take a record of a device as evidence; it is none before its review. Administrative Penalty Law, art. 41(1)."""
    check_start(deed, recorded_at, "recorded_at")
    taker = case.partner if case.partner_id == deed.actor.id else case.handler
    return keep(
        deed, case, [taker], EvidenceKind.ELECTRONIC, f"监控记录（{device.number}）", content, device.place, files, None,
        device=device, state=EvidenceState.RECORDED, collected_at=recorded_at,
    )  # fmt: skip


@case_act("record.review")
def review_record(
    deed: Deed, case: Case,
    genuine: Annotated[bool, field("真实", "Genuine", "bool")],
    clear: Annotated[bool, field("清晰", "Clear", "bool")],
    complete: Annotated[bool, field("完整", "Complete", "bool")],
    accurate: Annotated[bool, field("准确", "Accurate", "bool")],
    opinion: Annotated[str, words("审核意见", "Opinion")],
) -> Document:  # fmt: skip
    """Review the record that waits: it is evidence only if it is genuine, clear, complete and accurate. Art. 41(2)."""
    found = {"genuine": genuine, "clear": clear, "complete": complete, "accurate": accurate}
    record = Evidence.objects.select_related("device").get(case=case, state=EvidenceState.RECORDED)
    passed = all(found.values())
    record.state = EvidenceState.ACCEPTED if passed else EvidenceState.EXCLUDED
    record.note = "" if passed else "监控记录经审核不符合真实、清晰、完整、准确的要求"
    record.save(update_fields=["state", "note"])
    return make(deed, case, "record_review", papers.record_review(deed, case, record, found, opinion))


@case_act("violation.tell")
def tell_violation(
    deed: Deed, case: Case,
    lookup: Annotated[str, field("查询途径", "How to look it up", "text", max_length=200)],
) -> Document:  # fmt: skip
    """Tell the party of the recorded violation, how to look it up, and that he may speak and defend himself. Art. 41(3)."""
    records = Evidence.objects.select_related("device").exclude(device=None)
    record = records.filter(case=case, state=EvidenceState.ACCEPTED).latest("collected_at")
    respond_by = monitoring_of(case.facts).due(RESPONSE) or deed.day
    return make(
        deed, case, "violation_notice", papers.violation_notice(deed, case, record, lookup, respond_by)
    )
