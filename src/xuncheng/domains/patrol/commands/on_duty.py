"""Going on duty and off duty (上岗、下岗)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.db import connection

from xuncheng.domains.patrol.commands.shared import gone_from_the_map, myself
from xuncheng.domains.patrol.models import Duty, PositionConsent, RosterLine, Route
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Basis, Text

EARLY = timedelta(hours=2)
"""How long before his roster begins somebody may go on duty for it."""

ON_DUTY_ONLY = (Basis("个人信息保护法", "6"),)

# What came in after the end by a clock or a device that did not know of it, and how many positions are left of the duty.
_CUT = "DELETE FROM patrol_position WHERE person_id = %s AND at >= %s AND at < %s"
_COUNT = "SELECT count(*) FROM patrol_position WHERE person_id = %s AND at >= %s AND at < %s"


@act("duty.begin", Text("上岗", "Go on duty"))
def begin_duty(
    deed: Deed,
    route: Annotated[
        Route | None, field("巡查路线（不选即按排班）", "Route (else that of the roster)", "ref", ref="route")
    ] = None,
) -> Duty:
    """Go on duty oneself, for one's roster if there is one. Positions are kept where the person agreed to it, and are not otherwise.

    Raises `Refused`: `on_duty_already`, `duty_overlaps` (an act done offline), `invalid_input` for a route that was retired.
    """
    person = myself(deed)
    _check_off_duty(deed)
    line = _rostered(deed)
    if route and route.retired_at:
        raise invalid(FieldError("route", Text("该路线已停用", "That route was retired")))
    agreed = PositionConsent.objects.filter(person=person, withdrawn_at=None).exists()
    return Duty.objects.create(
        id=deed.id, person=person, team_id=person.team_id, begun_at=deed.at, shares=agreed, area_path=person.area_path,
        roster=line, route=route or (line.route if line else None),
    )  # fmt: skip


@act("duty.end", Text("下岗", "Go off duty"), on="duty", basis=ON_DUTY_ONLY)
def end_duty(
    deed: Deed, duty: Duty,
    remarks: Annotated[str, field("备注", "Remarks", "longtext", max_length=200)] = "",
) -> Duty:  # fmt: skip
    """Go off duty: no position is kept from then on, and none of later stays. Its entry says how many were kept of the duty so far.

    Whoever forgets it is taken off duty by the program. Raises `Refused`: `not_yours`, `duty_over`, `invalid_input`.
    """
    if deed.actor.id not in (None, duty.person_id):
        raise Refused("not_yours", Text("只能由本人办理", "Only the person himself may do this"), 403)
    if duty.ended_at:
        raise Refused("duty_over", Text("该次上岗已结束", "This duty is over already"))
    if deed.at < duty.begun_at:
        raise invalid(FieldError("at", Text("下岗不得早于上岗", "A duty ends after it began")))
    duty.ended_at, duty.remarks = deed.at, remarks
    duty.positions = _close(duty)
    deed.outputs["positions"] = duty.positions
    duty.save(update_fields=["ended_at", "remarks", "positions"])
    gone_from_the_map(deed, duty.person_id)
    return duty


def _close(duty: Duty) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_CUT, [duty.person_id, duty.ended_at, "infinity"])
        cursor.execute(_COUNT, [duty.person_id, duty.begun_at, duty.ended_at])
        (count,) = cursor.fetchone()
    return int(count)


def _check_off_duty(deed: Deed) -> None:
    last = Duty.objects.filter(person=deed.actor.id).order_by("-begun_at").first()
    if last and last.ended_at is None:
        raise Refused("on_duty_already", Text("您已在岗", "You are on duty already"))
    if last and last.ended_at and last.ended_at > deed.at:
        raise Refused(
            "duty_overlaps", Text("与此前一次上岗时间重叠", "This overlaps with an earlier duty of yours")
        )


def _rostered(deed: Deed) -> RosterLine | None:
    """The line of the roster for which the actor goes on duty."""
    lines = RosterLine.objects.filter(
        person=deed.actor.id, cancelled_at=None, since__lte=deed.at + EARLY, until__gt=deed.at
    )
    return lines.order_by("since").first()
