"""How far the execution of a fine has come, and what follows for what is owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xuncheng.rules.procedure.timed import Timed

NOTHING = Decimal("0.00")

Plan = tuple[tuple[date, Decimal], ...]
"""Instalments still to come: the last day of each, and what must have been paid in all by then, CNY."""


@dataclass(frozen=True, kw_only=True)
class Execution(Timed):
    """The execution of the fine of a case, from the day on which its decision is served; a case has one.

    `asked` is what the party applied for and nobody decided yet: "", deferral or instalments. `plan` is what was granted or
    agreed (`agreed`); its next day is the case's time to pay. `spared` are the ranges, first and last day, in which a deferral
    keeps a late fee from counting. `waiver` is what an agreement lets go of the late fee once it is performed, `forgiven` what
    was let go, or written off when execution ended. `reminder` is "", made or served, `reminded_on` the day it was made, and
    `objection` "", open or answered. `court` is "", applied, accepted, rejected, review, granted, refused or withdrawn.
    `exhausted` says that the court's judgment ended all remedies. `suspended` and `ended` are what they say.
    """

    asked: str = ""
    plan: Plan = ()
    agreed: bool = False
    spared: tuple[tuple[date, date], ...] = ()
    waiver: Decimal = NOTHING
    forgiven: Decimal = NOTHING
    reminder: str = ""
    reminded_on: date | None = None
    objection: str = ""
    court: str = ""
    exhausted: bool = False
    suspended: bool = False
    ended: bool = False


AT_COURT = frozenset({"applied", "accepted", "review"})
"""The court has yet to answer."""


def execution_of(executions: tuple[Execution, ...]) -> Execution | None:
    """The execution of the case; None where no fine was served yet."""
    return executions[-1] if executions else None


def forgiven(executions: tuple[Execution, ...]) -> Decimal:
    """What the party need not pay any more although it was imposed, CNY (行政强制法第四十条、第四十二条)."""
    return sum((one.forgiven for one in executions), NOTHING)


def ended(executions: tuple[Execution, ...]) -> bool:
    """Whether execution lawfully ended without full payment (行政强制法第三十九条第二款、第四十条)."""
    return any(one.ended for one in executions)


def spared(executions: tuple[Execution, ...]) -> tuple[tuple[date, date], ...]:
    """The ranges, first and last day, in which an approved deferral keeps a late fee from counting (行政处罚法第六十六条第二款)."""
    return tuple(days for one in executions for days in one.spared)
