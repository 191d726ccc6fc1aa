"""The one door for reading the law: it is public, so every signed-in viewer reads all of it, a stranger nothing."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncheng.domains.law.models import Matter, StatuteVersion
from xuncheng.foundation.trail.viewer import Viewer


def versions_readable_by(viewer: Viewer) -> QuerySet[StatuteVersion]:
    """All versions of all statutes."""
    found = StatuteVersion.objects.select_related("statute")
    return found.all() if may_read(viewer) else found.none()


def matters_readable_by(viewer: Viewer) -> QuerySet[Matter]:
    """All matters."""
    return Matter.objects.all() if may_read(viewer) else Matter.objects.none()


def may_read(viewer: Viewer) -> bool:
    """Whether the viewer may read the law: a user, or the program itself at work."""
    return viewer.id is not None or bool(viewer.grants)
