"""Fields of the documents of a transfer."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import (
    CAUSE,
    CITIZEN,
    CONTACT,
    EVIDENCE,
    FACTS,
    FIRM,
    HANDLERS,
    HEAD,
    LONG_NAME,
    OFFICERS,
    at,
    on,
)
from tests.domains.documents.samples import _envelope as envelope

CRIME = "污染环境罪"
POLICE = "示范市公安局示范区分局"
RULES = "行政执法机关移送涉嫌犯罪案件的规定"

TRANSFER: dict[str, dict[str, Any]] = {
    "case_handover": {
        **envelope("移函", at(11, 4, 10, 0)),
        "authority": "示范市示范区水务局", "cause": CAUSE, "party": CITIZEN, "facts": FACTS,
        "reasons": "经核查，堆放地点位于河道管理范围内，该违法行为由水行政主管部门管辖。",
        "basis": [{"statute": "行政处罚法", "article": "22;23;25"}],
        "materials": ["案源登记表1份", "现场检查（勘验）笔录1份", "现场照片6张"], "contact": CONTACT, "handed_on": on(11, 4),
    },
    "transfer_report": {
        **envelope("移报", at(11, 9, 10, 0)),
        "cause": CAUSE, "party": FIRM, "crime": CRIME, "suspected_at": at(11, 8, 16, 30), "facts": FACTS, "evidence": EVIDENCE,
        "officers": OFFICERS, "handlers_opinion": HANDLERS,
    },
    "transfer_approval": {
        **envelope("移批", at(11, 11, 17, 0)),
        "cause": CAUSE, "party": FIRM, "crime": CRIME, "report_number": "示城管移报字〔2026〕1号", "reported_at": at(11, 9, 10, 0),
        "approved": False, "reasons": "经检测，堆放物不属于危险废物，达不到立案追诉标准。", "delay": None,
        "handlers_opinion": HANDLERS, "head_opinion": HEAD,
    },
    "transfer_letter": {
        **envelope("移", at(11, 12, 9, 0)),
        "police": POLICE, "cause": CAUSE, "party": FIRM, "crime": CRIME, "facts": FACTS,
        "basis": [{"statute": "行政处罚法", "article": "27(1)"}, {"statute": RULES, "article": "3;5(2);6"}],
        "approval_number": "示城管移批字〔2026〕1号", "approved_at": at(11, 11, 17, 0),
        "attachments": ["涉嫌犯罪案件情况的调查报告1份", "涉案物品清单1份", "检验报告1份", "询问笔录3份"],
        "goods": ["废油漆桶，42只，残留物未干", "运输车辆，1辆，完好"], "delay": None, "contact": CONTACT, "sent_at": at(11, 12, 9, 0),
    },
    "transfer_review_request": {
        **envelope("提复", at(11, 17, 9, 0)),
        "police": POLICE, "cause": CAUSE, "party": CITIZEN, "letter_number": "示城管移字〔2026〕1号",
        "answer_number": "示公（治）不立字〔2026〕12号", "grounds": "残留物经检测属于危险废物，数量已达追诉标准。",
        "basis": [{"statute": RULES, "article": "9(1)"}], "contact": CONTACT, "asked_on": on(11, 17),
    },
    "transfer_goods_list": {
        **envelope("移交", at(11, 18, 9, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "police": POLICE, "answer_number": "示公（治）立字〔2026〕3号",
        "items": ["废油漆桶，42只，残留物未干", "运输车辆，1辆，完好", "检验报告原件，1份"], "delivered_at": at(11, 18, 9, 0),
        "officers": OFFICERS, "receiver": {"name": "孙公安", "at": at(11, 18, 9, 0)},
    },
}  # fmt: skip
