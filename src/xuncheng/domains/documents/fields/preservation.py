"""Documents of objects in the agency's hands, from their registration to their return."""

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
    Part,
    Party,
    Prose,
    Remedies,
    Signature,
    said,
)


class ListedItem(Part):
    """One object of a list."""

    name: Line = said("物品名称", "object")
    kind: Line = said("种类", "kind")
    specification: Line | None = said("规格型号", "specification", default=None)
    quantity: Line = said("数量", "quantity with its unit")
    condition: Line = said("现状", "condition")
    value: Money | None = said("价值", "value", default=None)


Items = Annotated[list[ListedItem], Field(min_length=1)]


class PreservationApproval(Envelope):
    """先行登记保存审批表. Administrative Penalty Law, art. 56."""

    cause: Line = said("案由", "cause")
    party: Party = said("当事人", "party")
    place: Line = said("地点", "place")
    reason: Prose = said("登记保存理由", "why evidence may be lost")
    basis: Citations = said("依据", "basis")
    approved: bool = said("是否同意", "whether approved")
    handlers_opinion: Opinion = said("承办人意见", "handlers' proposal")
    head_opinion: Opinion = said("行政机关负责人意见", "agency head's opinion")


class PreservationNotice(Envelope):
    """先行登记保存证据通知书, with its list; the objects are dealt with by its last day."""

    party: Party = said("当事人", "party")
    cause: Line = said("案由", "cause")
    reason: Prose = said("登记保存理由", "reason")
    basis: Citations = said("依据", "basis")
    place: Line = said("登记地点", "place")
    keeping: Line = said("保存方式和地点", "how and where it is kept")
    until: Day = said("处理期限届满日", "last day for the decision on the objects")
    items: Items = said("物品清单", "objects")
    officers: Officers = said("执法人员", "officers")
    contact: Contact = said("联系方式", "contact")
    party_signature: Signature = said("当事人签名", "party's signature")


class PreservationDisposal(Envelope):
    """先行登记保存证据处理决定书."""

    party: Party = said("当事人", "party")
    notice_number: Line = said("通知书编号", "number of the notice")
    preserved_at: Minute = said("登记保存时间", "time of the registration")
    outcome: Line = said("处理方式", "what becomes of the objects")
    reasons: Prose = said("处理理由", "reasons")
    basis: Citations = said("依据", "basis")
    items: Items = said("物品清单", "objects")
    remedies: Remedies = said("救济途径", "remedies")
    receiver: Signature = said("物品接收人", "who receives the objects")
    officers: Officers = said("执法人员", "officers")
