"""What each act leaves in the facts, stated apart from the effects: all other invariants rest on these facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from xuncheng.rules.procedure.facts import Penalty
from xuncheng.rules.procedure.invariants import Step, never


def _just(**facts: Any) -> Callable[[Step], Mapping[str, Any]]:
    return lambda _: facts


def _proposed(s: Step) -> Penalty:
    return Penalty(s.given["kinds"], s.given["amount"])


def _just_held(s: Step) -> Mapping[str, Any]:
    return (
        {"hearing": "waived", "presider": ""}
        if s.given["absent"]
        else {"hearing": "held", "presider": s.before.presider}
    )


OPENED = _just(proposed=True)
DONE: Mapping[str, Callable[[Step], Mapping[str, Any]]] = {
    "case.propose": OPENED,
    "case.open": OPENED,
    "case.file": _just(filed=True),
    "case.decline": _just(declined=True),
    "inspection.record": _just(pending=True, recorded=True),
    "interview.record": _just(pending=True, recorded=True),
    "evidence.collect": _just(pending=True),
    "evidence.review": lambda s: {"pending": False, "evidence": s.before.evidence or bool(s.given["accepted"])},
    "correction.order": lambda s: {"correction": "ordered", "ordered_on": s.now},
    "correction.recheck": lambda s: {"correction": "met" if s.given["corrected"] else "unmet"},
    "investigation.conclude": _just(concluded=True),
    "rights.tell": lambda s: {"told": True, "notified": _proposed(s), "statement": ""},
    "notice.give": lambda s: {"notified": _proposed(s), "presider": ""},
    "statement.hear": _just(statement="received"),
    "statement.submit": _just(statement="received"),
    "statement.recheck": _just(statement="rechecked"),
    "statement.waive": _just(statement="waived"),
    "hearing.request": _just(hearing="requested"),
    "hearing.convene": lambda s: {"hearing": "convened", "presider": s.given["presider"].id},
    "hearing.designate": lambda s: {"hearing": "convened", "presider": s.given["presider"].id},
    "hearing.hold": _just_held,
    "hearing.report": _just(hearing="reported"),
    "hearing.waive": _just(hearing="waived", presider=""),
    "legality.review": lambda s: {"review": "passed" if s.given["passed"] else "failed"},
    "panel.discuss": lambda s: {"panel": _proposed(s)},
    "decision.make": lambda s: {"decided": _proposed(s)},
    "decision.waive": _just(unpunished=True),
    "case.educate": _just(unpunished=True, decision_served=True),
    "decision.lodge": _just(lodged=True),
    "case.suspend": _just(suspended=True),
    "case.resume": _just(suspended=False),
    "case.terminate": _just(terminated=True, suspended=False),
    "fine.pay": lambda s: {"paid": s.before.paid + s.given["amount"]},
    "latefee.impose": lambda s: {"late_fee": s.given["amount"]},
    "case.close": _just(closed=True),
    "case.archive": _just(archived=True),
}  # fmt: skip
"""For each act the facts that it must leave, and their values."""


_DECIDED = ("decision", "statement", "hearing_request", "hearing_day")
ENDED: Mapping[str, Callable[[Step], tuple[str, ...]]] = {
    "correction.recheck": lambda _: ("correction",),
    "notice.give": lambda _: ("statement", "hearing_request", "hearing_day"),
    "statement.hear": lambda _: ("statement",),
    "statement.submit": lambda _: ("statement",),
    "statement.waive": lambda _: ("statement",),
    "hearing.request": lambda _: ("hearing_request",),
    "hearing.hold": lambda _: ("hearing_day",),
    "hearing.waive": lambda _: ("hearing_request", "hearing_day"),
    "decision.make": lambda _: _DECIDED,
    "decision.waive": lambda _: _DECIDED,
    "case.educate": lambda _: ("statement",),
    "decision.lodge": lambda _: ("lodging",),
    "document.serve": lambda s: ("service",) if s.after.decision_served else (),
    "fine.pay": lambda s: ("payment",) if s.after.owed <= 0 else (),
    "fine.hand_in": lambda _: ("handing_in",),
    "fine.deposit": lambda _: ("depositing",),
}
"""For each act the periods that have no purpose after it."""


def _stands(step: Step) -> bool:
    return all(getattr(step.after, name) == value for name, value in DONE[step.act](step).items())


def _runs_no_more(step: Step) -> bool:
    return all(step.after.due(clock) is None for clock in ENDED[step.act](step))


RECORDED = (
    never("H-14", "所办之事如实记入案情", "what was done stands in the facts", _stands, *DONE),
    never("H-15", "已无意义的期限不再计算", "a period without purpose runs no more", _runs_no_more, *ENDED),
)
"""What both tables keep of their own acts."""
