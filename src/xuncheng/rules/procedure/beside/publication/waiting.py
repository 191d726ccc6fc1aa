"""What publication waits for, also once the case itself is over."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.masking import publishable
from xuncheng.rules.procedure.beside.publication.state import recalled, waiting
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.turns import HEAD, Lines


def _served(f: Facts, now: date) -> bool:
    announced = f.due("announcement") is None or f.lapsed("announcement", now)
    return waiting(f.publications) and f.decision_served and announced


LINES: Lines = (
    (lambda f, now: recalled(f.publications), HEAD, "publication.withdraw"),
    (lambda f, now: _served(f, now) and not publishable(f.party, f.age), HEAD, "publication.exempt"),
    (_served, HEAD, "publication.publish"),
)
