"""Fields of the documents on goods in custody. Persons, firms and numbers are invented and look it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.domains.documents.samples import CAUSE, OFFICERS, _envelope, at, on

GOODS = {
    "number": "物26-000012-84", "label": "26-000012-84", "name": "样例牌三轮车（蓝色）", "category": "三轮车", "quantity": "1辆",
    "condition": "车身左侧有划痕长约三十厘米，前轮胎无气，钥匙一把，车厢内无物品。",
}  # fmt: skip

CUSTODY: dict[str, dict[str, Any]] = {
    "custody_record": {
        **_envelope("保", at(11, 3, 9, 30)),
        "cause": CAUSE, "party_name": "贾𠮷样", "goods": GOODS, "title": "扣押", "warehouse": "示范区第一库房（示范区样例路99号）",
        "received_at": at(11, 3, 9, 20), "photos": 3, "keeps_until": on(11, 10), "check_code": "00000000",
        "giver": {"name": "王示范", "at": at(11, 3, 9, 20)}, "receiver": {"name": "郑库管", "at": at(11, 3, 9, 20)},
    },
    "goods_receipt": {
        **_envelope("领", at(11, 20, 9, 30)),
        "cause": CAUSE, "party_name": "贾𠮷样", "goods": GOODS, "proceeds": Decimal("1200"), "remarks": "当面清点，与清单一致。",
        "giver": {"name": "郑库管", "at": at(11, 20, 9, 20)}, "receiver": {"name": "贾𠮷样", "at": at(11, 20, 9, 20)},
    },
    "goods_disposal": {
        **_envelope("处", at(12, 20, 9, 30)),
        "cause": CAUSE, "party_name": "贾𠮷样", "goods": GOODS, "basis": "处罚决定没收，《行政处罚法》第七十四条第一款",
        "manner": "拍卖、变卖", "disposed_at": at(12, 20, 9, 0), "account": "委托公开拍卖，一人应价，当场成交。",
        "receiver": "示范再生资源有限公司", "proceeds": Decimal("1200"), "voucher": "示财（2026）No.0000000130", "photos": 2,
        "officers": OFFICERS, "witnesses": ["孙代样"],
    },
}  # fmt: skip
