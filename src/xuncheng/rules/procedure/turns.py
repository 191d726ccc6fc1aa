"""Whose turn it may be in a case, and how the lists that say so are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from xuncheng.rules.procedure.facts import Facts

HANDLER, HEAD, REVIEWER, PARTY, NOBODY = "handler", "head", "reviewer", "party", ""

Fits = Callable[[Facts, date], bool]
Lines = tuple[tuple[Fits, str, str], ...]
"""Lines of facts that fit, who is next then, and by which act; the first that fits counts."""
