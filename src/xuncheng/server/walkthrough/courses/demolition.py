"""Courses of an illegal structure: announced, demolished by the party, or by force once nothing can be contested any more."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.server.walkthrough.road import File, ended, paid, penalised, published, rechecked
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

BUILDING, FINE = "SR-004", "2700.00"
WHAT = {
    "structure": "院内东侧单层砖混结构房屋，建筑面积九平方米。",
    "reasons": "未取得建设工程规划许可证，影响市容，逾期未改正。",
}
APPROVAL = {"approval": "示政批〔2026〕12号", "manner": "人工清点搬离物品后机械拆除。"}
DONE = {
    "course": "清点并搬离屋内物品，机械拆除墙体和屋面，清运渣土。", "goods": "木桌，2张\n铁皮柜，1个", "confirmed_by": "committee",
    "kept_at": "示范街道临时存放点", "video": "SX-2026-01", "cut_off": False,
}  # fmt: skip


def by_the_party(scene: Scene) -> UUID:
    """The order is announced; the party demolishes within the time."""
    file = _announced(scene, 42)
    file.refused(
        "officer-a",
        "enforcement.remind",
        "self_demolition_open",
        delivered=True,
        perform_by=file.days(10).isoformat(),
    )
    file.refused("head", "case.close", "correction_open")
    file.clock.office(8, 8)
    file.does(
        "officer-a", "duty.performed", officers=file.team, findings="经复查，当事人已自行拆除并清理现场。"
    )
    rechecked(file)
    return ended(file)


def by_force(scene: Scene) -> UUID:
    """Nobody demolishes: reminded, decided after sixty days and six months, told the day, done by day and on video."""
    file = _announced(scene, 41)
    file.clock.after(file.days(16))
    reminder = {"perform_by": file.days(10).isoformat(), "delivered": True}
    file.does("officer-a", "enforcement.remind", **reminder)
    file.clock.after(file.days(10))
    file.refused("head", "enforcement.decide", "remedies_open", **APPROVAL)
    file.clock.after(file.days(190))
    file.refused("head", "enforcement.decide", "no_government_approval", **APPROVAL | {"approval": ""})
    file.does("head", "enforcement.decide", **APPROVAL)
    _carried_out(file)
    rechecked(file)
    return ended(file)


def _announced(scene: Scene, days_ago: int) -> File:
    file = penalised(scene, days_ago, BUILDING, FINE, met=False, units="9")
    paid(file)
    duty: dict[str, Any] = {**WHAT, "perform_by": file.days(15).isoformat()}
    file.does("head", "duty.impose", **duty)
    file.clock.office(1, 1)
    file.does("officer-a", "duty.serve", delivered=True)
    published(file, "publication.publish_order")
    file.does("officer-a", "demolition.announce", perform_by=file.days(15).isoformat())
    return file


def _carried_out(file: File) -> None:
    clock = file.clock
    day = clock.workday_after(clock.today + timedelta(days=3))
    night, morning = (datetime.combine(day, time(hour), SHANGHAI) for hour in (23, 9))
    clock.minutes(60, 90)
    file.refused(
        "officer-a", "enforcement.schedule", "planned_at_night", delivered=True, planned_at=night.isoformat()
    )
    file.does("officer-a", "enforcement.schedule", delivered=True, planned_at=morning.isoformat())
    clock.now = morning + timedelta(hours=6)
    given: dict[str, Any] = {"officers": file.team, "carried_out_at": morning.isoformat(), **DONE}
    file.refused("officer-a", "demolition.carry_out", "supply_cut_off", **given | {"cut_off": True})
    file.does("officer-a", "demolition.carry_out", **given, refusal=ON_PAPER)
    clock.minutes(30, 60)
