"""Keeping goods: where in the warehouse they lie."""

from __future__ import annotations

from typing import Annotated

from xuncheng.domains.custody.commands.shared import item_act, lay, leave, moved
from xuncheng.domains.custody.models import CustodyItem, StoragePlace
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, invalid
from xuncheng.rules.legal import Text

Place = Annotated[StoragePlace, field("库位", "Place", "ref", ref="place")]


@item_act("item.place")
def place_item(deed: Deed, item: CustodyItem, place: Place) -> CustodyItem:
    """Put a thing that was taken in at a place. Raises what `lay` raises; `item_placed`."""
    moved(deed, item)
    lay(deed, item, place)
    item.save(update_fields=["place", "moved_at"])
    return item


@item_act("item.move")
def move_item(
    deed: Deed, item: CustodyItem, place: Place,
    reason: Annotated[str, field("移位原因", "Why", "text", max_length=200)] = "",
) -> CustodyItem:  # fmt: skip
    """Move a thing to another place of the same warehouse. Raises what `lay` raises; `item_not_placed`."""
    moved(deed, item)
    if item.place_id == place.pk:
        raise invalid(FieldError("place", Text("物品已在该库位", "It lies there already")))
    leave(deed, item)
    lay(deed, item, place)
    item.save(update_fields=["place", "moved_at"])
    return item
