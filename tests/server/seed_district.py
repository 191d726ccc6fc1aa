"""Run as a program: puts one street and one citizen into an empty database, and prints the citizen's token."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import django

django.setup()

from xuncheng.foundation.people.commands import (  # noqa: E402 - Django is set up first
    add_organisation,
    add_user,
    give_grant,
    issue_token,
    set_role,
)
from xuncheng.foundation.people.models import OrganisationKind  # noqa: E402
from xuncheng.foundation.places.commands import AreaFile, import_areas  # noqa: E402
from xuncheng.foundation.places.models import Area  # noqa: E402
from xuncheng.foundation.places.taking_in import AreaRow  # noqa: E402
from xuncheng.foundation.trail.acts import REGISTER  # noqa: E402
from xuncheng.foundation.trail.deed import Deed  # noqa: E402
from xuncheng.foundation.trail.scope import reading  # noqa: E402
from xuncheng.foundation.trail.viewer import program  # noqa: E402

HOUSE = program("测试", REGISTER)
CORNERS = [[116.40, 39.90], [116.50, 39.90], [116.50, 40.00], [116.40, 40.00], [116.40, 39.90]]


def area(code: str, kind: Area.Kind) -> Area:
    """An area over all of the square."""
    square: dict[str, Any] = {"type": "Polygon", "coordinates": [CORNERS]}
    row = AreaRow(code=code, name=f"示范{code}", geometry=square)
    import_areas(Deed(HOUSE), AreaFile(name=code, kind=kind, rows=[row]))
    with reading(HOUSE):
        return Area.objects.get(code=code)


district = area(sys.argv[1], Area.Kind.DISTRICT)
bureau = add_organisation(Deed(HOUSE), OrganisationKind.BUREAU, "JSCG", "示范区城管局", "京示城管", district)
citizen = add_user(Deed(HOUSE), "citizen", "王小明", "晨光路口第8盏红灯亮", organisation=bureau)
role = set_role(Deed(HOUSE), "citizen", "市民", "citizen", ["report.submit"], reads=False)
give_grant(Deed(HOUSE), citizen, role, district, date(2024, 1, 1))
sys.stdout.write(issue_token(Deed(HOUSE), citizen, "手机").secret)
