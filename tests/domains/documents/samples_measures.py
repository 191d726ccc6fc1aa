"""Fields of the documents of measures by which objects are taken."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, CONTACT, FIRM, HANDLERS, HEAD, OFFICERS, at, on
from tests.domains.documents.samples import _envelope as envelope

ART_56 = [{"statute": "行政处罚法", "article": "56"}]
ITEMS = [
    {
        "name": "折叠货架",
        "kind": "经营工具",
        "specification": "1.2米×0.6米",
        "quantity": "2个",
        "condition": "完好，有使用痕迹",
    },
    {
        "name": "袜子",
        "kind": "商品",
        "specification": None,
        "quantity": "120双",
        "condition": "未拆封",
        "value": "360.00",
    },
]
REASON = "当事人拟将货物运离现场，证据可能灭失。\n拟登记保存：折叠货架2个、袜子120双。"

MEASURES: dict[str, dict[str, Any]] = {
    "preservation_approval": {
        **envelope("保批", at(11, 3, 9, 0)),
        "cause": CAUSE, "party": CITIZEN, "place": "示范市示范区样例路88号院南门外", "reason": REASON, "basis": ART_56,
        "approved": True, "handlers_opinion": HANDLERS, "head_opinion": HEAD,
    },
    "preservation_notice": {
        **envelope("登保", at(11, 3, 9, 40)),
        "party": FIRM, "cause": CAUSE, "reason": REASON, "basis": ART_56, "place": "示范市示范区样例路88号院南门外",
        "keeping": "原地保存于当事人店内库房，加贴封条", "until": on(11, 12), "items": ITEMS * 8, "officers": OFFICERS,
        "contact": CONTACT, "party_signature": {"name": "甄䶮㛃", "at": at(11, 3, 9, 40)},
    },
    "preservation_disposal": {
        **envelope("登处", at(11, 10, 15, 0)),
        "party": CITIZEN, "notice_number": "示城管登保字〔2026〕1号", "preserved_at": at(11, 3, 9, 40), "outcome": "复制后返还",
        "reasons": "物品特征已经拍照固定，无继续保存必要。", "basis": ART_56, "items": ITEMS,
        "remedies": {"reconsideration_body": "示范市示范区人民政府", "court": "示范市示范区人民法院"},
        "receiver": {"name": "贾𠮷样", "at": at(11, 10, 15, 0)}, "officers": OFFICERS,
    },
}  # fmt: skip
