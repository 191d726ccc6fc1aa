"""Business lies in streets: the column that lists narrow by, and a viewer's scope as a condition on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer

STREET_PATH_LENGTH = len("110199.003.")
"""An area path down to its street."""


def street_of_area() -> models.GeneratedField:
    """The column `street` of a row with an `area_path`: the part of the path down to the street."""
    return models.GeneratedField(
        expression=Left("area_path", STREET_PATH_LENGTH),
        output_field=models.CharField(max_length=STREET_PATH_LENGTH, db_collation="C"),
        db_persist=True,
    )


def in_streets(viewer: Viewer) -> Q:
    """The viewer's scope of today as an indexed condition: whole streets by equality, smaller areas by prefix."""
    condition = Q(pk__in=())
    for path in viewer.scope(today()):
        if len(path) < STREET_PATH_LENGTH:
            return Q(area_path__begins=path)
        narrower = Q(street=path[:STREET_PATH_LENGTH])
        condition |= narrower if len(path) == STREET_PATH_LENGTH else narrower & Q(area_path__begins=path)
    return condition


def whole_streets(viewer: Viewer) -> list[str]:
    """The streets, by their paths, in which all lies that the viewer sees today; none where he sees further than that."""
    paths = viewer.scope(today())
    if any(len(path) < STREET_PATH_LENGTH for path in paths):
        return []
    return sorted({path[:STREET_PATH_LENGTH] for path in paths})
