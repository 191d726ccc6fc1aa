"""Weighing the circumstances of a case (裁量): from the ordinary band of its benchmark to the range of its fine.

Each circumstance that the law names moves the case one step along the bands: down where it lightens the penalty, up where
it aggravates it. First the aggravating ones count, as far as the heaviest band, then the lightening ones, as far as the
lightest: so that each of these, which the law says must tell (行政处罚法第三十二条), does tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xuncheng.rules.legal import Basis, RuleError, Text
from xuncheng.rules.penalty.discretion import Band, propose
from xuncheng.rules.penalty.fines import Range

_PENALTY_LAW = "行政处罚法"
_CIVILITY = "北京市文明行为促进条例"
FOLLOWED = (Basis(_PENALTY_LAW, "34"),)
"""Benchmarks are published, and bind the agency."""


class Factor(StrEnum):
    """A circumstance by which the law makes a penalty lighter or heavier within its range."""

    MINOR = "minor"
    DIMINISHED = "diminished"
    HARM_LESSENED = "harm_lessened"
    COERCED = "coerced"
    VOLUNTEERED = "volunteered"
    MERIT = "merit"
    LIGHTER_BY_LAW = "lighter_by_law"
    SOCIAL_SERVICE = "social_service"
    REFUSED = "refused"
    REPEATED = "repeated"
    EMERGENCY = "emergency"

    @property
    def label(self) -> Text:
        """Words for screens and documents."""
        return _FACTORS[self].label

    @property
    def lightens(self) -> bool:
        """Whether it makes the penalty lighter; otherwise it makes it heavier."""
        return _FACTORS[self].lightens

    @property
    def basis(self) -> Basis:
        """The article that says so."""
        return _FACTORS[self].basis


@dataclass(frozen=True, slots=True)
class _Weight:
    lightens: bool
    label: Text
    basis: Basis


def _lighter(zh: str, en: str, article: str, statute: str = _PENALTY_LAW) -> _Weight:
    return _Weight(True, Text(zh, en), Basis(statute, article))


def _heavier(zh: str, en: str, article: str, statute: str) -> _Weight:
    return _Weight(False, Text(zh, en), Basis(statute, article))


_FACTORS = {
    Factor.MINOR: _lighter("已满十四周岁不满十八周岁", "aged 14 to 17", "30"),
    Factor.DIMINISHED: _lighter("尚未完全丧失辨认或者控制自己行为能力", "partly unable to control his acts", "31"),
    Factor.HARM_LESSENED: _lighter("主动消除或者减轻危害后果", "removed or lessened the harm", "32()(1)"),
    Factor.COERCED: _lighter("受他人胁迫或者诱骗", "coerced or induced", "32()(2)"),
    Factor.VOLUNTEERED: _lighter("主动供述尚未掌握的违法行为", "volunteered what was not known", "32()(3)"),
    Factor.MERIT: _lighter("配合查处有立功表现", "gave meritorious help", "32()(4)"),
    Factor.LIGHTER_BY_LAW: _lighter("法律、法规、规章规定的其他从轻情形", "another lightening circumstance by law", "32()(5)"),
    Factor.SOCIAL_SERVICE: _lighter("自愿参加社会服务", "took part in voluntary social service", "61", _CIVILITY),
    Factor.REFUSED: _heavier("拒不改正", "refused to correct", "57", _CIVILITY),
    Factor.REPEATED: _heavier("多次实施同类违法行为", "repeated the same violation", "57", _CIVILITY),
    Factor.EMERGENCY: _heavier("违反突发事件应对措施", "violated measures of an emergency", "49", _PENALTY_LAW),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grade:
    """One band of a benchmark in one case: its step (0 is the ordinary one), its name, and its sums in CNY, both included."""

    step: int
    label: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the circumstances of a case led from the ordinary band to the one that applies."""

    base: Grade
    heavier: tuple[Factor, ...]
    lighter: tuple[Factor, ...]
    grade: Grade

    def holds(self, amount: Decimal) -> bool:
        """Whether the fine lies within the band that applies."""
        return self.grade.low <= amount <= self.grade.high


def grades(bands: Iterable[Band], allowed: Range) -> tuple[Grade, ...]:
    """The bands of a benchmark as sums of one case, the lightest first.

    Raises `RuleError`: `benchmark_incomplete` where the steps leave a gap or lack the ordinary band, and what `propose` raises.
    """
    ordered = sorted(bands, key=lambda band: band.step)
    steps = [band.step for band in ordered]
    if 0 not in steps or steps != list(range(steps[0], steps[0] + len(steps))):
        raise RuleError(
            "benchmark_incomplete",
            Text("裁量基准应当有一般档次，各档次应当连续且不重复", "A benchmark has an ordinary band, and each step once"),
            field="bands",
            basis=FOLLOWED,
        )  # fmt: skip
    return tuple(_graded(ordered, allowed))


def _graded(bands: Iterable[Band], allowed: Range) -> Iterator[Grade]:
    for band in bands:
        part = propose(allowed, band)
        yield Grade(band.step, band.label.zh, part.minimum, part.maximum)


def weigh(found: tuple[Grade, ...], factors: Collection[Factor]) -> Weighing:
    """The band that applies to a case with those circumstances. `found` is what `grades` made, and not empty."""
    heavier = tuple(factor for factor in Factor if factor in factors and not factor.lightens)
    lighter = tuple(factor for factor in Factor if factor in factors and factor.lightens)
    risen = min(len(heavier), found[-1].step)
    step = max(risen - len(lighter), found[0].step)
    by_step = {grade.step: grade for grade in found}
    return Weighing(by_step[0], heavier, lighter, by_step[step])
