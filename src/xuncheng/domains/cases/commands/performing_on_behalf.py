"""What is performed on the party's behalf, and what it costs him (代履行). Administrative Coercion Law, art. 35 to 43, 50 to 52."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AwareDatetime

from xuncheng.domains.cases.commands import booking
from xuncheng.domains.cases.commands.performing import check_receipt
from xuncheng.domains.cases.commands.shared import (
    Team,
    case_act,
    check_start,
    given_at,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.commands.transferring import listed
from xuncheng.domains.cases.models import Case, Payment
from xuncheng.domains.cases.papers import performing_on_behalf as papers
from xuncheng.domains.documents.drawn import excuse, pad
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.behalf.table import HAZARDS, OBJECTS, PLACES, SIGNERS
from xuncheng.rules.procedure.beside.force import acl

Target = Annotated[
    str,
    words("代履行的标的（清除、恢复什么，位置、数量）", "What is removed or restored: what, where, how much"),
]
Reasons = Annotated[str, words("事实和理由", "Facts and reasons")]
Manner = Annotated[str, words("代履行的方式", "How it is performed")]
Delivered = Annotated[bool, field("已送达当事人", "Given to the party", "bool")]
Why = Annotated[str, field("理由", "Reason", "longtext", max_length=2000)]
Note = Annotated[str, words("内容", "What it says")]
Sum = Annotated[Decimal, field("金额（元）", "Sum (CNY)", "money", ge=0, max_digits=14, decimal_places=2)]
PlannedAt = Annotated[AwareDatetime, field("代履行时间", "Time of the performance", "datetime")]
Urgency = Annotated[
    str, field("情况紧急的理由（夜间、节假日必填）", "Why it is urgent (at night, on a holiday)", "longtext", max_length=1000)
]  # fmt: skip
Performer = Annotated[str, field("代履行人", "Who performs it", "text", min_length=2, max_length=120)]
Course = Annotated[str, words("代履行过程", "What was done")]
SignedBy = Annotated[
    str, field("在笔录上签名的当事人或者见证人", "Who signed the record besides", "choice", choices={"": Text("无", "nobody"), **SIGNERS})
]  # fmt: skip
SignerName = Annotated[str, field("签名人姓名", "His name", "text", min_length=1, max_length=50)]
SignerDrawn = Annotated[list[StoredFile] | None, pad("当事人或者见证人", "the party or the witness")]
SignerRefusal = Annotated[str, excuse("当事人或者见证人", "the party or the witness")]
PerformerSigned = Annotated[bool, field("代履行人已签名或者盖章", "Whoever performed it signed", "bool")]
Violence = Annotated[bool, field("采用了暴力、胁迫等方式", "Violence or threats were used", "bool")]


@case_act("behalf.remind")
def remind_before_behalf(
    deed: Deed, case: Case, target: Target, reasons: Reasons,
    hazard: Annotated[str, field("不履行的危害后果", "What leaving it undone does", "choice", choices={"": Text("无", "none"), **HAZARDS})],
    perform_by: Annotated[date, field("自行履行的最后一日", "Last day to perform", "date")], delivered: Delivered,
    structure: Annotated[bool, field("标的是建筑物、构筑物、设施", "It is a building or structure", "bool")] = False,
) -> Document:  # fmt: skip
    """Remind the party in writing of what he was ordered to remove or restore, and of his right to speak (第三十五条, 第五十条)."""
    said = f"{reasons}\n{HAZARDS[hazard].zh}。" if hazard else reasons
    data = papers.letter(
        case,
        [*acl("35;50")],
        target,
        said,
        "自行清除或者恢复原状。",
        order=_number(case, "correction_order"),
        until=perform_by,
    )
    return make(deed, case, "behalf_reminder", data)


@case_act("behalf.object")
def take_behalf_objection(deed: Deed, case: Case, note: Note) -> Case:
    """Take what the party says after the reminder; it is answered before anything is decided (第三十六条)."""
    return case


@case_act("behalf.answer")
def answer_behalf_objection(deed: Deed, case: Case, note: Note) -> Case:
    """Answer the objection, after checking what it says (第三十六条)."""
    return case


@case_act("behalf.decide")
def decide_behalf(
    deed: Deed, case: Case, manner: Manner, planned_at: PlannedAt, performer: Performer,
    estimate: Annotated[Decimal, field("费用预算（元）", "Estimate (CNY)", "money", ge=0, max_digits=14, decimal_places=2)],
    interested: Annotated[bool, field("代履行人有利害关系", "Whoever performs has an interest in it", "bool")] = False,
    urgency: Urgency = "",
) -> Document:  # fmt: skip
    """Decide that it is done on the party's behalf: reason, manner, time, object, estimate, performer (第五十一条第一款第一项)."""
    about = given_at(case, "behalf.remind")
    data = papers.letter(
        case, [*acl("37;50;51(1)(1)")], about["target"], about["reasons"], manner, order=_number(case, "correction_order"),
        planned_at=planned_at, estimate=estimate, performer=performer, contestable=True,
    )  # fmt: skip
    return make(deed, case, "behalf_decision", data)


@case_act("behalf.serve")
def serve_behalf(deed: Deed, case: Case, delivered: Delivered) -> Case:
    """Note that the decision was served."""
    return case


@case_act("behalf.warn")
def warn_before_behalf(
    deed: Deed, case: Case, planned_at: PlannedAt, delivered: Delivered, urgency: Urgency = ""
) -> Document:  # fmt: skip
    """Remind the party three working days before the day; whoever performs himself stops it (第五十一条第一款第二项)."""
    about, decided = given_at(case, "behalf.remind"), given_at(case, "behalf.decide")
    data = papers.letter(
        case, [*acl("51(1)(2)")], about["target"], about["reasons"], decided["manner"], order=_number(case, "behalf_decision"),
        planned_at=planned_at, performer=decided["performer"],
    )  # fmt: skip
    return make(deed, case, "behalf_last_reminder", data)


@case_act("behalf.carry_out")
def carry_out_behalf(
    deed: Deed, case: Case, officers: Team,
    carried_out_at: Annotated[AwareDatetime, field("代履行时间", "Time", "datetime")],
    course: Course, performer_signed: PerformerSigned, signed_by: SignedBy, signer: SignerName,
    signature: SignerDrawn = None, refusal: SignerRefusal = "",
    cut_off: Annotated[bool, field("停止供水、供电、供热、供燃气", "Water, power, heat or gas was cut off", "bool")] = False,
    violence: Violence = False,
) -> Document:  # fmt: skip
    """Perform on the day told, under the eyes of two officers, with the record signed by all (第五十一条第一款第三项、第四项)."""
    check_start(deed, carried_out_at, "carried_out_at")
    data = papers.record(
        case, officers, carried_out_at, _number(case, "behalf_decision"), given_at(case, "behalf.remind")["target"],
        performer=given_at(case, "behalf.decide")["performer"], course=course, signed_by=_signer(signed_by, signer),
        signature=party_signed(deed, case, signature, refusal, acl("51(1)(4)"), signer),
    )  # fmt: skip
    return make(deed, case, "behalf_record", data)


@case_act("behalf.performed")
def find_performed_by_party(
    deed: Deed, case: Case, officers: Team, findings: Annotated[str, words("复查情况", "What was found")]
) -> Document:  # fmt: skip
    """Two officers find that the party performed himself: nothing is done on his behalf any more (第五十一条第一款第二项)."""
    return make(deed, case, "behalf_recheck", papers.recheck(case, officers, deed.at, findings))


@case_act("behalf.immediate")
def clear_at_once(
    deed: Deed, case: Case, officers: Team, target: Target,
    place_kind: Annotated[str, field("场所", "Place", "choice", choices=PLACES)],
    object_kind: Annotated[str, field("需要清除的物", "What is cleared", "choice", choices=OBJECTS)],
    unable: Annotated[str, field("当事人不能清除的情况", "Why the party cannot clear it", "longtext", max_length=1000)],
    present: Annotated[bool, field("当事人在场", "The party is there", "bool")],
    carried_out_at: Annotated[AwareDatetime, field("代履行时间", "Time", "datetime")],
    performer: Performer, course: Course, performer_signed: PerformerSigned, signed_by: SignedBy, signer: SignerName,
    violence: Violence = False, signature: SignerDrawn = None, refusal: SignerRefusal = "",
) -> Document:  # fmt: skip
    """Clear at once what was spilled, obstructs or pollutes; whoever was not there is told at once afterwards (第五十二条)."""
    check_start(deed, carried_out_at, "carried_out_at")
    why = f"{PLACES[place_kind].zh}上有{OBJECTS[object_kind].zh}，需要立即清除。{unable}"
    letter = papers.letter(
        case,
        [*acl("52")],
        target,
        why,
        course,
        planned_at=carried_out_at,
        performer=performer,
        contestable=True,
    )
    decision = make(deed, case, "immediate_behalf_decision", letter)
    data = papers.record(
        case, officers, carried_out_at, decision.number, target, performer=performer, course=course,
        signed_by=_signer(signed_by, signer), signature=party_signed(deed, case, signature, refusal, acl("51(1)(4)"), signer),
    )  # fmt: skip
    return make(deed, case, "behalf_record", data)


@case_act("behalf.tell")
def tell_afterwards(deed: Deed, case: Case, delivered: Delivered) -> Document:
    """Tell the party who was not there what was cleared on his behalf (第五十二条)."""
    about = given_at(case, "behalf.immediate")
    data = papers.letter(
        case, [*acl("52")], about["target"], about["unable"], about["course"], order=_number(case, "immediate_behalf_decision"),
        planned_at=about["carried_out_at"], performer=about["performer"], contestable=True,
    )  # fmt: skip
    return make(deed, case, "behalf_notice", data)


@case_act("behalf.charge")
def charge_behalf(
    deed: Deed, case: Case, cost: Sum,
    evidenced: Annotated[
        Decimal, field("凭证金额合计（元）", "Sum of the vouchers (CNY)", "money", ge=0, max_digits=14, decimal_places=2)
    ],
    items: Annotated[str, words("费用明细和凭证（每行一项）", "What was spent, with its voucher (one a line)")],
    pay_by: Annotated[date, field("缴纳期限", "Last day to pay", "date")],
    excess: Annotated[str, field("超出预算的理由", "Why it is above the estimate", "longtext", max_length=1000)] = "",
) -> Document:  # fmt: skip
    """Charge the party what it cost, by its vouchers and no more (第五十一条第二款)."""
    booking.settle(deed, case)
    data = papers.cost_decision(
        case, _decision(case), _performer(case), listed(items), evidenced, excess, pay_by, acl("51(2)")
    )
    return make(deed, case, "behalf_cost_decision", data)


@case_act("behalf.pay")
def pay_behalf(
    deed: Deed, case: Case,
    cost_paid: Annotated[Decimal, field("缴款金额（元）", "Sum paid (CNY)", "money", ge=0, max_digits=14, decimal_places=2)],
    receipt: Annotated[str, field("票据号码", "Receipt number", "text", max_length=40)],
    payer: Annotated[str, field("缴款人", "Payer", "text", max_length=120)] = "",
    paid_on: Annotated[date | None, field("缴款日期（不填即今天）", "Day of payment (today if empty)", "date")] = None,
) -> Payment:  # fmt: skip
    """Enter what the party paid of the cost, at the bank, with the number of its receipt."""
    check_receipt(receipt)
    day = paid_on or deed.day
    if day > deed.day:
        raise invalid(FieldError("paid_on", Text("缴款日期不能晚于今天", "Nothing is paid ahead of today")))
    payment = Payment(
        case=case, amount=cost_paid, way="bank", receipt=receipt, payer=payer or case.party.name, paid_on=day, purpose="behalf",
        area_path=case.area_path,
    )  # fmt: skip
    payment.save(force_insert=True)
    booking.behalf_paid(deed, case, payment)
    data = papers.payment(case, _number(case, "behalf_cost_decision"), payment, deed.actor.name)
    make(deed, case, "behalf_payment", data)
    return payment


@case_act("behalf.waive")
def waive_behalf_cost(deed: Deed, case: Case, grounds: Why) -> Case:
    """Charge nothing, or write off what is left where nothing can be got (第四十条, 第五十一条第二款)."""
    booking.behalf_written_off(deed, case, grounds)
    return case


@case_act("behalf.suspend")
def suspend_behalf(deed: Deed, case: Case, grounds: Why) -> Case:
    """Stop it on one of the grounds of art. 39."""
    return case


@case_act("behalf.resume")
def resume_behalf(deed: Deed, case: Case) -> Case:
    """Resume it once the ground is gone (第三十九条第二款)."""
    return case


@case_act("behalf.end")
def end_behalf(deed: Deed, case: Case, grounds: Why) -> Case:
    """End it on one of the grounds of art. 40: nothing is left to perform."""
    return case


def _signer(signed_by: str, name: str) -> str:
    return f"{SIGNERS[signed_by].zh}{name}"


def _decision(case: Case) -> str:
    immediate = case.facts.behalfs[-1].immediate
    return _number(case, "immediate_behalf_decision" if immediate else "behalf_decision")


def _performer(case: Case) -> str:
    given: dict[str, Any] = given_at(
        case, "behalf.immediate" if case.facts.behalfs[-1].immediate else "behalf.decide"
    )
    return str(given["performer"])


def _number(case: Case, kind: str) -> str:
    """The number of the newest document of a kind. The table lets nothing come here without it."""
    found = latest(case.pk, kind)
    if found is None:
        raise RuntimeError(f"a performance on behalf without its {kind} passed the procedure table")
    return found.number
