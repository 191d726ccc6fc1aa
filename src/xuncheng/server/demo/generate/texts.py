"""What people of the demo write, from the locality's `texts.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any


@dataclass(frozen=True)
class Topic:
    """One kind of nuisance: the matter it falls under, and how citizens, officers and parties put it."""

    matter: str
    weight: int
    party: str
    scene: str
    n: tuple[int, int]
    reports: Sequence[str]
    finding: str
    facts: str
    requirement: str
    handled: Sequence[str]
    defence: str
    trades: Sequence[str] = ()
    circumstance: str | None = None
    unit: bool = False
    hours: tuple[int, int] = (8, 20)


@dataclass(frozen=True)
class Texts:
    """All of it. `common` and `case` hold sentences, or lists of which one is drawn, by their name."""

    topics: Mapping[str, Topic]
    common: Mapping[str, Any]
    case: Mapping[str, Any]

    def of_case(self, name: str, chance: Random) -> str:
        """A sentence that officials write in a case, whatever the matter."""
        found = self.case[name]
        return found if isinstance(found, str) else str(chance.choice(found))

    def of_report(self, name: str, chance: Random) -> str:
        """A sentence that is written of a report, whatever the matter."""
        return str(chance.choice(self.common[name]))


def read_texts(folder: Path) -> Texts:
    """Read `texts.toml` of a locality. Raises TypeError or KeyError for a table that lacks something."""
    data = tomllib.loads((folder / "texts.toml").read_text(encoding="utf-8"))
    topics = {row["matter"]: Topic(**row) for row in data["topic"]}
    return Texts(topics, data["common"], data["case"])
