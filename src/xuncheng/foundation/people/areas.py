"""In which area something new is entered: the one that was named, or else the actor's own."""

from __future__ import annotations

from typing import Annotated

from xuncheng.foundation.places.queries import area_exists
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

Area = Annotated[str, field("所属区域（不填即本人所辖）", "Area (else one's own)", "text", max_length=60)]


def area_of(deed: Deed, area_path: str) -> str:
    """The area that was entered, or else the one in which the actor may do the act. Raises `Refused` (`invalid_input`)."""
    grants = (one for one in deed.actor.grants if deed.name in one.acts and one.covers(deed.day))
    own = {one.path for one in grants}
    if not area_path and len(own) != 1:
        raise invalid(FieldError("area_path", Text("请填写所属区域", "Say in which area")))
    if area_path and not area_exists(area_path):
        raise invalid(FieldError("area_path", Text("没有这个区域", "There is no such area")))
    return area_path or own.pop()
