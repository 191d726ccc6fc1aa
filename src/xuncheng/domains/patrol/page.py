"""The pages of a duty and of a route, and what somebody on patrol needs himself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from xuncheng.domains.patrol.queries import duties, positions, routes, tracks
from xuncheng.domains.patrol.queries.duties import Duty
from xuncheng.domains.patrol.queries.routes import Route
from xuncheng.foundation.places.queries import street_names
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

Row = dict[str, Any]


def duty_page(duty: Duty, viewer: Viewer) -> Row:
    """A duty with what was visited on it, the points of its route, and whether its track is open to the viewer."""
    own = duty.person_id == viewer.id
    visits = duties.visits_of(duty)
    return {
        **duties.item(duty, street_names()), "remarks": duty.remarks, "own": own,
        "track": {"open": own or (until := tracks.open_until(viewer, duty)) is not None, "until": None if own else until},
        "visits": [{"point": one.point.name, "at": one.at, "metres": one.metres} for one in visits],
        "points": _points(duty.route, {one.point_id for one in visits}),
        "possible_acts": acts_out(viewer, ("duty.end", "track.look"), duty.area_path, {"duty.end": _not_ended(duty, own=own)}),
        "timeline": timeline(duty.pk), "version": version_of(duty.pk),
    }  # fmt: skip


def route_page(route: Route, viewer: Viewer) -> Row:
    """A route with its points and its boundary (GeoJSON)."""
    return {
        **routes.item(route, street_names()), "stops": routes.points_of(route), "boundary": routes.shape_of(viewer, route),
        "possible_acts": acts_out(viewer, ("route.retire",), route.area_path, {"route.retire": _retired(route)}),
        "timeline": timeline(route.pk), "version": version_of(route.pk),
    }  # fmt: skip


def roster_page(line: duties.RosterLine, viewer: Viewer) -> Row:
    """A line of the roster, with the duties that came of it."""
    return {
        **duties.roster_item(line, street_names()), "cancelled_because": line.cancelled_because,
        "duties": [
            {"id": one.pk, "begun_at": one.begun_at, "ended_at": one.ended_at}
            for one in line.duties.order_by("begun_at")
        ],
        "possible_acts": acts_out(viewer, ("roster.cancel",), line.area_path, {"roster.cancel": _roster_over(line)}),
        "timeline": timeline(line.pk), "version": version_of(line.pk),
    }  # fmt: skip


def my_patrol(viewer: Viewer) -> Row:
    """What the viewer's own phone shows: whether he agreed, the duty he is on with its points, and his roster to come."""
    consent, duty, streets = duties.consent_of(viewer), duties.mine(viewer), street_names()
    now = timezone.now()
    lines = duties.rosters_readable_by(viewer).filter(person=viewer.id, cancelled_at=None, until__gt=now)
    visited = {one.point_id for one in duties.visits_of(duty)} if duty else set()
    return {
        "consent": {"id": consent.pk, "given_at": consent.given_at} if consent else None,
        "duty": duties.item(duty, streets) if duty else None,
        "points": _points(duty.route, visited) if duty else [],
        "roster": [duties.roster_item(line, streets) for line in lines.order_by("since")[:10]]
        if viewer.id
        else [],
        "watching": [
            {"area_path": path, "until": until} for path, until in positions.watched(viewer).items()
        ],
    }


def _points(route: Route | None, visited: set[Any]) -> list[Row]:
    if route is None:
        return []
    return [one | {"visited": one["id"] in visited} for one in routes.points_of(route)]


def _not_ended(duty: Duty, *, own: bool) -> Refused | None:
    if duty.ended_at:
        return Refused("duty_over", Text("该次上岗已结束", "This duty is over already"))
    if not own:
        return Refused("not_yours", Text("只能由本人办理", "Only the person himself may do this"), 403)
    return None


def _retired(route: Route) -> Refused | None:
    return (
        Refused("route_retired", Text("该路线已停用", "This route was retired already"))
        if route.retired_at
        else None
    )


def _roster_over(line: duties.RosterLine) -> Refused | None:
    if line.cancelled_at:
        return Refused("roster_cancelled", Text("该排班已取消", "This line was cancelled already"))
    if line.until <= timezone.now():
        return Refused("roster_over", Text("该排班时间已过", "This line is over already"))
    return None
