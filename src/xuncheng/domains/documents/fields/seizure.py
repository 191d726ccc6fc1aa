"""Documents of sealing and seizure (查封、扣押), from the approval to the return. Administrative Coercion Law, art. 18 to 28."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xuncheng.domains.documents.fields.parts import (
    Citations,
    Contact,
    Day,
    Envelope,
    Line,
    Minute,
    Money,
    Officers,
    Opinion,
    Party,
    Prose,
    Remedies,
    Signature,
    said,
)
from xuncheng.domains.documents.fields.preservation import ListedItem


class SeizedItem(ListedItem):
    """One object of a list; `sold_for` where it was sold before the decision."""

    sold_for: Money | None = said("变卖价款", "proceeds of its sale", default=None)


SeizedItems = Annotated[list[SeizedItem], Field(min_length=1)]


class _OnMeasure(Envelope):
    """What every one of them names."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    measure: Line = said("措施（查封、扣押）", "the measure")


class _OnDecision(_OnMeasure):
    """What comes after the decision that seals or seizes."""

    decision_number: Line = said("查封（扣押）决定书文号", "number of the decision")


class SeizureApproval(_OnMeasure):
    """查封（扣押）审批表; of an urgent measure with the time at which it was begun (art. 19)."""

    place: Line = said("地点", "place")
    reason: Prose = said("理由", "reasons")
    provision: Line = said("法律、法规授权", "the provision that grants it")
    basis: Citations = said("依据", "basis")
    started_at: Minute | None = said("紧急实施时间", "when it was begun, if urgent", default=None)
    approved: bool = said("是否批准", "whether approved")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")


class SeizureDecision(_OnMeasure):
    """查封（扣押）决定书, handed over on the spot. Art. 24."""

    reason: Prose = said("理由", "reasons")
    provision: Line = said("法律、法规授权", "the provision that grants it")
    basis: Citations = said("依据", "basis")
    place: Line = said("地点", "place")
    objects: Prose = said("场所、设施或者财物", "places and objects")
    started_at: Minute = said("实施时间", "time")
    until: Day = said("期限届满日", "last day of the term")
    keeping: Line = said("保管方式和地点", "how and where it is kept")
    remedies: Remedies = said("救济途径", "remedies")
    contact: Contact = said("联系方式", "contact")


class SeizureList(_OnDecision):
    """查封（扣押）物品清单, in two copies. Art. 24."""

    place: Line = said("地点", "place")
    items: SeizedItems = said("物品清单", "objects")
    party_signature: Signature | None = said("当事人签名", "party's signature", default=None)
    witness: Signature | None = said("见证人签名", "witness's signature", default=None)
    officers: Officers = said("执法人员", "officers")


class SeizureMinutes(_OnMeasure):
    """查封（扣押）现场笔录. Art. 18."""

    place: Line = said("地点", "place")
    started_at: Minute = said("实施时间", "time")
    present: Line = said("到场人员", "who was there")
    urgency: Prose | None = said("紧急情况", "why it was urgent", default=None)
    course: Prose = said("实施过程", "course")
    statement: Prose = said("当事人陈述和申辩", "what the party said")
    party_signature: Signature | None = said("当事人签名", "party's signature", default=None)
    witness: Signature | None = said("见证人签名", "witness's signature", default=None)
    officers: Officers = said("执法人员", "officers")


class SeizureTestNotice(_OnDecision):
    """检测（检验、检疫、鉴定）期间告知书: that time is not counted, and the agency pays. Art. 25(3)."""

    body: Line = said("检测、检验、检疫、鉴定机构", "who tests")
    subject: Prose = said("检测事项", "what is tested")
    test_until: Day = said("检测期间届满日", "last day of the test")
    until: Day = said("查封、扣押期限顺延至", "last day of the term, put off by it")
    contact: Contact = said("联系方式", "contact")


class SeizureExtension(_OnDecision):
    """延长查封（扣押）期限决定书. Art. 25(1), 25(2)."""

    reasons: Prose = said("延长理由", "reasons")
    basis: Citations = said("依据", "basis")
    until: Day = said("原期限届满日", "last day so far")
    extended_until: Day = said("延长后期限届满日", "last day from now on")
    remedies: Remedies = said("救济途径", "remedies")
    contact: Contact = said("联系方式", "contact")


class SeizureSaleApproval(_OnDecision):
    """查封（扣押）物品先行处置审批表. Art. 28(2)."""

    objects: Prose = said("拟先行变卖、拍卖的物品", "what is to be sold")
    reasons: Prose = said("不易保管的情况", "why it does not keep")
    evidence: Prose = said("价格凭据", "evidence of the price")
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")


class SeizureSale(_OnDecision):
    """查封（扣押）物品先行变卖（拍卖）记录. Art. 28(2)."""

    item: SeizedItem = said("物品", "object")
    buyer: Line = said("买受人", "buyer")
    proceeds: Money = said("成交价款", "proceeds")
    voucher: Line = said("价款留存凭证号", "voucher of the proceeds")
    account: Prose = said("变卖、拍卖情况", "how it was sold")
    sold_at: Minute = said("变卖、拍卖时间", "time")
    officers: Officers = said("经办人员", "officers")


class SeizureHandling(_OnDecision):
    """查封（扣押）物品处理决定书. Art. 27."""

    outcome: Line = said("处理方式", "what becomes of the objects")
    provision: Line | None = said("销毁所依据的条款", "provision on their destruction", default=None)
    reasons: Prose = said("处理理由", "reasons")
    basis: Citations = said("依据", "basis")
    items: SeizedItems = said("物品清单", "objects")
    remedies: Remedies = said("救济途径", "remedies")
    contact: Contact = said("联系方式", "contact")


class SeizureLifting(_OnDecision):
    """解除查封（扣押）决定书. Art. 28; `forced` where the law left nothing else."""

    ground: Line = said("解除情形", "ground")
    forced: bool = said("是否依法必须立即解除", "whether it had to be released")
    reasons: Prose = said("理由", "reasons")
    basis: Citations = said("依据", "basis")
    items: SeizedItems = said("物品清单", "objects")
    contact: Contact = said("联系方式", "contact")


class SeizureReturn(_OnDecision):
    """查封（扣押）物品返还清单: the party's receipt. Art. 28."""

    items: SeizedItems = said("返还的物品（价款）", "what is returned")
    remarks: Prose | None = said("清点情况", "what was found on counting", default=None)
    receiver: Signature = said("领取人签名", "who takes them")
    officers: Officers = said("经办人员", "officers")
