"""Discretion (裁量基准): the published band that narrows the range of a fine (行政处罚法第三十四条)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.money import to_fen
from xuncheng.rules.penalty.fines import Range


class Scale(StrEnum):
    """What the figures of a band are: fractions (0 to 1) of the way up the range, or yuan."""

    FRACTION = "fraction"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Band:
    """One step of a published benchmark: 从轻, 一般, 从重.

    `step` is its place: 0 the ordinary one, below it the lighter ones, above it the heavier.
    Raises `RuleError` (`band_inconsistent`) if the figures make no band, or a fraction is above 1.
    """

    code: str
    label: Text
    low: Decimal
    high: Decimal
    scale: Scale = Scale.FRACTION
    step: int = 0

    def __post_init__(self) -> None:
        beyond = self.scale is Scale.FRACTION and self.high > 1
        if beyond or not 0 <= self.low <= self.high:
            raise RuleError(
                "band_inconsistent",
                Text(f"裁量档次{self.code}的幅度有误", f"The figures of band {self.code} make no band"),
                field="band",
            )


def propose(allowed: Range, band: Band) -> Range:
    """The part of the lawful range that the band leaves.

    Raises `RuleError` (`band_outside_range`) if a band in yuan goes beyond the lawful range: a benchmark
    may narrow what the statute allows, never widen it.
    """
    proposed = _within(allowed, band)
    if proposed.minimum < allowed.minimum or proposed.maximum > allowed.maximum:
        raise RuleError(
            "band_outside_range",
            Text(
                f"裁量档次{band.code}超出法定幅度{allowed.minimum}至{allowed.maximum}元",
                f"Band {band.code} leaves the range of {allowed.minimum} to {allowed.maximum} yuan",
            ),
            field="band",
            basis=(Basis("行政处罚法", "34"),),
        )
    return proposed


def _within(allowed: Range, band: Band) -> Range:
    if band.scale is Scale.AMOUNT:
        return Range(to_fen(band.low), to_fen(band.high))
    width = allowed.maximum - allowed.minimum
    return Range(
        to_fen(allowed.minimum + width * band.low),
        to_fen(allowed.minimum + width * band.high),
    )
