"""Goods that are seized in a case: kept for its thirty days, or thirty more, and given back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from xuncheng.domains.custody.commands import seized, seizure
from xuncheng.domains.custody.commands.lists import ListedItem
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.script import Script

_EXTENDED_AFTER = timedelta(days=20)
"""After these the head extends the term on the first working day: within its thirty days, also about a long holiday."""

GOODS = (("折叠货架", 2, "个", "完好"), ("电子秤", 1, "台", "完好"), ("塑料周转筐", 6, "个", "旧，可用"))
"""What is taken: how many of it, in which unit, in which condition."""


def seized_and_returned(c: Course, case: Any, who: Somebody) -> Script:
    """Proposed, approved, carried out; extended and told where the course says so; lifted, and given back to the party.

    Each act gives the measure as it has become: the steps are done by other processes.
    """
    c.clock.office(0, 1)
    measure = yield c.act(
        c.handler, seizure.propose_seizure, case=case, kind="seize", reason="经营工具为无照经营所用，可能被转移。",
        objects="折叠货架、电子秤、塑料周转筐",
    )  # fmt: skip
    c.clock.minutes(20, 60)
    measure = yield c.act(
        c.head, seizure.approve_seizure, case=case, seizure=measure, approved=True, opinion="同意。"
    )
    c.clock.minutes(40, 90)
    measure = yield c.outside(
        seizure.carry_out_seizure, case=case, seizure=measure, officers=list(c.officers), certificates_shown=True, present="party",
        heard=True, statement="无异议。", course="逐件清点、拍照，当事人在清单上签名。", related=True, items=_listed(), delivered=True,
        keeping="示范区第一库房", refusal=ON_PAPER,
    )  # fmt: skip
    if "seizure_extended" in c.turns:
        c.clock.after(c.clock.today + _EXTENDED_AFTER)
        measure = yield c.act(
            c.head, seizure.extend_seizure, case=case, seizure=measure, reasons="案情复杂，尚需核实货物来源。"
        )
        c.clock.minutes(30, 60)
        measure = yield c.act(
            c.handler, seizure.tell_extension_of_seizure, case=case, seizure=measure, delivered=True
        )
    c.clock.office(4, 8)
    measure = yield c.act(
        c.head,
        seized.lift_seizure,
        case=case,
        seizure=measure,
        ground="other",
        reasons="已清点、拍照取证，不再需要扣押。",
    )
    c.clock.minutes(60, 120)
    yield c.act(
        c.handler, seized.return_seized, case=case, seizure=measure, officers=list(c.officers),
        receiver=who.details.get("representative", who.name), remarks="逐件清点无误。", receiver_refusal=ON_PAPER,
    )  # fmt: skip


def _listed() -> list[ListedItem]:
    rows = (
        {"name": name, "quantity": count, "unit": unit, "condition": state}
        for name, count, unit, state in GOODS
    )
    return [ListedItem.model_validate(row | {"kind": "经营工具"}) for row in rows]
