"""Fields of the documents on goods in custody: taken in, given back, disposed of."""

from __future__ import annotations

from typing import Literal

from xuncheng.domains.documents.fields.parts import (
    Day,
    Envelope,
    Line,
    Minute,
    Money,
    Officers,
    Part,
    Prose,
    Signature,
    said,
)


class Goods(Part):
    """The thing that a document is about."""

    number: Line = said("物品编号", "number of the thing")
    label: Line = said("标签号", "code on its label")
    name: Line = said("物品名称", "name")
    category: Line = said("类别", "category")
    quantity: Line = said("数量", "quantity with unit")
    condition: Prose = said("外观特征、完好程度、附件", "condition and accessories")


class CustodyRecord(Envelope):
    """物品入库保管记录. Administrative Coercion Law, art. 26."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    goods: Goods = said("物品", "the thing")
    title: Literal["扣押", "没收"] = said("入库依据", "by what it was taken")
    warehouse: Line = said("库房", "warehouse")
    received_at: Minute = said("入库时间", "time of taking in")
    photos: int = said("照片张数", "number of photos", ge=1)
    keeps_until: Day | None = said("最晚保存至", "keeps until", default=None)
    check_code: Line = said("查询码", "code for the public look-up")
    giver: Signature = said("交付人", "who hands it over")
    receiver: Signature = said("接收人", "who takes it")


class GoodsReceipt(Envelope):
    """物品（价款）领取收据. Administrative Coercion Law, art. 28."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    goods: Goods = said("物品", "the thing")
    proceeds: Money | None = said("退还价款", "money given back", default=None)
    remarks: Prose | None = said("清点情况", "what was found on counting", default=None)
    giver: Signature = said("交付人", "who hands it over")
    receiver: Signature = said("领取人", "who takes it")


class GoodsDisposal(Envelope):
    """罚没（没收）物品处理记录. Administrative Penalty Law, art. 74."""

    cause: Line = said("案由", "cause")
    party_name: Line = said("当事人", "party")
    goods: Goods = said("物品", "the thing")
    basis: Line = said("处理依据", "what the disposal rests on")
    manner: Literal["拍卖、变卖", "销毁", "移交有关部门"] = said("处理方式", "manner")
    disposed_at: Minute = said("处理时间", "time")
    account: Prose = said("处理情况", "what was done")
    receiver: Line | None = said("买受人（接收单位）", "buyer or receiving authority", default=None)
    proceeds: Money | None = said("成交价款", "proceeds", default=None)
    voucher: Line | None = said("价款凭证号", "voucher of the proceeds", default=None)
    given_by: Signature | None = said("交付人", "who hands it over", default=None)
    taken_by: Signature | None = said("接收人", "who takes it", default=None)
    photos: int = said("照片张数", "number of photos", ge=1)
    officers: Officers = said("处理人", "who disposes of it")
    witnesses: list[Line] = said("见证人", "witnesses", min_length=1)
    witness_signature: Signature | None = said("见证人签名", "signature of the witnesses", default=None)
