"""What an event says of its object: what the object's list in the API says of it, to this viewer, now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from xuncheng.domains.cases.api import CASES
from xuncheng.domains.collection.api import CHARGES
from xuncheng.domains.custody.api import GOODS
from xuncheng.domains.intake.api import REPORTS
from xuncheng.domains.monitoring.api import DEVICES
from xuncheng.foundation.people.listing import Listing
from xuncheng.foundation.trail.viewer import Viewer

LISTS: dict[str, Listing[Any]] = {
    "report": REPORTS, "case": CASES, "custodyitem": GOODS, "device": DEVICES, "charge": CHARGES,
}  # fmt: skip
"""The list in which objects of a kind stand. Of others an event says only their kind, key and number."""


def fields_of(kind: str, key: UUID, viewer: Viewer) -> dict[str, Any] | None:
    """The object as a row of its list; None where it stands in none, or not in the viewer's."""
    listing = LISTS.get(kind)
    if listing is None:
        return None
    rows = list(listing.found(viewer, listing.query()).filter(pk=key))
    return next(iter(listing.shown(viewer, rows)), None)
