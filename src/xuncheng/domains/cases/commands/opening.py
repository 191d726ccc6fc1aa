"""Opening a case: proposing and approving the filing, or opening it on the spot."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.conf import settings

from xuncheng.domains.cases.commands.shared import CertificatesShown, Team, case_act, make, words
from xuncheng.domains.cases.looking_back import record_of
from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers import investigating as papers
from xuncheng.domains.cases.papers import opening as first_papers
from xuncheng.domains.documents.commands import CASE, new_number
from xuncheng.domains.intake.commands import conclude_report, take_up_report
from xuncheng.domains.intake.queries import Report
from xuncheng.domains.law.queries import (
    ChosenVersion,
    Matter,
    MatterVersion,
    benchmark_in_force,
    choose_matter_version,
)
from xuncheng.domains.powers.queries import check_held
from xuncheng.domains.subjects.queries import Party
from xuncheng.foundation.people.models import Officer
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.governed import begin
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.calendar import Period, Roll, Unit, deadline
from xuncheng.rules.identity import age_on
from xuncheng.rules.legal import PartyKind, Text
from xuncheng.rules.matter import measures_granted
from xuncheng.rules.penalty import Circumstance, Grade, Range, fine_range, grades
from xuncheng.rules.powers import PowerKind
from xuncheng.rules.procedure.facts import Facts

TIME_BAR, LONG_TIME_BAR = Period(2, Unit.YEARS), Period(5, Unit.YEARS)
"""追责时效: how long after the violation, or its end, it must be discovered (行政处罚法第三十六条).

The long one is for violations that endanger life, health or finances and did harm.
"""

CHECK_DIGITS = 8
"""So many digits are read out and typed without trouble; guessing is stopped at the door."""

OnReport = Annotated[Report, field("案源", "Report", "ref", ref="report")]
OnMatter = Annotated[Matter, field("执法事项", "Matter", "ref", ref="matter")]
OnParty = Annotated[Party, field("当事人", "Party", "ref", ref="party")]
Summary = Annotated[str, words("简要案情", "What happened")]
HappenedOn = Annotated[
    date, field("违法行为发生（终了）日期", "Day of the violation, or its last day", "date")
]
Where = Annotated[str, field("违法地点", "Place of the violation", "text", min_length=2, max_length=200)]
Units = Annotated[
    Decimal | None,
    field("计罚数量（按平方米、车、株等计罚时）", "Units counted, where fined per unit", "number", gt=0),
]
Value = Annotated[
    Decimal | None, field("计罚基数（元）", "Base value, where fined by percent or multiple", "money", gt=0)
]
Circumstances = Annotated[
    Circumstance | None, field("法定情节", "Circumstance that the article names", "choice",
                               choices={c.value: c.label for c in Circumstance}),
]  # fmt: skip
Superior = Annotated[
    str, field("指定管辖机关（上级机关指定本机关管辖时填写）", "Superior that designated this agency", "text", max_length=100)
]  # fmt: skip
Designation = Annotated[str, field("指定管辖文号", "Number of the designation", "text", max_length=60)]
DesignatedBecause = Annotated[
    str, field("指定管辖的事由", "Why jurisdiction was designated", "longtext", max_length=1000)
]


@dataclass(frozen=True)
class Opening:
    """What both procedures need to open a case."""

    report: Report
    matter: Matter
    party: Party
    officers: list[Officer]
    summary: str
    place: str
    happened_on: date
    units: Decimal | None
    value: Decimal | None
    circumstance: Circumstance | None
    harmful: bool = False
    designated: bool = False


@case_act("case.propose", on=None)
def propose_case(
    deed: Deed,
    report: OnReport,
    matter: OnMatter,
    party: OnParty,
    officers: Team,
    summary: Summary,
    place: Where,
    happened_on: HappenedOn,
    units: Units = None,
    value: Value = None,
    circumstance: Circumstances = None,
    public_interest: Annotated[bool, field("涉及重大公共利益", "Major public interest", "bool")] = False,
    complex_facts: Annotated[
        bool, field("案情复杂或者重大违法行为", "Complex facts or a major violation", "bool")
    ] = False,
    harmful: Annotated[
        bool,
        field(
            "涉及公民生命健康安全、金融安全且有危害后果",
            "Endangered life, health or finances, and did harm",
            "bool",
        ),
    ] = False,
    superior: Superior = "",
    designation: Designation = "",
    designated_because: DesignatedBecause = "",
) -> Case:
    """Propose to file an ordinary-procedure case on a report (立案呈批). Administrative Penalty Law, art. 22-25, 54."""
    _check_designation(superior, designation, designated_because)
    opening = Opening(
        report, matter, party, officers, summary, place, happened_on, units, value, circumstance, harmful, bool(superior)
    )  # fmt: skip
    case = _open(deed, opening, "ordinary", public_interest=public_interest, grave=complex_facts)
    data = first_papers.source_registration(deed, case, report, officers)
    registration = make(deed, case, "source_registration", data)
    if superior:
        data = first_papers.jurisdiction_designation(
            deed, case, registration, superior, designation, designated_because
        )
        make(deed, case, "jurisdiction_designation", data)
    return case


@case_act("case.open", on=None)
def open_case(
    deed: Deed,
    report: OnReport,
    matter: OnMatter,
    party: OnParty,
    officers: Team,
    certificates_shown: CertificatesShown,
    summary: Summary,
    place: Where,
    units: Units = None,
    value: Value = None,
    circumstance: Circumstances = None,
) -> Case:
    """Open a simple-procedure case on the spot (现场立卷). Administrative Penalty Law, art. 51."""
    opening = Opening(report, matter, party, officers, summary, place, deed.day, units, value, circumstance)
    return _open(deed, opening, "simple")


@case_act("case.file")
def file_case(
    deed: Deed, case: Case, opinion: Annotated[str, words("审批意见", "Opinion")] = "同意立案。"
) -> Case:
    """Approve the filing (批准立案): from today the limit for the decision runs. Art. 54, 60."""
    make(deed, case, "filing_approval", papers.filing_approval(deed, case, opinion))
    return case


@case_act("case.decline")
def decline_case(deed: Deed, case: Case, opinion: Annotated[str, words("不予立案的理由", "Reasons")]) -> Case:
    """Refuse the filing (不予立案), with the reasons on the form; the report can now be answered."""
    make(
        deed,
        case,
        "filing_approval",
        papers.filing_approval(deed, case, f"不予立案。{opinion}", declined=True),
    )
    if case.report:
        outcome = f"不予立案。{opinion}"
        conclude_report(deed.following("report.conclude", case.report.pk), case.report, outcome=outcome)
    return case


def _open(deed: Deed, opening: Opening, procedure: str, **weight: Any) -> Case:
    _check_day(deed, opening.happened_on)
    _check_power(deed, opening)
    kind = PartyKind(opening.party.kind)
    choice = choose_matter_version(opening.matter, opening.happened_on, deed.day, kind, opening.circumstance)
    case = _new(deed, opening, choice)
    facts = _first_facts(deed, case, opening, choice.version, kind, **weight)
    begin(deed, case, procedure, facts)
    case.number = new_number(CASE, deed)
    case.save(force_insert=True)
    report = opening.report
    take_up_report(deed.following("report.take_up", report.pk), report, case=case.pk)
    return case


def _check_power(deed: Deed, opening: Opening) -> None:
    """The office of the officer in charge holds the matter; a superior that designated the agency has settled whose it is."""
    user = opening.officers[0].user
    office = user.team.organisation if user.team else user.organisation
    if office and not opening.designated:
        check_held(office, opening.matter, deed.day, opening.report.area_path, PowerKind.PENALTY)


def _check_day(deed: Deed, happened_on: date) -> None:
    if happened_on > deed.day:
        raise invalid(
            FieldError(
                "happened_on", Text("违法行为日期不能晚于今天", "The violation cannot lie in the future")
            )
        )


def _check_designation(superior: str, designation: str, because: str) -> None:
    """A designation is told whole: by whom, under which number, and why."""
    given = {"superior": superior, "designation": designation, "designated_because": because}
    lacking = [name for name, words in given.items() if not words.strip()]
    if 0 < len(lacking) < len(given):
        told = Text(
            "上级机关指定管辖的，应当写明指定机关、文号和事由（行政处罚法第二十五条第二款）",
            "A designation names the superior, its number and why (Administrative Penalty Law, art. 25(2))",
        )
        raise invalid(*(FieldError(name, told) for name in lacking))


def _new(deed: Deed, opening: Opening, choice: ChosenVersion) -> Case:
    handler, partner = opening.officers[0], opening.officers[-1]
    reason = {"zh": choice.reason.zh, "en": choice.reason.en, "certain": choice.certain}
    return Case(
        cause=opening.matter.name_zh, area_path=opening.report.area_path, report=opening.report, matter=opening.matter,
        matter_version=choice.version, matter_reason=reason, party=opening.party,
        handler=handler, partner=partner, summary=opening.summary, place=opening.place, point=opening.report.point,
        happened_on=opening.happened_on, discovered_on=opening.report.submitted_at.astimezone(SHANGHAI).date(),
        opened_at=deed.at, check_code="".join(secrets.choice("0123456789") for _ in range(CHECK_DIGITS)),
    )  # fmt: skip


def _first_facts(
    deed: Deed,
    case: Case,
    opening: Opening,
    version: MatterVersion,
    kind: PartyKind,
    grave: bool = False,
    public_interest: bool = False,
) -> Facts:
    allowed = _range(opening, version, kind)
    locality = settings.LOCALITY
    record = record_of(deed, opening.party, opening.matter, opening.happened_on)
    return Facts(
        party=kind.value, age=_age(opening.party, opening.happened_on), capable=opening.party.capable,
        kinds=frozenset(kind.value for kind in version.penalty_kinds),
        fine_min=allowed.minimum, fine_max=allowed.maximum, bands=_bands(opening.matter, deed.day, allowed),
        correct_first=version.correction_order == "precondition",
        competent=case.area_path.startswith(f"{locality.area_code}."), designated=opening.designated,
        time_barred=is_barred(opening.happened_on, case.discovered_on, harmful=opening.harmful),
        filed_before=record.filed, fined_before=record.fined, offended_before=record.offended,
        waivable=locality.waivable(opening.matter.code), seizable=measures_granted(version.seizure),
        grave=grave or allowed.maximum > locality.figure("grave_over"), public_interest=public_interest,
        hearing_over=locality.figure(f"hearing_over_{kind.value}"),
        own_power=bool(locality.figure("fine_enforced_by_agency")),
    )  # fmt: skip


def is_barred(ended_on: date, discovered_on: date, *, harmful: bool = False) -> bool:
    """Whether a violation that ended then was discovered too late to be penalised."""
    bar = LONG_TIME_BAR if harmful else TIME_BAR
    return deadline(ended_on, bar, settings.LOCALITY.calendar, Roll.NONE) < discovered_on


def _range(opening: Opening, version: MatterVersion, kind: PartyKind) -> Range:
    rule = version.fine_rule
    if not rule.tiers:
        return Range(Decimal(0), Decimal(0))
    return fine_range(rule, kind, units=opening.units, value=opening.value, circumstance=opening.circumstance)


def _bands(matter: Matter, on: date, allowed: Range) -> tuple[Grade, ...]:
    """The bands of the benchmark in force on that day, as sums of this case; none where no fine is set, or none was published."""
    benchmark = benchmark_in_force(matter, on)
    return grades(benchmark.as_bands, allowed) if benchmark and allowed.maximum else ()


def _age(party: Party, on: date) -> str:
    if party.born_on is None:
        return "adult"
    years = age_on(party.born_on, on)
    return "child" if years < 14 else "minor" if years < 18 else "adult"
