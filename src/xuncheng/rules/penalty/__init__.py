"""Penalties (行政处罚): kinds, ranges of fines, discretion (裁量基准), limits, late fee (加处罚款)."""

from xuncheng.rules.penalty.discretion import Band, Scale, propose
from xuncheng.rules.penalty.fines import (
    Circumstance,
    FineRule,
    FineTier,
    Measure,
    Range,
    check_amount,
    fine_range,
)
from xuncheng.rules.penalty.kinds import PenaltyKind
from xuncheng.rules.penalty.late_fee import DAILY_RATE, LateFee, late_fee
from xuncheng.rules.penalty.simple import SIMPLE_LIMITS, check_simple
from xuncheng.rules.penalty.weighing import Factor, Grade, Weighing, grades, weigh
from xuncheng.rules.penalty.wording import parse_fine

__all__ = [
    "DAILY_RATE",
    "SIMPLE_LIMITS",
    "Band",
    "Circumstance",
    "Factor",
    "FineRule",
    "FineTier",
    "Grade",
    "LateFee",
    "Measure",
    "PenaltyKind",
    "Range",
    "Scale",
    "Weighing",
    "check_amount",
    "check_simple",
    "fine_range",
    "grades",
    "late_fee",
    "parse_fine",
    "propose",
    "weigh",
]
