"""What is walked together: the core of a main procedure with each procedure that runs beside it.

A procedure beside a case meets the case in few facts: whether it is filed, suspended, decided, over. So it is walked
together with the whole main procedure, in every order of acts, but with one lawful sum, one team and one kind of case;
what the main procedure does with the others, its own universe shows. Procedures beside each other are walked together
where one looks at what another changes; that no others do is proved by watching what each looks at (see `apart`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xuncheng.rules.procedure.beside.preservation.worlds import preservation
from xuncheng.rules.procedure.universe import Universe

TOGETHER: Mapping[str, Callable[[], Universe]] = {
    "ordinary + preservation": preservation,
}
"""Every universe of procedures side by side, by what it is called in reports."""
