"""Fields of the documents of sealing and seizure."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import (
    CAUSE,
    CITIZEN,
    CONTACT,
    FIRM,
    HANDLERS,
    HEAD,
    OFFICERS,
    TRADER,
    at,
    on,
)
from tests.domains.documents.samples import _envelope as envelope
from tests.domains.documents.samples_measures import ITEMS

DECISION = {"decision_number": "示城管查字〔2026〕1号"}
PROVISION = "《北京市户外广告设施、牌匾标识和标语宣传品设置管理条例》第四十八条"
REMEDIES = {"reconsideration_body": "示范市示范区人民政府", "court": "示范市示范区人民法院"}
PLACE = "示范市示范区样例路88号院南门外"
REASON = (
    "当事人擅自设置的户外广告设施存在坠落危险，执法人员告知后仍继续施工。\n拟扣押：折叠货架2个、袜子120双。"
)
COURSE = "9时40分到达现场，执法人员逐件清点、拍照，加贴封条后装车，全过程音像记录。"


def _acl(article: str) -> list[dict[str, str]]:
    return [{"statute": "行政强制法", "article": article}]


def _about(
    character: str, hour: int, party: dict[str, Any] = CITIZEN, measure: str = "扣押"
) -> dict[str, Any]:
    return {**envelope(character, at(11, 3, hour, 40)), "cause": CAUSE, "party": party, "measure": measure}


SEIZURE: dict[str, dict[str, Any]] = {
    "seizure_approval": {
        **_about("查批", 9), "place": PLACE, "reason": REASON, "provision": PROVISION, "basis": _acl("18;19"),
        "started_at": at(11, 2, 22, 10), "approved": True, "handlers_opinion": HANDLERS, "head_opinion": HEAD,
    },
    "seizure_decision": {
        **_about("查", 9, FIRM), "reason": REASON, "provision": PROVISION, "basis": _acl("18;24"), "place": PLACE,
        "objects": "折叠货架2个、袜子120双（详见清单）。",
        "started_at": at(11, 3, 9, 40), "until": on(12, 3), "keeping": "存放于示范区城市管理执法局样例路库房", "remedies": REMEDIES,
        "contact": CONTACT,
    },
    "seizure_list": {
        **_about("查单", 9, FIRM), **DECISION, "place": PLACE, "items": ITEMS * 8, "officers": OFFICERS,
        "party_signature": {"name": "甄䶮㛃", "refusal": "当事人在场，拒绝签名，未说明理由"},
        "witness": {"name": "郝见证", "at": at(11, 3, 9, 50)},
    },
    "seizure_minutes": {
        **_about("查录", 9, TRADER, "查封"), "place": PLACE, "started_at": at(11, 3, 9, 40), "present": "当事人不到场，见证人郝见证到场",
        "urgency": "当事人正在将设备装车运离现场。", "course": COURSE, "statement": "当事人未到场。",
        "witness": {"name": "郝见证", "at": at(11, 3, 9, 50)}, "officers": OFFICERS,
    },
    "seizure_test_notice": {
        **_about("检告", 10), **DECISION, "body": "示范市产品质量检验所", "subject": "燃气灶具是否符合安全标准。", "test_until": on(11, 20),
        "until": on(12, 20), "contact": CONTACT,
    },
    "seizure_extension": {
        **_about("查延", 15), **DECISION, "reasons": "涉案物品数量大、来源复杂，尚需协查。", "basis": _acl("25(1);25(2)"),
        "until": on(12, 3), "extended_until": on(12, 31), "remedies": REMEDIES, "contact": CONTACT,
    },
    "seizure_sale_approval": {
        **_about("先批", 11), **DECISION, "objects": "冷冻水产品12箱。", "reasons": "冷冻食品，库房不具备冷藏条件，三日内变质。",
        "evidence": "示范农产品批发市场当日报价单1份（每箱二百元）。", "head_opinion": HEAD,
    },
    "seizure_sale": {
        **_about("先卖", 14), **DECISION, "item": ITEMS[1], "buyer": "示范农产品有限公司", "proceeds": "2400.00", "voucher": "FS000123",
        "account": "公开询价三家，价高者得，现场交付。", "sold_at": at(11, 3, 14, 0), "officers": OFFICERS,
    },
    "seizure_handling": {
        **_about("查处", 15, FIRM), **DECISION, "outcome": "依法销毁", "provision": "《食品安全法》第一百二十三条第一款",
        "reasons": "经检验不合格。",
        "basis": _acl("27"), "items": ITEMS, "remedies": REMEDIES, "contact": CONTACT,
    },
    "seizure_lifting": {
        **_about("解", 16, FIRM), **DECISION, "ground": "查封、扣押期限已经届满", "forced": True, "reasons": "期限届满，未作出处理决定。",
        "basis": _acl("28(1)(4)"), "items": ITEMS, "contact": CONTACT,
    },
    "seizure_return": {
        **_about("返", 17), **DECISION, "items": [ITEMS[0], {**ITEMS[1], "sold_for": "360.00"}], "remarks": "与清单核对无误。",
        "receiver": {"name": "贾𠮷样", "at": at(11, 3, 17, 40)}, "officers": OFFICERS,
    },
}  # fmt: skip
