"""One figure of a benchmark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """What was measured, beside what it is compared with in the same run on the same database.

    `baseline` says what the ratio is taken to; `target` is what was promised, as text: ≥ 100,000/s.
    """

    name: str
    value: float
    unit: str
    baseline: str
    ratio: float
    target: str
