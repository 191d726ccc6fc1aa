"""Every document that the law asks of a case file is one that some act makes: the list, and the kinds of the catalogue."""

from __future__ import annotations

import pytest

from xuncheng.domains.documents.catalogue import KINDS
from xuncheng.foundation.trail.acts import REGISTER

LIST: dict[str, tuple[str, ...]] = {
    "D1 线索（案源）登记表": ("source_registration",),
    "D2 立案审批表、不予立案审批表": ("filing_approval",),
    "D3 案件移送函、指定管辖通知书": ("case_handover", "jurisdiction_designation"),
    "D4 现场检查（勘验）笔录": ("inspection_record",),
    "D5 询问笔录": ("interview_record",),
    "D6 询问（调查）通知书": ("party_summons",),
    "D7 证据提取单": ("evidence_extract", "evidence_list"),
    "D8 抽样取证凭证": ("sample_voucher",),
    "D9 先行登记保存审批表、通知书、清单": ("preservation_approval", "preservation_notice"),
    "D10 先行登记保存处理决定书": ("preservation_disposal",),
    "D11 检测（鉴定）委托书、期间告知书": ("test_commission", "seizure_test_notice"),
    "D12 查封（扣押）审批表、决定书、清单、现场笔录": (
        "seizure_approval", "seizure_decision", "seizure_list", "seizure_minutes",
    ),
    "D13 延长查封（扣押）决定书": ("seizure_extension",),
    "D14 解除查封（扣押）决定书、返还清单": ("seizure_lifting", "seizure_return"),
    "D15 责令改正通知书、责令停止建设通知书": ("correction_order", "works_stop_order"),
    "D16 复查笔录": ("correction_recheck",),
    "D17 回避申请书、决定书": ("recusal_application", "recusal_decision"),
    "D18 监控设备审核表、记录审核表": ("device_review", "record_review"),
    "D19 调查终结报告": ("investigation_report",),
    "D20 行政处罚事先告知书": ("prior_notice",),
    "D21 听证告知书：与事先告知书合并制作": ("prior_notice",),
    "D22 陈述申辩笔录、复核意见、放弃声明": ("statement_record",),
    "D23 听证申请、听证通知书、听证公告": ("hearing_application", "hearing_notice", "hearing_announcement"),
    "D24 听证笔录、听证报告": ("hearing_record", "hearing_report"),
    "D25 法制审核意见书": ("legality_review",),
    "D26 集体讨论记录": ("panel_record",),
    "D27 案件处理呈批表": ("decision_approval",),
    "D28 行政处罚决定书": ("decision",),
    "D29 当场行政处罚决定书": ("spot_decision",),
    "D30 不予行政处罚决定书、教育记录": ("no_penalty_decision", "education_record"),
    "D31 涉嫌犯罪案件移送书及附件": ("transfer_letter", "transfer_report", "transfer_approval", "transfer_goods_list"),
    "D32 送达回证、送达地址确认书": ("service_receipt", "consent_of_service"),
    "D33 送达公告，原因和经过记入送达回证": ("service_announcement", "service_receipt"),
    "D34 缴款凭证": ("payment_record",),
    "D35 延期（分期）缴纳申请、批准": ("deferral_application", "deferral_approval", "deferral_decision"),
    "D36 加处罚款决定书": ("late_fee_decision",),
    "D37 催告书": ("payment_reminder", "demolition_reminder", "behalf_reminder"),
    "D38 强制执行决定书、代履行决定书、公告": ("enforcement_decision", "behalf_decision", "demolition_announcement"),
    "D39 强制执行申请书": ("court_application",),
    "D40 中止、恢复、终结执行文书，执行协议": ("execution_suspension", "execution_end", "execution_agreement"),
    "D41 罚没物品处理记录": ("goods_disposal",),
    "D42 处罚信息公示（撤回）审批表": ("publication_approval",),
    "D43 结案审批表": ("closing_approval",),
    "D44 卷宗封面、目录、备考表（在目录中）": ("case_cover", "case_index"),
}  # fmt: skip
"""The documents of a case file (执法文书) with the kinds that are it."""

SEALED = (
    "D3", "D6", "D10", "D13", "D15", "D20", "D21", "D23", "D28", "D36", "D37", "D39",
)  # fmt: skip
"""Those that go out under the agency's seal."""


def test_the_list_is_whole() -> None:
    assert [name.split()[0] for name in LIST] == [f"D{number}" for number in range(1, 45)]


@pytest.mark.parametrize("name", LIST)
def test_each_is_a_kind_that_some_act_makes(name: str) -> None:
    made = {kind for act in REGISTER.values() for kind in act.makes}
    assert set(LIST[name]) <= set(KINDS)
    assert set(LIST[name]) <= made


@pytest.mark.parametrize("number", SEALED)
def test_what_goes_out_bears_the_seal(number: str) -> None:
    (kinds,) = (kinds for name, kinds in LIST.items() if name.split()[0] == number)
    assert all(KINDS[kind].sealed for kind in kinds if kind != "hearing_application")
