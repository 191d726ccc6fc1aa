"""How far the transfer of a case has come."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed


@dataclass(frozen=True, kw_only=True)
class Transfer(Timed):
    """The latest transfer of a case; one that begins anew takes the place of one that came to nothing.

    `state` is one of these. To the police: suspected, reported, approved or refused by the head, sent, declined (the police
    do not take it up), review (they were asked to review that), upheld (they still do not), accepted, delivered (goods and
    papers are handed over). To another authority: handed, returned, taken. Whoever took it up may later send it back: sent_back.
    """

    state: str


OPEN = frozenset({"suspected", "reported", "approved", "sent", "review", "handed"})
"""Somebody has yet to say whether the case goes: it may neither be decided nor end meanwhile."""

GONE = frozenset({"accepted", "delivered", "taken"})
"""The case is with the other authority."""
