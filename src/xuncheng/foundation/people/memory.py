"""Viewers kept in memory for a few seconds, so that a request need not ask the database who is asking."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from uuid import UUID

from django.db import connection, transaction

from xuncheng.foundation.trail.viewer import Viewer

CHANNEL = "xuncheng_people"
"""Channel on which processes tell each other whose rights or sessions changed: a user's key, or "*"."""

SECONDS = 5.0
"""How long another process may at most go on with what it knew."""

_MOST = 20_000


class ViewerMemory:
    """Viewers by the key of their session or token."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._known: dict[str, tuple[Viewer, float]] = {}
        self._changes = 0
        self._lock = Lock()

    def recall(self, key: str, load: Callable[[], Viewer | None]) -> Viewer | None:
        """The viewer of this key, loaded if he is not known or was loaded too long ago.

        What was loaded while somebody's rights changed is used once and not kept: it may be the state
        from before. That nobody was found is not kept either.
        """
        viewer, until = self._known.get(key, (None, 0.0))
        if viewer is not None and time.monotonic() < until:
            return viewer
        changes = self._changes
        viewer = load()
        with self._lock:
            if viewer is not None and changes == self._changes:
                self._make_room()
                self._known[key] = (viewer, time.monotonic() + self._seconds)
        return viewer

    def forget(self, user: UUID | None) -> None:
        """Drop what is known of one user, or of all for None."""
        with self._lock:
            self._changes += 1
            if user is None:
                self._known.clear()
            else:
                self._known = {key: kept for key, kept in self._known.items() if kept[0].id != user}

    def _make_room(self) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()


MEMORY = ViewerMemory()
"""The memory of this process."""


def changed(user: UUID | None) -> None:
    """Say that the rights or sessions of a user (None: of many) changed.

    This process forgets at once, and again when the change is committed, since another thread may have
    loaded the old state meanwhile; other processes hear of it by NOTIFY, also when it is committed.
    """
    MEMORY.forget(user)
    transaction.on_commit(lambda: MEMORY.forget(user))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(user or "*")])


def heard(payload: str) -> UUID | None:
    """Take over what another process said on `CHANNEL`; returns whom it concerns (None: everybody)."""
    user = None if payload == "*" else UUID(payload)
    MEMORY.forget(user)
    return user
