"""Documents of the limit, of payment, closing and the archived file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings

from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.documents.queries import Document
from xuncheng.foundation.trail.deed import Deed
from xuncheng.rules.legal import Basis
from xuncheng.rules.penalty import LateFee
from xuncheng.rules.procedure.beside.execution.state import ended, forgiven
from xuncheng.rules.procedure.beside.remedy.state import fallen


def extension_approval(
    deed: Deed, case: Case, filed_on: datetime, due: tuple[date, date], reasons: str
) -> Fields:
    """延期审批表. `due` is the limit before and after."""
    return {
        "cause": case.cause, "party_name": case.party.name, "filed_on": parts.day(filed_on), "due_on": due[0],
        "days": (due[1] - due[0]).days, "extended_to": due[1], "reasons": reasons,
        "basis": parts.citations([Basis("行政处罚法", "60")]),
        "handlers_opinion": parts.handlers_opinion(case, "申请延长办案期限。", deed.at),
        "head_opinion": parts.own_opinion(deed, "同意延期。"),
    }  # fmt: skip


def suspension(deed: Deed, case: Case, filed_on: datetime, ground: str, resumed: str | None) -> Fields:
    """中止（恢复）调查决定书; `resumed` is the number of the suspension that ends."""
    return {
        "resumes": resumed is not None, "party": parts.party(case), "cause": case.cause, "filed_on": parts.day(filed_on),
        "suspension_number": resumed, "ground": ground, "basis": parts.citations([Basis("行政处罚法", "54(1)")]),
        "effective_on": deed.day,
    }  # fmt: skip


def termination(deed: Deed, case: Case, filed_on: datetime, ground: str) -> Fields:
    """终止调查决定书."""
    return {
        "party": parts.party(case), "cause": case.cause, "filed_on": parts.day(filed_on), "ground": ground,
        "basis": parts.citations([Basis("行政处罚法", "57(1)")]), "decided_on": deed.day,
    }  # fmt: skip


def payment_record(
    case: Case, decision_number: str, payments: Sequence[Payment], purpose: str, handler: str
) -> Fields:
    """罚款缴纳凭证."""
    paid = sum((payment.amount for payment in payments), Decimal("0.00"))
    due = case.facts.fine + (case.facts.late_fee or Decimal("0.00")) - forgiven(case.facts.executions)
    return {
        "cause": case.cause, "party_name": case.party.name, "payer": payments[-1].payer, "decision_number": decision_number,
        "due": due, "paid": paid, "outstanding": due - paid, "handler": handler,
        "payments": [
            {
                "purpose": purpose, "amount": one.amount, "paid_on": one.paid_on, "receipt_number": one.receipt,
                "way": "当场收缴" if one.way == "on_the_spot" else "银行缴款",
            }
            for one in payments
        ],
    }  # fmt: skip


def late_fee_decision(deed: Deed, case: Case, decision: Document, due: date, fee: LateFee) -> Fields:
    """加处罚款决定书."""
    return {
        "party": parts.party(case), "decision_number": decision.number, "decision_served_on": decision.service.effective_on,
        "fine": case.facts.fine, "due_on": due, "base": _late_base(case), "from_on": fee.first_on or due + timedelta(days=1),
        "until_on": fee.last_on or due + timedelta(days=1), "on_whole": _on_whole_fine(),
        "days": fee.days, "amount": fee.amount, "payment": parts.payment(),
        "remedies": parts.remedies(), "decided_on": deed.day,
    }  # fmt: skip


def _on_whole_fine() -> bool:
    return bool(settings.LOCALITY.figure("late_fee_on_whole_fine"))


def _late_base(case: Case) -> Decimal:
    """What a day of the late fee counts on: the whole fine, or what of it is unpaid."""
    facts = case.facts
    unpaid = max(facts.fine - facts.paid, Decimal("0.00"))
    return facts.fine if _on_whole_fine() or not unpaid else unpaid


def lodging_record(deed: Deed, case: Case, decision: Document, penalty: str, words: str) -> Fields:
    """当场处罚备案表."""
    return {
        "decision_number": decision.number, "decided_at": decision.made_at, "place": case.place, "party": parts.party(case),
        "cause": case.cause, "penalty": penalty, "officers": parts.handlers(case), "lodged_at": deed.at,
        "received": parts.own_opinion(deed, words),
    }  # fmt: skip


def closing_approval(
    deed: Deed, case: Case, filed_on: datetime | None, decision: Document | None, words: str
) -> Fields:
    """结案审批表."""
    facts = case.facts
    return {
        "cause": case.cause, "party": parts.party(case), "filed_on": parts.day(filed_on) if filed_on else None,
        "decided_on": parts.day(decision.made_at) if decision else None,
        "decision_number": decision.number if decision else None, "summary": case.summary, "result": _result(case),
        "performance": _performance(case), "paid": facts.paid or None,
        "receipts": [payment.receipt for payment in case.payments.order_by("id")],
        "correction": "已改正。" if facts.correction == "met" else None,
        "handlers_opinion": parts.handlers_opinion(case, "案件已办理完毕，建议结案。", deed.at),
        "head_opinion": parts.own_opinion(deed, words),
    }  # fmt: skip


def _result(case: Case) -> str:
    if fallen(case.facts.remedies):
        return "行政处罚决定依法撤销"
    if case.facts.terminated:
        return "案件移送并已受理" if parts.taken_up_by(case) else "撤销案件或者终止调查"
    if ended(case.facts.executions):
        return "终结执行"
    return "决定不予行政处罚" if case.facts.unpunished else "行政处罚决定履行完毕"


def _performance(case: Case) -> str:
    facts = case.facts
    if fallen(facts.remedies):
        return "行政处罚决定已被撤销，无需履行，已缴款项已退还。"
    if facts.terminated:
        return f"{parts.taken_up_by(case) or '案件终止调查'}，无需履行。"
    if facts.fine == 0:
        return "无罚款，无需缴纳。"
    late = f"，其中加处罚款{facts.late_fee:,.2f}元" if facts.late_fee else ""
    let_go = forgiven(facts.executions)
    if ended(facts.executions):
        return f"已缴{facts.paid:,.2f}元；执行依法终结，核销{let_go:,.2f}元。"
    if let_go:
        late += f"，依执行协议减免加处罚款{let_go:,.2f}元"
    return f"当事人已缴清{facts.paid:,.2f}元{late}。"


def case_cover(
    deed: Deed, case: Case, filed_on: datetime | None, file: Sequence[Document], result: str
) -> Fields:
    """卷宗封面."""
    return {
        "title": f"{case.party.name}{case.cause}案", "cause": case.cause, "party_name": case.party.name,
        "procedure": case.table.label.zh, "filed_on": parts.day(filed_on) if filed_on else None,
        "closed_on": case.closed_on or deed.day, "result": result,
        "handlers": [case.handler.user.name, case.partner.user.name], "unit": parts.unit(case),
        "documents": len(file), "pages": sum(document.pages for document in file), "archived_on": deed.day,
        "archivist": deed.actor.name,
    }  # fmt: skip


def case_index(deed: Deed, case: Case, file: Sequence[Document], checker: str) -> Fields:
    """卷内目录, with running page numbers."""
    entries, page = [], 1
    for document in file:
        last = page + document.pages - 1
        entries.append(
            {
                "title": document.title, "number": document.number, "day": parts.day(document.made_at),
                "pages": f"{page}-{last}" if last > page else str(page),
            }
        )  # fmt: skip
        page = last + 1
    return {
        "title": f"{case.party.name}{case.cause}案", "entries": entries, "state": "本卷文书齐全，页码连续。",
        "archivist": deed.actor.name, "checker": checker, "archived_on": deed.day,
    }  # fmt: skip
