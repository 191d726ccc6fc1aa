"""Fields of the documents of the execution of a fine."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.domains.documents.samples import CAUSE, CITIZEN, CONTACT, FIRM, HANDLERS, HEAD, PAYMENT, at, on
from tests.domains.documents.samples import _envelope as envelope


def _of_fine(sign: str, **more: Any) -> dict[str, Any]:
    return {
        **envelope(sign, at(12, 20, 9, 0)), "party": FIRM, "cause": CAUSE, "decision_title": "行政处罚决定书",
        "decision_number": "示城管罚字〔2026〕128号", "penalised_on": on(11, 30), "fine": Decimal("2000"), "late_fee": Decimal("780"),
        "paid": Decimal("500"), "owed": Decimal("2280"),
    } | more  # fmt: skip


PARTS = [{"due_on": on(12, 28), "amount": Decimal("1000")}, {"due_on": on(12, 31), "amount": Decimal("1280")}]
EXECUTION: dict[str, dict[str, Any]] = {
    "deferral_application": _of_fine(
        "延申", party=CITIZEN, late_fee=None, paid=Decimal("0"), owed=Decimal("2000"), asked="分期缴纳",
        difficulty="申请人系低保户，无固定收入，一次缴清确有困难。", proposal="申请分两期缴纳，每期一千元，承诺按期缴纳。",
        applied_on=on(12, 5),
    ),
    "deferral_approval": _of_fine(
        "延批", applied_on=on(12, 5), difficulty="申请人系低保户，一次缴清确有困难。", proposal="申请分两期缴纳，承诺按期缴纳。",
        instalments=PARTS, basis=[{"statute": "行政处罚法", "article": "66(2)"}], handlers_opinion=HANDLERS, head_opinion=HEAD,
    ),
    "deferral_decision": _of_fine(
        "延缴", granted=True, instalments=PARTS, reasons="经审查，当事人确有经济困难。",
        basis=[{"statute": "行政处罚法", "article": "66(2)"}], payment=PAYMENT, decided_on=on(12, 20),
    ),
    "execution_agreement": _of_fine(
        "执协", instalments=[{"due_on": on(12, 31), "amount": Decimal("1880")}], waiver=Decimal("400"),
        remedial_action="已自行清理占道物品，恢复人行道原状。", terms="乙方如有财产变动，应当及时告知甲方。", signed_on=on(12, 20),
    ),
    "payment_reminder": _of_fine("罚催", served_on=on(12, 2), until=on(12, 30), payment=PAYMENT, contact=CONTACT),
    "court_application": _of_fine(
        "强申", court="示范市示范区人民法院", violation="当事人在人行道上摆放货物约三平方米，经责令改正。",
        object_state="罚款及加处罚款；已知被申请人在示范路12号经营。", party_views="当事人收到催告书后未陈述申辩，也未履行。",
        annexes=["行政处罚决定书（示城管罚字〔2026〕128号）", "送达回证（示城管送字〔2026〕9号）", "催告书（示城管罚催字〔2026〕1号）"],
        head="赵示范", applied_on=on(12, 20), contact=CONTACT,
    ),
    "execution_suspension": _of_fine(
        "中执", resumes=False, ground="当事人履行确有困难或者暂无履行能力", reasons="当事人停业，暂无可供执行的财产。",
        effective_on=on(12, 20),
    ),
    "execution_end": _of_fine(
        "终执", ground="法人或者其他组织终止，无财产可供执行，又无义务承受人", reasons="该单位已注销登记，清算无剩余财产。",
        decided_on=on(12, 20),
    ),
}  # fmt: skip
