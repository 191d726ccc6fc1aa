"""Power lists (权责清单): what an organisation may be given, on which days, and how two lists differ.

Streets and towns penalise only what a province handed down to them by a decision that was published (行政处罚法第二十四条);
everybody else what the law and the published list of its office give it (行政处罚法第二十三条).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xuncheng.rules.legal import Basis, Text


class PowerKind(StrEnum):
    """What kind of act a power is for."""

    PENALTY = "penalty"
    COERCION = "coercion"
    INSPECTION = "inspection"


KINDS = {
    PowerKind.PENALTY.value: Text("行政处罚", "penalty"),
    PowerKind.COERCION.value: Text("行政强制", "coercive measure"),
    PowerKind.INSPECTION.value: Text("行政检查", "inspection"),
}

DECISION_PUBLISHED = (Basis("行政处罚法", "24(1)"),)
"""A decision that hands powers down is published."""

Key = tuple[str, str]
"""Code of the organisation, code of the matter."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: for which kinds of acts, by which document, from which day to which; None: no end is known."""

    kinds: frozenset[str]
    document: str
    begins: date
    ends: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the power may be used on that day; first and last day are both included."""
        return self.begins <= on and (self.ends is None or on <= self.ends)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a later list differs from an earlier one; each key stands in one of these at the most."""

    added: tuple[Key, ...]
    removed: tuple[Key, ...]
    changed: tuple[Key, ...]


def compare(before: Mapping[Key, Line], after: Mapping[Key, Line]) -> Comparison:
    """What was added, removed and changed between two lists, each in the order of its keys."""
    return Comparison(
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changed=tuple(sorted(key for key in before.keys() & after.keys() if before[key] != after[key])),
    )
