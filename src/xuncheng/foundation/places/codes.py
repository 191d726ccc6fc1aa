"""Codes of areas, level by level, and the paths that follow from them.

A district has the 6 digits of GB/T 2260, a street 3 more, a community 3 more (统计用区划代码), a grid 3 more
(GB/T 30428.1). In a path each level stands by itself, ended by a dot: 110199.003.002.0005.
"""

from __future__ import annotations

from dataclasses import dataclass

from xuncheng.foundation.places.models import Area
from xuncheng.rules.legal import RuleError, Text

Kind = Area.Kind


@dataclass(frozen=True, slots=True)
class Level:
    """One level: how many digits a code has there, and how wide its own part stands in a path."""

    kind: Area.Kind
    digits: int
    width: int


LEVELS = (
    Level(Kind.DISTRICT, 6, 6),
    Level(Kind.STREET, 9, 3),
    Level(Kind.COMMUNITY, 12, 3),
    Level(Kind.GRID, 15, 4),
)
"""All levels, the widest first."""


def level_of(code: str) -> Level:
    """The level that a code stands for, by its length. Raises `RuleError` (`area_code_invalid`)."""
    found = next((level for level in LEVELS if level.digits == len(code)), None)
    if found is None or not (code.isascii() and code.isdigit()):
        raise RuleError(
            "area_code_invalid",
            Text(
                f"区域代码“{code}”有误：区6位、街道9位、社区12位、单元网格15位数字",
                f"Area code “{code}” is wrong: 6 digits for a district, 9 street, 12 community, 15 grid",
            ),
            field="code",
        )
    return found


def parent_code(code: str) -> str | None:
    """Code of the area one level up; None for a district."""
    wider = [level.digits for level in LEVELS if level.digits < len(code)]
    return code[: wider[-1]] if wider else None


def short_code(code: str) -> str:
    """The code's own part, as it stands in the path: 0005 for grid 110199003002005."""
    level = level_of(code)
    above = parent_code(code) or ""
    return code[len(above) :].zfill(level.width)


def path_of(code: str) -> str:
    """The path of an area: 110199.003.002.0005. for grid 110199003002005."""
    above = parent_code(code)
    return (path_of(above) if above else "") + short_code(code) + "."
