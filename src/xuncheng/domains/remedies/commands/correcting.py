"""The agency's own correction of its decisions. Administrative Penalty Law, art. 75(2)."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.cases.commands import booking
from xuncheng.domains.cases.commands.shared import case_act, make, words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.documents.queries import Document
from xuncheng.domains.remedies import papers
from xuncheng.domains.remedies.commands.remedying import standing_decision
from xuncheng.domains.remedies.commands.shared import follow
from xuncheng.domains.remedies.models import Remedy
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field


@case_act("decision.correct")
def correct_decision(
    deed: Deed, case: Case,
    wrong: Annotated[str, field("原文", "As it reads", "longtext", min_length=1, max_length=1000)],
    right: Annotated[str, field("更正为", "As it should read", "longtext", min_length=1, max_length=1000)],
) -> Document:  # fmt: skip
    """Correct a slip of the pen in the decision (更正决定书): what was decided stays as it is."""
    decision = standing_decision(case)
    data = papers.correction(deed, case, decision, wrong, right)
    return make(deed, case, "decision_correction", data, corrects=decision)


@case_act("decision.revoke")
def revoke_decision(
    deed: Deed, case: Case,
    reasons: Annotated[str, words("撤销的理由", "Why it is revoked")],
    redo: Annotated[bool, field("重新调查处理", "Investigate and decide anew", "bool")] = False,
) -> Document:  # fmt: skip
    """Revoke a decision of the agency's own motion (自行撤销); what was paid goes back."""
    decision = standing_decision(case)
    case.amount = None
    case.save(update_fields=["amount"])
    booking.settle(deed, case)
    row = Remedy(
        case=case, key=len(case.facts.remedies), kind="own", document=decision, lodged_on=deed.day, received_on=deed.day,
        decided_on=deed.day, outcome="redone_procedure" if redo else "revoked", area_path=case.area_path,
    )  # fmt: skip
    document = make(deed, case, "decision_revocation", papers.revocation(deed, case, decision, reasons, redo))
    row.outcome_number = document.number
    follow(case, row)
    return document


@case_act("remedy.new_facts")
def find_new_facts(
    deed: Deed, case: Case, findings: Annotated[str, words("新的事实和理由", "The new facts and reasons")]
) -> Case:
    """Find that the case rests on other facts or reasons now, so that the same penalty may be decided (第六十四条第二款)."""
    return case
