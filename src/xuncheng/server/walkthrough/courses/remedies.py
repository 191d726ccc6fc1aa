"""Courses in which the party contests the decision."""

from __future__ import annotations

from uuid import UUID

from xuncheng.server.walkthrough.road import ended, paid, penalised
from xuncheng.server.walkthrough.scene import Scene


def revoked(scene: Scene) -> UUID:
    """Paid, contested within sixty days, revoked: what was published is withdrawn, and the fine goes back, before the case is closed."""
    file = penalised(scene, 43)
    file.clock.office(3, 5)
    paid(file)
    file.clock.after(file.days(30))
    today = file.clock.today.isoformat()
    lodged = {"applicant": file.who.name, "lodged_on": today, "received_by_us": today}
    file.does("reviewer", "remedy.lodge", kind="reconsideration", **lodged)
    file.refused("reviewer", "remedy.lodge", "remedy_pending", kind="litigation", **lodged)
    file.refused("head", "case.close", "remedy_unsettled")
    file.clock.office(5, 5)
    file.does("reviewer", "remedy.reply", remedy=1, answer="本机关认为认定事实清楚，程序合法，请予维持。")
    file.clock.office(25, 25)
    result = {"outcome_number": "示政复决字〔2026〕3号", "decided_on": file.clock.today.isoformat()}
    file.does("reviewer", "remedy.decide", remedy=1, outcome="revoked", **result)
    file.refused("head", "case.close", "refund_open")
    file.clock.office(1, 1)
    back = {"refund": file.fine, "voucher": "TK-0001", "refunded_on": file.clock.today.isoformat()}
    file.does("officer-a", "fine.refund", remedy=1, **back)
    file.refused("head", "case.close", "withdrawal_open")
    file.does("head", "publication.withdraw", explanation="行政处罚决定经行政复议撤销，现撤回公示信息。")
    return ended(file)
