"""What a party sees of his case by the number of one of its papers and the check code on it: how it stands, what to pay, what he may do."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from xuncheng.domains.cases import owing
from xuncheng.domains.cases.papers.parts import penalty_words
from xuncheng.domains.cases.queries import Case, one, payments_of, readable_by
from xuncheng.domains.custody.page import where
from xuncheng.domains.custody.queries.items import asked_for, of_case
from xuncheng.domains.documents.queries import in_file, numbered
from xuncheng.domains.portal.public import DOORKEEPER, PARTY
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.governed import verdicts
from xuncheng.foundation.trail.schemas import coded, refusal_out, words
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.periods import PERIODS
from xuncheng.rules.procedure.stages import LABELS

NO_CODE = "-" * 8
"""Compared with where there is no case of that number, so that the answer takes as long."""

MAY_DO = {
    "statement.submit": (Text("提交陈述、申辩", "Send a statement in your defence"), "statement"),
    "hearing.request": (Text("要求听证", "Ask for a hearing"), "hearing_request"),
}
"""What a party may do on the portal: how the button says it, and the period in which he may."""

GIVEN = {
    "prior_notice": Text("行政处罚事先告知书", "prior notice"),
    "decision": Text("行政处罚决定书", "decision"),
    "spot_decision": Text("当场行政处罚决定书", "decision made on the spot"),
}
"""The papers that bear the code; by the number of any of them the case is found."""


def case_with_code(number: str, check: str) -> Case | None:
    """The case with that number, or to which the paper with that number belongs, if the code is its own. To be asked as the doorkeeper."""
    cases = readable_by(DOORKEEPER)
    paper = numbered(DOORKEEPER, number)
    found = cases.filter(pk=paper.subject_id).first() if paper else cases.filter(number=number).first()
    code = found.check_code if found else ""
    # A case that came in from an older system has no code: nothing fits it.
    fits = hmac.compare_digest(code or NO_CODE, check)
    return found if fits else None


def case_again(case: Case) -> Case:
    """The case as it stands now, for who had it opened before. To be asked as the doorkeeper."""
    return one(DOORKEEPER, case.pk)


def case_of_party(case: Case) -> dict[str, Any]:
    """The case for its party. To be asked as the doorkeeper. No officer, and nobody else, is named."""
    papers = list(in_file(case.pk).filter(kind__in=GIVEN))
    return {
        "number": case.number, "cause": case.cause, "stage": coded(case.stage, LABELS), "happened_on": case.happened_on,
        "papers": [_paper(one) for one in papers], "decided": _decided(case), "payment": _payment(case),
        "may": list(_may(case)), "goods": _goods(case),
        "agency": {"phone": settings.LOCALITY.agency["phone"], "address": settings.LOCALITY.agency["address"]},
    }  # fmt: skip


def _paper(document: Any) -> dict[str, Any]:
    service = getattr(document, "service", None)
    return {
        "title": words(GIVEN[document.kind]), "number": document.number, "made_at": document.made_at,
        "effective_on": service.effective_on if service else None,
    }  # fmt: skip


def _decided(case: Case) -> str | None:
    decided = case.facts.decided
    return penalty_words(decided.kinds, decided.amount) if decided else None


def _payment(case: Case) -> dict[str, Any] | None:
    """What is to be paid as of today, until when, and where; None where no fine was decided."""
    facts = case.facts
    if facts.decided is None or facts.fine <= 0:
        return None
    due = owing.dues(case, today())
    late = due.late_fee.amount if due.late_fee else None
    return {
        "fine": facts.fine, "paid": facts.paid, "owed": due.owed, "late_fee": late, "instalment": due.instalment,
        "due_on": facts.due("payment"), "number": case.number, **settings.LOCALITY.payment,
        "received": [{"amount": one.amount, "paid_on": one.paid_on, "receipt": one.receipt} for one in payments_of(case)],
    }  # fmt: skip


def _may(case: Case) -> Iterator[dict[str, Any]]:
    by_name = {verdict.rule.name: verdict for verdict in verdicts(case, Deed(PARTY))}
    for name, (label, clock) in MAY_DO.items():
        verdict = by_name.get(name)
        if verdict is None:
            continue
        yield {
            "act": name, "label": words(label), "until": case.facts.due(clock), "period": words(PERIODS[clock].label),
            "refusal": refusal_out(verdict.refusal) if verdict.refusal else None,
        }  # fmt: skip


def _goods(case: Case) -> dict[str, Any] | None:
    return _shown(where(of_case(case)))


def goods_with_code(number: str, check: str) -> dict[str, Any] | None:
    """The goods of the case with that number, or of the thing with it, if the code is its own. To be asked as the doorkeeper."""
    return _shown(where(asked_for(number, check)))


def _shown(found: dict[str, Any]) -> dict[str, Any] | None:
    return found if found["items"] else None
