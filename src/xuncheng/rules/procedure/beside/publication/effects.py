"""What the acts of publication make of the facts, and what follows for it from decisions, service and remedies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.procedure.beside.publication.state import (
    LEAST,
    ORDER,
    ORDER_UPDATE,
    PERIOD,
    UPDATE,
    WITHDRAWAL,
    Publication,
    publication_of,
)
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.model import Situation

CHANGED, GONE, UNLAWFUL = "changed", "gone", "unlawful"
EFFECTS = {
    "changed": CHANGED, "mediated": CHANGED,
    "revoked": GONE, "void": GONE, "redone": GONE, "redone_procedure": GONE, "unlawful": UNLAWFUL,
}  # fmt: skip
"""What a result of a remedy means for what is published; of any other nothing follows.

What is declared unlawful binds, and so does the order that went with it.
"""

DEMOLITION_ORDER = "demolition_order"
"""The kind of the document by which a demolition is ordered."""

AFTER_CHANGE = {"waiting": "waiting", "published": "waiting", "exempt": "exempt"}


def changing(change: Callable[[Situation, Publication], Publication]) -> Callable[[Situation], Facts]:
    """The effect that changes the publication alone."""
    return lambda s: _put(s.facts, change(s, publication_of(s.facts.publications)))


def _put(facts: Facts, one: Publication) -> Facts:
    return facts.but(publications=(one,))


def least(facts: Facts) -> str:
    """The period before whose end the showing of the case's decision may not end: longer where the case is grave."""
    return f"{LEAST}_grave" if facts.grave else LEAST


def published(s: Situation, one: Publication) -> Publication:
    """It is shown, for the shortest time at least."""
    return one.but(state="published").stop(PERIOD).start(LEAST, s.timer(least(s.facts), s.now))


def order_published(_: Situation, one: Publication) -> Publication:
    """The order to demolish is shown."""
    return one.but(order="published").stop(ORDER)


def order_exempt(_: Situation, one: Publication) -> Publication:
    """The order to demolish is not to be shown."""
    return one.but(order="exempt").stop(ORDER)


def updated(_: Situation, one: Publication) -> Publication:
    """What is shown says what the decision was corrected to."""
    return one.but(outdated=False).stop(UPDATE)


def order_updated(_: Situation, one: Publication) -> Publication:
    """The same of the order to demolish."""
    return one.but(order_outdated=False).stop(ORDER_UPDATE)


def shortened(_: Situation, one: Publication) -> Publication:
    """Its showing ends early, once."""
    return one.stop(LEAST)


def exempt(_: Situation, one: Publication) -> Publication:
    """It is not to be shown."""
    return one.but(state="exempt").stop(PERIOD)


def withdrawn(_: Situation, one: Publication) -> Publication:
    """What was shown of what fell or was changed is gone; anything else that is shown stays."""
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


def corrected(s: Situation, facts: Facts) -> Facts:
    """The wording of the decision was corrected: what is shown of it follows."""
    one = publication_of(facts.publications)
    if one.state != "published":
        return facts
    return _put(facts, one.but(outdated=True).start(UPDATE, s.timer(UPDATE, s.now)))


def document_corrected(s: Situation, facts: Facts) -> Facts:
    """So does what is shown of an order to demolish; no other document that is corrected in this way is shown."""
    one = publication_of(facts.publications)
    if s.given["document"] != DEMOLITION_ORDER or one.order != "published":
        return facts
    return _put(facts, one.but(order_outdated=True).start(ORDER_UPDATE, s.timer(ORDER_UPDATE, s.now)))


def order_imposed(s: Situation, facts: Facts) -> Facts:
    """A duty to demolish was imposed: from that day the publication of the order is due. One that it replaces is recalled."""
    one = _without_order(s, facts, s.now)
    return _put(facts, one.but(order="waiting").start(ORDER, s.timer(ORDER, s.now)))


def order_contested(s: Situation, facts: Facts) -> Facts:
    """The order did not stand: nothing of it is to be published, and what was is recalled."""
    return facts if s.given["upheld"] else _put(facts, _without_order(s, facts, s.now))


def order_ended(s: Situation, facts: Facts) -> Facts:
    """Enforcement ended: an order that was never served is not to be published any more."""
    one, before = publication_of(facts.publications), s.facts.demolitions[-1]
    if one.order != "waiting" or before.state != "imposed":
        return facts
    return _put(facts, one.but(order="").stop(ORDER))


def settled_by_remedy(s: Situation, facts: Facts) -> Facts:
    """The result of a remedy: what is published is recalled unless the decision stands as it was."""
    effect = EFFECTS.get(s.given["outcome"])
    return _recalled(s, facts, effect, s.given["decided_on"]) if effect else facts


def revoked(s: Situation, facts: Facts) -> Facts:
    """The agency revoked its own decision."""
    return _recalled(s, facts, GONE, s.now)


def _without_order(s: Situation, facts: Facts, since: date) -> Publication:
    """The publication once the order to demolish is gone."""
    one = publication_of(facts.publications)
    after = one.but(order="", order_outdated=False).stop(ORDER, ORDER_UPDATE)
    return _called_back(s, after, since) if one.order == "published" else after


def _called_back(s: Situation, one: Publication, since: date) -> Publication:
    return one.but(recalled=True).start(WITHDRAWAL, s.timer(WITHDRAWAL, since))


def _recalled(s: Situation, facts: Facts, effect: str, since: date) -> Facts:
    """Nothing of a decision that is gone is to be published, nor of its order; one that was changed is to be published as it is now."""
    one = publication_of(facts.publications)
    after = one if effect != GONE else _without_order(s, facts, since)
    after = after.but(state=AFTER_CHANGE.get(one.state, "") if effect == CHANGED else "", outdated=False)
    after = after.stop(UPDATE, LEAST)
    if one.state == "published":
        after = _called_back(s, after, since)
        if after.state:
            after = after.start(PERIOD, s.timer(PERIOD, since))
    if not after.state:
        after = after.stop(PERIOD)
    return facts if after == one else _put(facts, after)
