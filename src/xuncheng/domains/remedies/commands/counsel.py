"""The registers of the legal section: law firms and lawyers, contracts to review, legal advice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from xuncheng.domains.cases.commands.shared import words
from xuncheng.domains.remedies.commands.shared import check_engaged
from xuncheng.domains.remedies.models import Advice, Contract, Engagement, Errand, LawFirm, Lawyer
from xuncheng.domains.remedies.queries.registers import errand_obstacle
from xuncheng.foundation.files.commands import attach
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

Counsel = Annotated[
    Lawyer | None,
    field("律师（不填即由法制人员办理）", "Lawyer (or the legal section itself)", "ref", ref="lawyer"),
]
Title = Annotated[str, field("标题", "Title", "text", min_length=2, max_length=200)]


@act("lawfirm.register", Text("登记律师事务所", "Register a law firm"))
def register_law_firm(
    deed: Deed,
    name: Annotated[str, field("名称", "Name", "text", min_length=2, max_length=120)],
    licence: Annotated[str, field("执业许可证号", "Practice licence", "text", min_length=4, max_length=40)],
    since: Annotated[date, field("聘用起始", "Engaged from", "date")],
    until: Annotated[date, field("聘用截止", "Engaged until", "date")],
    area_path: Area = "",
) -> LawFirm:
    """Register a law firm with the term of its engagement."""
    check_term(since, until)
    if LawFirm.objects.filter(licence=licence.strip()).exists():
        raise invalid(
            FieldError("licence", Text("该执业许可证号已登记", "That licence was registered already"))
        )
    firm = LawFirm(name=name.strip(), licence=licence.strip(), area_path=area_of(deed, area_path))
    firm.save(force_insert=True)
    _engage(firm, since, until)
    return firm


@act("lawfirm.renew", Text("续聘律师事务所", "Renew an engagement"), on="firm")
def renew_engagement(
    deed: Deed, firm: LawFirm,
    since: Annotated[date, field("聘用起始", "Engaged from", "date")],
    until: Annotated[date, field("聘用截止", "Engaged until", "date")],
) -> Engagement:  # fmt: skip
    """Engage the firm for a further term; the terms before stay. No two terms of a firm overlap."""
    check_term(since, until)
    if other := overlapping(firm, since, until):
        raise invalid(
            FieldError(
                "since",
                Text(
                    f"与已有聘用期{other.since}至{other.until}重叠",
                    f"It overlaps the engagement from {other.since} to {other.until}",
                ),
            )
        )
    return _engage(firm, since, until)


def overlapping(firm: LawFirm, since: date, until: date) -> Engagement | None:
    """A term of the firm that shares a day with this one."""
    return firm.engagements.filter(since__lte=until, until__gte=since).first()


def check_term(since: date, until: date) -> None:
    """Refuse a term that ends before it begins."""
    if until < since:
        raise invalid(FieldError("until", Text("聘用截止不得早于起始", "The term ends before it begins")))


def _engage(firm: LawFirm, since: date, until: date) -> Engagement:
    engagement = Engagement(firm=firm, since=since, until=until, area_path=firm.area_path)
    engagement.save(force_insert=True)
    return engagement


@act("lawyer.register", Text("登记律师", "Register a lawyer"), on="firm")
def register_lawyer(
    deed: Deed, firm: LawFirm,
    name: Annotated[str, field("姓名", "Name", "text", min_length=2, max_length=50)],
    licence: Annotated[str, field("执业证号", "Licence", "text", min_length=4, max_length=40)],
) -> Lawyer:  # fmt: skip
    """Register a lawyer of the firm."""
    if Lawyer.objects.filter(licence=licence.strip()).exists():
        raise invalid(FieldError("licence", Text("该执业证号已登记", "That licence was registered already")))
    lawyer = Lawyer(firm=firm, name=name.strip(), licence=licence.strip(), area_path=firm.area_path)
    lawyer.save(force_insert=True)
    return lawyer


@act("contract.submit", Text("提交合同审查", "Submit a contract"))
def submit_contract(
    deed: Deed, title: Title,
    counterparty: Annotated[str, field("对方", "With whom", "text", min_length=2, max_length=120)],
    amount: Annotated[Decimal, field("金额（元）", "Sum (CNY)", "money", ge=0, max_digits=14, decimal_places=2)],
    files: Annotated[list[StoredFile] | None, field("合同文本", "The text", "files", max_length=20)] = None,
    area_path: Area = "",
) -> Contract:  # fmt: skip
    """Submit a contract for its review before it is signed."""
    contract = Contract(
        title=title.strip(), counterparty=counterparty.strip(), amount=amount, asked_at=deed.at, asked_by=deed.actor.name,
        asker=deed.actor.id, area_path=area_of(deed, area_path),
    )  # fmt: skip
    contract.save(force_insert=True)
    for file in files or ():
        attach(deed, file, "contract", contract.pk, contract.area_path)
    return contract


@act("contract.review", Text("审查合同", "Review a contract"), on="contract")
def review_contract(
    deed: Deed, contract: Contract,
    passed: Annotated[bool, field("审查通过", "Passed", "bool")],
    opinion: Annotated[str, words("审查意见", "Opinion")], lawyer: Counsel = None,
) -> Contract:  # fmt: skip
    """Review it, once; who submitted a contract does not review it."""
    _check_open(contract, deed)
    check_engaged(deed, lawyer)
    contract.passed = passed
    _answer(contract, deed, opinion, lawyer)
    return contract


@act("advice.ask", Text("提出法律咨询", "Ask for legal advice"))
def ask_advice(
    deed: Deed, title: Title, question: Annotated[str, words("问题", "Question")], area_path: Area = ""
) -> Advice:
    """Ask the legal section or its counsel."""
    advice = Advice(
        title=title.strip(),
        question=question.strip(),
        asked_at=deed.at,
        asked_by=deed.actor.name,
        asker=deed.actor.id,
        area_path=area_of(deed, area_path),
    )
    advice.save(force_insert=True)
    return advice


@act("advice.give", Text("答复法律咨询", "Give legal advice"), on="advice")
def give_advice(
    deed: Deed, advice: Advice, answer: Annotated[str, words("答复", "Answer")], lawyer: Counsel = None
) -> Advice:
    """Answer it, once."""
    _check_open(advice, deed)
    check_engaged(deed, lawyer)
    _answer(advice, deed, answer, lawyer)
    return advice


def _check_open(errand: Errand, deed: Deed) -> None:
    if obstacle := errand_obstacle(errand, deed.actor.id):
        raise obstacle


def _answer(errand: Errand, deed: Deed, words_given: str, lawyer: Lawyer | None) -> None:
    errand.answer, errand.lawyer, errand.answered_at = words_given.strip(), lawyer, deed.at
    errand.save()
