"""Sealing and seizure (查封、扣押): approved, carried out, tested, extended. Administrative Coercion Law, art. 16 to 25."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from django.conf import settings

from xuncheng.domains.cases.commands.shared import (
    CertificatesShown,
    Drawn,
    DrawnByWitness,
    Files,
    Place,
    Refusal,
    Team,
    WitnessRefusal,
    case_act,
    make,
    party_signed,
    witness_signed,
    words,
)
from xuncheng.domains.cases.papers import parts
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.custody import seizure_papers as papers
from xuncheng.domains.custody.commands.lists import Items, ListedItem, enter
from xuncheng.domains.custody.commands.seized_shared import Chosen, Reasons, state_of, take_over
from xuncheng.domains.custody.models import Measure, MeasureKind
from xuncheng.domains.powers.queries import check_held
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.statements import insert
from xuncheng.rules.legal import Text
from xuncheng.rules.powers import PowerKind
from xuncheng.rules.procedure.beside.seizure.checks import CLOCK, KINDS, PRESENT, acl

RATIFIED_WITHIN = timedelta(hours=24)
Kind = Annotated[str, field("措施", "Measure", "choice", choices=KINDS)]
Opinion = Annotated[str, words("审批意见", "Opinion")]
Present = Annotated[str, field("到场人员", "Who is there", "choice", choices=PRESENT)]
Heard = Annotated[
    bool,
    field(
        "已当场告知理由、依据、权利和救济途径，并听取陈述和申辩",
        "Told why and of the rights, and heard",
        "bool",
    ),
]
Related = Annotated[bool, field("均为涉案的场所、设施或者财物", "All of it belongs to the case", "bool")]
Necessities = Annotated[
    bool,
    field(
        "包含公民个人及其所扶养家属的生活必需品",
        "There are daily necessities of a citizen or his dependants among it",
        "bool",
    ),
]
SealedBefore = Annotated[bool, field("已被其他国家机关查封", "Another body has sealed it", "bool")]
HandedOver = Annotated[
    bool, field("决定书和清单已当场交付当事人", "Decision and list handed over on the spot", "bool")
]
Told = Annotated[bool, field("已书面告知当事人", "The party was told in writing", "bool")]
Course = Annotated[str, words("实施过程", "How it was done")]
Statement = Annotated[
    str,
    field(
        "当事人的陈述和申辩（没有的写“无”）",
        "What the party said (“none” if nothing)",
        "longtext",
        min_length=1,
        max_length=5000,
    ),
]
Keeping = Annotated[
    str, field("保管方式和地点", "How and where it is kept", "text", min_length=2, max_length=200)
]
Witness = Annotated[
    str, field("见证人姓名（当事人不到场的必填）", "Witness (if the party is absent)", "text", max_length=50)
]


@case_act("seizure.propose")
def propose_seizure(
    deed: Deed, case: Case, kind: Kind,
    reason: Annotated[str, words("事实和理由", "Facts and reasons")],
    objects: Annotated[str, words("拟查封、扣押的场所、设施或者财物", "What is to be sealed or seized")],
    place: Place = "",
) -> Measure:  # fmt: skip
    """Propose to the head that something be sealed or seized, on the provision that the matter cites. Art. 18, item 1."""
    return _new(deed, case, kind, f"{reason}\n拟{papers.NAMES[MeasureKind(kind)]}：{objects}", place)


@case_act("seizure.approve")
def approve_seizure(
    deed: Deed, case: Case, seizure: Chosen,
    approved: Annotated[bool, field("批准", "Approved", "bool")],
    opinion: Opinion,
) -> Measure:  # fmt: skip
    """Decide on a proposal, before anything is sealed or seized. Art. 18, item 1."""
    take_over(case, seizure)
    make(deed, case, "seizure_approval", papers.approval(deed, case, seizure, approved, opinion))
    return seizure


@case_act("seizure.carry_out")
def carry_out_seizure(
    deed: Deed, case: Case, seizure: Chosen, officers: Team, certificates_shown: CertificatesShown,
    present: Present, heard: Heard, statement: Statement, course: Course, related: Related, items: Items, delivered: HandedOver,
    keeping: Keeping, necessities: Necessities = False, sealed_before: SealedBefore = False, signature: Drawn | None = None,
    refusal: Refusal = "", witness: Witness = "", witness_signature: DrawnByWitness | None = None,
    witness_refusal: WitnessRefusal = "", files: Files | None = None,
) -> Measure:  # fmt: skip
    """Seal or seize what was approved: with its decision, list and minutes, for at most thirty days. Art. 18, 23 to 25."""
    take_over(case, seizure)
    signed = _signed(deed, case, present, (signature, refusal), (witness, witness_signature, witness_refusal))
    _take(
        deed,
        case,
        seizure,
        officers,
        items,
        keeping,
        signed,
        (course, statement),
        files or (),
    )
    return seizure


@case_act("seizure.start_urgent")
def start_urgent_seizure(
    deed: Deed, case: Case, kind: Kind,
    urgency: Annotated[str, words("情况紧急、需要当场实施的情形", "Why there was no time to ask first")],
    officers: Team, certificates_shown: CertificatesShown, present: Present, heard: Heard, statement: Statement, course: Course,
    related: Related, items: Items, delivered: HandedOver, keeping: Keeping, necessities: Necessities = False,
    sealed_before: SealedBefore = False, signature: Drawn | None = None, refusal: Refusal = "", witness: Witness = "",
    witness_signature: DrawnByWitness | None = None, witness_refusal: WitnessRefusal = "", place: Place = "", files: Files | None = None,
) -> Measure:  # fmt: skip
    """Seal or seize at once, and have it approved within 24 hours. Art. 19."""
    seizure = _new(deed, case, kind, urgency, place)
    signed = _signed(deed, case, present, (signature, refusal), (witness, witness_signature, witness_refusal))
    _take(
        deed,
        case,
        seizure,
        officers,
        items,
        keeping,
        signed,
        (course, statement),
        files or (),
    )
    return seizure


@case_act("seizure.ratify")
def ratify_seizure(
    deed: Deed, case: Case, seizure: Chosen,
    approved: Annotated[bool, field("补办批准", "Approved afterwards", "bool")],
    opinion: Opinion,
) -> Measure:  # fmt: skip
    """Approve an urgent measure within 24 hours of its beginning, or refuse: then it is lifted at once. Art. 19.

    The hours run on days of rest, and to when the server learnt of the approval. Raises `Refused` (`seizure_ratified_late`).
    """
    take_over(case, seizure)
    if approved and seizure.started_at and deed.received_at > seizure.started_at + RATIFIED_WITHIN:
        raise Refused(
            "seizure_ratified_late",
            Text("紧急查封、扣押应当在二十四小时内报告并补办批准手续；已超过二十四小时，应当立即解除",
                 "An urgent measure is approved within 24 hours; they are over: it is lifted at once"), 409, acl("19"),
        )  # fmt: skip
    make(deed, case, "seizure_approval", papers.approval(deed, case, seizure, approved, opinion))
    return seizure


@case_act("seizure.test")
def test_seized(
    deed: Deed, case: Case, seizure: Chosen,
    body: Annotated[str, field("检测、检验、检疫、鉴定机构", "Who tests", "text", min_length=2, max_length=100)],
    subject: Annotated[str, words("检测事项", "What is tested")],
    test_until: Annotated[date, field("检测期间届满日", "Last day of the test", "date")],
    delivered: Told,
) -> Measure:  # fmt: skip
    """Tell the party of a test and of its time, which does not count; the agency pays. Art. 25(3)."""
    take_over(case, seizure)
    data = papers.test_notice(case, seizure, body, subject, test_until)
    make(deed, case, "seizure_test_notice", data)
    return seizure


@case_act("seizure.test_end")
def end_test_of_seized(
    deed: Deed, case: Case, seizure: Chosen, result: Annotated[str, words("检测、鉴定结果", "Result")],
) -> Measure:  # fmt: skip
    """Record that the test is over: the days that it did not take count again. Art. 25(3)."""
    take_over(case, seizure)
    return seizure


@case_act("seizure.extend")
def extend_seizure(deed: Deed, case: Case, seizure: Chosen, reasons: Reasons) -> Measure:
    """Extend the term once, by thirty days at most; it counts once the party was told of it within the term. Art. 25."""
    take_over(case, seizure)
    until: date = settings.LOCALITY.timer(CLOCK, seizure.until or deed.day)
    data = papers.extension(case, seizure, reasons, until)
    make(deed, case, "seizure_extension", data)
    return seizure


@case_act("seizure.tell_extension")
def tell_extension_of_seizure(deed: Deed, case: Case, seizure: Chosen, delivered: Told) -> Measure:
    """Record that the party was given the extension, on the last day of the term at the latest. Art. 25(2)."""
    take_over(case, seizure)
    return seizure


def _new(deed: Deed, case: Case, kind: str, reason: str, place: str) -> Measure:
    """The row of the measure that the facts now have as their last."""
    _check_power(deed, case)
    state = case.facts.seizures[-1]
    measure = Measure(
        id=deed.id, case=case, kind=kind, key=state.key, state=state.state, urgent=state.state == "urgent", reason=reason,
        basis=case.matter_version.seizure, place=place or case.place, proposed_at=deed.at, area_path=case.area_path,
    )  # fmt: skip
    insert(measure)
    return measure


def _check_power(deed: Deed, case: Case) -> None:
    """The office of the officer in charge may coerce in this matter today. Raises `Refused` (`not_in_power_list`).

    Whom a superior designated, he designated for the case as a whole, as where it was filed.
    """
    user = case.handler.user
    office = user.team.organisation if user.team else user.organisation
    if office and not case.facts.designated:
        check_held(office, case.matter, deed.day, case.area_path, PowerKind.COERCION)


def _signed(
    deed: Deed, case: Case, present: str, party: tuple[list[StoredFile] | None, str],
    witness: tuple[str, list[StoredFile] | None, str],
) -> tuple[str, parts.Fields]:  # fmt: skip
    """Who was there, and the signatures: of the party who is there, and of the witness where one was called. Art. 18, items 8, 9."""
    if present == "witness" and not witness[0].strip():
        raise invalid(
            FieldError(
                "witness",
                Text("当事人不到场的，应当填写见证人", "Where the party is absent, name the witness"),
            )
        )
    if present != "party" and party[0]:
        raise invalid(
            FieldError("signature", Text("当事人不在场，不能签名", "Who is not there does not sign"))
        )
    by_party = party_signed(deed, case, *party, acl("18()(8)")) if present == "party" else None
    return present, {
        "party_signature": by_party, "witness": witness_signed(deed, case, *witness, acl("18()(9)")),
    }  # fmt: skip


def _take(
    deed: Deed, case: Case, measure: Measure, officers: list[Officer], items: list[ListedItem], keeping: str,
    signed: tuple[str, parts.Fields], said: tuple[str, str], files: Sequence[StoredFile],
) -> None:  # fmt: skip
    """Enter what was taken, and hand over its three papers; `signed` is who was there, and the signatures."""
    present, signatures = signed
    measure.started_at = deed.at
    measure.until = state_of(case, measure).due(CLOCK)
    measure.save(update_fields=["started_at", "until"])
    rows = enter(deed, measure, items, files)
    decided = make(deed, case, "seizure_decision", papers.decision(case, measure, rows, keeping))
    measure.decision_number = decided.number
    measure.save(update_fields=["decision_number"])
    make(deed, case, "seizure_list", papers.goods_list(case, measure, rows, officers, signatures))
    make(deed, case, "seizure_minutes", papers.minutes(case, measure, officers, present, said, signatures))
