"""Fields of the documents of performance on the party's behalf."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, CONTACT, FIRM, OFFICERS, PAYMENT, SAMPLES, at, on
from tests.domains.documents.samples import _envelope as envelope

PLACE = "示范市示范区样例路88号院南门外人行道"
TARGET = "样例路88号院南门外人行道上的空心砖、水泥和脚手架钢管，占用长6.2米、宽2.5米，共15.5平方米，清除并恢复路面原状。"
REASONS = (
    "当事人未经批准堆放装修材料，责令改正期满经复查未清除，行人须绕行机动车道。\n已经或者将危害交通安全。"
)
REMEDIES = SAMPLES["decision"]["remedies"]
PERFORMER = "示范区样例清运服务有限公司"
MANNER = "由清运车辆两台、人工四名清理装运，材料运至示范街道临时存放点，登记后通知当事人领取。"


def _letter(sign: str, article: str, manner: str, **more: Any) -> dict[str, Any]:
    return {
        **envelope(sign, at(11, 20, 9, 0)), "cause": CAUSE, "party": CITIZEN, "order_number": "示城管改字〔2026〕1号", "target": TARGET,
        "reasons": REASONS, "basis": [{"statute": "行政强制法", "article": article}], "manner": manner, "contact": CONTACT,
    } | more  # fmt: skip


DAY = at(12, 15, 9, 30)
SPILLED = "样例路主路中间车道上散落的渣土约两立方米，清除并冲洗路面。"
SPILLING = "道路上有遗洒物，需要立即清除。驾驶人无清运车辆和工具，当场表示不能清除。"
BEHALF: dict[str, dict[str, Any]] = {
    "behalf_reminder": _letter("代催", "35;50", "自行清除或者恢复原状。", until=on(12, 4)),
    "behalf_decision": _letter(
        "代", "37;50;51(1)(1)", MANNER, party=FIRM, planned_at=DAY, estimate=Decimal("1800.00"), performer=PERFORMER, remedies=REMEDIES
    ),
    "behalf_last_reminder": _letter(
        "代再催", "51(1)(2)", MANNER, order_number="示城管代字〔2026〕1号", planned_at=DAY, performer=PERFORMER
    ),
    "immediate_behalf_decision": _letter(
        "立代", "52", "机械清扫、人工清铲并冲洗路面。", order_number=None, target=SPILLED, reasons=SPILLING, planned_at=DAY,
        performer=PERFORMER, remedies=REMEDIES,
    ),
    "behalf_notice": _letter(
        "代通", "52", "机械清扫、人工清铲并冲洗路面，十时十分恢复通行。", order_number="示城管立代字〔2026〕1号", target=SPILLED,
        reasons=SPILLING, planned_at=DAY, performer=PERFORMER, remedies=REMEDIES,
    ),
    "behalf_record": {
        **envelope("代录", at(12, 15, 16, 0)), "cause": CAUSE, "party_name": "样例市民", "place": PLACE,
        "decision_number": "示城管代字〔2026〕1号", "carried_out_at": DAY, "target": TARGET, "performer": PERFORMER,
        "course": "出示证件，告知代履行决定，当事人未到场。清运人员装运材料两车，清扫路面，未使用暴力、胁迫。十一时完毕。",
        "signed_by": "见证人赵样例", "officers": OFFICERS,
    },
    "behalf_recheck": {
        **envelope("代复", at(12, 9, 15, 0)), "cause": CAUSE, "party_name": "样例市民", "place": PLACE, "checked_at": at(12, 9, 14, 30),
        "findings": "堆放的材料已全部清除，路面恢复原状。", "officers": OFFICERS,
    },
    "behalf_cost_decision": {
        **envelope("代费", at(12, 20, 9, 0)), "cause": CAUSE, "party": FIRM, "decision_number": "示城管代字〔2026〕1号",
        "performer": PERFORMER, "estimate": Decimal("1800.00"),
        "items": ["清运车辆两台班，1,200.00元，发票号0001", "人工四名，800.00元，发票号0002"],
        "evidenced": Decimal("2000.00"), "cost": Decimal("1950.00"), "excess": "现场材料多于预估，增加一台班。",
        "basis": [{"statute": "行政强制法", "article": "51(2)"}], "until": on(12, 31), "payment": PAYMENT, "remedies": REMEDIES,
        "contact": CONTACT,
    },
    "behalf_payment": {
        **envelope("代缴", at(12, 28, 9, 0)), "cause": CAUSE, "party_name": "样例市民", "payer": "样例市民",
        "decision_number": "示城管代费字〔2026〕1号", "amount": Decimal("950.00"), "paid_on": on(12, 27), "receipt_number": "DJ000001",
        "paid": Decimal("950.00"), "outstanding": Decimal("1000.00"), "handler": "王示范",
    },
}  # fmt: skip
