"""Acts on the publication of decisions: published, exempt, withdrawn. Administrative Penalty Law, art. 48 and 50."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from xuncheng.domains.cases.commands.shared import case_act, make, words
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.documents.queries import Document
from xuncheng.domains.publication import papers
from xuncheng.domains.publication.masked import decision_of, masked
from xuncheng.domains.publication.models import CONTENT, Publication, PublicationState
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.masking import mask_words
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS


@case_act("publication.publish")
def publish_decision(
    deed: Deed, case: Case,
    shown_until: Annotated[date, field("公示截止日期", "Shown until", "date")],
    checked: Annotated[bool, field("已核对拟公示内容，不含国家秘密、商业秘密和个人隐私", "Checked: no secret, nothing private", "bool")],
    account: Annotated[
        str, field("公示的违法事实（不填则用案情摘要；姓名、号码自动遮蔽）", "Facts to show (left empty: the summary, masked)", "longtext",
                   max_length=5000)
    ] = "",
    opinion: Annotated[str, words("审批意见", "Opinion")] = "同意公示。",
) -> Publication:  # fmt: skip
    """Show the decision to everybody, with the party's data masked, until a day (公示)."""
    row = masked(case, _decision(case), account)
    row.state, row.day, row.shown_until = PublicationState.PUBLISHED, deed.day, shown_until
    row.save()
    make(deed, case, "publication_approval", papers.publishing(deed, case, row, opinion))
    return row


@case_act("publication.exempt")
def exempt_decision(
    deed: Deed, case: Case,
    ground: Annotated[str, field("不予公示的情形", "Ground", "choice", choices=GROUNDS)],
    reasons: Annotated[str, words("不予公示的理由", "Reasons")],
    opinion: Annotated[str, words("审批意见", "Opinion")] = "同意不予公示。",
) -> Publication:  # fmt: skip
    """Decide that the decision is not shown, on a ground and for written reasons (不予公示)."""
    decision = _decision(case)
    whole = masked(case, decision)
    row = Publication(
        case=case, document=decision, state=PublicationState.EXEMPT, number=whole.number, decided_on=whole.decided_on,
        agency=whole.agency, party_kind=whole.party_kind, cause=case.cause, matter_code=whole.matter_code,
        matter_name=whole.matter_name, day=deed.day, ground=ground,
        reasons=reasons.strip(), area_path=case.area_path,
    )  # fmt: skip
    row.save()
    make(deed, case, "publication_approval", papers.exempting(deed, case, row, opinion))
    return row


@case_act("publication.withdraw")
def withdraw_publication(
    deed: Deed, case: Case,
    explanation: Annotated[str, words("撤回理由（向社会公开）", "Why (shown in public)")],
    opinion: Annotated[str, words("审批意见", "Opinion")] = "同意撤回。",
) -> Publication:  # fmt: skip
    """Take back what is shown of a decision that was changed or fell, and say why in its place (撤回). Within three working days."""
    row = Publication.objects.get(case=case, state=PublicationState.PUBLISHED)
    _emptied(row)
    row.state, row.withdrawn_on = PublicationState.WITHDRAWN, deed.day
    row.explanation = mask_words(explanation.strip(), *_persons(case))
    row.save()
    make(deed, case, "publication_approval", papers.withdrawing(deed, case, row, opinion))
    return row


def _decision(case: Case) -> Document:
    decision = decision_of(case)
    if decision is None:
        raise RuntimeError("a decision waits to be published of which there is no document")
    return decision


def _emptied(row: Publication) -> None:
    """Nothing of the decision is left in the row but its number; the approval in the case file keeps what was shown."""
    for name in CONTENT:
        setattr(row, name, "")
    row.violated, row.basis, row.left_out = [], [], []
    row.amount = None


def _persons(case: Case) -> list[str]:
    party = case.party
    return [party.representative if party.kind == "organisation" else party.name]
