"""Publications as the API shows them: to everybody, and to the bureau."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.deadlines import pressing
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.masked import decision_of, masked
from xuncheng.domains.publication.models import OPEN, Publication, PublicationState
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import coded
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS
from xuncheng.rules.procedure.beside.publication.state import PERIOD, WITHDRAWAL, publication_of
from xuncheng.rules.procedure.periods import PERIODS

Row = dict[str, Any]

_ENGLISH = {"published": "published", "withdrawn": "withdrawn", "exempt": "not published"}
STATES = {state.value: Text(str(state.label), _ENGLISH[state.value]) for state in PublicationState}
SECTION = {
    "": Text("无待公示的决定", "nothing to publish"), "waiting": Text("待公示", "to be published"),
    "published": Text("公示中", "published"), "exempt": Text("不予公示", "not published"),
}  # fmt: skip


def title_of(row: Publication) -> str:
    """What a publication is called: whose, and for what; of one that was withdrawn only its number."""
    return f"{row.party}{row.cause}案" if row.party else f"{row.number}（{STATES[row.state].zh}）"


def open_item(row: Publication, streets: dict[str, str]) -> Row:
    """A publication as lists show it."""
    return {
        "id": row.pk, "state": coded(row.state, STATES), "number": row.number, "agency": row.agency,
        "street": street_out(row.street, streets), "party": row.party, "credit_code": row.credit_code,
        "matter": {"code": row.matter_code, "name": row.matter_name} if row.matter_code else None, "cause": row.cause,
        "penalty": row.penalty, "amount": row.amount, "decided_on": row.decided_on, "published_on": row.day,
        "shown_until": row.shown_until, "withdrawn_on": row.withdrawn_on, "explanation": row.explanation,
    }  # fmt: skip


def entry(row: Publication, streets: dict[str, str]) -> Row:
    """One publication, whole."""
    return {
        **open_item(row, streets), "account": row.account, "violated": row.violated, "basis": row.basis, "note": row.note,
    }  # fmt: skip


def item(row: Publication, streets: dict[str, str]) -> Row:
    """A publication as the bureau's list shows it."""
    case = row.case
    return {
        **open_item(row, streets),
        "case": {"id": case.pk, "number": case.number, "title": f"{case.party.name}{case.cause}案"},
        "ground": coded(row.ground, GROUNDS) if row.ground else None, "reasons": row.reasons,
    }  # fmt: skip


def case_section(case: Case, rows: list[Publication], streets: dict[str, str]) -> Row:
    """The section of a case's page: what is due, what would be shown, what was published so far."""
    one = publication_of(case.facts.publications)
    due, withdraw_by = one.due(PERIOD), one.due(WITHDRAWAL)
    return {
        "state": coded(one.state, SECTION), "recalled": one.recalled,
        "due": due, "due_urgency": _pressing(due), "withdraw_by": withdraw_by, "withdraw_urgency": _pressing(withdraw_by),
        "unconfirmed": _unconfirmed(PERIOD), "preview": _preview(case) if one.state == "waiting" else None,
        "entries": [entry(row, streets) for row in rows if row.state in OPEN],
        "exempt": [item(row, streets) for row in rows if row.state not in OPEN],
    }  # fmt: skip


def _pressing(due: date | None) -> str:
    return pressing(due) if due else "none"


def _preview(case: Case) -> Row | None:
    decision = decision_of(case)
    if decision is None:
        return None
    row = masked(case, decision)
    least, most = (
        f"publication_{which}{'_grave' if case.facts.grave else ''}" for which in ("least", "most")
    )
    return {
        "number": row.number, "party": row.party, "credit_code": row.credit_code, "cause": row.cause, "account": row.account,
        "penalty": row.penalty, "note": row.note, "left_out": row.left_out,
        "least": settings.LOCALITY.timer(least, today()), "most": settings.LOCALITY.timer(most, today()),
        "unconfirmed": _unconfirmed(least),
    }  # fmt: skip


def _unconfirmed(clock: str) -> bool:
    return not settings.LOCALITY.figures[PERIODS[clock].figure].confirmed
