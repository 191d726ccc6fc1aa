"""The benchmark stands outside the installed package; here it is found as `python -m bench` finds it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "town", "unprinted"]
