"""Courses with a procedure beside the case's own: transfers, monitoring records, evidence preserved in advance."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xuncheng.server.walkthrough.person import Person
from xuncheng.server.walkthrough.road import (
    File,
    begun,
    concluded,
    corrected,
    decided,
    ended,
    filed,
    inspected,
    notified,
    paid,
    proposed,
    reported_on,
    waived,
)
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

BURNED, BURNED_FINE = "DL-001", "5000.00"
POLICE = "示范区公安分局"


def to_the_police(scene: Scene) -> UUID:
    """What was dumped turns out to be a crime: nothing is decided here before the police have answered."""
    file = concluded(proposed(scene, 47))
    file.does(
        "officer-a",
        "crime.suspect",
        crime="污染环境罪",
        grounds="现场清理出的桶装废液经检测为危险废物，数量三吨以上。",
    )
    file.refused("head", "case.terminate", "transfer_undecided", reason="终止调查。")
    file.does(
        "officer-a",
        "transfer.report",
        officers=file.team,
        findings="经两名执法人员核实，涉案危险废物三吨以上，涉嫌犯罪。",
    )
    file.clock.office(1, 1)
    file.refused("officer-a", "transfer.send", "transfer_not_approved", police=POLICE, attachments="调查报告")
    file.does("head", "transfer.approve")
    file.clock.minutes(60, 180)
    file.does(
        "officer-a", "transfer.send", police=POLICE, attachments="涉嫌犯罪案件情况的调查报告\n涉案物品清单\n检验报告",
        goods="废液桶，42只",
    )  # fmt: skip
    file.clock.office(2, 2)
    file.does("officer-a", "transfer.answer", accepted=True, receipt="示公立字〔2026〕3号")
    file.refused("head", "case.close", "transfer_goods_open")
    file.clock.office(1, 1)
    file.does(
        "officer-a",
        "transfer.deliver",
        items="废液桶，42只\n检验报告原件，1份",
        receiver="孙示警",
        receiver_refusal=ON_PAPER,
    )
    return ended(file)


def to_another_authority(scene: Scene) -> UUID:
    """The place lies beyond the district after all: the case goes to the authority that has jurisdiction."""
    file = proposed(scene, 46)
    inspected(file)
    file.clock.office(1, 1)
    reasons = "经查，违法行为发生地位于邻区，由违法行为发生地的行政机关管辖。"
    given = {
        "authority": "邻示区综合行政执法局",
        "reasons": reasons,
        "materials": "立案审批表\n现场检查（勘验）笔录",
    }
    file.does("head", "case.hand_over", **given)
    file.refused("officer-a", "case.hand_over_answer", "answer_without_receipt", accepted=True, receipt="")
    file.clock.office(3, 3)
    file.does("officer-a", "case.hand_over_answer", accepted=True, receipt="邻示城管收字〔2026〕8号")
    return ended(file)


def by_monitoring(scene: Scene) -> UUID:
    """A camera that may be used: reviewed, published; its record reviewed, the party told, and only then notified."""
    file = begun(scene, 45, BURNED, BURNED_FINE)
    device = _device(file)
    file.clock.office(1, 1)
    filed(file)
    recorded = file.clock.now
    file.clock.minutes(30, 60)
    file.does(
        "officer-a", "record.take", device=device, recorded_at=recorded.isoformat(), content=f"摄像机画面显示：{file.facts}",
        files=[scene.photograph(file.officer, file.topic, file.clock)],
    )  # fmt: skip
    file.refused(
        "officer-a",
        "investigation.conclude",
        "no_evidence",
        course="调查。",
        established="事实。",
        proposal="建议。",
    )
    corrected(file)
    qualities = dict.fromkeys(("genuine", "clear", "complete", "accurate"), True)
    file.does("reviewer", "record.review", opinion="记录真实、清晰、完整、准确。", **qualities)
    reported_on(file)
    file.refused("officer-a", "notice.give", "violation_untold", reasons="拟处罚。", **file.penalty)
    file.does("officer-a", "violation.tell", lookup="“示范区执法”小程序，凭本告知书编号查询。")
    decided(waived(notified(file)))
    paid(file)
    return ended(file)


def _device(file: File) -> str:
    """A camera in the street, reviewed twice by different people, and its place published."""
    scene, clock = file.scene, file.clock
    keeper, reviewer = scene["officer-b"], scene["reviewer"]
    _keeps_devices(file, keeper)
    lon, lat = scene.place
    added = keeper.do(
        "device.add", clock.now, number="示监0001", kind="camera", place=scene.address, basis="行政处罚法第四十一条",
        standard="GB/T 28181", sign="“电子监控”标牌", lon=lon, lat=lat,
    ).object  # fmt: skip
    reviewer.do("device.review", clock.now, added, part="legal", passed=True, opinion="依据充分。")
    keeper.do(
        "device.review", clock.now, added, part="technical", passed=True, opinion="检定合格，标志明显。"
    )
    published = {"url": "https://example.invalid/devices", "published_on": clock.today.isoformat()}
    keeper.do("device.publish", clock.now, added, **published)
    return str(added)


def _keeps_devices(file: File, keeper: Person) -> None:
    """Somebody looks after the cameras of the district, by a role that the administrator gives him."""
    admin, clock = file.scene["admin"], file.clock
    district = admin.read("/places/areas", kind="district")["items"][0]["id"]
    keeping: dict[str, Any] = {
        "label_zh": "监控设备管理员",
        "label_en": "Keeper of devices",
        "acts": ["device.add", "device.review", "device.publish"],
    }
    role = admin.do("role.set", clock.now, code="camera_keeper", **keeping).result
    given = {"role": str(role), "area": district, "since": clock.today.isoformat()}
    admin.do("grant.give", clock.now, user=keeper.key, **given)


def preserved(scene: Scene) -> UUID:
    """Goods that would be gone tomorrow are registered and preserved, and given back within seven working days."""
    file = proposed(scene, 44, matter="SR-010", fine="600.00")
    asked = {"reason": "涉案货物随时可能被转移、灭失。", "objects": "小商品一批、三轮车一辆"}
    measure = str(file.does("officer-a", "preservation.propose", **asked).result)
    taken = {
        "preservation": measure, "officers": file.team, "certificates_shown": True, "delivered": True, "keeping": "就地加封，由当事人保管",
        "items": [{"name": "小商品", "kind": "货物", "quantity": "120", "unit": "件", "condition": "完好"},
                  {"name": "三轮车", "kind": "工具", "quantity": "1", "unit": "辆", "condition": "旧"}],
    }  # fmt: skip
    file.refused("officer-a", "evidence.preserve", "preservation_not_approved", **taken)
    file.does("head", "preservation.approve", preservation=measure, approved=True, opinion="同意登记保存。")
    file.clock.minutes(10, 20)
    file.does("officer-a", "evidence.preserve", **taken, refusal=ON_PAPER)
    concluded(file)
    file.refused(
        "head",
        "preservation.dispose",
        "not_confiscated_by_decision",
        preservation=measure,
        outcome="confiscated",
        reasons="拟没收。",
        receiver="库房",
    )
    given_back = {"outcome": "returned", "reasons": "证据已固定，物品返还当事人。", "receiver": file.who.name}
    file.does("head", "preservation.dispose", preservation=measure, **given_back, receiver_refusal=ON_PAPER)
    decided(waived(notified(file)))
    paid(file)
    return ended(file)
