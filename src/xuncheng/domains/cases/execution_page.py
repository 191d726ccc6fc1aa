"""The section on execution of a case's page: what is owed, what was granted, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.owing import Dues
from xuncheng.rules.legal import Text
from xuncheng.rules.penalty import LateFee
from xuncheng.rules.procedure.beside.execution.guards import ASKED, RESULTS
from xuncheng.rules.procedure.beside.execution.state import Execution, Plan, execution_of
from xuncheng.rules.procedure.facts import ZERO, Facts

Row = dict[str, Any]

REMINDERS = {
    "made": Text("已制作，待送达", "made, to be served"),
    "served": Text("已送达", "served"),
}
OBJECTIONS = {
    "open": Text("有陈述申辩待答复", "an objection waits for its answer"),
    "answered": Text("陈述申辩已答复", "the objection was answered"),
}
COURT = {
    **RESULTS,
    "applied": Text("已申请，待法院答复", "applied for"),
    "review": Text("已向上一级法院申请复议", "before the superior court"),
}


def execution_section(case: Case, due: Dues) -> Iterator[Row]:
    """The section; nothing where no fine was served, or where the case began before execution was part of its procedure."""
    facts = case.facts
    one = execution_of(facts.executions)
    if one is not None:
        yield {
            "title": {"zh": "执行", "en": "Execution"},
            "rows": [*_money(facts, one, due), *_plan(case, one), *_compulsion(facts, one)],
        }


def _money(facts: Facts, one: Execution, due: Dues) -> Iterator[Row]:
    figure = settings.LOCALITY.figures["late_fee_on_whole_fine"]
    yield _sum("应缴罚款", "Fine", facts.fine)
    if facts.late_fee is not None:
        yield _sum("加处罚款", "Late fee", facts.late_fee)
    if due.late_fee and due.late_fee.amount:
        yield _growing(due.late_fee)
    yield _said(
        "加处罚款的计算基数", "A late fee counts on",
        Text("罚款全额", "the whole fine") if figure.value else Text("未缴部分", "what is unpaid"), unconfirmed=not figure.confirmed,
    )  # fmt: skip
    yield _sum("已缴", "Paid", facts.paid)
    if one.forgiven:
        let_go = ("终结执行核销", "Written off") if one.ended else ("依执行协议减免", "Let go by agreement")
        yield _sum(*let_go, one.forgiven)
    yield _sum("尚未缴纳", "Owed", facts.owed)


def _growing(fee: LateFee) -> Row:
    """What would be imposed today."""
    capped = ("，已达罚款数额", ", as much as the fine") if fee.capped else ("", "")
    return _said(
        "至今日应加处罚款", "Late fee as of today",
        Text(f"{fee.amount:,.2f}元（{fee.days}日{capped[0]}）", f"CNY {fee.amount:,.2f} ({fee.days} days{capped[1]})"),
    )  # fmt: skip


def _plan(case: Case, one: Execution) -> Iterator[Row]:
    if one.asked:
        yield _said("待批准的申请", "Application to be decided", ASKED[one.asked])
    if one.plan:
        due = case.facts.due("payment")
        kind = ("执行协议", "Agreement") if one.agreed else ("批准的延期（分期）", "Deferral granted")
        yield _said(*kind, _instalments(one.plan, case.facts.paid))
        yield _said("本期最后一日", "This instalment's last day", Text(str(due), str(due)))
    if one.waiver:
        yield _sum("履行完毕后减免加处罚款", "Late fee let go once performed", one.waiver)
    for first, last in one.spared:
        days = f"{first}—{last}"
        yield _said("不计加处罚款的日期", "Days that count no late fee", Text(days, days))


def _instalments(plan: Plan, paid: Decimal) -> Text:
    """Each instalment that is still to come, with what is missing to it."""
    zh, en, before = [], [], paid
    for day, target in plan:
        zh.append(f"{day}前{target - before:,.2f}元")
        en.append(f"CNY {target - before:,.2f} by {day}")
        before = target
    return Text("；".join(zh), "; ".join(en))


def _compulsion(facts: Facts, one: Execution) -> Iterator[Row]:
    if one.reminder:
        yield _said("催告", "Reminder", REMINDERS[one.reminder])
    if one.objection:
        yield _said("对催告的陈述申辩", "Objection to the reminder", OBJECTIONS[one.objection])
    if one.court:
        yield _said("申请法院强制执行", "Before the court", COURT[one.court])
    if one.suspended:
        yield _said("执行状态", "State", Text("已中止执行", "suspended"))
    if one.ended:
        yield _said("执行状态", "State", Text("已终结执行", "ended"))
    elif facts.own_power and facts.owed > ZERO:
        yield _said("强制执行", "Enforcement", Text("由本机关依法自行强制执行", "by the agency itself"))


def _said(zh: str, en: str, value: Text, **more: Any) -> Row:
    return {"label": {"zh": zh, "en": en}, "value": value.zh, "value_en": value.en, **more}


def _sum(zh: str, en: str, amount: Decimal) -> Row:
    return _said(zh, en, Text(f"{amount:,.2f}元", f"CNY {amount:,.2f}"))
