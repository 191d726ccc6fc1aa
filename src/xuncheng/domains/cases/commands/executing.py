"""Execution of a fine: deferral, instalments, agreement, reminder, court, suspension, ending (执行).

Administrative Penalty Law, art. 66 and 72; Administrative Coercion Law, art. 35 to 42 and 53 to 60.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, Field

from xuncheng.domains.cases.commands import booking
from xuncheng.domains.cases.commands.serving import (
    WAYS,
    Filmed,
    Media,
    ReceiverDrawn,
    ReceiverRefusal,
    Tracking,
    Witnesses,
    check_proof,
    check_way,
    notes_of,
    received_by,
    seen_by,
)
from xuncheng.domains.cases.commands.shared import (
    Drawn,
    DrawnByWitness,
    Place,
    Refusal,
    WitnessRefusal,
    case_act,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.commands.transferring import listed
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import executing as papers
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.papers.serving import service_receipt
from xuncheng.domains.documents.commands import record_service
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.execution.guards import ASKED, DEFERRAL, ENDING, RESULTS, SUSPENDING, acl


class Instalment(BaseModel):
    """One part of what is owed, with the last day on which it is paid."""

    due_on: date = Field(title="最后一日", json_schema_extra={"x-title-en": "Last day", "x-widget": "date"})
    amount: Decimal = Field(
        title="金额（元）",
        json_schema_extra={"x-title-en": "Sum (CNY)", "x-widget": "money"},
        gt=0,
        max_digits=14,
        decimal_places=2,
    )

    def as_fact(self, on: date) -> tuple[date, Decimal]:
        """As the procedure tables see it."""
        return self.due_on, self.amount


Instalments = Annotated[
    list[Instalment],
    field("缴纳期限和金额（每期一行）", "Days and sums (one row each)", "instalments", max_length=60),
]
Delivered = Annotated[bool, field("已送达当事人", "Given to the party", "bool")]
Why = Annotated[str, words("事实和理由", "Facts and reasons")]
Note = Annotated[str, words("内容", "What it says")]
Court = Annotated[str, field("法院", "Court", "text", min_length=2, max_length=100)]


@case_act("deferral.apply")
def apply_for_deferral(
    deed: Deed, case: Case,
    asked: Annotated[str, field("申请事项", "What is asked for", "choice", choices=ASKED)],
    difficulty: Annotated[str, words("经济困难的情况和理由", "The hardship, and why")],
    proposal: Annotated[str, words("申请的期限或者各期金额，以及承诺", "The days or sums asked for, and what is promised")],
    written: Annotated[bool, field("当事人已书面申请", "The party applied in writing", "bool")],
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Take the party's written application to pay later or by instalments. Art. 66(2)."""
    by_party = party_signed(deed, case, signature, refusal, DEFERRAL)
    data = papers.application(deed, case, decision_of(case), ASKED[asked].zh, difficulty, proposal, by_party)
    return make(deed, case, "deferral_application", data)


@case_act("deferral.approve")
def grant_deferral(
    deed: Deed, case: Case, instalments: Instalments,
    opinion: Annotated[str, words("决定理由", "Reasons")] = "经审查，当事人确有经济困难。",
) -> Document:  # fmt: skip
    """Grant a deferral (one row) or instalments (several). No late fee counts until the day that is due. Art. 66(2)."""
    return _deferral(deed, case, f"同意。{opinion}", opinion, papers.parts_of(instalments))


@case_act("deferral.refuse")
def refuse_deferral(
    deed: Deed, case: Case, reasons: Annotated[str, words("不予批准的理由", "Reasons")]
) -> Document:
    """Refuse the application, with the reasons. Art. 66(2)."""
    return _deferral(deed, case, f"不予批准。{reasons}", reasons, [])


def _deferral(deed: Deed, case: Case, opinion: str, reasons: str, instalments: list[Fields]) -> Document:
    """The head's opinion on the form inside the house, and the decision that the party gets."""
    decision, asked = decision_of(case), _paper(case, "deferral_application")
    form = papers.approval(deed, case, decision, asked, opinion, instalments=instalments)
    make(deed, case, "deferral_approval", form)
    data = papers.deferral(deed, case, decision, reasons, instalments=instalments)
    return make(deed, case, "deferral_decision", data)


@case_act("agreement.make")
def make_agreement(
    deed: Deed, case: Case, instalments: Instalments, terms: Annotated[str, words("其他约定", "Other terms")],
    harmless: Annotated[bool, field("不损害公共利益和他人合法权益", "Harms neither the public nor others", "bool")],
    signed: Annotated[bool, field("双方已签字盖章", "Signed by both sides", "bool")],
    waiver: Annotated[
        Decimal, field("减免的加处罚款（元）", "Late fee let go (CNY)", "money", ge=0, max_digits=14, decimal_places=2)
    ] = Decimal("0.00"),
    remedial_action: Annotated[
        str, field("当事人采取的补救措施（减免时必填）", "What the party made good", "longtext", max_length=2000)
    ] = "",
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Agree with the party on how an overdue fine is paid; only the late fee may be let go, for remedial action (第四十二条)."""
    by_party = party_signed(deed, case, signature, refusal, acl("42"))
    data = papers.agreement(
        deed, case, decision_of(case), papers.parts_of(instalments), terms, waiver=waiver, remedial_action=remedial_action,
        signature=by_party,
    )  # fmt: skip
    return make(deed, case, "execution_agreement", data)


@case_act("fine.remind")
def remind_of_fine(
    deed: Deed,
    case: Case,
    perform_by: Annotated[date, field("履行的最后一日", "Last day to perform", "date")],
) -> Document:
    """Remind the party in writing: sum, manner, term, and the right to speak (第三十五条、第五十四条)."""
    if perform_by < deed.day:
        raise invalid(
            FieldError(
                "perform_by", Text("履行的期限不得早于今天", "The time to perform may not lie in the past")
            )
        )
    data = papers.reminder(case, decision_of(case), perform_by)
    return make(deed, case, "payment_reminder", data)


@case_act("reminder.serve")
def serve_reminder(
    deed: Deed, case: Case,
    way: Annotated[str, field("送达方式", "Way of service", "choice", choices=WAYS)],
    receiver: Annotated[str, field("收件人", "Receiver", "text", min_length=1, max_length=100)],
    served_on: Annotated[date, field("送达之日（公告送达的，公告期满之日）", "Day of service (of an announcement, its end)", "date")],
    delivered: Delivered,
    reason: Annotated[str, field("留置、公告送达的原因", "Why it was left or announced", "longtext", max_length=500)] = "",
    place: Place = "", witnesses: Witnesses = "", filmed: Filmed = False, tracking: Tracking = "", media: Media = "",
    signature: ReceiverDrawn | None = None, refusal: ReceiverRefusal = "", witness_signature: DrawnByWitness | None = None,
    witness_refusal: WitnessRefusal = "",
) -> Document:  # fmt: skip
    """Note that the reminder was served: the court may be asked after ten working days (第三十八条、第五十四条).

    It is served as any document is: electronically only with the party's consent, left only before a witness or a camera.
    Raises `Refused`: `no_consent`, `left_unwitnessed`, `unsigned`, `invalid_input` for an announcement without its reason.
    """
    if way == "announcement" and not reason:
        raise invalid(FieldError("reason", Text("公告送达应当记明原因", "Say why it is announced")))
    check_way(deed, case, served_on, way=way, reason=reason, witnesses=witnesses, filmed=filmed)
    check_proof(way, tracking, media)
    reminder = _paper(case, "payment_reminder")
    record_service(deed, reminder, way, receiver, deed.at, served_on)
    received = received_by(deed, case, way, receiver, signature, refusal or reason)
    seen = seen_by(deed, case, listed(witnesses), witness_signature, witness_refusal)
    data = service_receipt(
        deed, case, reminder, way, served_on, place=place, reason=reason, witnesses=listed(witnesses),
        notes=notes_of(tracking, media, filmed=filmed), signatures={"receiver": received, "witness_signature": seen},
    )  # fmt: skip
    return make(deed, case, "service_receipt", data)


@case_act("reminder.object")
def take_objection_to_reminder(deed: Deed, case: Case, note: Note) -> Case:
    """Take what the party says after the reminder; it is answered before the court is asked (第三十六条)."""
    return case


@case_act("reminder.answer")
def answer_objection_to_reminder(deed: Deed, case: Case, note: Note) -> Case:
    """Answer the objection, after checking what it says (第三十六条)."""
    return case


@case_act("court.apply")
def apply_to_court(
    deed: Deed, case: Case, court: Court,
    object_state: Annotated[str, words("申请强制执行的标的情况", "State of what is to be executed")],
    party_views: Annotated[str, words("当事人的意见及催告情况", "The party's views, and the reminder")],
) -> Document:  # fmt: skip
    """Ask the court for execution, signed by the head, with decision, reminder and the party's views (第五十三条至第五十五条)."""
    data = papers.court_application(deed, case, decision_of(case), court, object_state, party_views)
    return make(deed, case, "court_application", data)


@case_act("court.record")
def record_court_answer(
    deed: Deed, case: Case, court_result: Annotated[str, field("结果", "Result", "choice", choices=RESULTS)],
    ruling: Annotated[str, field("裁定书（通知书）案号", "Number of the ruling", "text", max_length=80)], note: Note,
) -> Case:  # fmt: skip
    """Record what the court answered, or that the agency withdrew (第五十六条至第五十八条)."""
    if court_result != "withdrawn" and not ruling:
        raise invalid(FieldError("ruling", Text("请填写裁定书案号", "Enter the number of the ruling")))
    return case


@case_act("court.review")
def ask_superior_court(deed: Deed, case: Case, court: Court, note: Note) -> Case:
    """Ask the superior court, within fifteen days, to review the refusal (第五十六条第二款、第五十八条第三款)."""
    return case


@case_act("execution.suspend")
def suspend_execution(
    deed: Deed, case: Case, suspend_ground: Annotated[str, field("中止情形", "Ground", "choice", choices=SUSPENDING)], reasons: Why
) -> Document:  # fmt: skip
    """Suspend execution on one of the grounds of art. 39(1)."""
    return make(
        deed, case, "execution_suspension",
        papers.suspension(deed, case, decision_of(case), SUSPENDING[suspend_ground].zh, reasons, resumes=False),
    )  # fmt: skip


@case_act("execution.resume")
def resume_execution(deed: Deed, case: Case, reasons: Why) -> Document:
    """Resume execution once the ground is gone (第三十九条第二款)."""
    data = papers.suspension(deed, case, decision_of(case), "中止执行的情形已经消失", reasons, resumes=True)
    return make(deed, case, "execution_suspension", data)


@case_act("execution.end")
def end_execution(
    deed: Deed, case: Case, end_ground: Annotated[str, field("终结情形", "Ground", "choice", choices=ENDING)], reasons: Why
) -> Document:  # fmt: skip
    """End execution on one of the grounds of art. 39(2) and 40: what is owed is written off."""
    owed = booking.to_write_off(case)
    booking.written_off(deed, case, ENDING[end_ground].zh)
    data = papers.ending(deed, case, decision_of(case), ENDING[end_ground].zh, reasons, amount=owed)
    return make(deed, case, "execution_end", data)


def decision_of(case: Case) -> Document:
    """The decision that is executed. The table lets nothing come here without one."""
    return _paper(case, "spot_decision" if case.procedure == "simple" else "decision")


def _paper(case: Case, kind: str) -> Document:
    found = latest(case.pk, kind)
    if found is None:
        raise RuntimeError(f"an execution without its {kind} passed the procedure table")
    return found
