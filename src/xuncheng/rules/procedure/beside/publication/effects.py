"""What the acts of publication make of the facts, and what follows for it from decisions, service and remedies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.procedure.beside.publication.state import (
    PERIOD,
    WITHDRAWAL,
    Publication,
    publication_of,
)
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Situation

CHANGED, GONE = "changed", "gone"
EFFECTS = {
    "changed": CHANGED, "mediated": CHANGED,
    "revoked": GONE, "void": GONE, "redone": GONE, "redone_procedure": GONE, "unlawful": GONE,
}  # fmt: skip
"""What a result of a remedy means for what is published; of any other nothing follows."""

AFTER_CHANGE = {"waiting": "waiting", "published": "waiting", "exempt": "exempt"}


def changing(change: Callable[[Situation, Publication], Publication]) -> Callable[[Situation], Facts]:
    """The effect that changes the publication alone."""
    return lambda s: _put(s.facts, change(s, publication_of(s.facts.publications)))


def _put(facts: Facts, one: Publication) -> Facts:
    return facts.but(publications=(one,))


def published(_: Situation, one: Publication) -> Publication:
    """It is shown."""
    return one.but(state="published").stop(PERIOD)


def exempt(_: Situation, one: Publication) -> Publication:
    """It is not to be shown."""
    return one.but(state="exempt").stop(PERIOD)


def withdrawn(_: Situation, one: Publication) -> Publication:
    """What was shown is gone."""
    return one.but(recalled=False).stop(WITHDRAWAL)


# --- what follows from acts of other procedures ---------------------------------------------------------------


def decided(s: Situation, facts: Facts) -> Facts:
    """A penalty was decided: from that day its publication is due."""
    one = publication_of(facts.publications).but(state="waiting")
    return _put(facts, one.start(PERIOD, s.timer(PERIOD, s.now)))


def served(s: Situation, facts: Facts) -> Facts:
    """Announced, it may only be published once the announcement is over: the time runs from that day."""
    one = publication_of(facts.publications)
    ends = facts.due("announcement")
    if ends is None or one.state != "waiting":
        return facts
    return _put(facts, one.start(PERIOD, s.timer(PERIOD, ends)))


def settled_by_remedy(s: Situation, facts: Facts) -> Facts:
    """The result of a remedy: what is published is recalled unless the decision stands as it was."""
    effect = EFFECTS.get(s.given["outcome"])
    return _recalled(s, facts, effect, s.given["decided_on"]) if effect else facts


def revoked(s: Situation, facts: Facts) -> Facts:
    """The agency revoked its own decision."""
    return _recalled(s, facts, GONE, s.now)


def _recalled(s: Situation, facts: Facts, effect: str, since: date) -> Facts:
    """Nothing of a decision that is gone is to be published; one that was changed is to be published as it is now."""
    one = publication_of(facts.publications)
    after = one.but(state=AFTER_CHANGE.get(one.state, "") if effect == CHANGED else "")
    if one.state == "published":
        after = after.but(recalled=True).start(WITHDRAWAL, s.timer(WITHDRAWAL, since))
        if after.state:
            after = after.start(PERIOD, s.timer(PERIOD, since))
    if not after.state:
        after = after.stop(PERIOD)
    return facts if after == one else _put(facts, after)
