"""What is walked together: the core of a main procedure with each procedure that runs beside it.

A procedure beside a case meets the case in few facts: whether it is filed, suspended, decided, over. So it is walked
together with the whole main procedure, in every order of acts, but with one lawful sum, one team and one kind of case;
what the main procedure does with the others, its own universe shows. Each procedure beside it may occur as often in a
case as its `worlds` say. Two procedures beside the same case are walked together in `pairs`, where one asks something of the
other's acts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.behalf.worlds import ordinary_behalf
from xuncheng.rules.procedure.beside.demolition.worlds import ordinary_demolition
from xuncheng.rules.procedure.beside.discretion.worlds import discretion, discretion_on_the_spot
from xuncheng.rules.procedure.beside.execution.worlds import ordinary_execution, simple_execution
from xuncheng.rules.procedure.beside.inquiry.worlds import inquiry
from xuncheng.rules.procedure.beside.monitoring.worlds import ordinary_monitoring, simple_monitoring
from xuncheng.rules.procedure.beside.preservation.worlds import preservation
from xuncheng.rules.procedure.beside.publication.worlds import publication
from xuncheng.rules.procedure.beside.remedy.worlds import remedy, remedy_on_the_spot
from xuncheng.rules.procedure.beside.seizure.worlds import seizure
from xuncheng.rules.procedure.beside.service.worlds import service
from xuncheng.rules.procedure.beside.transfer.worlds import ordinary_transfer, simple_transfer
from xuncheng.rules.procedure.invariants import Invariant
from xuncheng.rules.procedure.tables import BESIDE, TABLES
from xuncheng.rules.procedure.universe import Universe
from xuncheng.rules.procedure.worlds import UNIVERSES

TOGETHER: Mapping[str, Callable[[], Universe]] = {
    "ordinary + preservation": preservation,
    "ordinary + seizure": seizure,
    "ordinary + demolition": ordinary_demolition,
    "ordinary + behalf": ordinary_behalf,
    "ordinary + transfer": ordinary_transfer,
    "simple + transfer": simple_transfer,
    "ordinary + inquiry": inquiry,
    "ordinary + monitoring": ordinary_monitoring,
    "simple + monitoring": simple_monitoring,
    "ordinary + discretion": discretion,
    "simple + discretion_on_the_spot": discretion_on_the_spot,
    "ordinary + execution": ordinary_execution,
    "simple + execution": simple_execution,
    "ordinary + service": service,
    "ordinary + publication": publication,
    "ordinary + remedy": remedy,
    "simple + remedy_on_the_spot": remedy_on_the_spot,
}
"""Every universe of procedures side by side, by what it is called in reports."""


def in_use() -> tuple[str, ...]:
    """Those of them whose procedures all stand in the register of tables."""
    registered = {one.name for one in (*TABLES, *BESIDE)}
    return tuple(name for name in TOGETHER if set(name.split(" + ")) <= registered)


def added(name: str) -> tuple[Invariant, ...]:
    """What is proved of procedures side by side over and above what the main one keeps by itself."""
    universe = TOGETHER[name]()
    own = {one.code for one in UNIVERSES[universe.procedure.name]().invariants}
    return tuple(one for one in universe.invariants if one.code not in own)


def label_of(name: str) -> Text:
    """What procedures side by side are called."""
    labels = [next(one.label for one in (*TABLES, *BESIDE) if one.name == part) for part in name.split(" + ")]
    return Text(" + ".join(one.zh for one in labels), " + ".join(one.en for one in labels))
