"""Rosters (排班): who is to be on duty from when to when, and on which route."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime

from xuncheng.domains.patrol.models import RosterLine, Route
from xuncheng.foundation.people.areas import area_of
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

LONGEST = timedelta(hours=24)
"""How long one line of a roster may be."""

Who = Annotated[User, field("人员", "Person", "ref", ref="user")]


@act("roster.set", Text("排班", "Set a roster"))
def set_roster(
    deed: Deed,
    person: Who,
    since: Annotated[AwareDatetime, field("开始时间", "From", "datetime")],
    until: Annotated[AwareDatetime, field("结束时间", "Until", "datetime")],
    route: Annotated[Route | None, field("巡查路线", "Route", "ref", ref="route")] = None,
    remarks: Annotated[str, field("备注", "Remarks", "text", max_length=200)] = "",
) -> RosterLine:
    """Say from when to when somebody is to be on duty; his team is the one he is in.

    Raises `Refused`: `no_grant` for somebody of elsewhere, `roster_overlaps`, `invalid_input` for a stretch that is none, that is over,
    or is longer than a day, for somebody who left, for a route that was retired or lies elsewhere.
    """
    path = area_of(deed, person.area_path)
    _check_stretch(deed, since, until)
    _check_route(route, person)
    if not person.is_active:
        raise invalid(FieldError("person", Text("该人员已停用", "That person does not work here any more")))
    there = RosterLine.objects.filter(person=person, cancelled_at=None, since__lt=until, until__gt=since)
    if there.exists():
        raise Refused(
            "roster_overlaps",
            Text("该人员在此时段已有排班", "That person has a roster for part of that time already"),
        )
    return RosterLine.objects.create(
        id=deed.id, person=person, team_id=person.team_id, day=since.astimezone(SHANGHAI).date(), since=since, until=until,
        route=route, remarks=remarks, area_path=path,
    )  # fmt: skip


@act("roster.cancel", Text("取消排班", "Cancel a roster"), on="line")
def cancel_roster(
    deed: Deed, line: RosterLine,
    reason: Annotated[str, field("取消原因", "Why", "text", min_length=2, max_length=200)],
) -> RosterLine:  # fmt: skip
    """Cancel a line of the roster that is not over yet. Raises `Refused`: `roster_cancelled`, `roster_over`."""
    if line.cancelled_at:
        raise Refused("roster_cancelled", Text("该排班已取消", "This line was cancelled already"))
    if line.until <= deed.at:
        raise Refused("roster_over", Text("该排班时间已过", "This line is over already"))
    line.cancelled_at, line.cancelled_because = deed.at, reason
    line.save(update_fields=["cancelled_at", "cancelled_because"])
    return line


def _check_stretch(deed: Deed, since: AwareDatetime, until: AwareDatetime) -> None:
    if not timedelta(0) < until - since <= LONGEST:
        raise invalid(
            FieldError(
                "until",
                Text("结束时间应当晚于开始时间，且不超过24小时", "It ends after it begins, within 24 hours"),
            )
        )
    if until <= deed.at:
        raise invalid(FieldError("until", Text("排班时间已过", "That time is over already")))


def _check_route(route: Route | None, person: User) -> None:
    if route and route.retired_at:
        raise invalid(FieldError("route", Text("该路线已停用", "That route was retired")))
    if route and not route.area_path.startswith(person.area_path):
        raise invalid(
            FieldError("route", Text("该路线不在此人的辖区内", "That route lies outside the person's area"))
        )
