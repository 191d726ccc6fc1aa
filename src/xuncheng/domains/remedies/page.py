"""Remedies, the review queue and the registers of the legal section as lists and pages show them."""

from __future__ import annotations

from typing import Any

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.remedies.commands.supervising import KINDS as PAPERS
from xuncheng.domains.remedies.models import Advice, Contract, LawFirm, Lawyer, Remedy, Supervision
from xuncheng.domains.remedies.queries.registers import errand_obstacle, paper_obstacle
from xuncheng.domains.remedies.queries.remedies import NEAR
from xuncheng.domains.remedies.queries.reviews import REVIEW, TRIGGERS, Background
from xuncheng.domains.remedies.queries.work import Figures, Work
from xuncheng.foundation.files.queries import attached_to, file_out
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded, urgency, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.remedy.guards import KINDS, OUTCOMES
from xuncheng.rules.procedure.periods import PERIODS

Row = dict[str, Any]

ALL_KINDS = KINDS | {"own": Text("自行撤销", "own revocation")}
STATES = {
    "filed": Text("待转送", "to be forwarded"), "forwarded": Text("已转送", "forwarded"), "pending": Text("待答复", "to be answered"),
    "answered": Text("已答复", "answered"), "decided": Text("已结", "over"),
}  # fmt: skip
TRIGGER_LABELS = {code: label for code, (label, _) in TRIGGERS.items()}


def case_link(case: Case) -> Row:
    """A case by its key, number and title."""
    return {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"}


def _clock(name: str | None) -> Row | None:
    clock = PERIODS.get(name or "")
    return words(clock.label) if clock else None


# --- the review queue -----------------------------------------------------------------------------------------


def review_row(case: Any, known: Background, streets: dict[str, str], viewer: Viewer) -> Row:
    """A case of `reviews.waiting`: what it waits for and why, who sent it, and what was said of it before."""
    due = case.section_due
    facts, sent = case.facts, known.sent.get(case.pk)
    review = case.next_act == REVIEW
    return {
        "id": case.pk, "case": case_link(case), "task": {"code": case.next_act, **words(REGISTER[case.next_act].label)},
        "triggers": [coded(code, TRIGGER_LABELS) for code, (_, holds) in TRIGGERS.items() if review and holds(facts)],
        "again": review and facts.review == "failed", "opinions": known.opinions[case.pk],
        "sent_by": sent["actor_name"] if sent else "", "sent_at": sent["at"] if sent else None,
        "sent_with": _act(sent["name"]) if sent else None,
        "handler": {"id": case.handler_id, "name": case.handler.user.name}, "street": street_out(case.street, streets),
        "due": due, "due_label": _clock(case.section_clock), "days_left": (due - today()).days if due else None,
        "urgency": urgency(due, NEAR),
        "barred": viewer.id in (case.handler_id, case.partner_id),
    }  # fmt: skip


def _act(name: str) -> Row:
    spec = REGISTER.get(name)
    return words(spec.label if spec else Text(name, name))


# --- remedies -------------------------------------------------------------------------------------------------


def remedy_row(one: Remedy, streets: dict[str, str]) -> Row:
    """A remedy as lists show it."""
    return {
        "id": one.pk, "key": one.key, "case": case_link(one.case), "kind": coded(one.kind, ALL_KINDS),
        "decision": f"{one.document.title} {one.document.number}", "applicant": one.applicant, "body": one.body,
        "body_number": one.body_number, "lodged_on": one.lodged_on, "received_on": one.received_on, "late": one.late,
        "state": coded(one.state, STATES), "stopped": one.stopped, "due": one.due_on, "due_label": _clock(one.due_clock),
        "urgency": urgency(one.due_on, NEAR), "counsel": one.counsel.name if one.counsel else "",
        "outcome": coded(one.outcome, OUTCOMES) if one.outcome else None, "outcome_number": one.outcome_number,
        "decided_on": one.decided_on, "refund": one.refund, "refunded_on": one.refunded_on,
        "street": street_out(one.street, streets),
    }  # fmt: skip


# --- registers ------------------------------------------------------------------------------------------------


def supervision_row(one: Supervision) -> Row:
    """A paper of supervision as lists show it."""
    return {
        "id": one.pk, "kind": coded(one.kind, PAPERS), "number": one.number, "sender": one.sender, "subject": one.subject,
        "case": {"id": one.case.pk, "number": one.case.number} if one.case else None, "received_on": one.received_on,
        "reply_by": one.reply_by, "urgency": "none" if one.replied_on else urgency(one.reply_by, NEAR),
        "replied_on": one.replied_on,
    }  # fmt: skip


def supervision_page(one: Supervision, viewer: Viewer) -> Row:
    """The whole page of a paper of supervision."""
    obstacles = {"supervision.reply": paper_obstacle(one)}
    return {
        **supervision_row(one), "reply": one.reply, "version": version_of(one.pk), "timeline": timeline(one.pk),
        "possible_acts": acts_out(viewer, obstacles, one.area_path, obstacles),
    }  # fmt: skip


def _errand_row(one: Contract | Advice) -> Row:
    lawyer = one.lawyer
    return {
        "id": one.pk, "title": one.title, "asked_at": one.asked_at, "asked_by": one.asked_by, "answered_at": one.answered_at,
        "lawyer": lawyer.name if lawyer else "", "firm": lawyer.firm.name if lawyer else "",
    }  # fmt: skip


def _errand_page(one: Contract | Advice, viewer: Viewer, act: str) -> Row:
    obstacles = {act: errand_obstacle(one, viewer.id)}
    return {
        "answer": one.answer, "version": version_of(one.pk), "timeline": timeline(one.pk),
        "possible_acts": acts_out(viewer, obstacles, one.area_path, obstacles),
    }  # fmt: skip


def contract_row(one: Contract) -> Row:
    """A contract as lists show it."""
    return {
        **_errand_row(one),
        "counterparty": one.counterparty,
        "amount": one.amount,
        "passed": one.passed,
    }


def contract_page(one: Contract, viewer: Viewer) -> Row:
    """The whole page of a contract, with the files of its text."""
    files = [file_out(file) for file in attached_to(viewer, [one.pk])]
    return {**contract_row(one), **_errand_page(one, viewer, "contract.review"), "files": files}


def advice_row(one: Advice) -> Row:
    """A question as lists show it."""
    return {**_errand_row(one), "question": one.question}


def advice_page(one: Advice, viewer: Viewer) -> Row:
    """The whole page of a question and its answer."""
    return {**advice_row(one), **_errand_page(one, viewer, "advice.give")}


# --- law firms and what lawyers did ---------------------------------------------------------------------------


def lawyer_row(one: Lawyer) -> Row:
    """A lawyer."""
    return {"id": one.pk, "name": one.name, "licence": one.licence}


def firm_row(one: LawFirm) -> Row:
    """A firm with its terms, the latest first, and its lawyers; `engaged`: on this day."""
    terms = [{"since": term.since, "until": term.until} for term in one.engagements.all()]
    return {
        "id": one.pk, "name": one.name, "licence": one.licence, **terms[0], "engagements": terms,
        "engaged": any(term["since"] <= today() <= term["until"] for term in terms),
        "lawyers": [lawyer_row(lawyer) for lawyer in one.lawyers.all()],
    }  # fmt: skip


def firm_page(one: LawFirm, viewer: Viewer) -> Row:
    """The whole page of a firm."""
    return {
        **firm_row(one), "version": version_of(one.pk), "timeline": timeline(one.pk),
        "possible_acts": acts_out(viewer, ("lawyer.register", "lawfirm.renew"), one.area_path, {}),
    }  # fmt: skip


def figures_row(figures: Figures) -> Row:
    """Figures by their names."""
    return {"reviews": figures.reviews, "advice": figures.advice, "represented": figures.represented}


def work_rows(work: Work) -> list[Row]:
    """What each lawyer did, in the order of firms and names."""
    return [
        {
            **lawyer_row(lawyer), "firm": {"id": lawyer.firm_id, "name": lawyer.firm.name}, **figures_row(figures),
        }
        for lawyer, figures in work.lawyers
    ]  # fmt: skip
