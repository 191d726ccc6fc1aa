"""The benchmark (裁量基准) in a case as screens show it: its bands, and how circumstances lead to one of them."""

from __future__ import annotations

from typing import Any

from xuncheng.domains.cases.models import Case
from xuncheng.domains.cases.papers.parts import day, weighing_words
from xuncheng.domains.law.queries import benchmark_in_force
from xuncheng.foundation.trail.schemas import basis_out
from xuncheng.rules.penalty import Factor, Grade, Weighing
from xuncheng.rules.penalty.weighing import FOLLOWED
from xuncheng.rules.procedure.beside.discretion.table import weighed

Row = dict[str, Any]


def weighing_of(case: Case, factors: frozenset[Factor]) -> Row:
    """The bands, and the computation for those circumstances; a minor's age counts by itself."""
    facts = case.facts
    weighing = weighed(facts, factors)
    benchmark = benchmark_in_force(case.matter, day(case.opened_at)) if weighing else None
    return {
        "title": benchmark.title if benchmark else "", "unconfirmed": bool(benchmark and not benchmark.confirmed),
        "bands": [_band(grade) for grade in facts.bands], "basis": basis_out(FOLLOWED),
        "result": _result(weighing) if weighing else None,
    }  # fmt: skip


def _result(weighing: Weighing) -> Row:
    return {
        "base": _band(weighing.base), "band": _band(weighing.grade), "account": weighing_words(weighing),
        "factors": [_factor(one) for one in (*weighing.heavier, *weighing.lighter)],
    }  # fmt: skip


def _band(grade: Grade) -> Row:
    return {"step": grade.step, "name": grade.label, "low": grade.low, "high": grade.high}


def _factor(factor: Factor) -> Row:
    label = factor.label
    return {
        "code": factor.value, "label": {"zh": label.zh, "en": label.en}, "lightens": factor.lightens,
        "basis": basis_out((factor.basis,)),
    }  # fmt: skip
