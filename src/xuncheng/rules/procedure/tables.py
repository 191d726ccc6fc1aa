"""The register of procedure tables, each with the dates between which it is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.procedure.beside.behalf.table import BEHALF
from xuncheng.rules.procedure.beside.demolition.table import DEMOLITION
from xuncheng.rules.procedure.beside.discretion.table import DISCRETION, SPOT_DISCRETION
from xuncheng.rules.procedure.beside.execution.table import EXECUTION
from xuncheng.rules.procedure.beside.inquiry.table import INQUIRY
from xuncheng.rules.procedure.beside.monitoring.table import MONITORING
from xuncheng.rules.procedure.beside.preservation.table import PRESERVATION
from xuncheng.rules.procedure.beside.publication.table import PUBLICATION
from xuncheng.rules.procedure.beside.remedy.table import REMEDY, SPOT_REMEDY
from xuncheng.rules.procedure.beside.seizure.table import SEIZURE
from xuncheng.rules.procedure.beside.service.table import SERVICE
from xuncheng.rules.procedure.beside.transfer.table import TRANSFER
from xuncheng.rules.procedure.model import Procedure, combined
from xuncheng.rules.procedure.ordinary import ORDINARY
from xuncheng.rules.procedure.simple import SIMPLE

TABLES = (SIMPLE, ORDINARY)
"""The main procedures: every case is under one of them."""

BESIDE: tuple[Procedure, ...] = (
    PRESERVATION, TRANSFER, MONITORING, INQUIRY, REMEDY, SPOT_REMEDY, DEMOLITION, BEHALF, EXECUTION, DISCRETION,
    SPOT_DISCRETION, SEIZURE, SERVICE, PUBLICATION,
)  # fmt: skip
"""Those that run beside a main procedure."""


def in_force(name: str, on: date) -> Procedure:
    """The version of the named table that is in force on that day. Raises `RuleError` where none is."""
    for procedure in TABLES:
        if procedure.name == name and procedure.covers(on):
            return procedure
    raise RuleError(
        "no_procedure", Text(f"{on}没有可适用的程序：{name}", f"No procedure {name} in force on {on}")
    )


def beside(name: str, on: date) -> dict[str, str]:
    """The procedures that run beside the named one on that day, each with its version."""
    return {one.name: one.version for one in BESIDE if name in one.beside and one.covers(on)}


def table(name: str, version: str, beside: Mapping[str, str]) -> Procedure:
    """The named version of a table with those beside it: what a case that began under them keeps."""
    return _table(name, version, frozenset(beside.items()))


@cache
def _table(name: str, version: str, beside: frozenset[tuple[str, str]]) -> Procedure:
    main = next(p for p in TABLES if (p.name, p.version) == (name, version))
    return combined(main, *(one for one in BESIDE if (one.name, one.version) in beside))


@cache
def label_of(name: str) -> Text:
    """What the named procedure is called."""
    return next(p.label for p in (*TABLES, *BESIDE) if p.name == name)
