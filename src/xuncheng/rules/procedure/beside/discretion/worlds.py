"""What is tried on the benchmark: each main procedure under it, with and without bands, in and out of them.

One circumstance that lightens, one that aggravates, both, and two that aggravate with one that lightens: so each end of the bands is
met. Recusal and extension, which the benchmark does not look at, are left to the main procedure's own universe.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import Any

from xuncheng.rules.penalty.weighing import Factor, Grade
from xuncheng.rules.procedure.beside.discretion.invariants import (
    DISCRETION_INVARIANTS,
    SPOT_DISCRETION_INVARIANTS,
)
from xuncheng.rules.procedure.beside.discretion.table import DISCRETION, SPOT_DISCRETION
from xuncheng.rules.procedure.facts import Facts
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.worlds import FINE, beside, core, ordinary, simple


def _bands(*marks: int) -> tuple[Grade, ...]:
    names = ("从轻", "一般", "从重")
    pairs = itertools.pairwise(marks)
    return tuple(
        Grade(at - 1, names[at], Decimal(low), Decimal(high)) for at, (low, high) in enumerate(pairs)
    )


def _factors(_: Facts) -> tuple[frozenset[Factor], ...]:
    light, heavy, heavier = Factor.COERCED, Factor.REFUSED, Factor.REPEATED
    sets: tuple[tuple[Factor, ...], ...] = ((), (light,), (heavy,), (heavy, heavier, light))
    return tuple(frozenset(one) for one in sets)


def _none(_: Facts) -> tuple[()]:
    """Nothing is entered: the act is left to the main procedure's own universe."""
    return ()


def _sums(*sums: int) -> Any:
    """Sums in different bands, until the decision; after it all that is owed is paid, or the late fee imposed."""
    return lambda f: tuple(Decimal(one) for one in sums) if f.decided is None else (f.fine, f.owed)


_DOMAINS = {"factors": _factors, "departure": lambda _: ("", "案情特殊"), "ground": lambda _: ("", "lighter")}


def discretion() -> Universe:
    """The ordinary procedure under the benchmark; sums in the lighter, the ordinary and the heavier band."""
    core_ = core(
        ordinary(),
        500,
        FINE,
        open_facts={"age": ("adult", "minor"), "bands": ((), _bands(100, 300, 600, 1000))},
    )
    domains = {**_DOMAINS, "amount": _sums(200, 500, 700), "officer": _none, "discussed": _none}
    return beside(core_, (DISCRETION,), domains, DISCRETION_INVARIANTS)  # fmt: skip


def discretion_on_the_spot() -> Universe:
    """The simple procedure under the benchmark; sums in the ordinary and the heavier band."""
    core_ = core(
        simple(), 110, FINE, open_facts={"age": ("adult", "minor"), "bands": ((), _bands(100, 110, 120, 150))}
    )
    domains = {**_DOMAINS, "amount": _sums(105, 115, 140)}
    return beside(core_, (SPOT_DISCRETION,), domains, SPOT_DISCRETION_INVARIANTS)  # fmt: skip
