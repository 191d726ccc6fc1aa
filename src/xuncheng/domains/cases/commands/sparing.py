"""Deciding that no penalty is given, with what the ground asks; educating on the spot (不予处罚, 首违不罚, 教育)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from xuncheng.domains.cases.commands.opening import is_barred
from xuncheng.domains.cases.commands.shared import (
    Drawn,
    Place,
    Refusal,
    case_act,
    filed_at,
    make,
    party_signed,
    words,
)
from xuncheng.domains.cases.looking_back import record_of
from xuncheng.domains.cases.models import Case, Evidence, EvidenceState
from xuncheng.domains.cases.papers import deciding as papers
from xuncheng.domains.cases.papers.parts import notice_account
from xuncheng.domains.documents.queries import Document, latest
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.guards import law
from xuncheng.rules.procedure.sparing import GROUNDS, ON_THE_SPOT, NoPenaltyGround

_WORDS = {ground.value: Text(ground.value, about.en) for ground, about in GROUNDS.items()}
EDUCATED = law("33(3)")
"""Whoever is not punished is educated; he signs the record of it."""

Ground = Annotated[NoPenaltyGround, field("不予处罚情形", "Ground", "choice", choices=_WORDS)]
Harmless = Annotated[bool, field("没有造成危害后果，或者危害后果轻微", "No harm, or slight harm", "bool")]
Education = Annotated[str, field("教育内容", "Education given", "longtext", max_length=1000)]
Proof = Annotated[
    list[Evidence] | None,
    field("证明没有主观过错的证据", "Evidence that there was no fault", "refs", ref="evidence"),
]
EndedOn = Annotated[
    date | None,
    field("违法行为终了日期（超过追责时效时填写）", "Day on which the act ended (if time-barred)", "date"),
]


@case_act("decision.waive")
def waive_penalty(
    deed: Deed, case: Case, no_penalty_ground: Ground, explanation: Annotated[str, words("理由", "Reasons")],
    harmless: Harmless = False, education: Education = "", proof: Proof = None, ended_on: EndedOn = None,
    signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Decide that no penalty is given (不予行政处罚). Art. 30, 31, 33, 36, 57(1).

    The table asks what the ground must be shown by; here earlier cases are looked up again, the evidence must be accepted
    evidence of this case, and the end of the act must lie before its time bar.
    """
    _check_first(deed, case, no_penalty_ground)
    _check_proof(case, proof or [])
    _check_barred(case, no_penalty_ground, ended_on)
    account = notice_account(case) if latest(case.pk, "prior_notice") else "不予行政处罚，未作处罚告知。"
    make(deed, case, "decision_approval",
         papers.decision_approval(deed, case, filed_at(case), "不予行政处罚。", "同意。", account))  # fmt: skip
    data = papers.no_penalty_decision(case, deed.day, no_penalty_ground, explanation, education)
    decision = make(deed, case, "no_penalty_decision", data)
    if education:
        by_party = party_signed(deed, case, signature, refusal, EDUCATED)
        told = papers.education_record(deed, case, no_penalty_ground, education, by_party)
        make(deed, case, "education_record", told)
    return decision


@case_act("case.educate")
def educate(
    deed: Deed, case: Case,
    no_penalty_ground: Annotated[
        NoPenaltyGround,
        field("不予处罚情形", "Ground", "choice", choices={g.value: _WORDS[g.value] for g in NoPenaltyGround if g in ON_THE_SPOT}),
    ],
    harmless: Harmless,
    education: Annotated[str, words("教育内容", "Education given")],
    place: Place = "", signature: Drawn | None = None, refusal: Refusal = "",
) -> Document:  # fmt: skip
    """Educate the party on the spot, and give no penalty: slight or first, corrected in time (当场教育). Art. 33."""
    _check_first(deed, case, no_penalty_ground)
    by_party = party_signed(deed, case, signature, refusal, EDUCATED)
    data = papers.education_record(deed, case, no_penalty_ground, education, by_party, place)
    return make(deed, case, "education_record", data)


def _check_first(deed: Deed, case: Case, ground: NoPenaltyGround) -> None:
    """Whether it is the first violation still, with all that was decided since the case was opened."""
    if ground is not NoPenaltyGround.FIRST:
        return
    if record_of(deed, case.party, case.matter, case.happened_on, besides=case.pk).offended:
        raise Refused(
            "not_first",
            Text("当事人在本案立案后又有同类违法行为已作处理，不属于初次违法",
                 "The like was decided about the party since the case began: it is not a first violation"), 409, law("33(1)"),
        )  # fmt: skip


def _check_proof(case: Case, proof: list[Evidence]) -> None:
    if any(item.case_id != case.pk or item.state != EvidenceState.ACCEPTED for item in proof):
        raise invalid(
            FieldError("proof", Text("应当是本案已采信的证据", "It must be accepted evidence of this case"))
        )


def _check_barred(case: Case, ground: NoPenaltyGround, ended_on: date | None) -> None:
    if ground is NoPenaltyGround.TIME_BARRED and not (ended_on and is_barred(ended_on, case.discovered_on)):
        raise Refused(
            "not_time_barred",
            Text("自违法行为终了之日起至发现之日未超过追责时效", "The act was discovered within its time bar"), 409, law("36"),
        )  # fmt: skip
