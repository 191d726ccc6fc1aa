"""The statutory documents of a case file (执法文书): what each is called, says, rests on, and where it lies.

One row per kind. The numbering characters are ours; the pattern they go into is locality data.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from xuncheng.domains.documents.fields import (
    behalf,
    custody,
    enforcement,
    execution,
    filing,
    hearing,
    inquiry,
    investigation,
    judgment,
    monitoring,
    opening,
    outcome,
    preservation,
    publication,
    remedies,
    seizure,
    service,
    transfer,
)
from xuncheng.domains.documents.fields.parts import Envelope
from xuncheng.rules.legal import Basis, RuleError, Text

_CASES = "cases/templates"
_CUSTODY = "custody/templates"
_DOCUMENTS = "documents/templates"
_PUBLICATION = "publication/templates"
_REMEDIES = "remedies/templates"

_TEAM = ("officers",)
"""Both officers who were there sign what they recorded or decided on the spot (行政处罚法第四十二条、第五十二条第二款、第五十五条)."""


@dataclass(frozen=True)
class Kind:
    """One kind of document.

    `character` stands in its number (罚 in 京×城管罚字〔2026〕1号): one serial per character and year, no
    gaps. `order` is its place in the archived file. `sealed` documents bear the agency's seal. `template` is
    a path below the domains' folder. `signers` names its fields that hold the officers who sign it, each himself.
    """

    code: str
    title: Text
    character: str
    order: int
    template: str
    basis: tuple[Basis, ...]
    fields: type[Envelope]
    sealed: bool = False
    signers: tuple[str, ...] = ()


def _kind(
    code: str, zh: str, en: str, character: str, order: int, folder: str, basis: tuple[Basis, ...],
    fields: type[Envelope], *, sealed: bool = False, signers: tuple[str, ...] = (),
) -> Kind:  # fmt: skip
    return Kind(code, Text(zh, en), character, order, f"{folder}/{code}.typ", basis, fields, sealed, signers)


def _penalty_law(articles: str) -> Basis:
    return Basis("行政处罚法", articles)


def _transfer_rules(articles: str) -> Basis:
    return Basis("行政执法机关移送涉嫌犯罪案件的规定", articles)


_RECONSIDERATION_FIRST = Basis("行政复议法", "23")
_LATE_FEE_CAP = Basis("行政强制法", "45")
_WAYS_OF_SERVICE = Basis("民事诉讼法", "87;88;89;90;91;92;93;94;95")

# fmt: off
_ROWS = (
    _kind("case_cover", "卷宗封面", "Cover of the case file", "卷", 0, _DOCUMENTS,
          (_penalty_law("47"),), filing.CaseCover),
    _kind("case_index", "卷内目录", "Index of the case file", "目", 1, _DOCUMENTS,
          (_penalty_law("47"),), filing.CaseIndex),
    _kind("source_registration", "线索（案源）登记表", "Registration of a report", "源", 10, _CASES,
          (_penalty_law("54"),), opening.SourceRegistration),
    _kind("jurisdiction_designation", "指定管辖通知书", "Notice that jurisdiction was designated", "指", 15, _CASES,
          (_penalty_law("22;23;25(2)"),), opening.JurisdictionDesignation, sealed=True),
    _kind("filing_approval", "立案审批表", "Filing approval", "立", 20, _CASES,
          (_penalty_law("54(2)"),), investigation.FilingApproval),
    _kind("case_handover", "案件移送函", "Letter handing a case over", "移函", 30, _CASES,
          (_penalty_law("22;23;25"),), transfer.CaseHandover, sealed=True),
    _kind("inspection_record", "现场检查（勘验）笔录", "On-site inspection record", "检", 40, _CASES,
          (_penalty_law("42;46;55"),), investigation.InspectionRecord, signers=_TEAM),
    _kind("interview_record", "询问笔录", "Interview record", "询", 50, _CASES,
          (_penalty_law("42;46;55"),), investigation.InterviewRecord, signers=("questioner", "recorder")),
    _kind("party_summons", "询问（调查）通知书", "Summons", "询通", 60, _CASES,
          (_penalty_law("55(2)"),), inquiry.PartySummons, sealed=True),
    _kind("evidence_list", "证据清单", "List of evidence", "证", 70, _CASES,
          (_penalty_law("46"),), investigation.EvidenceList),
    _kind("evidence_extract", "证据提取单", "Extract of evidence", "提", 71, _CASES,
          (_penalty_law("46"),), inquiry.EvidenceExtract, signers=_TEAM),
    _kind("sample_voucher", "抽样取证凭证", "Voucher for samples", "抽", 80, _CASES,
          (_penalty_law("56"),), inquiry.SampleVoucher, signers=_TEAM),
    _kind("preservation_approval", "先行登记保存审批表", "Approval of a preservation", "保批", 90, _CUSTODY,
          (_penalty_law("56"),), preservation.PreservationApproval),
    _kind("preservation_notice", "先行登记保存证据通知书", "Notice and list of preserved evidence", "登保", 91, _CUSTODY,
          (_penalty_law("56;85"),), preservation.PreservationNotice, sealed=True),
    _kind("preservation_disposal", "先行登记保存证据处理决定书", "Decision on preserved evidence", "登处", 100, _CUSTODY,
          (_penalty_law("56"),), preservation.PreservationDisposal, sealed=True),
    _kind("test_commission", "检测（鉴定）委托书", "Commission of a test", "委", 110, _CASES,
          (_penalty_law("46;54(1)"),), inquiry.Commission, sealed=True),
    _kind("seizure_approval", "查封（扣押）审批表", "Approval of a sealing or seizure", "查批", 120, _CUSTODY,
          (Basis("行政强制法", "18;19"),), seizure.SeizureApproval),
    _kind("seizure_decision", "查封（扣押）决定书", "Decision to seal or seize", "查", 121, _CUSTODY,
          (Basis("行政强制法", "18;24"),), seizure.SeizureDecision, sealed=True),
    _kind("seizure_list", "查封（扣押）物品清单", "List of what was sealed or seized", "查单", 122, _CUSTODY,
          (Basis("行政强制法", "24"),), seizure.SeizureList),
    _kind("seizure_minutes", "查封（扣押）现场笔录", "Minutes of a sealing or seizure", "查录", 123, _CUSTODY,
          (Basis("行政强制法", "18"),), seizure.SeizureMinutes, signers=_TEAM),
    _kind("seizure_test_notice", "检测（鉴定）期间告知书", "Notice of the time of a test", "检告", 124, _CUSTODY,
          (Basis("行政强制法", "25(3)"),), seizure.SeizureTestNotice, sealed=True),
    _kind("seizure_extension", "延长查封（扣押）期限决定书", "Extension of a sealing or seizure", "查延", 125, _CUSTODY,
          (Basis("行政强制法", "25(1);25(2)"),), seizure.SeizureExtension, sealed=True),
    _kind("seizure_sale_approval", "查封（扣押）物品先行处置审批表", "Approval of an early sale", "先批", 126, _CUSTODY,
          (Basis("行政强制法", "28(2)"),), seizure.SeizureSaleApproval),
    _kind("seizure_sale", "查封（扣押）物品先行变卖（拍卖）记录", "Record of an early sale", "先卖", 127, _CUSTODY,
          (Basis("行政强制法", "28(2)"),), seizure.SeizureSale),
    _kind("seizure_handling", "查封（扣押）物品处理决定书", "Decision on seized objects", "查处", 128, _CUSTODY,
          (Basis("行政强制法", "27"),), seizure.SeizureHandling, sealed=True),
    _kind("seizure_lifting", "解除查封（扣押）决定书", "Decision that lifts a measure", "解", 129, _CUSTODY,
          (Basis("行政强制法", "28"),), seizure.SeizureLifting, sealed=True),
    _kind("seizure_return", "查封（扣押）物品返还清单", "List of returned objects", "返", 130, _CUSTODY,
          (Basis("行政强制法", "28"),), seizure.SeizureReturn),
    _kind("correction_order", "责令改正通知书", "Order to correct", "改", 150, _CASES,
          (_penalty_law("28(1)"),), investigation.CorrectionOrder, sealed=True),
    _kind("correction_recheck", "复查笔录", "Record of the re-check", "复", 160, _CASES,
          (_penalty_law("28(1);55"),), investigation.CorrectionRecheck, signers=_TEAM),
    _kind("recusal_application", "回避申请书（笔录）", "Application for a recusal", "避申", 169, _CASES,
          (_penalty_law("43(2)"),), inquiry.RecusalApplication),
    _kind("recusal_decision", "回避决定书", "Decision on recusal", "避", 170, _CASES,
          (_penalty_law("43"),), investigation.RecusalDecision, sealed=True),
    _kind("extension_approval", "延期审批表", "Approval of an extension", "延", 180, _CASES,
          (_penalty_law("60"),), outcome.ExtensionApproval),
    _kind("suspension", "中止（恢复）调查决定书", "Suspension or resumption", "中", 181, _CASES,
          (_penalty_law("60"),), outcome.Suspension, sealed=True),
    _kind("termination", "终止调查决定书", "Termination of the investigation", "终", 182, _CASES,
          (_penalty_law("57"),), outcome.Termination, sealed=True),
    _kind("device_review", "电子技术监控设备审核表", "Review of a monitoring device", "设审", 183, "monitoring/templates",
          (_penalty_law("41(1)"),), monitoring.DeviceReview),
    _kind("record_review", "监控记录审核表", "Review of a monitoring record", "录审", 184, _CASES,
          (_penalty_law("41(2)"),), monitoring.RecordReview),
    _kind("violation_notice", "违法行为告知书", "Notice of a recorded violation", "违告", 185, _CASES,
          (_penalty_law("41(3)"),), monitoring.ViolationNotice, sealed=True),
    _kind("investigation_report", "调查终结报告", "Investigation report", "调", 190, _CASES,
          (_penalty_law("57(1)"),), investigation.InvestigationReport),
    _kind("prior_notice", "行政处罚事先告知书", "Prior notice of a penalty", "告", 200, _CASES,
          (_penalty_law("44;63;64()(1)"),), judgment.PriorNotice, sealed=True),
    _kind("statement_record", "陈述申辩笔录及复核意见", "Statement and its re-check", "陈", 220, _CASES,
          (_penalty_law("45"),), judgment.StatementRecord),
    _kind("hearing_application", "听证申请书（笔录）", "Request for a hearing", "听申", 225, _CASES,
          (_penalty_law("63;64()(1)"),), hearing.HearingApplication),
    _kind("hearing_notice", "听证通知书", "Notice of a hearing", "听", 230, _CASES,
          (_penalty_law("64()(2)(4)"),), hearing.HearingNotice, sealed=True),
    _kind("hearing_announcement", "听证公告", "Announcement of a hearing", "听公", 231, _CASES,
          (_penalty_law("64()(3)"),), hearing.HearingAnnouncement, sealed=True),
    _kind("hearing_record", "听证笔录", "Record of the hearing", "听录", 240, _CASES,
          (_penalty_law("64()(8);65"),), hearing.HearingRecord),
    _kind("hearing_report", "听证报告", "Report on the hearing", "听报", 241, _CASES,
          (_penalty_law("64;65"),), hearing.HearingReport),
    _kind("legality_review", "法制审核意见书", "Legality review", "审", 250, _CASES,
          (_penalty_law("58"),), judgment.LegalityReview),
    _kind("panel_record", "集体讨论记录", "Record of the collective discussion", "议", 260, _CASES,
          (_penalty_law("57(2)"),), judgment.PanelRecord),
    _kind("decision_approval", "案件处理呈批表", "Approval of the decision", "批", 270, _CASES,
          (_penalty_law("57(1)"),), judgment.DecisionApproval),
    _kind("decision", "行政处罚决定书", "Penalty decision", "罚", 280, _CASES,
          (_penalty_law("59"),), outcome.Decision, sealed=True),
    _kind("spot_decision", "当场行政处罚决定书", "On-the-spot penalty decision", "当罚", 290, _CASES,
          (_penalty_law("51;52"), _RECONSIDERATION_FIRST), outcome.SpotDecision, signers=_TEAM),
    _kind("lodging_record", "当场处罚备案表", "On-the-spot decision lodged", "备", 291, _CASES,
          (_penalty_law("52(3)"),), filing.LodgingRecord),
    _kind("no_penalty_decision", "不予行政处罚决定书", "Decision not to penalise", "不罚", 300, _CASES,
          (_penalty_law("30;31;33;36;57(1)"),), outcome.NoPenaltyDecision, sealed=True),
    _kind("education_record", "教育记录", "Record of the education", "教", 301, _CASES,
          (_penalty_law("33(1);33(3)"),), outcome.EducationRecord),
    _kind("transfer_report", "移送涉嫌犯罪案件报告", "Report on a transfer to the police", "移报", 310, _CASES,
          (_transfer_rules("5(1)"),), transfer.TransferReport),
    _kind("transfer_approval", "移送涉嫌犯罪案件审批表", "Approval of a transfer to the police", "移批", 311, _CASES,
          (_transfer_rules("5(2)"),), transfer.TransferApproval),
    _kind("transfer_letter", "涉嫌犯罪案件移送书", "Transfer of a suspected crime to the police", "移", 312, _CASES,
          (_penalty_law("27(1)"), _transfer_rules("5(2);6")), transfer.TransferLetter, sealed=True),
    _kind("transfer_review_request", "提请复议意见书", "Request that the police review their refusal", "提复", 313, _CASES,
          (_transfer_rules("9(1)"),), transfer.TransferReviewRequest, sealed=True),
    _kind("transfer_goods_list", "涉案物品和材料移交清单", "List of what was handed to the police", "移交", 314, _CASES,
          (_transfer_rules("12"),), transfer.TransferGoodsList),
    _kind("consent_of_service", "送达地址与电子送达确认书", "Address for service", "址", 320, _DOCUMENTS,
          (_penalty_law("61(2)"),), filing.ConsentOfService),
    _kind("service_receipt", "送达回证", "Receipt of service", "送", 321, _DOCUMENTS,
          (_penalty_law("61"), _WAYS_OF_SERVICE), filing.ServiceReceipt),
    _kind("service_announcement", "送达公告", "Announcement of a document", "送公", 322, _CASES,
          (_penalty_law("61"), Basis("民事诉讼法", "95")), service.ServiceAnnouncement, sealed=True),
    _kind("document_correction", "补正通知书", "Correction of a document", "补正", 323, _CASES,
          (_penalty_law("75(2)"),), service.DocumentCorrection, sealed=True),
    _kind("demolition_order", "限期拆除决定书", "Order to demolish", "限拆", 330, _CASES,
          (Basis("城乡规划法", "64"),), enforcement.EnforcementLetter, sealed=True),
    _kind("works_stop_order", "责令停止建设通知书", "Order to stop the works", "停建", 331, _CASES,
          (Basis("北京市城乡规划条例", "74"),), enforcement.EnforcementLetter, sealed=True),
    _kind("demolition_announcement", "限期自行拆除公告", "Announcement of the date to demolish", "拆公", 332, _CASES,
          (Basis("行政强制法", "44"),), enforcement.EnforcementLetter, sealed=True),
    _kind("demolition_recheck", "拆除情况复查笔录", "Record that it was demolished", "拆复", 333, _CASES,
          (Basis("行政强制法", "35;44"),), enforcement.DemolitionRecheck, signers=_TEAM),
    _kind("demolition_reminder", "催告书（拆除）", "Reminder to demolish", "拆催", 334, _CASES,
          (Basis("行政强制法", "35"),), enforcement.EnforcementLetter, sealed=True),
    _kind("enforcement_decision", "行政强制执行决定书", "Decision on enforcement", "强执", 335, _CASES,
          (Basis("行政强制法", "37;44"),), enforcement.EnforcementLetter, sealed=True),
    _kind("demolition_record", "强制执行现场笔录", "Record of a forced demolition", "强录", 336, _CASES,
          (Basis("行政强制法", "43;44"), Basis("北京市城乡规划条例", "67")), enforcement.DemolitionRecord, signers=_TEAM),
    _kind("payment_record", "罚款缴纳凭证", "Record of payment", "缴", 340, _CASES,
          (_penalty_law("67;70"),), filing.PaymentRecord),
    _kind("behalf_reminder", "催告书（代履行）", "Reminder before a performance on behalf", "代催", 341, _CASES,
          (Basis("行政强制法", "35;50"),), behalf.BehalfLetter, sealed=True),
    _kind("behalf_decision", "代履行决定书", "Decision to perform on behalf", "代", 342, _CASES,
          (Basis("行政强制法", "50;51(1)(1)"),), behalf.BehalfLetter, sealed=True),
    _kind("behalf_last_reminder", "代履行前催告书", "Last reminder before a performance on behalf", "代再催", 343, _CASES,
          (Basis("行政强制法", "51(1)(2)"),), behalf.BehalfLetter, sealed=True),
    _kind("behalf_recheck", "自行履行情况复查笔录", "Record that the party performed", "代复", 344, _CASES,
          (Basis("行政强制法", "51(1)(2)"),), behalf.BehalfRecheck, signers=_TEAM),
    _kind("immediate_behalf_decision", "立即代履行决定书", "Decision to clear at once", "立代", 345, _CASES,
          (Basis("行政强制法", "52"),), behalf.BehalfLetter, sealed=True),
    _kind("behalf_record", "代履行现场笔录", "Record of a performance on behalf", "代录", 346, _CASES,
          (Basis("行政强制法", "51(1)(3);51(1)(4)"),), behalf.BehalfRecord, signers=_TEAM),
    _kind("behalf_notice", "立即代履行通知书", "Notice of what was cleared at once", "代通", 347, _CASES,
          (Basis("行政强制法", "52"),), behalf.BehalfLetter, sealed=True),
    _kind("behalf_cost_decision", "代履行费用缴纳决定书", "Decision on the cost of a performance on behalf", "代费", 348, _CASES,
          (Basis("行政强制法", "51(2)"),), behalf.BehalfCostDecision, sealed=True),
    _kind("behalf_payment", "代履行费用缴纳凭证", "Record of payment of the cost", "代缴", 349, _CASES,
          (Basis("行政强制法", "51(2)"),), behalf.BehalfPayment),
    _kind("deferral_application", "延期（分期）缴纳罚款申请书", "Application for deferral", "延申", 350, _CASES,
          (_penalty_law("66(2)"),), execution.DeferralApplication),
    _kind("deferral_approval", "延期（分期）缴纳罚款审批表", "Approval of a deferral", "延批", 351, _CASES,
          (_penalty_law("66(2)"),), execution.DeferralApproval),
    _kind("deferral_decision", "延期（分期）缴纳罚款决定书", "Decision on a deferral", "延缴", 352, _CASES,
          (_penalty_law("66(2)"),), execution.DeferralDecision, sealed=True),
    _kind("late_fee_decision", "加处罚款决定书", "Late fee decision", "加罚", 360, _CASES,
          (_penalty_law("72(1)(1)"), _LATE_FEE_CAP), outcome.LateFeeDecision, sealed=True),
    _kind("payment_reminder", "催告书（缴纳罚款）", "Reminder to pay", "罚催", 370, _CASES,
          (Basis("行政强制法", "35;54"),), execution.PaymentReminder, sealed=True),
    _kind("court_application", "强制执行申请书", "Application to the court", "强申", 390, _CASES,
          (Basis("行政强制法", "53;54;55"),), execution.CourtApplication, sealed=True),
    _kind("execution_suspension", "中止（恢复）执行通知书", "Suspension of execution", "中执", 391, _CASES,
          (Basis("行政强制法", "39"),), execution.ExecutionSuspension, sealed=True),
    _kind("execution_end", "终结执行决定书", "End of execution", "终执", 392, _CASES,
          (Basis("行政强制法", "39(2);40"),), execution.ExecutionEnd, sealed=True),
    _kind("execution_agreement", "执行协议", "Agreement on execution", "执协", 393, _CASES,
          (Basis("行政强制法", "42"),), execution.ExecutionAgreement, sealed=True),
    _kind("custody_record", "物品入库保管记录", "Record of goods taken into custody", "保", 400, _CUSTODY,
          (Basis("行政强制法", "26"), _penalty_law("74(1)")), custody.CustodyRecord),
    _kind("goods_receipt", "物品（价款）领取收据", "Receipt for goods given back", "领", 405, _CUSTODY,
          (Basis("行政强制法", "28"),), custody.GoodsReceipt),
    _kind("goods_disposal", "罚没（没收）物品处理记录", "Record of the disposal of goods", "处", 410, _CUSTODY,
          (_penalty_law("74"),), custody.GoodsDisposal),
    _kind("remedy_reply", "行政复议答复书", "Answer in a reconsideration", "复答", 420, _REMEDIES,
          (Basis("行政复议法", "48;54"),), remedies.RemedyReply, sealed=True),
    _kind("court_answer", "行政诉讼答辩状", "Answer to the court", "诉答", 421, _REMEDIES,
          (Basis("行政诉讼法", "67"),), remedies.RemedyReply, sealed=True),
    _kind("remedy_evidence", "行政复议（诉讼）证据目录", "Evidence in a remedy", "证录", 422, _REMEDIES,
          (Basis("行政复议法", "48"), Basis("行政诉讼法", "67")), remedies.RemedyEvidence),
    _kind("decision_correction", "行政处罚决定更正书", "Correction of a decision", "更", 423, _REMEDIES,
          (_penalty_law("75(2)"),), remedies.DecisionCorrection, sealed=True),
    _kind("decision_revocation", "撤销行政处罚决定书", "Revocation of a decision", "撤", 424, _REMEDIES,
          (_penalty_law("75(2)"),), remedies.DecisionRevocation, sealed=True),
    _kind("publication_approval", "处罚信息公示（撤回）审批表", "Approval of a publication", "示批", 427, _PUBLICATION,
          (_penalty_law("48;50"),), publication.PublicationApproval),
    _kind("closing_approval", "结案审批表", "Closing approval", "结", 430, _CASES,
          (_penalty_law("57;72"),), filing.ClosingApproval),
)
# fmt: on

KINDS: dict[str, Kind] = {row.code: row for row in _ROWS}
"""Every kind by its code, in the order of the archived file."""

_MANDATORY_TABLE = {
    "ordinary": (
        "case_cover",
        "case_index",
        "source_registration",
        "filing_approval",
        "inspection_record | interview_record | record_review",
        "evidence_list",
        "investigation_report",
        "prior_notice | no_penalty_decision",
        "statement_record | no_penalty_decision",
        "decision_approval",
        "decision | no_penalty_decision",
        "service_receipt",
        "closing_approval",
    ),
    "simple": (
        "case_cover",
        "case_index",
        "spot_decision | education_record",
        "lodging_record | education_record",
    ),
}

MANDATORY: dict[str, tuple[frozenset[str], ...]] = {
    procedure: tuple(frozenset(group.split(" | ")) for group in groups)
    for procedure, groups in _MANDATORY_TABLE.items()
}
"""For each procedure what a file that ends with a decision must hold: of each group at least one.

Correction may be ordered in the decision itself (Administrative Penalty Law, art. 28): the order is not here.
"""


def missing_documents(procedure: str, present: Collection[str]) -> tuple[tuple[Kind, ...], ...]:
    """The groups of `MANDATORY` of which a file has none, each as the kinds that would do."""
    return tuple(
        tuple(sorted((KINDS[code] for code in one_of), key=lambda kind: kind.order))
        for one_of in MANDATORY[procedure]
        if not one_of & set(present)
    )


_PLACEHOLDER = re.compile(r"\{(.*?)\}")
_NEEDED = {"agency", "character", "year", "serial"}


def document_number(pattern: str, *, agency: str, kind: Kind, year: int, serial: int) -> str:
    """The number of a document by the locality's pattern.

    `{agency}{character}字〔{year}〕{serial}号` gives 京×城管罚字〔2026〕1号. Raises `RuleError`
    (`number_pattern`) when the pattern does not hold each of the four placeholders once, since two documents
    could then get one number.
    """
    if sorted(_PLACEHOLDER.findall(pattern)) != sorted(_NEEDED):
        raise RuleError(
            "number_pattern",
            Text(
                f"文书编号格式须包含且仅包含一次 agency、character、year、serial：{pattern}",
                f"A number pattern holds agency, character, year and serial once each: {pattern}",
            ),
        )
    return pattern.format(agency=agency, character=kind.character, year=year, serial=serial)
