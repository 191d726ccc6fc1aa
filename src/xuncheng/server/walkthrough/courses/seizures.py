"""Courses with goods that are seized: kept longer and given back, released because the term is over, sold before they spoil."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from xuncheng.server.walkthrough.road import (
    File,
    concluded,
    decided,
    ended,
    notified,
    paid,
    proposed,
    waived,
)
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

UNLICENSED, FINE, CASE_OF_LAW = "WZ-001", "800.00", "no_other_law"
STALL = {"name": "折叠货架", "kind": "经营工具", "quantity": "2", "unit": "个", "condition": "完好"}
FISH = {"name": "冰鲜鱼", "kind": "商品", "quantity": "3", "unit": "箱", "condition": "冰鲜"}


def extended_then_returned(scene: Scene) -> UUID:
    """Thirty days do not suffice: the term is extended once, told in time, and the goods go back to the party."""
    file, measure, _ = _seized(scene, 62, STALL)
    concluded(file)
    file.clock.office(14, 14)
    file.does("head", "seizure.extend", seizure=measure, reasons="案情复杂，尚需核实货物来源。")
    file.does("officer-a", "seizure.tell_extension", seizure=measure, delivered=True)
    _fined(file)
    file.refused("head", "case.close", "seizure_open")
    file.does(
        "head",
        "seizure.lift",
        seizure=measure,
        ground="other",
        reasons="处罚决定未没收该财物，不再需要扣押。",
    )
    return _given_back(file, measure)


def lapsed(scene: Scene) -> UUID:
    """The term is over and nothing was decided: nothing keeps the goods any more, only their release is left."""
    file, measure, until = _seized(scene, 63, STALL)
    concluded(file)
    file.clock.after(until)
    kept = {"seizure": measure, "outcome": "transferred", "reasons": "拟移送其他机关处理。"}
    file.refused("head", "seizure.handle", "no_seizure_to_handle", **kept)
    file.does("officer-a", "seizure.release", seizure=measure, reasons="扣押期限届满，依法立即解除。")
    _fined(file)
    return _given_back(file, measure)


def perishables_sold(scene: Scene) -> UUID:
    """Fish would spoil: sold with the head's approval at an evidenced price, and the proceeds go back with the rest."""
    file, measure, _ = _seized(scene, 64, STALL, FISH)
    sale: dict[str, Any] = {
        "seizure": measure, "officers": file.team, "line": 2, "buyer": "示范区虚构水产店", "proceeds": "300.00", "voucher": "示变0001",
        "account": "询价三家，价高者得，货款当场交清。",
    }  # fmt: skip
    file.refused("officer-a", "seizure.sell", "no_sale_approved", **sale)
    prices = [scene.photograph(scene["head"], file.topic, file.clock)]
    asked = {"objects": "冰鲜鱼3箱", "perishable": True, "reasons": "鲜活物品，不易保管。"}
    file.does("head", "seizure.approve_sale", seizure=measure, price_evidence=prices, **asked)
    file.does("officer-a", "seizure.sell", **sale)
    concluded(file)
    _fined(file)
    file.does(
        "head",
        "seizure.lift",
        seizure=measure,
        ground="other",
        reasons="处罚决定未没收该财物，变卖款一并退还。",
    )
    return _given_back(file, measure)


def _seized(scene: Scene, days_ago: int, *items: dict[str, str]) -> tuple[File, str, date]:
    """A case whose goods are in hand with the head's approval: the case, the measure, and the last day of its term."""
    file = proposed(scene, days_ago, matter=UNLICENSED, fine=FINE, circumstance=CASE_OF_LAW)
    asked = {
        "kind": "seize",
        "reason": "涉案货物可能被转移。",
        "objects": "、".join(item["name"] for item in items),
    }
    measure = str(file.does("officer-a", "seizure.propose", **asked).result)
    taken: dict[str, Any] = {
        "seizure": measure, "officers": file.team, "certificates_shown": True, "present": "party", "heard": True, "statement": "无",
        "course": "逐件清点、拍照、登记，当事人在场。", "related": True, "items": list(items), "delivered": True,
        "keeping": "示范区第一库房",
    }  # fmt: skip
    file.refused("officer-a", "seizure.carry_out", "no_seizure_approved", **taken)
    file.does("head", "seizure.approve", seizure=measure, approved=True, opinion="同意扣押。")
    file.clock.minutes(10, 20)
    file.does("officer-a", "seizure.carry_out", **taken, refusal=ON_PAPER)
    return file, measure, file.clock.timer("seizure")


def _fined(file: File) -> None:
    decided(waived(notified(file)))
    paid(file)


def _given_back(file: File, measure: str) -> UUID:
    file.clock.office(1, 1)
    given = {"officers": file.team, "receiver": file.who.name}
    file.does("officer-a", "seizure.return", seizure=measure, receiver_refusal=ON_PAPER, **given)
    return ended(file)
