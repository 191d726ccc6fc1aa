"""The scope of a transaction: whom the database takes itself to be serving."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer

_SET = (
    "SELECT set_config('xuncheng.scope', %s, true), set_config('xuncheng.actor', %s, true),"
    " set_config('xuncheng.act', %s, true), set_config('plan_cache_mode', %s, true)"
)


def set_scope(viewer: Viewer, act: UUID | None = None, *, plans: str = "auto") -> None:
    """Tell the database, for this transaction, what the viewer may see, which act he is doing, and how to plan."""
    paths = viewer.scope(today())
    array = "{" + ",".join(f'"{path}"' for path in paths) + "}"
    with connection.cursor() as cursor:
        cursor.execute(_SET, [array, str(viewer.id or ""), str(act or ""), plans])


@contextmanager
def reading(viewer: Viewer, *, lists: bool = False) -> Iterator[None]:
    """A transaction in which the database shows only what the viewer may see.

    For `lists` it plans each query for the values that are asked for: by which index a list is best read depends on them.
    A plan for any values, which it would keep after some repetitions, may read thousands of rows where fifty are shown.
    """
    with transaction.atomic():
        set_scope(viewer, plans="force_custom_plan" if lists else "auto")
        yield
