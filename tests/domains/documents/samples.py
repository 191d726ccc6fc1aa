"""Fields of one document of each kind. Persons, firms and numbers are invented and look it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from xuncheng.foundation.trail.deed import SHANGHAI


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def on(month: int, day: int) -> date:
    return date(2026, month, day)


AGENCY = {
    "name": "示范区城市管理综合行政执法局",
    "address": "示范市示范区样例路1号",
    "phone": "000-0000 0001",
    "seal_words": "演示用章",
}
LONG_NAME = (
    "示范市永远不会倒闭的第一百二十三号世界环球国际宇宙无限综合性餐饮文化旅游管理咨询与供应链服务集团"
    "股份有限公司示范区样例路第三分公司"
)
FIRM = {
    "kind": "organisation", "name": LONG_NAME, "credit_code": "91110000DEMO000001",
    "representative": "甄䶮㛃", "post": "负责人", "address": "示范市示范区样例路88号院3号楼底商107-109号（东侧第二间）",
    "phone": "000-0000 1234",
}  # fmt: skip
CITIZEN = {
    "kind": "person", "name": "贾𠮷样", "sex": "男", "born": date(1985, 3, 5), "id_number": "000000198503050000",
    "address": "示范市示范区虚构胡同12号院3单元401室", "phone": "00000000000",
}  # fmt: skip
TRADER = {
    "kind": "trader", "name": "示范区样例路张记煎饼铺", "operator": "张样例", "credit_code": "92110000DEMO00002X",
    "address": "示范市示范区样例路9号", "phone": None,
}  # fmt: skip
WANG = {"name": "王示范", "certificate": "A0000000001"}
LI = {"name": "李样本", "certificate": "A0000000002"}
OFFICERS = [WANG, LI]
CAUSE = "涉嫌擅自占用道路堆物堆料案"
BY_LAW = {"statute": "北京市市容环境卫生条例", "article": "35(1)"}
PENALTY_LAW = {"statute": "北京市市容环境卫生条例", "article": "35(5)"}
FACTS = (
    "2026年11月2日9时30分，本机关执法人员在示范市示范区样例路88号院南门外人行道巡查时发现，当事人未经批准，将空心砖、"
    "水泥及脚手架钢管等装修材料堆放在人行道上。经现场测量，堆放区域长6.2米、宽2.5米，占用面积15.5平方米，行人须绕行机动车道。\n"
    "执法人员当日向当事人送达《责令改正通知书》，要求其于2026年11月4日18时前清除堆放物并恢复路面原状。2026年11月5日9时复查时，"
    "当事人仍未清除。"
)
EVIDENCE = [
    {
        "name": "现场检查（勘验）笔录", "kind": "勘验笔录、现场笔录", "proves": "堆放物的位置、种类和占用面积",
        "source": "执法人员现场制作", "collected_on": on(11, 2), "quantity": "2页",
    },
    {
        "name": "现场照片", "kind": "视听资料", "proves": "违法现场状况及复查时仍未清除", "source": "执法记录仪",
        "collected_on": on(11, 2), "quantity": "6张",
    },
    {
        "name": "询问笔录", "kind": "当事人的陈述", "proves": "堆放物归当事人所有、未经批准", "source": "当事人委托代理人",
        "collected_on": on(11, 6), "quantity": "3页",
    },
    {"name": "营业执照复印件", "kind": "书证", "proves": "当事人主体资格"},
]  # fmt: skip
DISCRETION = {
    "benchmark": "示范市城市管理行政处罚裁量基准",
    "band": "一般阶次（处1,000元以上3,000元以下罚款）",
    "circumstances": "当事人占用面积在10平方米以上20平方米以下，逾期未改正，无从重情节，也无从轻、减轻情节。",
}
FINE = [{"name": "罚款", "amount": Decimal("2000.00")}]
REMEDIES = {"reconsideration_body": "示范市示范区人民政府", "court": "示范市示范区人民法院"}
PAYMENT = {
    "bank": "示范银行股份有限公司样例路支行", "account_name": "示范区财政局（非税收入待结算户）", "account": "0000 0000 0000 0000 000",
    "channel": "“示范非税”电子缴费平台（缴款码见《缴款通知》）",
}  # fmt: skip
CONTACT = {"name": "王示范、李样本", "phone": "000-0000 0001", "address": "示范市示范区样例路1号2层203室"}


def _opinion(words: str, name: str, moment: datetime) -> dict[str, Any]:
    return {"words": words, "name": name, "at": moment}


HANDLERS = _opinion(
    "经初步核查，当事人涉嫌擅自占用道路堆物堆料，有初步证据，属本机关管辖，未超过追责时效，建议立案。",
    "王示范、李样本",
    at(11, 2, 15, 20),
)
UNIT = _opinion("同意承办人意见。", "赵虚构", at(11, 2, 16, 5))
HEAD = _opinion("同意立案，由王示范、李样本承办。", "钱假名", at(11, 2, 17, 30))


def _envelope(character: str, moment: datetime) -> dict[str, Any]:
    return {
        "agency": AGENCY,
        "number": f"示城管{character}字〔2026〕128号",
        "case_number": "示城管案〔2026〕128号",
        "made_at": moment,
    }


SAMPLES: dict[str, dict[str, Any]] = {
    "filing_approval": {
        **_envelope("立", at(11, 2, 17, 30)),
        "cause": CAUSE, "source": "检查发现", "discovered_on": on(11, 2), "place": "示范市示范区样例路88号院南门外人行道",
        "party": FIRM, "summary": FACTS, "evidence": ["现场检查（勘验）笔录1份", "现场照片6张", "营业执照复印件1份"],
        "violated": [BY_LAW], "officers": OFFICERS, "handlers_opinion": HANDLERS, "unit_opinion": UNIT, "head_opinion": HEAD,
    },
    "inspection_record": {
        **_envelope("检", at(11, 2, 10, 15)),
        "started_at": at(11, 2, 9, 30), "ended_at": at(11, 2, 10, 10), "place": "示范市示范区样例路88号院南门外人行道",
        "party": FIRM, "present": {"name": "孙代样", "role": "现场负责人", "id_number": "000000199001010000", "phone": "00000000000"},
        "officers": OFFICERS, "recorder": LI, "weather": "晴", "certificates_shown": True,
        "recusal_reply": "已告知有申请回避的权利，当事人表示不申请回避",
        "findings": "执法人员表明身份、出示执法证件后，在现场负责人孙代样陪同下进行检查。\n"
        "现场位于样例路88号院南门外人行道。人行道宽4.0米，南侧为机动车道。道面堆放空心砖约300块、袋装水泥42袋（每袋50千克）、"
        "脚手架钢管37根，无遮盖、无警示标志。\n经卷尺测量，堆放区域东西长6.2米、南北宽2.5米，占用面积15.5平方米，距88号院南门门垛1.8米，"
        "行人须绕行机动车道。\n孙代样现场未能出示占用道路的批准文件，称上述材料为本公司装修所用。\n执法人员拍摄照片6张、绘制现场示意图1张，"
        "并当场向孙代样送达《责令改正通知书》。",
        "attachments": ["现场照片6张（编号P1至P6）", "现场示意图1张"],
        "party_signature": {"name": "孙代样", "at": at(11, 2, 10, 12)},
    },
    "interview_record": {
        **_envelope("询", at(11, 6, 15, 20)),
        "started_at": at(11, 6, 14, 30), "ended_at": at(11, 6, 15, 15), "place": "示范市示范区样例路1号2层询问室", "session": 1,
        "person": {
            "name": "孙代样", "sex": "女", "born": date(1990, 1, 1), "id_number": "000000199001010000",
            "employer": f"{LONG_NAME}行政主管", "address": "示范市示范区虚构胡同7号", "phone": "00000000000",
            "relation": "当事人的委托代理人",
        },
        "questioner": WANG, "recorder": LI, "certificates_shown": True,
        "recusal_reply": "被询问人表示听清楚了，不申请回避",
        "exchanges": [
            {"question": "请介绍你的身份以及与当事人的关系。",
             "answer": "我叫孙代样，是公司行政主管，受公司委托来接受调查，这是授权委托书和营业执照复印件。"},
            {"question": "2026年11月2日，样例路88号院南门外人行道上堆放的空心砖、水泥和钢管是谁的？",
             "answer": "是我们公司装修门店用的材料，10月31日下午由装修队卸在那里的。"},
            {"question": "堆放这些材料是否经过有关部门批准？", "answer": "没有办理过批准手续。"},
            {"question": "收到《责令改正通知书》后为什么没有在11月4日18时前清除？",
             "answer": "库房没有腾出来，装修队也不在，就耽误了。\n我们知道错了，准备这两天清走。"},
            {"question": "还有什么需要补充的吗？", "answer": "没有了。"},
        ],
        "person_signature": {"name": "孙代样", "at": at(11, 6, 15, 18)},
    },
    "evidence_list": {
        **_envelope("证", at(11, 9, 10, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "items": EVIDENCE, "officers": OFFICERS,
        "files": [
            {"item": 1, "name": "IMG_20261101_093012.jpg", "sha256": "3f0a" * 16},
            {"item": 2, "name": "执法记录仪_20261101_0930.mp4", "sha256": "91bc" * 16},
        ],
    },
    "correction_order": {
        **_envelope("改", at(11, 2, 10, 20)),
        "party": FIRM, "facts": FACTS.split("\n")[0], "violated": [BY_LAW],
        "basis": [{"statute": "中华人民共和国行政处罚法", "article": "28(1)"}],
        "requirement": "1. 清除人行道上堆放的空心砖、水泥、钢管等全部材料；\n2. 清扫路面，恢复人行道原状。",
        "deadline": at(11, 4, 18, 0), "recheck_on": on(11, 5), "contact": CONTACT, "remedies": REMEDIES, "officers": OFFICERS,
    },
    "correction_recheck": {
        **_envelope("复", at(11, 5, 9, 40)),
        "started_at": at(11, 5, 9, 0), "ended_at": at(11, 5, 9, 30), "place": "示范市示范区样例路88号院南门外人行道",
        "party": TRADER, "order_number": "示城管改字〔2026〕128号", "order_deadline": at(11, 4, 18, 0),
        "officers": OFFICERS, "recorder": LI, "certificates_shown": True,
        "findings": "责令改正通知书列明的堆放物仍在原处，经测量，占用面积15.5平方米，与11月2日检查时一致，未采取遮盖、围挡措施。",
        "outcome": "not", "attachments": ["复查照片4张（编号P7至P10）"],
        "party_signature": {"name": "张样例", "refusal": "称须请示后再签，全程有执法记录仪录像"},
        "witness_signature": {"name": "周见证", "at": at(11, 5, 9, 36)},
    },
    "recusal_decision": {
        **_envelope("避", at(11, 3, 11, 0)),
        "applicant": "贾𠮷样（当事人）", "applied_on": on(11, 3), "person": "李样本", "post": "本案执法人员", "cause": CAUSE,
        "ground": "李样本系当事人同楼邻居，此前因公共走道堆放杂物发生过纠纷，可能影响公正执法。",
        "granted": True, "reasons": "经核实，申请人所述邻里纠纷属实，李样本与当事人存在可能影响公正执法的关系。",
        "decided_on": on(11, 3),
    },
    "investigation_report": {
        **_envelope("调", at(11, 9, 16, 0)),
        "cause": CAUSE, "party": FIRM, "filed_on": on(11, 2),
        "course": "2026年11月2日，执法人员王示范、李样本进行现场检查，制作笔录、拍摄照片；11月5日进行复查；11月6日询问当事人委托代理人。",
        "facts": FACTS, "evidence": EVIDENCE, "violated": [BY_LAW], "penalty_basis": [PENALTY_LAW], "discretion": DISCRETION,
        "correction": "11月2日责令限期改正，11月5日复查未改正，11月7日已全部清除。",
        "proposal": "建议对当事人处以罚款人民币贰仟元整（￥2,000.00）。",
        "officers": OFFICERS, "handlers_opinion": _opinion("调查终结，报请审批。", "王示范、李样本", at(11, 9, 16, 0)),
        "unit_opinion": _opinion("事实清楚，证据充分，同意处理建议。", "赵虚构", at(11, 9, 17, 0)),
    },
    "prior_notice": {
        **_envelope("告", at(11, 10, 10, 0)),
        "party": FIRM, "cause": CAUSE, "facts": FACTS, "evidence": EVIDENCE, "violated": [BY_LAW],
        "penalty_basis": [{**PENALTY_LAW, "words": "违反本条第一款规定的，责令限期改正，可以处五百元以上五千元以下罚款（演示文字）"}],
        "discretion": DISCRETION, "penalties": FINE, "statement_days": 5, "hearing_ground": "较大数额罚款", "contact": CONTACT,
    },
    "statement_record": {
        **_envelope("陈", at(11, 13, 11, 0)),
        "party": FIRM, "cause": CAUSE, "notice_number": "示城管告字〔2026〕128号", "notice_served_on": on(11, 10),
        "manner": "oral", "heard_at": at(11, 12, 14, 0), "place": "示范市示范区样例路1号2层203室", "speaker": "孙代样",
        "statement": "公司已于11月7日全部清除，未造成交通事故，请求从轻处罚。", "evidence": ["清除后照片2张"], "adopted": "partly",
        "review": _opinion(
            "经复核，当事人于责令改正期限届满后三日内自行清除属实，采纳其已改正的意见，在拟处罚数额内不再上浮；"
            "其未在期限内改正，不属于及时改正，从轻处罚的请求不予采纳。", "吴复核", at(11, 13, 11, 0)),
        "officers": OFFICERS, "party_signature": {"name": "孙代样", "at": at(11, 12, 14, 30)},
    },
    "hearing_notice": {
        **_envelope("听", at(11, 16, 9, 0)),
        "party": CITIZEN, "cause": CAUSE, "applied_on": on(11, 13), "hearing_at": at(11, 27, 14, 0),
        "place": "示范市示范区样例路1号5层会议室", "presider": "郑主持", "assistants": ["冯听证"], "recorder": "陈记录",
        "investigators": ["王示范", "李样本"], "contact": {**CONTACT, "name": "陈记录"},
        "change": "原通知的听证主持人孙样本更换为郑主持，原因：当事人申请回避。听证时间、地点等其他事项不变。",
    },
    "hearing_record": {
        **_envelope("听录", at(11, 27, 15, 40)),
        "started_at": at(11, 27, 14, 0), "ended_at": at(11, 27, 15, 35), "place": "示范市示范区样例路1号5层会议室",
        "cause": CAUSE, "party": FIRM, "agents": ["孙代样", "褚律师（示范律师事务所）"], "presider": "郑主持", "assistants": ["冯听证"],
        "recorder": "陈记录", "investigators": ["王示范", "李样本"], "public": True,
        "speeches": [
            {"speaker": "主持人", "words": "现在开始听证。当事人是否申请主持人、听证员、记录人回避？"},
            {"speaker": "当事人代理人", "words": "不申请。"},
            {"speaker": "调查人员", "words": "当事人未经批准在人行道堆放装修材料，占用15.5平方米，责令改正后逾期未改，"
             "建议处二千元罚款。证据有现场笔录、照片、询问笔录。"},
            {"speaker": "当事人代理人", "words": "对占用事实没有异议。\n对裁量有异议：材料已清除，没有造成危害后果。"},
            {"speaker": "主持人", "words": "双方最后陈述。"},
            {"speaker": "当事人代理人", "words": "请求从轻处罚。"},
        ],
        "party_signature": {"name": "孙代样", "at": at(11, 27, 15, 38)},
    },
    "legality_review": {
        **_envelope("审", at(11, 30, 16, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "unit": "样例路执法队", "submitted_on": on(11, 30),
        "triggers": ["直接关系当事人重大权益，经过听证程序"],
        "competence": {"passed": True}, "facts": {"passed": True}, "evidence": {"passed": True}, "law": {"passed": True},
        "discretion": {"passed": True, "note": "与一般阶次相符"}, "procedure": {"passed": True},
        "papers": {"passed": False, "note": "询问笔录第2页修改处未按指印，须补正"}, "crime": {"passed": True},
        "conclusion": "pass", "qualification": "A00000000000001",
        "review": _opinion(
            "事实清楚，证据确凿，适用法律正确，程序合法，裁量适当；文书瑕疵已当场补正，同意报请决定。", "卫审核", at(11, 30, 16, 0)),
    },
    "panel_record": {
        **_envelope("议", at(12, 1, 10, 50)),
        "started_at": at(12, 1, 10, 0), "ended_at": at(12, 1, 10, 45), "place": "示范区样例路1号6层会议室", "cause": CAUSE,
        "party_name": LONG_NAME, "presider": "钱假名", "reporter": "王示范", "recorder": "陈记录", "attendees": ["卫审核"],
        "reason": "经过听证，社会关注度较高", "summary": FACTS,
        "members": [
            {"name": "钱假名", "post": "局长", "view": "事实清楚，同意处罚二千元。", "vote": "agree"},
            {"name": "孔副样", "post": "副局长", "view": "同意。", "vote": "agree"},
            {"name": "曹副样", "post": "副局长", "view": "当事人已自行清除，建议处罚一千元。", "vote": "disagree"},
        ],
        "conclusion": "经讨论，多数意见同意对当事人处以罚款人民币贰仟元整（￥2,000.00）。",
    },
    "decision_approval": {
        **_envelope("批", at(12, 1, 17, 0)),
        "cause": CAUSE, "party": FIRM, "filed_on": on(11, 2), "facts": FACTS, "evidence": EVIDENCE, "violated": [BY_LAW],
        "penalty_basis": [PENALTY_LAW], "discretion": DISCRETION,
        "notice_account": "2026年11月10日送达事先告知书；11月12日当事人口头陈述申辩；11月27日举行听证。",
        "review_account": "2026年11月30日法制审核通过。", "panel_account": "2026年12月1日集体讨论，同意处罚。",
        "proposal": "处以罚款人民币贰仟元整（￥2,000.00）。",
        "handlers_opinion": _opinion("建议按拟处理意见作出决定。", "王示范、李样本", at(12, 1, 14, 0)),
        "unit_opinion": _opinion("同意。", "赵虚构", at(12, 1, 14, 30)),
        "legal_opinion": _opinion("同意。", "卫审核", at(12, 1, 15, 0)),
        "head_opinion": _opinion("同意。", "钱假名", at(12, 1, 17, 0)),
    },
    "decision": {
        **_envelope("罚", at(12, 2, 9, 0)),
        "party": FIRM, "cause": CAUSE, "facts": FACTS, "evidence": EVIDENCE,
        "notice_account": "本机关于2026年11月10日向当事人送达《行政处罚事先告知书》，告知拟作出的行政处罚内容及事实、理由、依据和陈述、"
        "申辩、要求听证的权利。当事人于11月12日口头陈述申辩，称材料已清除，请求从轻处罚；本机关经复核，部分采纳其意见。11月27日，"
        "本机关公开举行听证。",
        "violated": [BY_LAW], "penalty_basis": [PENALTY_LAW], "discretion": DISCRETION, "penalties": FINE,
        "correction": "立即清除堆放物，恢复人行道原状（已履行）。", "payment": PAYMENT, "remedies": REMEDIES, "decided_on": on(12, 2),
    },
    "no_penalty_decision": {
        **_envelope("不罚", at(12, 2, 9, 0)),
        "party": TRADER, "cause": "擅自在店外摆放经营物品案",
        "facts": "2026年11月16日8时10分，当事人在店外人行道摆放折叠桌两张，占用面积1.2平方米，经执法人员指出后当场收回。",
        "evidence": EVIDENCE[:2], "ground": "初次违法且危害后果轻微并及时改正",
        "basis": [{"statute": "中华人民共和国行政处罚法", "article": "33(1)"}],
        "reasons": "经查询，当事人此前无同类违法记录，占用面积小、时间短，当场改正，符合初次违法不予处罚的条件。",
        "education": "执法人员于2026年11月16日当面讲解有关规定，当事人签署守法承诺。", "remedies": REMEDIES, "decided_on": on(12, 2),
    },
    "spot_decision": {
        **_envelope("当罚", at(11, 20, 7, 55)), "case_number": None,
        "party": CITIZEN, "cause": "随意倾倒生活垃圾", "happened_at": at(11, 20, 7, 40), "place": "示范市示范区虚构胡同12号院西侧路边",
        "facts": "当事人将一袋生活垃圾（约2千克）弃置在虚构胡同12号院西侧路边，未投放至相距15米的分类垃圾收集容器。",
        "violated": [{"statute": "示范市生活垃圾管理条例", "article": "33(1)"}],
        "penalty_basis": [{"statute": "示范市生活垃圾管理条例", "article": "67(1)"}],
        "penalties": [{"name": "罚款", "amount": Decimal("50")}], "certificates_shown": True,
        "statement": "当事人承认事实，称赶时间上班，没有其他意见。", "correction": "已当场将垃圾投放至收集容器",
        "collection": {"way": "bank", **PAYMENT}, "remedies": REMEDIES, "officers": OFFICERS, "decided_at": at(11, 20, 7, 55),
        "party_signature": {"name": "贾𠮷样", "at": at(11, 20, 7, 56)},
    },
    "extension_approval": {
        **_envelope("延", at(1, 25, 15, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "filed_on": on(11, 2), "due_on": date(2027, 1, 31), "days": 30,
        "extended_to": date(2027, 3, 2), "reasons": "案情复杂，堆放物中部分材料的权属需向第三方核实，九十日内无法作出决定。",
        "basis": [{"statute": "中华人民共和国行政处罚法", "article": "60"}],
        "handlers_opinion": _opinion("申请延长三十日。", "王示范、李样本", at(11, 25, 10, 0)),
        "head_opinion": _opinion("同意延长三十日。", "钱假名", at(11, 25, 15, 0)),
    },
    "suspension": {
        **_envelope("中", at(11, 18, 10, 0)),
        "resumes": False, "party": CITIZEN, "cause": CAUSE, "filed_on": on(11, 2),
        "ground": "堆放物的权属须以示范区人民法院正在审理的民事案件的结果为依据，该案尚未审结。",
        "basis": [{"statute": "示范市行政处罚程序规定", "article": "40(1)(1)"}], "effective_on": on(11, 18),
    },
    "termination": {
        **_envelope("终", at(11, 18, 10, 0)),
        "party": CITIZEN, "cause": CAUSE, "filed_on": on(11, 2), "ground": "当事人于2026年11月15日死亡。",
        "basis": [{"statute": "示范市行政处罚程序规定", "article": "41(1)(1)"}], "goods": "无涉案物品。", "decided_on": on(11, 18),
    },
    "late_fee_decision": {
        **_envelope("加罚", at(12, 30, 10, 0)),
        "party": FIRM, "decision_number": "示城管罚字〔2026〕128号", "decision_served_on": on(12, 2), "fine": Decimal("2000"),
        "due_on": on(12, 17), "base": Decimal("2000"), "from_on": on(12, 18), "until_on": on(12, 30), "days": 13,
        "amount": Decimal("780"), "payment": PAYMENT, "remedies": REMEDIES, "decided_on": on(12, 30),
    },
    "payment_record": {
        **_envelope("缴", at(12, 31, 9, 0)),
        "cause": CAUSE, "party_name": LONG_NAME, "payer": "孙代样", "decision_number": "示城管罚字〔2026〕128号", "due": Decimal("2780"),
        "payments": [
            {
                "purpose": "罚款", "amount": Decimal("2000"), "paid_on": on(12, 30), "way": "银行柜台",
                "receipt_number": "示财（2026）No.0000000128",
            },
            {
                "purpose": "加处罚款", "amount": Decimal("780"), "paid_on": on(12, 30), "way": "电子缴费平台",
                "receipt_number": "示财（2026）No.0000000129",
            },
        ],
        "paid": Decimal("2780"), "outstanding": Decimal("0"), "handler": "王示范",
    },
    "lodging_record": {
        **_envelope("备", at(11, 20, 16, 0)), "case_number": None,
        "decision_number": "示城管当罚字〔2026〕128号", "decided_at": at(11, 20, 7, 55), "place": "示范市示范区虚构胡同12号院西侧路边",
        "party": CITIZEN, "cause": "随意倾倒生活垃圾", "penalty": "罚款人民币伍拾元整（￥50.00）", "collection": "到指定银行缴纳",
        "officers": OFFICERS, "lodged_at": at(11, 20, 15, 30), "received": _opinion("已登记备案。", "施登记", at(11, 20, 16, 0)),
    },
    "closing_approval": {
        **_envelope("结", at(12, 31, 15, 0)),
        "cause": CAUSE, "party": FIRM, "filed_on": on(11, 2), "decided_on": on(12, 2), "decision_number": "示城管罚字〔2026〕128号",
        "summary": "当事人擅自占用人行道堆放装修材料15.5平方米，逾期未改正，处罚款二千元，并因逾期缴纳加处罚款七百八十元。",
        "result": "行政处罚决定履行完毕", "performance": "2026年12月30日缴清罚款及加处罚款。", "paid": Decimal("2780"),
        "receipts": ["示财（2026）No.0000000128", "示财（2026）No.0000000129"], "correction": "2026年11月7日全部清除，路面恢复原状。",
        "handlers_opinion": _opinion("决定已履行完毕，建议结案。", "王示范、李样本", at(12, 31, 10, 0)),
        "unit_opinion": _opinion("同意结案。", "赵虚构", at(12, 31, 11, 0)),
        "head_opinion": _opinion("同意结案。", "钱假名", at(12, 31, 15, 0)),
    },
    "service_receipt": {
        **_envelope("送", at(12, 2, 15, 0)),
        "cause": CAUSE, "recipient": LONG_NAME,
        "documents": [
            {"title": "行政处罚决定书", "number": "示城管罚字〔2026〕128号"},
            {"title": "责令改正通知书", "number": "示城管改字〔2026〕128号", "copies": 2},
        ],
        "place": "示范市示范区样例路88号院3号楼底商107-109号", "way": "留置送达", "served_at": at(12, 2, 14, 40),
        "effective_on": on(12, 2),
        "refusal": "当事人工作人员称负责人不在，拒绝签收。送达人将文书留置在其住所，并以执法记录仪记录全过程。",
        "witnesses": ["周见证（样例路社区居民委员会）"], "servers": OFFICERS,
    },
    "consent_of_service": {
        **_envelope("址", at(11, 2, 10, 25)),
        "cause": CAUSE, "party": FIRM, "recipient": "孙代样", "address": "示范市示范区样例路88号院3号楼底商107号", "postcode": "000000",
        "phone": "00000000000", "electronic": True,
        "channels": [{"channel": "手机短信", "address": "00000000000"}, {"channel": "电子邮箱", "address": "sample@example.invalid"}],
        "officers": OFFICERS,
    },
    "case_cover": {
        **_envelope("卷", at(12, 31, 17, 0)),
        "title": f"{LONG_NAME}擅自占用道路堆物堆料案", "cause": CAUSE, "party_name": LONG_NAME, "procedure": "普通程序",
        "filed_on": on(11, 2), "closed_on": on(12, 31), "result": "罚款人民币贰仟元整（￥2,000.00），已履行完毕。",
        "handlers": ["王示范", "李样本"], "unit": "样例路执法队", "documents": 21, "pages": 46, "retention": "三十年",
        "archived_on": on(12, 31), "archivist": "施登记",
    },
    "case_index": {
        **_envelope("目", at(12, 31, 17, 0)),
        "title": f"{LONG_NAME}擅自占用道路堆物堆料案",
        "entries": [
            {"title": title, "number": f"示城管{character}字〔2026〕128号", "day": day, "pages": pages}
            for title, character, day, pages in (
                ("立案审批表", "立", on(11, 2), "1-2"), ("现场检查（勘验）笔录", "检", on(11, 2), "3-4"),
                ("责令改正通知书", "改", on(11, 2), "5-6"), ("复查笔录", "复", on(11, 5), "7-8"), ("询问笔录", "询", on(11, 6), "9-11"),
                ("证据清单", "证", on(11, 9), "12"), ("调查终结报告", "调", on(11, 9), "13-16"),
                ("行政处罚事先告知书", "告", on(11, 10), "17-20"), ("陈述申辩笔录及复核意见", "陈", on(11, 13), "21"),
                ("听证通知书", "听", on(11, 16), "22-23"), ("听证笔录", "听录", on(11, 27), "24-26"),
                ("法制审核意见书", "审", on(11, 30), "27"), ("集体讨论记录", "议", on(12, 1), "28-29"),
                ("案件处理呈批表", "批", on(12, 1), "30-32"), ("行政处罚决定书", "罚", on(12, 2), "33-37"),
                ("送达回证", "送", on(12, 2), "38"), ("加处罚款决定书", "加罚", on(12, 30), "39-40"),
                ("罚款缴纳凭证", "缴", on(12, 31), "41"), ("结案审批表", "结", on(12, 31), "42-43"),
            )
        ],
        "state": "本卷文书齐全，页号连续，签名完整。", "archivist": "施登记", "checker": "张检查", "archived_on": on(12, 31),
    },
}  # fmt: skip
