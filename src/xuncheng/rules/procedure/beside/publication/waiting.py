"""What publication waits for, also once the case itself is over."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.masking import publishable
from xuncheng.rules.procedure.beside.publication.state import (
    order_outdated,
    order_waiting,
    outdated,
    recalled,
    waiting,
)
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HEAD, Lines


def _served(f: Facts, now: date) -> bool:
    announced = f.due("announcement") is None or f.lapsed("announcement", now)
    return waiting(f.publications) and f.decision_served and announced


def _order_served(f: Facts) -> bool:
    return order_waiting(f.publications) and f.demolitions[-1].state != "imposed"


LINES: Lines = (
    (lambda f, now: recalled(f.publications), HEAD, "publication.withdraw"),
    (lambda f, now: outdated(f.publications), HEAD, "publication.update"),
    (lambda f, now: order_outdated(f.publications), HEAD, "publication.update_order"),
    (lambda f, now: _order_served(f) and not publishable(f.party, f.age), HEAD, "publication.exempt_order"),
    (lambda f, now: _order_served(f), HEAD, "publication.publish_order"),
    (lambda f, now: _served(f, now) and not publishable(f.party, f.age), HEAD, "publication.exempt"),
    (_served, HEAD, "publication.publish"),
)
