"""Courses of a penalty: a hearing, money that comes late, a limit that is extended or over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from xuncheng.foundation.trail.deed import SHANGHAI
from xuncheng.server.walkthrough.road import (
    File,
    concluded,
    decided,
    ended,
    legally_reviewed,
    notified,
    paid,
    penalised,
    proposed,
    waived,
)
from xuncheng.server.walkthrough.scene import ON_PAPER, Scene

VENDOR, PROPOSED, LOWERED = "SR-010", "4000.00", "2000.00"
HALF = "3000.00"
_DAY = timedelta(days=1)


def after_a_hearing(scene: Scene) -> UUID:
    """A vendor is to pay more than 3,000: he asks for a hearing, and the fine is lowered by what is said there."""
    file = notified(concluded(proposed(scene, 55, matter=VENDOR, fine=PROPOSED)))
    file.clock.office(1, 2)
    file.does("officer-a", "hearing.request", request="当事人认为罚款过重，要求听证。")
    _heard(file)
    legally_reviewed(file)
    file.fine = LOWERED
    decided(file)
    file.clock.office(1, 3)
    paid(file)
    file.expect("fine", file.page()["amount"], LOWERED)
    return ended(file)


def _heard(file: File) -> None:
    """Convened seven working days before, and held on the day told."""
    clock, scene = file.clock, file.scene
    first = clock.timer("hearing_notice")
    about = {
        "presider": scene["reviewer"].key, "recorder": scene["reviewer"].name, "place": "综合行政执法局听证室", "starts": "09:30:00",
    }  # fmt: skip
    clock.office(1, 1)
    file.refused("reviewer", "hearing.convene", "hearing_too_soon", hearing_on=first.isoformat(), **about)
    day = clock.workday_after(clock.timer("hearing_notice"))
    file.does("reviewer", "hearing.convene", hearing_on=day.isoformat(), **about)
    clock.after(clock.timer("statement"))
    file.refused("head", "decision.make", "hearing_open", **file.penalty)
    begins = datetime.combine(day, time(9, 30), SHANGHAI)
    clock.now = begins + timedelta(hours=2)
    speeches = [
        {"speaker": f"{file.officer.name}（调查人员）", "words": f"{file.facts}建议罚款{PROPOSED}元。"},
        {"speaker": f"{file.who.name}（当事人）", "words": file.topic.defence},
    ]
    file.does(
        "reviewer", "hearing.hold", absent=False, recorder=scene["reviewer"].name, started_at=begins.isoformat(),
        speeches=speeches, place="综合行政执法局听证室", refusal=ON_PAPER,
    )  # fmt: skip
    clock.office(0, 1)
    file.refused("head", "decision.make", "hearing_open", **file.penalty)
    file.does(
        "reviewer", "hearing.report", claims=speeches[0]["words"], defence=file.topic.defence,
        evidence="调查人员出示了现场检查笔录、询问笔录和现场照片，当事人对证据的真实性没有异议。",
        opinion="违法事实清楚，证据确实充分；当事人已及时改正，建议在法定幅度内减少罚款数额。",
    )  # fmt: skip


def paid_late(scene: Scene) -> UUID:
    """Nothing is paid in time: three per cent a day, and never more than the fine itself."""
    file = penalised(scene, 54)
    due = file.clock.timer("payment")
    file.clock.office(1, 1)
    file.refused("officer-a", "latefee.impose", "not_overdue", amount=file.fine)
    file.clock.after(due + 40 * _DAY)
    file.refused("officer-a", "latefee.impose", "late_fee_above_fine", amount="7200.00")
    file.does("officer-a", "latefee.impose", amount=file.fine)
    for part in (HALF, HALF, file.fine):
        file.refused("head", "case.close", "not_performed")
        paid(file, part)
        file.clock.office(20, 20)
    return ended(file)


def in_instalments(scene: Scene) -> UUID:
    """Two instalments are granted; the second does not come, and the late fee grows until it is as high as the fine."""
    file = penalised(scene, 40)
    hardship = {"difficulty": "受季节影响停工，资金周转困难。", "proposal": "申请分两期缴纳，承诺按期缴清。"}
    file.does("officer-a", "deferral.apply", asked="instalments", written=True, refusal=ON_PAPER, **hardship)
    first, second = file.days(20), file.days(50)
    short = [_part(first, HALF), _part(second, "2000.00")]
    file.refused("head", "deferral.approve", "plan_sum", instalments=short)
    file.does("head", "deferral.approve", instalments=[_part(first, HALF), _part(second, HALF)])
    file.clock.office(3, 5)
    paid(file, HALF)
    file.refused("officer-a", "latefee.impose", "not_overdue", amount=file.fine)
    file.clock.after(second + 80 * _DAY)
    file.does("officer-a", "latefee.impose", amount=file.fine)
    paid(file, HALF)
    file.clock.office(5, 5)
    file.refused("head", "case.close", "not_performed")
    paid(file, file.fine)
    return ended(file)


def by_agreement(scene: Scene) -> UUID:
    """Overdue, an agreement is made: two instalments, and the late fee is let go once both are paid, for what was made good."""
    file = penalised(scene, 39)
    file.clock.after(file.clock.timer("payment") + 10 * _DAY)
    file.refused("officer-a", "latefee.impose", "late_fee_differs", amount="1.00")
    fee = file.page()["dues"]["late_fee"]
    file.does("officer-a", "latefee.impose", amount=fee)
    file.clock.office(1, 1)
    first, second = file.days(15), file.days(45)
    signed = {
        "remedial_action": "已自行清理工地周边道路，增设冲洗设备。", "terms": "当事人财产状况变化的，应当及时告知。", "harmless": True,
        "signed": True,
    }  # fmt: skip
    too_much = {
        "waiver": f"{Decimal(fee) + 1000}",
        "instalments": [_part(first, HALF), _part(second, "2000.00")],
    }
    file.refused("head", "agreement.make", "principal_waived", **signed, **too_much)
    parts = [_part(first, HALF), _part(second, HALF)]
    file.refused(
        "head",
        "agreement.make",
        "agreement_not_signed",
        **(signed | {"signed": False}),
        waiver=fee,
        instalments=parts,
    )
    file.does("head", "agreement.make", **signed, waiver=fee, instalments=parts, refusal=ON_PAPER)
    file.clock.office(5, 8)
    paid(file, HALF)
    file.refused("head", "case.close", "not_performed")
    file.clock.office(20, 22)
    paid(file, HALF)
    file.expect("owed", file.page()["dues"]["owed"], "0.00")
    return ended(file)


def _part(day: date, amount: str) -> dict[str, str]:
    return {"due_on": day.isoformat(), "amount": amount}


def beyond_the_limit(scene: Scene) -> UUID:
    """Ninety days after the filing nothing may be decided any more."""
    file = notified(concluded(proposed(scene, 53)))
    file.clock.after(file.days(100))
    file.refused("head", "decision.make", "decision_limit_over", **file.penalty)
    file.does("head", "case.terminate", reason="办案期限已届满，未依法作出处理决定，终止调查。")
    return ended(file)


def extended(scene: Scene) -> UUID:
    """A suspension, and an extension before the limit is over, within which the case is decided."""
    file = concluded(proposed(scene, 52))
    file.clock.office(1, 1)
    file.does("head", "case.suspend", reason=scene.texts.of_case("suspension", scene.chance))
    file.refused("officer-a", "notice.give", "suspended", reasons="拟处罚。", **file.penalty)
    file.clock.office(10, 10)
    file.does("head", "case.resume", reason=scene.texts.of_case("resumption", scene.chance))
    file.clock.office(40, 40)
    file.does("head", "deadline.extend", reasons=scene.texts.of_case("extension", scene.chance))
    decided(waived(notified(file)))
    paid(file)
    return ended(file)
