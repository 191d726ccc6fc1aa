"""Fields of the documents of forced demolition."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import CITIZEN, CONTACT, FIRM, OFFICERS, SAMPLES, at, on
from tests.domains.documents.samples import _envelope as envelope

CAUSE = "涉嫌未取得建设工程规划许可证进行建设案"
PLACE = "示范市示范区虚构胡同12号院"
REMEDIES = SAMPLES["decision"]["remedies"]


def _letter(sign: str, statute: str, article: str, manner: str, **more: Any) -> dict[str, Any]:
    return {
        **envelope(sign, at(11, 20, 9, 0)), "cause": CAUSE, "party": CITIZEN,
        "structure": "虚构胡同12号院东侧单层砖混结构房屋一处，建筑面积二十六平方米。",
        "reasons": "经查，该房屋未取得建设工程规划许可证，经规划主管部门认定属于无法采取改正措施消除影响的情形。",
        "basis": [{"statute": statute, "article": article}], "until": on(12, 10), "manner": manner,
        "remedies": REMEDIES, "contact": CONTACT,
    } | more  # fmt: skip


OWN = "自行拆除并清理现场。"
ENFORCEMENT: dict[str, dict[str, Any]] = {
    "demolition_order": _letter("限拆", "城乡规划法", "64", OWN),
    "works_stop_order": _letter("停建", "北京市城乡规划条例", "74", "立即停止建设并自行拆除。", party=FIRM),
    "demolition_announcement": _letter("拆公", "行政强制法", "44", OWN, remedies=None),
    "demolition_reminder": _letter("拆催", "行政强制法", "35", OWN, remedies=None),
    "enforcement_decision": _letter(
        "强执", "行政强制法", "37;44", "机械拆除，人工清理。", until=None, approval="示政批〔2026〕12号"
    ),
    "demolition_recheck": {
        **envelope("拆复", at(12, 9, 15, 0)), "cause": CAUSE, "party_name": "样例市民", "place": PLACE, "checked_at": at(12, 9, 14, 30),
        "findings": "房屋已拆除，现场清理完毕。", "officers": OFFICERS,
    },
    "demolition_record": {
        **envelope("强录", at(12, 15, 16, 0)), "cause": CAUSE, "party_name": "样例市民", "place": PLACE,
        "decision_number": "示城管强执字〔2026〕1号", "carried_out_at": at(12, 15, 9, 30),
        "course": "出示证件，宣读决定，清点并搬离物品后机械拆除，未使用暴力，未停止水电气热。",
        "goods": ["木桌，2张，完好", "铁皮柜，1个，有锈迹"],
        "confirmed_by": "居民委员会、村民委员会确认", "kept_at": "示范街道临时存放点2号库", "video": "SX20261215-01", "officers": OFFICERS,
    },
}  # fmt: skip
