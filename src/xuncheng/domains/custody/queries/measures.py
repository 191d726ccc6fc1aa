"""Reading measures and the objects in their lists."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncheng.domains.custody.models import Measure
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer


def measures_readable_by(viewer: Viewer) -> QuerySet[Measure]:
    """Measures in the areas that the viewer sees, each with its list."""
    return Measure.objects.filter(in_scope(viewer)).prefetch_related("items")
