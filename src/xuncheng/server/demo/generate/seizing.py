"""Goods that are taken in a case: seized for thirty days, or thirty more, and given back; or preserved as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from xuncheng.domains.custody.commands import preservation, seized, seizure
from xuncheng.domains.custody.commands.lists import ListedItem
from xuncheng.domains.custody.queries.measures import measures_readable_by
from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.foundation.trail.scope import reading
from xuncheng.server.demo.generate.course import Course
from xuncheng.server.demo.generate.keeping import handed_out, keeper_of, sold_early, taken_in
from xuncheng.server.demo.generate.people import Somebody
from xuncheng.server.demo.generate.script import Script
from xuncheng.server.demo.generate.store import Goods

_EXTENDED_AFTER = timedelta(days=20)
"""After these the head extends the term on the first working day: within its thirty days, also about a long holiday."""

EVIDENCE = (("进货账册", "账册", 2, "本", "完好"), ("送货单", "单据", 15, "张", "完好"))
"""What is preserved: name, kind, how many of it, in which unit, in which condition."""


def seized_and_returned(c: Course, case: Any, who: Somebody) -> Script:
    """Proposed, approved, carried out, kept in a warehouse; extended or sold early where the course says so; given back.

    Each act gives the measure as it has become: the steps are done by other processes.
    """
    lot = c.town.store.lots[c.goods]
    measure = yield from _carried_out(c, case, lot.goods)
    c.clock.minutes(40, 80)
    things = yield from taken_in(c, case, lot, _lines(c, measure))
    if lot.fate == "sold":
        yield from sold_early(c, things)
    if "seizure_extended" in c.turns:
        measure = yield from _extended(c, case, measure)
    c.clock.office(4, 8)
    measure = yield c.act(
        c.head, seized.lift_seizure, case=case, seizure=measure, ground="other",
        reasons="已清点、拍照取证，不再需要扣押。",
    )  # fmt: skip
    c.clock.minutes(60, 120)
    yield from handed_out(c, things, who)
    c.clock.minutes(5, 10)
    yield c.act(
        c.handler, seized.return_seized, case=case, seizure=measure, officers=list(c.officers),
        receiver=who.details.get("representative", who.name), remarks="逐件清点无误。", receiver_refusal=ON_PAPER,
    )  # fmt: skip


def _carried_out(c: Course, case: Any, goods: Sequence[Goods]) -> Script:
    c.clock.office(0, 1)
    measure = yield c.act(
        c.handler, seizure.propose_seizure, case=case, kind="seize", reason="涉案财物为违法经营所用，可能被转移。",
        objects="、".join(one.name for one in goods),
    )  # fmt: skip
    c.clock.minutes(20, 60)
    measure = yield c.act(
        c.head, seizure.approve_seizure, case=case, seizure=measure, approved=True, opinion="同意。"
    )
    c.clock.minutes(40, 90)
    return (yield c.outside(
        seizure.carry_out_seizure, case=case, seizure=measure, officers=list(c.officers), certificates_shown=True, present="party",
        heard=True, statement="无异议。", course="逐件清点、拍照，当事人在清单上签名。", related=True, items=_listed(goods), delivered=True,
        keeping="送示范区库房保管", refusal=ON_PAPER,
    ))  # fmt: skip


def _extended(c: Course, case: Any, measure: Any) -> Script:
    c.clock.after(c.clock.today + _EXTENDED_AFTER)
    measure = yield c.act(
        c.head, seizure.extend_seizure, case=case, seizure=measure, reasons="案情复杂，尚需核实货物来源。"
    )
    c.clock.minutes(30, 60)
    return (
        yield c.act(c.handler, seizure.tell_extension_of_seizure, case=case, seizure=measure, delivered=True)
    )


def _lines(c: Course, measure: Any) -> list[UUID]:
    """The lines of the measure's list, in its order."""
    viewer = c.town.viewer(keeper_of(c.town))
    with reading(viewer):
        found = measures_readable_by(viewer).get(pk=measure.pk)
    return [line.pk for line in sorted(found.items.all(), key=lambda line: line.position)]


def _listed(goods: Sequence[Goods]) -> list[ListedItem]:
    rows = (
        {"name": one.name, "kind": one.kind, "quantity": one.quantity, "unit": one.unit, "condition": one.condition}
        for one in goods
    )  # fmt: skip
    return [ListedItem.model_validate(row) for row in rows]


def preserved_and_returned(c: Course, case: Any, who: Somebody) -> Script:
    """Evidence that may be lost is registered and preserved with the head's approval, copied, and given back in seven days."""
    c.clock.office(0, 1)
    measure = yield c.act(
        c.handler, preservation.propose_preservation, case=case, reason="账册、单据可能被转移或者销毁。",
        objects="、".join(row[0] for row in EVIDENCE),
    )  # fmt: skip
    c.clock.minutes(20, 60)
    measure = yield c.act(
        c.head, preservation.approve_preservation, case=case, preservation=measure, approved=True, opinion="同意。"
    )  # fmt: skip
    c.clock.minutes(30, 60)
    rows = [
        dict(zip(("name", "kind", "quantity", "unit", "condition"), row, strict=True)) for row in EVIDENCE
    ]
    measure = yield c.outside(
        preservation.preserve_evidence, case=case, preservation=measure, officers=list(c.officers), certificates_shown=True,
        items=[ListedItem.model_validate(row) for row in rows], delivered=True, keeping="封存后由本局证据室保管", refusal=ON_PAPER,
    )  # fmt: skip
    c.clock.office(2, 3)
    yield c.act(
        c.head, preservation.dispose_of_preserved, case=case, preservation=measure, outcome="returned",
        reasons="已复制、核对，原件返还当事人。", receiver=who.details.get("representative", who.name), receiver_refusal=ON_PAPER,
    )  # fmt: skip
