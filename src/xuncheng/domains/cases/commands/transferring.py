"""Transferring a case: to the police where a crime is suspected, or to the authority that has jurisdiction (移送)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from xuncheng.domains.cases.commands.shared import Team, case_act, done_at, given_at, make, words
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import transferring as papers
from xuncheng.domains.documents.drawn import excuse, pad, signed
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.transfer.table import trf

SENT_WITHIN = timedelta(hours=24)
"""How soon after its approval a case is sent to the police (移送规定第五条第二款)."""

Delay = Annotated[
    str, field("逾期原因（逾期时必填）", "Why it is late (where it is)", "longtext", max_length=1000)
]
Receipt = Annotated[
    str, field("通知书或者回执文号", "Number of the answer or receipt", "text", max_length=60)
]
Accepted = Annotated[bool, field("接受移送（立案、受理）", "Taken up", "bool")]
Note = Annotated[str, field("答复内容", "What the answer says", "longtext", max_length=1000)]


def listed(text: str) -> list[str]:
    """The lines of what was entered one to a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@case_act("crime.suspect")
def suspect_crime(
    deed: Deed, case: Case,
    crime: Annotated[str, field("涉嫌罪名", "Crime suspected", "text", min_length=2, max_length=100)],
    grounds: Annotated[str, words("认定涉嫌犯罪的理由", "Grounds of the suspicion")],
) -> Case:  # fmt: skip
    """Note that the facts suggest a crime: from now on nothing is decided in the case before its transfer is. Art. 27(1)."""
    return case


@case_act("transfer.report")
def report_transfer(
    deed: Deed, case: Case, officers: Team, findings: Annotated[str, words("核实的情况", "What was verified")]
) -> Document:
    """Verify the suspicion by at least two officers, and report to the head (移送规定第五条第一款)."""
    suspected_at = done_at(case, "crime.suspect") or deed.at
    data = papers.transfer_report(deed, case, officers, _crime(case), suspected_at, findings)
    return make(deed, case, "transfer_report", data)


@case_act("transfer.approve")
def approve_transfer(
    deed: Deed, case: Case, opinion: Annotated[str, words("审批意见", "Opinion")] = "同意移送公安机关。", delay: Delay = ""
) -> Document:  # fmt: skip
    """Approve the transfer within three days: it is sent within 24 hours from now (第五条第二款)."""
    data = papers.transfer_approval(
        deed, case, _paper(case, "transfer_report"), _crime(case), opinion, delay=delay
    )
    return make(deed, case, "transfer_approval", data)


@case_act("transfer.refuse")
def refuse_transfer(
    deed: Deed, case: Case, reasons: Annotated[str, words("不予批准的理由", "Reasons")], delay: Delay = ""
) -> Document:  # fmt: skip
    """Refuse the transfer, with the reasons on record; the case goes on here (第五条第二款)."""
    report = _paper(case, "transfer_report")
    data = papers.transfer_approval(
        deed, case, report, _crime(case), "不同意移送。", reasons=reasons, delay=delay
    )
    return make(deed, case, "transfer_approval", data)


@case_act("transfer.send")
def send_to_police(
    deed: Deed, case: Case,
    police: Annotated[str, field("受移送公安机关", "Police", "text", min_length=2, max_length=100)],
    attachments: Annotated[str, words("随案移送的材料（每行一项）", "Papers that go with it (one a line)")],
    goods: Annotated[str, field("涉案物品（每行一项）", "Goods (one a line)", "longtext", max_length=5000)] = "",
    delay: Delay = "",
) -> Document:  # fmt: skip
    """Send the case to the police within 24 hours of the approval; later only with the reason of the delay.

    The hours are counted to when the server learnt of it: nobody dates a transfer back. Raises `Refused` (`transfer_late`).
    """
    approval = _paper(case, "transfer_approval")
    if deed.received_at - approval.made_at > SENT_WITHIN and not delay:
        raise Refused(
            "transfer_late",
            Text("应当自批准之时起二十四小时内移送；逾期移送的，应当写明原因",
                 "It is sent within 24 hours of the approval; say why it is late"), 409, trf("5(2)"),
        )  # fmt: skip
    data = papers.transfer_letter(
        deed, case, approval, _crime(case), police, listed(attachments), listed(goods), delay
    )
    return make(deed, case, "transfer_letter", data)


@case_act("transfer.answer")
def record_police_answer(
    deed: Deed, case: Case, accepted: Accepted, receipt: Receipt, note: Note = ""
) -> Case:  # fmt: skip
    """Record whether the police take the case up: then it ends here, otherwise it goes on (移送规定第八条, 第十条)."""
    return case


@case_act("transfer.review_request")
def request_police_review(
    deed: Deed, case: Case, grounds: Annotated[str, words("提请复议的理由", "Grounds")]
) -> Document:
    """Ask the police within three days to review that they did not take the case up (第九条第一款)."""
    data = papers.transfer_review_request(deed, case, _paper(case, "transfer_letter"), _answer(case), grounds)
    return make(deed, case, "transfer_review_request", data)


@case_act("transfer.deliver")
def deliver_goods(
    deed: Deed, case: Case,
    items: Annotated[str, words("移交的物品和材料（每行一项）", "What is handed over (one a line)")],
    receiver: Annotated[str, field("公安机关接收人", "Who receives it", "text", min_length=2, max_length=50)],
    receiver_signature: Annotated[list[StoredFile] | None, pad("接收人", "the receiver")] = None,
    receiver_refusal: Annotated[str, excuse("接收人", "the receiver")] = "",
) -> Document:  # fmt: skip
    """Hand goods and papers to the police within three days of their notice (第十二条)."""
    letter = _paper(case, "transfer_letter")
    taken = signed(
        deed,
        case.area_path,
        receiver,
        receiver_signature,
        receiver_refusal,
        trf("12"),
        field="receiver_signature",
    )
    data = papers.transfer_goods_list(deed, case, letter, _answer(case), listed(items), taken)
    return make(deed, case, "transfer_goods_list", data)


@case_act("case.hand_over")
def hand_over_case(
    deed: Deed, case: Case,
    authority: Annotated[str, field("受移送机关", "Authority", "text", min_length=2, max_length=100)],
    reasons: Annotated[str, words("移送理由", "Why it is handed over")],
    materials: Annotated[str, words("移送材料（每行一项）", "Papers that go with it (one a line)")],
) -> Document:  # fmt: skip
    """Hand the case to the authority that has jurisdiction (移送管辖). Administrative Penalty Law, art. 22, 23, 25."""
    data = papers.case_handover(deed, case, authority, reasons, listed(materials))
    return make(deed, case, "case_handover", data)


@case_act("case.hand_over_answer")
def record_authority_answer(
    deed: Deed, case: Case, accepted: Accepted, receipt: Receipt, note: Note = ""
) -> Case:  # fmt: skip
    """Record the other authority's receipt: then the case ends here, otherwise it goes on."""
    return case


@case_act("transfer.return")
def record_return(deed: Deed, case: Case, receipt: Receipt, note: Note = "") -> Case:
    """Record that whoever took the case up sent it back: the act may be filed here again (行政处罚法第二十七条第一款)."""
    return case


def _paper(case: Case, kind: str) -> Document:
    """The newest document of a kind. The table lets nothing come here without it."""
    found = latest(case.pk, kind)
    if found is None:
        raise RuntimeError(f"a transfer without its {kind} passed the procedure table")
    return found


def _crime(case: Case) -> str:
    crime: str = given_at(case, "crime.suspect")["crime"]
    return crime


def _answer(case: Case) -> str:
    number: str = given_at(case, "transfer.answer")["receipt"]
    return number
