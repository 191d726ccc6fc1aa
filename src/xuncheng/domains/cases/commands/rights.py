"""The party's rights: being told, the statement and its re-check."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from xuncheng.domains.cases.commands import scheduling
from xuncheng.domains.cases.commands.shared import (
    Amount,
    Departure,
    Drawn,
    Factors,
    Fields,
    Kinds,
    Refusal,
    case_act,
    done_at,
    given_at,
    make,
    party_signed,
    signed_at,
    words,
)
from xuncheng.domains.cases.models import Case, HearingState
from xuncheng.domains.cases.papers import deciding as papers
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.legal import Text
from xuncheng.rules.penalty import Range, check_amount
from xuncheng.rules.procedure.guards import law

MANNERS = {"oral": Text("口头", "oral"), "written": Text("书面", "written")}
ADOPTION = {
    "adopted": Text("采纳", "adopted"),
    "partly": Text("部分采纳", "partly adopted"),
    "not": Text("不予采纳", "not adopted"),
}
STATEMENTS = ("statement.hear", "statement.submit")
"""The acts by which a statement comes in: taken down or received by the officers, or sent by the party."""
Signed = Annotated[bool, field("当事人已签字确认", "Signed by the party", "bool")]


@case_act("rights.tell")
def tell_rights(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount, factors: Factors = frozenset(),
    told: Annotated[str, words("告知内容", "What the party was told")] = "已告知拟处罚内容、事实、理由、依据及陈述申辩权利。",
) -> Case:  # fmt: skip
    """Tell the party on the spot what is proposed, why, and what he may do (当场告知). Art. 44."""
    return case


@case_act("notice.give")
def give_notice(
    deed: Deed, case: Case, kinds: Kinds, amount: Amount,
    reasons: Annotated[str, words("裁量理由", "Reasons of discretion")],
    factors: Factors = frozenset(), departure: Departure = "",
) -> Document:  # fmt: skip
    """Tell the party in writing what is proposed (处罚事先告知), and how the circumstances weigh. Art. 34, 44, 63.

    Raises what `rules.penalty.check_amount` raises for a sum above the range.
    """
    facts = case.facts
    scheduling.end(deed, case, HearingState.VOID)
    if "fine" in kinds:
        check_amount(Range(Decimal(0), facts.fine_max), amount)
    weighed = parts.discretion(case, kinds, amount, factors, departure, reasons)
    data = papers.prior_notice(case, kinds, amount, weighed, facts.hearing == "due")
    return make(deed, case, "prior_notice", data)


@case_act("statement.hear")
def hear_statement(
    deed: Deed, case: Case,
    manner: Annotated[str, field("陈述申辩方式", "Manner", "choice", choices=MANNERS)],
    statement: Annotated[str, words("陈述申辩内容", "Statement")],
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Case:  # fmt: skip
    """Take down what the party states in his defence (听取陈述申辩). Art. 45.

    What he says goes into a record that he signs; what he writes he has signed; on the spot he signs the decision.
    """
    recorded = manner == "oral" and latest(case.pk, "prior_notice") is not None
    if recorded or signature:
        party_signed(deed, case, signature, refusal, law("45(1)"))
    return case


@case_act("statement.submit")
def submit_statement(
    deed: Deed, case: Case, statement: Annotated[str, words("陈述申辩内容", "Statement")],
    manner: Annotated[str, field("陈述申辩方式", "Manner", "choice", choices=MANNERS)] = "written",
) -> Case:  # fmt: skip
    """The party himself sends in what he states in his defence, by a channel that knows him by number and code. Art. 45.

    What comes as data is in writing (电子签名法第三条、民法典第四百六十九条第三款): nobody signs it besides.
    """
    return case


@case_act("statement.recheck")
def recheck_statement(
    deed: Deed, case: Case,
    adopted: Annotated[str, field("是否采纳", "Whether adopted", "choice", choices=ADOPTION)],
    review: Annotated[str, words("复核意见", "Re-check and its reasons")],
) -> Case:  # fmt: skip
    """Check what the party stated, and say whether it is adopted (复核). Art. 45(1)."""
    heard = given_at(case, *STATEMENTS)
    signature = signed_at(case, "statement.hear") if heard["manner"] == "oral" else None
    note_statement(deed, case, heard["manner"], heard["statement"], adopted, review, signature)
    return case


@case_act("statement.waive")
def waive_statement(
    deed: Deed, case: Case, signed: Signed, signature: Drawn | None = None, refusal: Refusal = ""
) -> Case:
    """Record that the party gives up his statement in writing (放弃陈述申辩). Art. 62."""
    by_party = party_signed(deed, case, signature, refusal, law("62"))
    note_statement(deed, case, "waived", "", None, "当事人书面放弃陈述申辩权利。", by_party)
    return case


def note_statement(
    deed: Deed, case: Case, manner: str, statement: str, adopted: str | None, review: str, signature: Fields | None = None
) -> None:  # fmt: skip
    """Make the record of the statement; a simple case has it in its decision instead."""
    notice = latest(case.pk, "prior_notice")
    if notice is None:
        return
    told = (notice.number, notice.service.effective_on)
    heard_at = done_at(case, *STATEMENTS) if statement else None
    make(
        deed,
        case,
        "statement_record",
        papers.statement_record(deed, case, told, manner, statement, adopted, review, heard_at, signature),
    )
