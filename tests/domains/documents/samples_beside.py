"""Fields of the documents of what runs beside a case: transfers, education, monitoring."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import (
    BY_LAW,
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

BESIDE: dict[str, dict[str, Any]] = {
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
    "education_record": {
        **envelope("教", at(11, 5, 10, 0)),
        "party": CITIZEN, "cause": CAUSE, "place": "示范市示范区样例路88号院南门外人行道", "facts": FACTS, "violated": [BY_LAW],
        "ground": "初次违法且危害后果轻微并及时改正",
        "basis": [{"statute": "行政处罚法", "article": "33(1)"}, {"statute": "行政处罚法", "article": "33(3)"}],
        "education": "执法人员讲解了占用道路堆物堆料的危害和有关规定，当事人表示今后按规定堆放。", "correction": "已改正，并经复查确认。",
        "officers": OFFICERS, "educated_at": at(11, 5, 10, 0), "party_signature": {"name": "贾𠮷样", "at": at(11, 5, 10, 0)},
    },
    "device_review": {
        **envelope("设审", at(3, 2, 10, 0)),
        "device_number": "示监0001", "device_kind": "视频监控", "place": "示范市示范区样例路88号院南门外路口",
        "use_basis": "行政处罚法第四十一条第一款", "standard": "GB/T 28181", "sign": "路口上方“电子监控”蓝底白字标牌",
        "legal_reviewer": "孙审核", "legal_on": on(3, 1), "technical_reviewer": "周管理", "technical_on": on(3, 2),
        "review": HEAD,
    },
    "record_review": {
        **envelope("录审", at(11, 3, 10, 0)),
        "cause": CAUSE, "party": FIRM, "device_number": "示监0001", "device_place": "示范市示范区样例路88号院南门外路口",
        "published_at": "https://example.invalid/devices", "recorded_at": at(11, 2, 9, 30), "content": FACTS,
        "genuine": True, "clear": True, "complete": True, "accurate": False, "review": HEAD,
    },
    "violation_notice": {
        **envelope("违告", at(11, 4, 10, 0)),
        "party": CITIZEN, "cause": CAUSE, "device_number": "示监0001", "device_place": "示范市示范区样例路88号院南门外路口",
        "recorded_at": at(11, 2, 9, 30), "facts": FACTS, "violated": [BY_LAW], "lookup": "“示范城管”公众号“违法查询”栏目",
        "respond_by": on(12, 4), "contact": CONTACT, "told_on": on(11, 4),
    },
}  # fmt: skip
