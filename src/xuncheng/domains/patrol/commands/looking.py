"""Looking at where others are and were: for a reason, for a while, and never without a trace (个人信息保护法第六、五十一条)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from django.conf import settings

from xuncheng.domains.patrol.commands.shared import myself
from xuncheng.domains.patrol.models import Duty, Watch
from xuncheng.foundation.people.areas import Area, area_of
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.legal import Basis, Text

NO_MORE_THAN_NEEDED = (Basis("个人信息保护法", "6;51"),)

Reason = Annotated[str, field("查看理由", "Why", "text", min_length=2, max_length=200)]


@act("position.see", Text("查看在岗位置", "See who is where on duty"), basis=NO_MORE_THAN_NEEDED)
def see_positions(deed: Deed, reason: Reason, area_path: Area = "") -> Watch:
    """Open the positions of those on duty in an area to oneself, for the locality's hours (a shift): on the map, in lists, by distance."""
    person = myself(deed)
    hours = int(settings.LOCALITY.figure("position_see_hours"))
    return Watch.objects.create(
        # By when the server learnt of it: nobody opens positions for longer by dating the act.
        id=deed.id, person=person, reason=reason, at=deed.at, until=deed.received_at + timedelta(hours=hours),
        area_path=area_of(deed, area_path),
    )  # fmt: skip


@act("track.look", Text("查看巡查轨迹", "Look at a track"), on="duty", basis=NO_MORE_THAN_NEEDED)
def look_at_track(deed: Deed, duty: Duty, reason: Reason) -> Duty:
    """Open the track of one duty to whoever looks, for the locality's minutes. His own everybody sees without this."""
    return duty
