"""Fields of the documents before a filing, and of those about a hearing besides its notice and record."""

from __future__ import annotations

from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, CONTACT, FACTS, FIRM, OFFICERS, SAMPLES, at, on
from tests.domains.documents.samples import _envelope as envelope
from tests.domains.documents.samples import _opinion as opinion

PROPOSED = "罚款人民币贰仟元整"
_RECORD = SAMPLES["hearing_record"]
_SAT = (
    "started_at", "ended_at", "place", "cause", "party", "agents", "presider", "assistants", "recorder", "investigators", "public",
)  # fmt: skip

OPENING: dict[str, dict[str, Any]] = {
    "source_registration": {
        **envelope("源", at(11, 2, 15, 10)),
        "report_number": "20261102-000128", "source": "投诉", "registered_at": at(11, 2, 9, 5), "registrar": "吴登记",
        "reporter": "郑反映", "reporter_phone": "00000000000", "place": "示范市示范区样例路88号院南门外",
        "content": "来电人反映：样例路88号院南门外人行道上堆了很多砖和水泥，行人只能走到机动车道上。\n希望尽快清理。",
        "suspected": CAUSE, "verify_by": on(11, 17), "officers": OFFICERS, "findings": FACTS,
        "verification": opinion("经核查，有违法事实需要查处，建议立案。", "王示范", at(11, 2, 15, 10)),
    },
    "jurisdiction_designation": {
        **envelope("指", at(11, 2, 15, 10)),
        "party": FIRM, "cause": CAUSE, "superior": "示范市城市管理综合行政执法局", "superior_number": "示市城管指字〔2026〕6号",
        "place": "示范市示范区与邻近区交界的样例路88号院南门外",
        "reasons": "违法行为发生地跨两区，示范区与邻近区的执法机关均有管辖权，经协商不成，报请共同的上一级行政机关指定管辖。",
        "basis": [{"statute": "行政处罚法", "article": "25(2)"}],
        "materials": ["示市城管指字〔2026〕6号指定管辖决定", "线索（案源）登记表"], "contact": CONTACT, "told_on": on(11, 2),
    },
    "hearing_application": {
        **envelope("听申", at(11, 13, 10, 20)),
        "party": CITIZEN, "cause": CAUSE, "notice_number": "示城管告字〔2026〕128号", "notice_served_on": on(11, 10),
        "proposed": PROPOSED, "manner": "oral", "request": "认为处罚过重，要求举行听证。\n堆放的材料已经全部清走。",
        "applied_at": at(11, 13, 10, 15), "receiver": "王示范", "party_signature": {"name": "贾𠮷样", "at": at(11, 13, 10, 20)},
    },
    "hearing_announcement": {
        **envelope("听公", at(11, 16, 9, 0)),
        "cause": CAUSE, "party_name": "贾𠮷样", "hearing_at": at(11, 27, 14, 0), "place": "示范市示范区样例路1号5层会议室",
        "presider": "郑主持", "recorder": "陈记录",
        "attending": "要求旁听的，请于听证举行前持本人有效身份证件与本机关联系，并遵守听证纪律。", "contact": CONTACT,
    },
    "hearing_report": {
        **envelope("听报", at(11, 30, 10, 0)),
        **{name: _RECORD[name] for name in _SAT}, "record_number": "示城管听录字〔2026〕128号", "proposed": PROPOSED,
        "claims": "当事人未经批准在人行道堆放装修材料，占用15.5平方米，责令改正后逾期未改，建议处二千元罚款。",
        "defence": "对占用事实没有异议；材料已清除，没有造成危害后果，请求从轻处罚。",
        "evidence": "调查人员出示现场笔录、照片、询问笔录；当事人代理人对三份证据的真实性、合法性没有异议，没有提交新的证据。",
        "opinion": opinion(
            "听证程序合法，当事人的权利得到保障。违法事实清楚，证据确实充分。\n当事人已自行清除，建议在幅度内从轻。", "郑主持",
            at(11, 30, 10, 0),
        ),
    },
}  # fmt: skip
