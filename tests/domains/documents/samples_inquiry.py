"""Fields of the small documents of an investigation."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, CONTACT, LONG_NAME, OFFICERS, at, on
from tests.domains.documents.samples import _envelope as envelope

SIGNED = {"name": "贾𠮷样", "at": at(11, 3, 10, 0)}

INQUIRY: dict[str, dict[str, Any]] = {
    "party_summons": {
        **envelope("询通", at(11, 3, 10, 0)),
        "person": "贾𠮷样", "cause": CAUSE, "appear_at": at(11, 6, 14, 30), "place": "示范市示范区样例路1号2层询问室",
        "materials": ["居民身份证", "营业执照复印件"], "contact": CONTACT, "summoned_on": on(11, 3),
    },
    "evidence_extract": {
        **envelope("提", at(11, 3, 10, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "name": "营业执照复印件", "proves": "当事人主体资格", "origin": "原件存于当事人处",
        "copied_on": on(11, 3), "place": "示范市示范区样例路88号院", "officers": OFFICERS, "holder": SIGNED,
    },
    "sample_voucher": {
        **envelope("抽", at(11, 3, 10, 0)),
        "cause": CAUSE, "party": CITIZEN, "place": "示范市示范区样例路88号院", "taken_at": at(11, 3, 10, 0),
        "samples": [
            {"name": "桶内残留物", "batch": "一号桶", "quantity": "500毫升", "seal": "封0001"},
            {"name": "渣土", "quantity": "1千克", "seal": "封0002"},
        ],
        "officers": OFFICERS, "party_signature": SIGNED,
    },
    "test_commission": {
        **envelope("委", at(11, 4, 10, 0)),
        "institute": "示范市环境检测中心", "cause": CAUSE, "items": ["桶内残留物，500毫升，封条封0001"],
        "question": "残留物是否属于国家危险废物名录所列的危险废物。", "report_by": on(11, 20), "contact": CONTACT,
        "commissioned_on": on(11, 4),
    },
    "recusal_application": {
        **envelope("避申", at(11, 3, 10, 0)),
        "applicant": "贾𠮷样", "cause": CAUSE, "person": "王示范", "ground": "王示范与举报人系亲属，可能影响公正处理。",
        "applied_at": at(11, 3, 10, 0), "signature": SIGNED,
    },
}  # fmt: skip
