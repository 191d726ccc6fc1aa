"""Registration and preservation of evidence in advance (先行登记保存). Administrative Penalty Law, art. 56."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from xuncheng.domains.cases.commands.shared import (
    CertificatesShown,
    Drawn,
    Files,
    Place,
    Refusal,
    Team,
    case_act,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.papers.parts import Fields
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody import measure_papers as papers
from xuncheng.domains.custody.commands.lists import Items, enter
from xuncheng.domains.custody.commands.shared import ReceiverRefusal, ReceiverSignature, received
from xuncheng.domains.custody.models import Measure, MeasureItem, MeasureKind
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.preservation.table import CLOCK, OUTCOMES
from xuncheng.rules.procedure.beside.several import one_of
from xuncheng.rules.procedure.guards import law

Chosen = Annotated[Measure, field("先行登记保存", "Preservation", "ref", ref="measure")]
Receiver = Annotated[
    str, field("物品接收人", "Who receives the objects", "text", min_length=2, max_length=50)
]


@case_act("preservation.propose")
def propose_preservation(
    deed: Deed, case: Case,
    reason: Annotated[str, words("证据可能灭失或者以后难以取得的情形", "Why the evidence may be lost or hard to get later")],
    objects: Annotated[str, words("拟登记保存的物品", "Objects to be preserved")],
    place: Place = "",
) -> Measure:  # fmt: skip
    """Propose to the head that evidence be registered and preserved before it is lost (先行登记保存呈批). Art. 56."""
    proposed = case.facts.preservations[-1]
    measure = Measure(
        id=deed.id, case=case, kind=MeasureKind.PRESERVATION, key=proposed.key, state=proposed.state,
        reason=f"{reason}\n拟登记保存：{objects}", basis="行政处罚法第五十六条", place=place or case.place,
        proposed_at=deed.at, area_path=case.area_path,
    )  # fmt: skip
    insert(measure)
    return measure


@case_act("preservation.approve")
def approve_preservation(
    deed: Deed, case: Case, preservation: Chosen,
    approved: Annotated[bool, field("同意登记保存", "Approved", "bool")],
    opinion: Annotated[str, words("审批意见", "Opinion")],
) -> Measure:  # fmt: skip
    """Decide on a proposal: the head approves before anything is taken (审批先行登记保存). Art. 56."""
    _take_over(case, preservation)
    make(deed, case, "preservation_approval", papers.approval(deed, case, preservation, approved, opinion))
    return preservation


@case_act("evidence.preserve")
def preserve_evidence(
    deed: Deed, case: Case, preservation: Chosen, officers: Team, certificates_shown: CertificatesShown,
    items: Items,
    delivered: Annotated[bool, field("通知书和清单已交付当事人（拒收的已注明）", "Notice and list delivered, or refusal noted", "bool")],
    keeping: Annotated[str, field("保存方式和地点", "How and where it is kept", "text", min_length=2, max_length=200)],
    signature: Drawn | None = None, refusal: Refusal = "", files: Files | None = None,
) -> Measure:  # fmt: skip
    """Register and preserve the objects: for at most seven working days (先行登记保存). Art. 56, 85."""
    _take_over(case, preservation)
    state = one_of(case.facts.preservations, preservation.key)
    preservation.started_at = deed.at
    preservation.until = state.due(CLOCK) if state else None
    preservation.save(update_fields=["started_at", "until"])
    rows = enter(deed, preservation, items, files or ())
    by_party = party_signed(deed, case, signature, refusal, law("56"))
    data = papers.notice(case, preservation, officers, rows, keeping, by_party)
    make(deed, case, "preservation_notice", data)
    return preservation


@case_act("preservation.dispose")
def dispose_of_preserved(
    deed: Deed, case: Case, preservation: Chosen,
    outcome: Annotated[str, field("处理方式", "What becomes of the objects", "choice", choices=OUTCOMES)],
    reasons: Annotated[str, words("处理理由", "Reasons")],
    receiver: Receiver, receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
) -> Measure:  # fmt: skip
    """Decide within seven working days what becomes of the objects (处理登记保存的物品). Art. 56."""
    taken = received(deed, case.area_path, receiver, receiver_signature, receiver_refusal, law("56"))
    return _end(deed, case, preservation, outcome, reasons, taken)


@case_act("preservation.release")
def release_preserved(
    deed: Deed, case: Case, preservation: Chosen,
    reasons: Annotated[str, words("解除理由", "Reasons")],
    receiver: Receiver, receiver_signature: ReceiverSignature | None = None, receiver_refusal: ReceiverRefusal = "",
) -> Measure:  # fmt: skip
    """Release the objects to the party: at any time, and the only thing left once seven working days are over. Art. 56."""
    taken = received(deed, case.area_path, receiver, receiver_signature, receiver_refusal, law("56"))
    return _end(deed, case, preservation, "released", reasons, taken)


def _end(deed: Deed, case: Case, measure: Measure, outcome: str, reasons: str, receiver: Fields) -> Measure:
    _take_over(case, measure)
    measure.ended_at, measure.outcome = deed.at, outcome
    measure.save(update_fields=["ended_at", "outcome"])
    data = papers.disposal(case, measure, _listed(measure), outcome, reasons, receiver)
    make(deed, case, "preservation_disposal", data)
    return measure


def _listed(measure: Measure) -> Sequence[MeasureItem]:
    return list(measure.items.order_by("position"))


def _take_over(case: Case, measure: Measure) -> None:
    """Keep in the row what the facts now say of it. Raises `Refused` for a measure of another case or kind."""
    state = one_of(case.facts.preservations, measure.key)
    if state is None or measure.case_id != case.pk or measure.kind != MeasureKind.PRESERVATION:
        raise invalid(
            FieldError(
                "preservation",
                Text("所选的不是本案的先行登记保存", "That is not a preservation of this case"),
            )
        )
    measure.state = state.state
    measure.save(update_fields=["state"])
