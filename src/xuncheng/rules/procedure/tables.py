"""The register of procedure tables, each with the dates between which it is in force."""

from __future__ import annotations

from datetime import date

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.procedure.model import Procedure
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.simple import SIMPLE

TABLES = (SIMPLE, ORDINARY)


def in_force(name: str, on: date) -> Procedure:
    """The version of the named table that is in force on that day. Raises `RuleError` where none is."""
    for procedure in TABLES:
        if procedure.name == name and procedure.since <= on < procedure.until:
            return procedure
    raise RuleError(
        "no_procedure", Text(f"{on}没有可适用的程序：{name}", f"No procedure {name} in force on {on}")
    )


def table(name: str, version: str) -> Procedure:
    """The named version of a table: what a case that began under it keeps."""
    return next(p for p in TABLES if (p.name, p.version) == (name, version))
