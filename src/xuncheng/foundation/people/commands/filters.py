"""Filters of lists that are kept under a name (筛选方案)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from xuncheng.foundation.people.models import SavedFilter, User
from xuncheng.foundation.people.queries import own_filters
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.foundation.trail.statements import fetch
from xuncheng.rules.legal import Text

MOST = 30
"""How many filters one person keeps of one list."""

Value = Annotated[str, Field(max_length=200)]
Key = Annotated[str, Field(max_length=40)]


@act("filter.save", Text("保存筛选方案", "Save a filter"))
def save_filter(
    deed: Deed,
    listing: Annotated[str, field("列表", "List", "text", max_length=60, pattern=r"^[a-z][a-z/-]*$")],
    name: Annotated[str, field("名称", "Name", "text", min_length=1, max_length=40)],
    query: Annotated[dict[Key, Value], field("筛选条件", "Filter", "lines", min_length=1, max_length=30)],
    shared: Annotated[bool, field("本单位共享", "For the whole organisation", "bool")] = False,
) -> SavedFilter:
    """Keep the filter of a list under a name, for oneself or for one's organisation too; one's own of that name is changed.

    Refused: a name of nothing but spaces, a thirty-first filter of one list, sharing without an organisation.
    """
    owner, called = _owner(deed), name.strip()
    if not called:
        raise invalid(FieldError("name", Text("请填写名称", "Give it a name")))
    if shared and owner.organisation_id is None:
        raise invalid(
            FieldError("shared", Text("您不属于任何单位，不能共享", "You belong to no organisation"))
        )
    kept = own_filters(deed.actor).filter(listing=listing)
    saved = kept.filter(name=called).first()
    if saved is None:
        _check_room(kept.count())
        saved = SavedFilter(owner=owner, listing=listing, name=called)
    saved.query, saved.area_path = query, owner.area_path
    saved.shared_with_id = owner.organisation_id if shared else None
    saved.save()
    return saved


def _owner(deed: Deed) -> User:
    user = fetch(User, [deed.actor.id]).get(deed.actor.id) if deed.actor.id else None
    if user is None:
        raise Refused(
            "nobody_saves", Text("筛选方案须由本人保存", "A filter is saved by a person"), status=403
        )
    return user


def _check_room(have: int) -> None:
    if have >= MOST:
        raise Refused(
            "too_many_filters",
            Text(
                f"每张列表最多保存{MOST}个筛选方案，请先删除不用的",
                f"At most {MOST} filters are kept of a list: drop one that is not used",
            ),
        )


@act("filter.drop", Text("删除筛选方案", "Drop a filter"), on="saved")
def drop_filter(deed: Deed, saved: SavedFilter) -> SavedFilter:
    """Keep a filter no longer, for nobody. Only its owner may."""
    if saved.owner_id != deed.actor.id:
        raise Refused(
            "not_your_filter",
            Text("只能删除本人保存的筛选方案", "Only whoever saved a filter drops it"),
            status=403,
        )
    saved.dropped_at = saved.dropped_at or deed.at
    saved.save(update_fields=["dropped_at"])
    return saved
