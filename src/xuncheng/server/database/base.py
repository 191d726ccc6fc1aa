"""The module in which Django looks for a backend's `DatabaseWrapper`."""

from __future__ import annotations

from select import POLLIN, poll

from django.contrib.gis.db.backends.postgis import base
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before each request, so that a restart of the database fails none."""

    def is_usable(self) -> bool:
        """Whether the connection still stands.

        A server that hangs up leaves its goodbye on the socket. So one with nothing to read stands, which the
        kernel knows without a round trip; one with something to read is asked, as Django always does.
        """
        connection = self.connection
        if connection is None or connection.pgconn.status != ConnStatus.OK:
            return False
        waiting = poll()
        waiting.register(connection.fileno(), POLLIN)
        return super().is_usable() if waiting.poll(0) else True
