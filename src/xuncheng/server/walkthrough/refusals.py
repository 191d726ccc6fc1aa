"""The third story: what the law forbids is refused, with its article, by the API and beforehand on the case's page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from xuncheng.rules.legal import Text
from xuncheng.server.walkthrough.ordinary import ABOVE_RANGE, investigated
from xuncheng.server.walkthrough.person import Person, Surprise
from xuncheng.server.walkthrough.road import DUST_FINE, File, notified, proposed
from xuncheng.server.walkthrough.scene import Scene

LIMIT_OVER = "decision_limit_over"
DAYS_AGO = 56


def forbidden_case(scene: Scene) -> None:
    """A case in which each forbidden thing is tried; it ends by termination."""
    scene.told.chapter(Text("三、依法不得办理的行为", "3. What the law forbids"))
    reviewer, head = scene["reviewer"], scene["head"]
    # The reviewer holds a certificate: here he investigates, and may therefore not review.
    file = proposed(scene, DAYS_AGO, [scene["officer-a"].key, reviewer.key], public_interest=True)
    clock, case = file.clock, file.case
    _with_one_officer(file)
    investigated(file)
    head.refused("decision.make", clock.now, "not_notified", case, kinds=["fine"], amount=DUST_FINE)
    if _refusal(head, str(case)) != "not_notified":
        raise Surprise("案件页面没有说明尚未告知 / the page does not say what is missing")
    _above_range(file)
    notified(file)
    clock.after(clock.timer("statement"))
    reviewer.refused(
        "legality.review", clock.now, "investigator_reviews", case, passed=True, opinion="审核通过。"
    )
    _after_the_limit(scene)
    _ended(file)


def _with_one_officer(file: File) -> None:
    given: dict[str, Any] = {
        "certificates_shown": True,
        "findings": "现场检查情况。",
        "started_at": file.clock.now.isoformat(),
    }
    alone = [file.team[0]]
    file.officer.refused(
        "inspection.record", file.clock.now, "two_certified_officers", file.case, officers=alone, **given
    )


def _above_range(file: File) -> None:
    file.officer.refused(
        "notice.give",
        file.clock.now,
        "fine_above_range",
        file.case,
        kinds=["fine"],
        amount=ABOVE_RANGE,
        reasons="从重处罚。",
    )


def _after_the_limit(scene: Scene) -> None:
    """A case of the demo whose limit for the decision is over (第六十条): the page says so, and so does the API."""
    head = scene["head"]
    case = next((row["id"] for row in _overdue(head) if _refusal(head, row["id"]) == LIMIT_OVER), None)
    if case is None:
        raise Surprise("没有已超过办案期限的案件 / no case of the demo is beyond its limit")
    head.refused("decision.make", datetime.now(UTC), LIMIT_OVER, UUID(case), kinds=["fine"], amount=DUST_FINE)


def _overdue(head: Person) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = head.read(
        "/cases", procedure="ordinary", stage="notified", urgency="overdue"
    )["items"]
    return found


def _refusal(who: Person, case: str) -> str:
    """What the page of the case says beside the button of the decision, before anybody presses it."""
    acts = {row["name"]: row for row in who.read(f"/cases/{case}")["possible_acts"]}
    refusal = acts["decision.make"]["refusal"]
    return refusal["code"] if refusal else ""


def _ended(file: File) -> None:
    """The case is terminated, so that it burdens nobody's desk."""
    head = file.scene["head"]
    head.do("case.terminate", file.clock.now, file.case, reason="演练案件，不作处理，终止调查。")
    file.scene.closed(file.case, file.report, file.clock)
