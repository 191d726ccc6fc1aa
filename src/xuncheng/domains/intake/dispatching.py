"""To which teams a report may be dispatched: those of its place whose organisation holds its matter by the power list in force.

The form offers these alone, and says why others are left out; the act itself asks again (`report.dispatch`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xuncheng.domains.intake import queries
from xuncheng.domains.intake.models import Report
from xuncheng.domains.law.queries import Matter
from xuncheng.domains.powers.queries import able, whose
from xuncheng.foundation.people.models import Team
from xuncheng.foundation.people.queries import teams_readable_by
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.schemas import words
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

NOBODY_HERE = Text("没有负责案源所在区域的执法队", "No team covers the place of the report")


@dataclass(frozen=True, slots=True)
class Offered:
    """The teams, and why there are none or not all that cover the place."""

    teams: list[Team]
    why: Text | None = None


def may_dispatch(viewer: Viewer, report: Report) -> bool:
    """Whether the viewer dispatches there: nobody else is shown to whom."""
    return queries.is_inside(viewer, report) and viewer.may("report.dispatch", report.area_path, today())


def offered(viewer: Viewer, report: Report) -> Offered:
    """The teams that cover the place, and of them those that may take the matter up today. To be asked inside `reading`."""
    teams = teams_readable_by(viewer).select_related("organisation").order_by("name", "id")
    covering = [one for one in teams if report.area_path.startswith(one.area_path)]
    if not covering:
        return Offered([], NOBODY_HERE)
    if report.matter is None:
        return Offered(covering)
    holding = able([one.organisation for one in covering], report.matter.pk, today())
    found = [one for one in covering if one.organisation_id in holding]
    return Offered(found, _why(report, report.matter, found, len(covering) - len(found)))


def _why(report: Report, matter: Matter, found: list[Team], left_out: int) -> Text | None:
    if not left_out:
        return None
    if found:
        return Text(
            f"另有{left_out}个执法队未列出：所属单位的现行权责清单没有“{matter.name_zh}”",
            f"{left_out} more left out: “{matter.name_en}” is not in the power list of their organisations",
        )
    instead = whose(matter.pk, today(), report.area_path)
    return Text(
        f"该处执法队所属单位的现行权责清单都没有“{matter.name_zh}”：{instead.zh}",
        f"“{matter.name_en}” is not in the power list of any organisation with a team there: {instead.en}",
    )


def offered_out(found: Offered, q: str) -> dict[str, Any]:
    """The teams as the API says them, narrowed by a part of the name of the team or its organisation."""
    items = [
        {"id": one.pk, "name": one.name, "organisation": one.organisation}
        for one in found.teams
        if q in one.name or q in one.organisation.name
    ]
    return {"items": items, "why": words(found.why) if found.why else None}
