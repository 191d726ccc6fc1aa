"""Reading measures and the objects in their lists."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncheng.domains.custody.models import CustodyItem, Measure
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.custody import OPEN


def measures_readable_by(viewer: Viewer) -> QuerySet[Measure]:
    """Measures in the areas that the viewer sees, each with its list."""
    return Measure.objects.filter(in_scope(viewer)).prefetch_related("items")


def in_warehouse(measure: Measure) -> QuerySet[CustodyItem]:
    """What of a measure's list lies in a warehouse, or was sold there and its proceeds are still kept."""
    # lint: own door: the measure came through its door
    return CustodyItem.objects.filter(listed__measure=measure, state__in=OPEN).order_by("number")
