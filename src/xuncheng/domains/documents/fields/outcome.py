"""Documents of the outcome: decisions, and what changes the course of a case."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Day,
    Discretion,
    Envelope,
    EvidenceItems,
    Line,
    Minute,
    Money,
    Officers,
    Opinion,
    Part,
    Party,
    Payment,
    Penalties,
    Penalty,
    Prose,
    Remedies,
    Signature,
    said,
    wrong,
)
from xuncheng.rules.procedure.sparing import NoPenaltyGround


def _has_fine(penalties: list[Penalty]) -> bool:
    return any(penalty.amount is not None for penalty in penalties)


class Decision(Envelope):
    """行政处罚决定书. Administrative Penalty Law, art. 59, names what it must contain."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    facts: Prose = said("违法事实", "facts")
    evidence: EvidenceItems = said("证据", "evidence")
    notice_account: Prose = said("告知、陈述申辩及听证情况", "notice, statement and hearing")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    discretion: Discretion = said("裁量", "discretion")
    penalties: Penalties = said("行政处罚的种类和内容", "penalties")
    correction: Prose | None = said("责令改正", "correction ordered", default=None)
    performance: Prose | None = said("其他履行方式和期限", "how else and by when to perform", default=None)
    payment: Payment | None = said("缴纳方式", "where to pay", default=None)
    remedies: Remedies = said("救济途径", "remedies")
    decided_on: Day = said("决定日期", "day of the decision")
    check_code: Line | None = said("网上查询码", "code that opens the case on the portal", default=None)

    @model_validator(mode="after")
    def _way_to_perform(self) -> Decision:
        if _has_fine(self.penalties) and self.payment is None:
            raise wrong(
                "有罚没款的，须写明缴纳方式（代收银行、账号）", "a fine needs the bank where to pay it"
            )
        return self


class NoPenaltyDecision(Envelope):
    """不予行政处罚决定书."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    facts: Prose = said("查明的事实", "facts established")
    evidence: EvidenceItems = said("证据", "evidence")
    ground: NoPenaltyGround = said("不予处罚情形", "ground")
    basis: Citations = said("不予处罚依据", "basis")
    reasons: Prose = said("理由", "reasons")
    education: Prose | None = said("教育情况", "education given", default=None)
    correction: Prose | None = said("责令改正", "correction ordered", default=None)
    remedies: Remedies = said("救济途径", "remedies")
    decided_on: Day = said("决定日期", "day of the decision")


class EducationRecord(Envelope):
    """教育记录. Administrative Penalty Law, art. 33(3): whoever is not penalised is educated."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    place: Line = said("教育地点", "place")
    facts: Prose = said("违法事实", "facts")
    violated: Citations = said("违反条款", "articles violated")
    ground: NoPenaltyGround = said("不予处罚情形", "ground")
    basis: Citations = said("不予处罚依据", "basis")
    education: Prose = said("教育内容", "education given")
    correction: Prose = said("改正情况", "how correction stands")
    officers: Officers = said("执法人员", "officers")
    educated_at: Minute = said("教育时间", "time")
    party_signature: Signature | None = said("被教育人签名", "signature of the party", default=None)


class PayAtBank(Payment):
    """The fine of a simple decision goes to the bank. Administrative Penalty Law, art. 67."""

    way: Literal["bank"]


class PayOnSpot(Part):
    """The fine is collected on the spot, with a special receipt. Administrative Penalty Law, art. 68-70."""

    way: Literal["on_spot"]
    ground: Line = said("当场收缴理由", "why it is collected on the spot")
    receipt_number: Line = said("专用票据号码", "number of the special receipt")


class SpotDecision(Envelope):
    """当场行政处罚决定书. Administrative Penalty Law, art. 52, names what it must contain."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    happened_at: Minute = said("违法行为时间", "time of the act")
    place: Line = said("违法行为地点", "place of the act")
    facts: Prose = said("违法事实", "facts")
    violated: Citations = said("违反条款", "articles violated")
    penalty_basis: Citations = said("处罚依据", "basis of the penalty")
    penalties: Penalties = said("行政处罚的种类和内容", "penalties")
    certificates_shown: Literal[True] = said("出示执法证件", "certificates were shown")
    discretion: Discretion | None = said("裁量", "discretion", default=None)
    statement: Prose = said("陈述申辩情况", "the party's statement and what was made of it")
    correction: Line | None = said("责令改正", "correction ordered", default=None)
    collection: Annotated[PayAtBank | PayOnSpot, Field(discriminator="way")] | None = said(
        "罚款收缴方式", "how the fine is paid", default=None
    )
    remedies: Remedies = said("救济途径", "remedies")
    officers: Officers = said("执法人员", "officers")
    decided_at: Minute = said("决定时间", "time of the decision")
    party_signature: Signature | None = said("当事人签收", "party's signature on receipt", default=None)
    check_code: Line | None = said("网上查询码", "code that opens the case on the portal", default=None)

    @model_validator(mode="after")
    def _way_to_pay(self) -> SpotDecision:
        if _has_fine(self.penalties) and self.collection is None:
            raise wrong("有罚款的，须写明收缴方式", "a fine needs the way in which it is paid")
        return self


class ExtensionApproval(Envelope):
    """延期审批表."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    filed_on: Day = said("立案日期", "day of filing")
    due_on: Day = said("原办案期限届满日", "day on which the period ends now")
    days: int = said("申请延长天数", "days asked for", ge=1)
    extended_to: Day = said("延长后届满日", "day on which it would end")
    reasons: Prose = said("延期理由", "reasons")
    basis: Citations = said("延期依据", "basis")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    unit_opinion: Opinion | None = said("承办机构意见", "unit's opinion", default=None)
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")

    @model_validator(mode="after")
    def _later(self) -> ExtensionApproval:
        if self.extended_to <= self.due_on:
            raise wrong("延长后届满日须晚于原届满日", "the extended period must end later than it did")
        return self


class Suspension(Envelope):
    """中止(恢复)调查决定书."""

    resumes: bool = said("是否恢复", "whether it resumes what was suspended")
    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    filed_on: Day = said("立案日期", "day of filing")
    suspension_number: Line | None = said(
        "原中止决定编号", "number of the suspension now ended", default=None
    )
    ground: Prose = said("中止（恢复）理由", "ground")
    basis: Citations = said("依据", "basis")
    effective_on: Day = said("生效日期", "from which day")

    @model_validator(mode="after")
    def _what_resumes(self) -> Suspension:
        if self.resumes and self.suspension_number is None:
            raise wrong("恢复调查的，须写明原中止决定编号", "what resumes must name the suspension it ends")
        return self


class Termination(Envelope):
    """终止调查决定书."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    filed_on: Day = said("立案日期", "day of filing")
    ground: Prose = said("终止理由", "ground")
    basis: Citations = said("依据", "basis")
    goods: Prose | None = said("涉案物品处理", "what becomes of goods", default=None)
    decided_on: Day = said("决定日期", "day of the decision")


class LateFeeDecision(Envelope):
    """加处罚款决定书. 3 % of `base`, the unpaid fine, is counted for each day `from_on` to `until_on`."""

    party: Party = said("当事人", "party")
    decision_number: Line = said("行政处罚决定书编号", "number of the decision")
    decision_served_on: Day = said("决定书送达日期", "day on which the decision was served")
    fine: Money = said("罚款数额", "fine")
    due_on: Day = said("缴纳期限届满日", "last day for payment")
    base: Money = said("未缴罚款", "unpaid fine")
    from_on: Day = said("加处起算日", "first day counted")
    until_on: Day = said("加处截止日", "last day counted")
    days: int = said("逾期天数", "days counted", ge=1)
    amount: Money = said("加处罚款数额", "late fee")
    on_whole: bool = said("按罚款全额计算", "counted on the whole fine", default=True)
    payment: Payment = said("缴纳方式", "where to pay")
    remedies: Remedies = said("救济途径", "remedies")
    decided_on: Day = said("决定日期", "day of the decision")

    @model_validator(mode="after")
    def _never_above_the_fine(self) -> LateFeeDecision:
        if self.amount > self.fine:
            raise wrong("加处罚款数额不得超出罚款数额", "a late fee is never above the fine")
        return self
