"""What the acts of the remedy table make of the facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from xuncheng.rules.money import to_fen
from xuncheng.rules.procedure.beside.behalf import state as behalf
from xuncheng.rules.procedure.beside.demolition import state as demolition
from xuncheng.rules.procedure.beside.remedy.state import NOTHING, Remedy, rounds
from xuncheng.rules.procedure.beside.several import next_key, with_one
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Situation
from xuncheng.rules.procedure.steps import penalty

FORWARDING, REPLY, BRIEF_REPLY, COURT_REPLY = "forwarding", "reply", "reply_simple", "court_reply"
REPLIES = (REPLY, BRIEF_REPLY, COURT_REPLY)
RESULTS = {
    "upheld": "stands", "dismissed": "stands", "withdrawn": "stands", "unlawful": "stands",
    "changed": "changed", "mediated": "changed", "revoked": "fallen", "void": "fallen", "redone": "redone",
    "redone_procedure": "redone",
}  # fmt: skip
"""What each outcome makes of the decision: it stands, is another, is gone, or the case begins anew."""

_PERIODS = ("payment", "service", "announcement", "lodging")
_ROUND = {
    "concluded": False, "told": False, "notified": None, "notice_served": False, "statement": "", "hearing": "", "presider": "",
    "review": "", "panel": None, "extensions": 0, "closed": False, "archived": False, "lodged": False,
}  # fmt: skip


def lodged(s: Situation) -> Facts:
    """A remedy that the party handed to us waits to be forwarded; of any other the answer is due."""
    new = Remedy(
        key=next_key(s.facts.remedies), kind=s.given["kind"], since=s.given["lodged_on"], about=rounds(s.facts.remedies),
        state="filed" if s.given["through_us"] else "pending",
    )  # fmt: skip
    clock = FORWARDING if s.given["through_us"] else _reply_clock(new.kind, s.given["brief"])
    return s.facts.but(
        remedies=(*s.facts.remedies, new.start(clock, s.timer(clock, s.given["received_by_us"])))
    )


def _reply_clock(kind: str, brief: bool) -> str:
    if kind == "litigation":
        return COURT_REPLY
    return BRIEF_REPLY if brief else REPLY


def forwarded(s: Situation) -> Facts:
    """The reviewing body has it."""
    return _with(s, lambda one: one.but(state="forwarded").stop(FORWARDING))


def accepted(s: Situation) -> Facts:
    """The reviewing body asks for the answer."""
    clock = _reply_clock("reconsideration", s.given["brief"])
    until = s.timer(clock, s.given["received_by_us"])
    return _with(s, lambda one: one.but(state="pending").start(clock, until))


def replied(s: Situation) -> Facts:
    """The answer went out with its evidence."""
    return _with(s, lambda one: one.but(state="answered").stop(*REPLIES))


def stopped(s: Situation) -> Facts:
    """Execution is stopped."""
    return _with(s, lambda one: one.but(stopped=True))


def lifted(s: Situation) -> Facts:
    """Execution goes on."""
    return _with(s, lambda one: one.but(stopped=False))


def decided(s: Situation) -> Facts:
    """The result, and what it makes of the decision."""
    result = RESULTS.get(s.given["outcome"], "stands")

    def settle(one: Remedy) -> Remedy:
        over = one.stop(FORWARDING, *REPLIES)
        return over.but(state="decided", stopped=False, result=result, until=s.given["decided_on"])

    return _AFTERMATH[result](s, _with(s, settle), s.given["remedy"])


def revoked(s: Situation) -> Facts:
    """The agency's own revocation (行政处罚法第七十五条第二款): a result without a remedy of the party."""
    key = next_key(s.facts.remedies)
    result = "redone" if s.given["redo"] else "fallen"
    own = Remedy(key=key, kind="own", since=s.now, until=s.now, about=rounds(s.facts.remedies), result=result)
    return _AFTERMATH[result](s, s.facts.but(remedies=(*s.facts.remedies, own)), key)


def refunded(s: Situation) -> Facts:
    """The money went back."""
    return _with(s, lambda one: one.but(refund=NOTHING))


def new_facts(s: Situation) -> Facts:
    """The case rests on other facts or reasons now: the bar falls."""
    freed = tuple(one.but(barred=frozenset(), barred_amount=NOTHING) for one in s.facts.remedies)
    return s.facts.but(remedies=freed)


def _with(s: Situation, change: Callable[[Remedy], Remedy]) -> Facts:
    return s.facts.but(remedies=with_one(s.facts.remedies, s.given["remedy"], change))


def _stands(_: Situation, facts: Facts, __: int) -> Facts:
    return facts


def _changed(s: Situation, facts: Facts, key: int) -> Facts:
    """Another penalty in its place: the late fee goes down with the fine, and what was paid beyond both goes back."""
    new = penalty(s)
    fee = _late_fee(facts, new.amount)
    due = new.amount + (fee or NOTHING)
    back = max(facts.paid - due, NOTHING)
    after = facts.but(
        decided=new, late_fee=fee, paid=facts.paid - back, paid_late=facts.paid_late and new.amount > 0,
        remedies=_owing(facts, key, back),
    )  # fmt: skip
    return after if after.owed > 0 else after.stop("payment")


def _late_fee(facts: Facts, fine: Decimal) -> Decimal | None:
    if not facts.late_fee or not fine:
        return None
    return to_fen(facts.late_fee * fine / facts.fine)


def _fallen(_: Situation, facts: Facts, key: int) -> Facts:
    """Nothing is left of the decision: what was paid goes back, and the case only ends."""
    return _without_decision(facts, key).but(terminated=True).stop("correction")


def _redone(s: Situation, facts: Facts, key: int) -> Facts:
    """The case is at its investigation again, with the evidence that it has and the time that a new decision is given."""
    begun = _without_decision(facts, key).but(**_ROUND)
    if facts.decided is not None and s.given.get("outcome") == "redone":
        old = {"barred": facts.decided.kinds, "barred_amount": facts.decided.amount}
        begun = begun.but(remedies=with_one(begun.remedies, key, lambda one: one.but(**old)))
    until: date = s.timer("decision", s.now)
    return begun.start("decision", until) if begun.filed else begun


def _without_decision(facts: Facts, key: int) -> Facts:
    """What was to be enforced on a decision ends with it, and what was paid for that goes back (行政强制法第四十条第四项, 第四十一条)."""
    return facts.but(
        decided=None, unpunished=False, decision_served=False, made_on=None, paid=NOTHING, paid_late=False, late_fee=None,
        remedies=_owing(facts, key, facts.paid + behalf.paid(facts.behalfs)),
        demolitions=tuple(map(demolition.without_decision, facts.demolitions)),
        behalfs=tuple(map(behalf.without_decision, facts.behalfs)),
    ).stop(*_PERIODS)  # fmt: skip


def _owing(facts: Facts, key: int, back: Decimal) -> tuple[Remedy, ...]:
    return with_one(facts.remedies, key, lambda one: one.but(refund=back))


_AFTERMATH: dict[str, Callable[[Situation, Facts, int], Facts]] = {
    "stands": _stands, "changed": _changed, "fallen": _fallen, "redone": _redone,
}  # fmt: skip
