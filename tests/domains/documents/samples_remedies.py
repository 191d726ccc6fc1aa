"""Samples of the documents of remedies and of corrected decisions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, EVIDENCE, OFFICERS, REMEDIES, at, on
from tests.domains.documents.samples import _envelope as envelope

REMEDY: dict[str, dict[str, Any]] = {
    "remedy_reply": {
        **envelope("复答", at(12, 24, 10, 0)),
        "applicant": "刘示范",
        "body": "示范区人民政府",
        "body_number": "示政复〔2026〕12号",
        "lodged_on": on(12, 10),
        "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号",
        "cause": CAUSE,
        "received_on": on(12, 14),
        "facts": "当事人在人行道上摆放货物约三平方米。",
        "violated": [{"statute": "北京市市容环境卫生条例", "article": "35(1)"}],
        "penalty_basis": [{"statute": "北京市市容环境卫生条例", "article": "35(5)"}],
        "answer": "事实清楚，证据确凿，适用依据正确，程序合法。\n请予维持。",
        "answered_on": on(12, 24),
        "contact": {"name": "孙审核", "phone": "010-00000000", "address": "示范区示范路1号"},
    },
    "court_answer": {
        **envelope("诉答", at(12, 24, 10, 0)),
        "applicant": "刘示范",
        "body": "示范区人民政府",
        "body_number": "示政复〔2026〕12号",
        "lodged_on": on(12, 10),
        "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号",
        "cause": CAUSE,
        "received_on": on(12, 14),
        "facts": "当事人在人行道上摆放货物约三平方米。",
        "violated": [{"statute": "北京市市容环境卫生条例", "article": "35(1)"}],
        "penalty_basis": [{"statute": "北京市市容环境卫生条例", "article": "35(5)"}],
        "answer": "事实清楚，证据确凿，适用依据正确，程序合法。\n请予维持。",
        "answered_on": on(12, 24),
        "contact": {"name": "孙审核", "phone": "010-00000000", "address": "示范区示范路1号"},
        "counsel": "郑示例",
    },
    "remedy_evidence": {
        **envelope("证录", at(12, 24, 10, 0)),
        "applicant": "刘示范",
        "body": "示范区人民政府",
        "body_number": "示政复〔2026〕12号",
        "lodged_on": on(12, 10),
        "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号",
        "cause": CAUSE,
        "items": EVIDENCE,
        "officers": OFFICERS,
        "papers": [
            {"title": "立案审批表", "number": "示城管立字〔2026〕12号", "made_on": on(11, 2), "pages": 1}
        ],
    },
    "decision_correction": {
        **envelope("更", at(12, 20, 10, 0)),
        "party": CITIZEN,
        "cause": CAUSE,
        "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号",
        "decided_on": on(12, 2),
        "basis": [{"statute": "行政处罚法", "article": "75(2)"}],
        "effective_on": on(12, 20),
        "wrong": "示范路12号",
        "right": "示范路21号",
    },
    "decision_revocation": {
        **envelope("撤", at(12, 20, 10, 0)),
        "party": CITIZEN,
        "cause": CAUSE,
        "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号",
        "decided_on": on(12, 2),
        "basis": [{"statute": "行政处罚法", "article": "75(2)"}],
        "effective_on": on(12, 20),
        "reasons": "认定当事人有误。",
        "redo": True,
        "refund": Decimal("600"),
        "remedies": REMEDIES,
    },
}
