"""How far one sealing or seizure has come."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed


@dataclass(frozen=True, kw_only=True)
class Seizure(Timed):
    """One sealing or seizure: `key` is its place among those of the case, from 1. Which of the two it is, its row says.

    `state` is proposed, approved, refused, urgent (done first, to be ratified within 24 hours), held, failed (the head did not
    ratify it), lifted (to be given back) or settled. `extension` is "", decided or told (to the party: only then it counts).
    `sale` says that the head let perishables be sold before the decision.
    """

    key: int
    state: str = "proposed"
    extension: str = ""
    sale: bool = False


IN_HAND = frozenset({"urgent", "held", "failed", "lifted"})
"""The agency has the objects, or has sealed them."""
