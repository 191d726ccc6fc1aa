"""In which area something new is entered: the one that was named, or else the actor's own."""

from __future__ import annotations

from typing import Annotated

from xuncheng.foundation.places.queries import area_exists
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

Area = Annotated[
    str, field("所属区域（不填即本人所辖）", "Area (else one's own)", "ref", ref="area", max_length=60)
]


def area_of(deed: Deed, area_path: str) -> str:
    """The area that was entered, or else the one in which the actor may do the act.

    Asked before any row is written there: the database lets nobody write where he sees nothing. Raises `Refused`:
    `invalid_input` for an area that there is not or where one has several, `no_grant` for one that is not the actor's.
    """
    if not area_path:
        return _own(deed)
    if not area_exists(area_path):
        raise invalid(FieldError("area_path", Text("没有这个区域", "There is no such area")))
    if not (deed.parent or deed.actor.may(deed.name, area_path, deed.day)):
        label = REGISTER[deed.name].label
        raise Refused(
            "no_grant",
            Text(f"您没有在该区域办理“{label.zh}”的权限", f"You have no grant for “{label.en}” in this area"),
            status=403,
        )
    return area_path


def _own(deed: Deed) -> str:
    own = {one.path for one in deed.actor.grants if deed.name in one.acts and one.covers(deed.day)}
    if len(own) != 1:
        raise invalid(FieldError("area_path", Text("请填写所属区域", "Say in which area")))
    return own.pop()
