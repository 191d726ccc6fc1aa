"""Building the tree: organisations and their teams."""

from __future__ import annotations

from typing import Annotated

from xuncheng.foundation.people.commands.checks import CODE, require_free
from xuncheng.foundation.people.models import Organisation, OrganisationKind, Team, TeamKind
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

ORGANISATION_KINDS = {
    OrganisationKind.BUREAU.value: Text("局", "bureau"),
    OrganisationKind.DEPARTMENT.value: Text("科室", "department"),
    OrganisationKind.STREET.value: Text("街道（镇）", "street"),
}
TEAM_KINDS = {
    TeamKind.ENFORCEMENT.value: Text("综合行政执法队", "enforcement team"),
    TeamKind.SUBORDINATE.value: Text("直属执法队", "directly subordinate team"),
    TeamKind.INSPECTION.value: Text("督察队", "inspection team"),
}

InArea = Annotated[Area, field("管辖区域", "Area", "ref", ref="jurisdiction")]
Parent = Annotated[Organisation, field("所属机构", "Organisation", "ref", ref="organisation")]


@act("organisation.add", Text("新增机构", "Add an organisation"))
def add_organisation(
    deed: Deed,
    kind: Annotated[OrganisationKind, field("类别", "Kind", "choice", choices=ORGANISATION_KINDS)],
    code: Annotated[str, field("代码", "Code", "text", max_length=20, pattern=CODE)],
    name: Annotated[str, field("名称", "Name", "text", min_length=1, max_length=100)],
    short: Annotated[str, field("简称", "Short name", "text", min_length=1, max_length=20)],
    area: InArea,
    parent: Annotated[Organisation | None, field("上级机构", "Parent", "ref", ref="organisation")] = None,
) -> Organisation:
    """Add an organisation to the tree. The bureau is its root; everything else has a parent."""
    if (parent is None) != (kind == OrganisationKind.BUREAU):
        raise invalid(
            FieldError("parent", Text("局没有上级机构，其他机构必须有", "Only the bureau has no parent"))
        )
    require_free(Organisation, "code", code)
    path = f"{parent.path if parent else ''}{code}."
    return Organisation.objects.create(
        id=deed.id,
        kind=kind,
        code=code,
        name=name,
        short=short,
        parent=parent,
        path=path,
        area=area,
        area_path=area.path,
    )


@act("team.add", Text("新增执法队", "Add a team"))
def add_team(
    deed: Deed,
    organisation: Parent,
    kind: Annotated[TeamKind, field("类别", "Kind", "choice", choices=TEAM_KINDS)],
    code: Annotated[str, field("代码", "Code", "text", max_length=20, pattern=CODE)],
    name: Annotated[str, field("名称", "Name", "text", min_length=1, max_length=100)],
    area: InArea,
) -> Team:
    """Add a team of officers to an organisation."""
    require_free(Team, "code", code)
    return Team.objects.create(
        id=deed.id, organisation=organisation, kind=kind, code=code, name=name, area=area, area_path=area.path
    )
