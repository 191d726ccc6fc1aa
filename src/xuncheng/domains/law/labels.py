"""Words for people for the codes of this package."""

from __future__ import annotations

from xuncheng.domains.law.models import CorrectionOrder, Level
from xuncheng.rules.legal import Text

LEVELS = {
    Level.LAW: Text("法律", "Law"),
    Level.ADMINISTRATIVE_REGULATION: Text("行政法规", "Administrative regulation"),
    Level.LOCAL_REGULATION: Text("地方性法规", "Local regulation"),
    Level.MINISTRY_RULE: Text("部门规章", "Ministry rule"),
    Level.LOCAL_RULE: Text("地方政府规章", "Local government rule"),
    Level.OTHER: Text("其他规范性文件", "Other normative document"),
}

CORRECTION_ORDERS = {
    CorrectionOrder.PRECONDITION: Text(
        "逾期不改正方可处罚", "Penalty only if the order to correct is not obeyed"
    ),
    CorrectionOrder.WITH_PENALTY: Text("责令改正并处罚", "Order to correct together with the penalty"),
    CorrectionOrder.NO: Text("条文未规定责令改正", "No order to correct in this article"),
}

CONDITIONS = {
    "optional": Text("可以并处", "may be added"),
    "refusal": Text("拒不改正的", "on refusal to correct"),
    "serious": Text("情节严重的", "if serious"),
    "not_demolishable": Text("不能拆除的", "if it cannot be demolished"),
}
"""On what condition an article allows a kind of penalty."""

DOMAINS = {
    "air": Text("大气", "Air"),
    "appearance": Text("市容", "City appearance"),
    "construction_site": Text("施工工地", "Construction sites"),
    "dust": Text("扬尘", "Dust"),
    "estate": Text("住宅小区", "Residential estates"),
    "gas": Text("燃气", "Gas"),
    "greening": Text("园林绿化", "Greening"),
    "illegal_construction": Text("违法建设", "Illegal construction"),
    "lighting": Text("夜景照明", "Night lighting"),
    "municipal": Text("市政设施", "Municipal facilities"),
    "noise": Text("噪声", "Noise"),
    "occupation": Text("占道经营", "Street occupation"),
    "outdoor_ads": Text("户外广告", "Outdoor advertising"),
    "park": Text("公园", "Parks"),
    "parking": Text("停车", "Parking"),
    "roads": Text("城市道路", "Roads"),
    "sanitation": Text("环境卫生", "Sanitation"),
    "trade": Text("无照经营", "Unlicensed trade"),
    "waste": Text("垃圾与渣土", "Waste and muck"),
    "water": Text("供排水", "Water and drainage"),
}
"""The fields that matters are sorted into."""
