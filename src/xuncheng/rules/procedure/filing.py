"""Whether an earlier case stands against filing the same act of a party again (行政处罚法第二十五条)."""

from __future__ import annotations

from xuncheng.rules.procedure.beside.remedy.state import fallen
from xuncheng.rules.procedure.beside.transfer.state import GONE
from xuncheng.rules.procedure.beside.transfer.table import state_of
from xuncheng.rules.procedure.facts import Facts


def bars_filing(facts: Facts) -> bool:
    """Whether the case keeps the act from being filed anew, whether or not it is closed and archived by now.

    One that was not filed does not. Nor does one that was terminated before any decision, unless another authority took it
    up: that authority has the act until it sends it back (第二十七条第一款). A decision bars also once it was revoked: what
    was sent back goes on in its own case.
    """
    if facts.declined:
        return False
    ended_undecided = facts.terminated and not fallen(facts.remedies)
    return not ended_undecided or state_of(facts) in GONE
