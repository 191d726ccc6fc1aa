"""How far one registration in advance has come."""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.rules.procedure.timed import Timed


@dataclass(frozen=True, kw_only=True)
class Preservation(Timed):
    """One registration and preservation in advance: `key` is its place among those of the case, from 1.

    `state` is proposed, approved, refused, held (the items are kept, seven working days run) or settled.
    """

    key: int
    state: str = "proposed"
