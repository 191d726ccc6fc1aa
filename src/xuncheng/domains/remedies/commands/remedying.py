"""Remedies of the party, from their lodging to their result. What each does to the case, the procedure table says."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.conf import settings

from xuncheng.domains.cases.commands import booking
from xuncheng.domains.cases.commands.shared import Amount, case_act, make, words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.domains.remedies import papers
from xuncheng.domains.remedies.commands.shared import Key, check_engaged, chosen, follow, one_of
from xuncheng.domains.remedies.models import Lawyer, Remedy
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text
from xuncheng.rules.penalty import PenaltyKind
from xuncheng.rules.procedure.beside.remedy.effects import RESULTS
from xuncheng.rules.procedure.beside.remedy.guards import KINDS, ORDERED_BY, OUTCOMES

DECISIONS = ("decision", "spot_decision", "no_penalty_decision")
PENALTIES = {kind.value: kind.label for kind in PenaltyKind if kind != PenaltyKind.DETENTION}

Brief = Annotated[bool, field("适用复议简易程序", "Simple reconsideration", "bool")]
ReceivedByUs = Annotated[date, field("本机关收到日期", "Day on which it reached us", "date")]
ChangedKinds = Annotated[
    frozenset[str],
    field("变更（调解）后的处罚种类", "Kinds of penalty, as changed", "choices", choices=PENALTIES),
]
NO_AMOUNT = papers.NOTHING


@case_act("remedy.lodge")
def lodge_remedy(
    deed: Deed, case: Case,
    kind: Annotated[str, field("种类", "Kind", "choice", choices=KINDS)],
    applicant: Annotated[str, field("申请人（原告）", "Applicant (plaintiff)", "text", min_length=1, max_length=120)],
    lodged_on: Annotated[date, field("申请（起诉）日期", "Lodged on", "date")],
    received_by_us: ReceivedByUs,
    body: Annotated[str, field("复议机关（法院）", "Reviewing body (court)", "text", max_length=120)] = "",
    body_number: Annotated[str, field("复议（诉讼）案号", "Number of its file", "text", max_length=60)] = "",
    through_us: Annotated[bool, field("通过本机关提交", "Handed to this agency", "bool")] = False,
    brief: Brief = False,
    counsel: Annotated[Lawyer | None, field("代理律师", "Counsel", "ref", ref="lawyer")] = None,
) -> Remedy:  # fmt: skip
    """Enter a reconsideration or a suit against the decision of the case (行政复议法第二十条, 行政诉讼法第四十六条).

    Whether one lodged after its period is admitted, the reviewing body or the court decides: it is only noted as late.
    """
    _check_through_us(case, through_us)
    check_engaged(deed, counsel)
    document = standing_decision(case)
    where = settings.LOCALITY.remedies
    row = Remedy(
        case=case, key=len(case.facts.remedies), kind=kind, document=document, applicant=applicant.strip(),
        body=body.strip() or where["court" if kind == "litigation" else "reconsideration_body"], body_number=body_number.strip(),
        lodged_on=lodged_on, received_on=received_by_us, late=_is_late(case, document, kind, lodged_on), counsel=counsel,
        area_path=case.area_path,
    )  # fmt: skip
    return follow(case, row)


def _check_through_us(case: Case, through_us: bool) -> None:
    """Only an on-the-spot penalty, or one on what a monitoring device recorded, is handed in here (第三十二条)."""
    if through_us and case.procedure != "simple" and not papers.monitored(case):
        raise Refused(
            "not_through_agency",
            Text("只有当场作出或者依据电子监控记录作出的处罚决定，才可以通过本机关申请复议",
                 "Only an on-the-spot penalty, or one on a device's record, is contested through this agency"),
            409, (Basis("行政复议法", "32"),),
        )  # fmt: skip


def standing_decision(case: Case) -> Document:
    """The newest decision of the case: the one that stands."""
    found = [one for kind in DECISIONS if (one := latest(case.pk, kind))]
    return max(found, key=lambda one: one.made_at)


def _is_late(case: Case, document: Document, kind: str, lodged_on: date) -> bool:
    """Sixty days for a reconsideration; six months for a suit, or fifteen days after the reconsideration."""
    service = getattr(document, "service", None)
    told = service.effective_on if service else papers.day(document.made_at)
    earlier = one_of(case, kind="reconsideration", document=document)
    if kind == "litigation" and earlier is not None and earlier.decided_on:
        return lodged_on > settings.LOCALITY.timer("litigation_after_reconsideration", earlier.decided_on)
    return lodged_on > settings.LOCALITY.timer(kind, told)


@case_act("remedy.forward")
def forward_remedy(deed: Deed, case: Case, remedy: Key) -> Remedy:
    """Forward an application that was handed to us, because the agency keeps its decision (第三十二条第二款)."""
    return follow(case, chosen(case, remedy))


@case_act("remedy.accept")
def accept_remedy(
    deed: Deed, case: Case, remedy: Key, received_by_us: ReceivedByUs,
    body_number: Annotated[str, field("复议案号", "Number of its file", "text", max_length=60)] = "", brief: Brief = False,
) -> Remedy:  # fmt: skip
    """Enter the reviewing body's notice to answer an application that was forwarded."""
    row = chosen(case, remedy)
    row.received_on, row.body_number = received_by_us, body_number.strip() or row.body_number
    return follow(case, row)


@case_act("remedy.reply")
def reply_to_remedy(
    deed: Deed, case: Case, remedy: Key,
    answer: Annotated[str, words("答复（答辩）意见", "Answer")],
    counsel: Annotated[Lawyer | None, field("代理律师", "Counsel", "ref", ref="lawyer")] = None,
) -> Document:  # fmt: skip
    """Answer the reviewing body or the court, with the list of evidence (行政复议法第四十八条, 行政诉讼法第六十七条)."""
    check_engaged(deed, counsel)
    row = chosen(case, remedy)
    row.counsel = counsel or row.counsel
    follow(case, row)
    make(deed, case, "remedy_evidence", papers.evidence(case, row))
    kind = "court_answer" if row.kind == "litigation" else "remedy_reply"
    return make(deed, case, kind, papers.reply(deed, case, row, answer))


@case_act("remedy.stop_execution")
def stop_execution(
    deed: Deed, case: Case, remedy: Key,
    ordered_by: Annotated[str, field("决定停止执行的机关", "Who ordered it", "choice", choices=ORDERED_BY)],
    reasons: Annotated[str, words("停止执行的理由（文号）", "Why, or by which paper")],
) -> Remedy:  # fmt: skip
    """Stop the execution while the remedy is pending (行政复议法第四十二条, 行政诉讼法第五十六条)."""
    return follow(case, chosen(case, remedy))


@case_act("remedy.lift_stop")
def lift_stop(
    deed: Deed, case: Case, remedy: Key, reasons: Annotated[str, words("解除的理由（文号）", "Why, or by which paper")]
) -> Remedy:  # fmt: skip
    """Let the execution go on."""
    return follow(case, chosen(case, remedy))


@case_act("remedy.decide")
def decide_remedy(
    deed: Deed, case: Case, remedy: Key,
    outcome: Annotated[str, field("处理结果", "Result", "choice", choices=OUTCOMES)],
    decided_on: Annotated[date, field("决定（判决）日期", "Day of the result", "date")],
    outcome_number: Annotated[str, field("决定（判决）文号", "Number of the result", "text", min_length=1, max_length=60)],
    kinds: ChangedKinds = frozenset(),
    amount: Amount = NO_AMOUNT,
) -> Remedy:  # fmt: skip
    """Enter the result; the procedure table takes it over into the case: penalty, late fee, what is paid back."""
    row = chosen(case, remedy)
    row.outcome, row.decided_on, row.outcome_number = outcome, decided_on, outcome_number.strip()
    if outcome in RESULTS and RESULTS[outcome] != "stands":
        case.amount = case.facts.decided.amount if case.facts.decided else None
        case.save(update_fields=["amount"])
        booking.settle(deed, case)
    return follow(case, row)


@case_act("fine.refund")
def refund_fine(
    deed: Deed, case: Case, remedy: Key,
    refund: Annotated[papers.Decimal, field("退还金额（元）", "Sum paid back (CNY)", "money", gt=0, max_digits=14, decimal_places=2)],
    voucher: Annotated[str, field("退付凭证号", "Number of the voucher", "text", min_length=1, max_length=40)],
    refunded_on: Annotated[date, field("退还日期", "Day of the refund", "date")],
) -> Remedy:  # fmt: skip
    """Pay back what the party paid on a decision that was changed or fell (退还罚款). Administrative Coercion Law, art. 41."""
    row = chosen(case, remedy)
    if refunded_on > deed.day or (row.decided_on and refunded_on < row.decided_on):
        raise invalid(
            FieldError(
                "refunded_on",
                Text("退还日期应当在结果之后、今天以前", "It lies between the result and today"),
            )
        )
    row.refunded_on, row.voucher = refunded_on, voucher.strip()
    booking.refunded(deed, case, refund, refunded_on, row.voucher)
    return follow(case, row)
