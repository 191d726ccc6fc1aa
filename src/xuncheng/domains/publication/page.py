"""Publications as the API shows them: to everybody, and to the bureau."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings

from xuncheng.domains.cases.deadlines import pressing, unconfirmed
from xuncheng.domains.cases.queries import Case
from xuncheng.domains.publication.masked import decision_of, masked, masked_order, order_of, updated
from xuncheng.domains.publication.models import OPEN, About, Publication, PublicationState
from xuncheng.domains.publication.queries import DUE
from xuncheng.foundation.places.queries import street_out
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.publication.effects import least
from xuncheng.rules.procedure.beside.publication.guards import GROUNDS
from xuncheng.rules.procedure.beside.publication.state import (
    LEAST,
    ORDER,
    ORDER_UPDATE,
    PERIOD,
    UPDATE,
    WITHDRAWAL,
    publication_of,
)
from xuncheng.rules.procedure.periods import PERIODS

Row = dict[str, Any]
OPEN_AT = "/api/v1/public/publications"
"""Under which address everybody reads what is published."""

_ENGLISH = {"published": "published", "withdrawn": "withdrawn", "exempt": "not published"}
STATES = {state.value: Text(str(state.label), _ENGLISH[state.value]) for state in PublicationState}
ABOUT = {
    About.DECISION.value: Text(str(About.DECISION.label), "penalty decision"),
    About.ORDER.value: Text(str(About.ORDER.label), "order to demolish"),
}
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
        "id": row.pk, "about": coded(row.about, ABOUT), "state": coded(row.state, STATES), "number": row.number, "agency": row.agency,
        "street": street_out(row.street, streets), "party": row.party, "credit_code": row.credit_code,
        "matter": {"code": row.matter_code, "name": row.matter_name} if row.matter_code else None, "cause": row.cause,
        "penalty": row.penalty, "amount": row.amount, "decided_on": row.decided_on, "published_on": row.day,
        "shown_until": row.shown_until, "updated_on": row.updated_on, "withdrawn_on": row.withdrawn_on, "explanation": row.explanation,
    }  # fmt: skip


def entry(row: Publication, streets: dict[str, str]) -> Row:
    """One publication, whole."""
    return {
        **open_item(row, streets), "account": row.account, "violated": row.violated, "basis": row.basis, "note": row.note,
        "photos": [
            {"sha256": one["sha256"], "type": one["type"], "size": one["size"], "url": f"{OPEN_AT}/{row.pk}/photos/{one['sha256']}"}
            for one in row.photos
        ],
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
    """The section of a case's page: what is due by when and how it would read, and what was published so far."""
    one = publication_of(case.facts.publications)
    return {
        "state": coded(one.state, SECTION), "order": coded(one.order, SECTION) if one.order else None,
        "least": _least(case), "tasks": [_task(case, rows, clock, due) for clock in DUE if (due := one.due(clock))],
        "entries": [entry(row, streets) for row in rows if row.state in OPEN],
        "exempt": [item(row, streets) for row in rows if row.state not in OPEN],
    }  # fmt: skip


def _task(case: Case, rows: list[Publication], clock: str, due: date) -> Row:
    """Something that is due, and what the public would read once it is done."""
    return {
        "code": clock, "label": words(PERIODS[clock].label), "due": due, "urgency": pressing(due), "unconfirmed": unconfirmed(clock),
        "preview": _PREVIEWS[clock](case, rows),
    }  # fmt: skip


def _decision(case: Case, _: list[Publication]) -> Row | None:
    document = decision_of(case)
    return _preview(masked(case, document), _bounds(case)) if document else None


def _order(case: Case, _: list[Publication]) -> Row | None:
    document = order_of(case)
    return _preview(masked_order(case, document), _bounds(case)) if document else None


def _update(about: About) -> Callable[[Case, list[Publication]], Row | None]:
    def preview(case: Case, rows: list[Publication]) -> Row | None:
        shown = [row for row in rows if (row.state, row.about) == (PublicationState.PUBLISHED, about)]
        return _preview(updated(shown[0], case), {}) if shown else None

    return preview


_PREVIEWS: dict[str, Callable[[Case, list[Publication]], Row | None]] = {
    PERIOD: _decision, ORDER: _order, UPDATE: _update(About.DECISION), ORDER_UPDATE: _update(About.ORDER),
    WITHDRAWAL: lambda *_: None,
}  # fmt: skip
"""How what is due would read, by its period."""


def _preview(row: Publication, bounds: Row) -> Row:
    return {
        "number": row.number, "party": row.party, "credit_code": row.credit_code, "cause": row.cause, "account": row.account,
        "penalty": row.penalty, "note": row.note, "left_out": row.left_out, "least": None, "most": None, "unconfirmed": False, **bounds,
    }  # fmt: skip


def _least(case: Case) -> Row | None:
    """The last day of the shortest time for which the decision is shown, while that runs or once it is over."""
    due = publication_of(case.facts.publications).due(LEAST)
    return (
        {"until": due, "over": due < today(), "unconfirmed": unconfirmed(least(case.facts))} if due else None
    )


def _bounds(case: Case) -> Row:
    """Between which days the showing may end that begins today."""
    grave = "_grave" if case.facts.grave else ""
    shortest, longest = (
        settings.LOCALITY.timer(f"publication_{which}{grave}", today()) for which in ("least", "most")
    )
    return {"least": shortest, "most": longest, "unconfirmed": unconfirmed(f"publication_least{grave}")}
