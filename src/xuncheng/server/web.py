"""The web process: one uvicorn on a listening socket that the supervisor holds open across restarts."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from contextlib import suppress

import uvicorn

from xuncheng.server.asgi import application, end_streams

BACKLOG = 2048
"""Connections that wait while all are busy, or while this process is being restarted."""

_CLIENTS = 4096
"""Requests and streams at a time; beyond that 503, before memory runs out."""

_LAST_SECONDS = 3
"""How long streams, and then answers under way, are given to end when the process is told to stop."""


class Server(uvicorn.Server):
    """uvicorn waits for answers that are under way; streams have to be ended first."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                await end_streams()
        await super().shutdown(sockets)


def serve(listening: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT. Does not return."""
    config = uvicorn.Config(
        application,
        loop="uvloop",
        http="httptools",
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        backlog=BACKLOG,
        limit_concurrency=_CLIENTS,
        timeout_graceful_shutdown=_LAST_SECONDS,
        server_header=False,
    )
    server = Server(config)
    server.run(sockets=[listening])
    sys.stdout.flush()
    sys.stderr.flush()
    # A thread that still waits for a lock or a client would keep the interpreter from ending by itself.
    os._exit(0 if server.started else 1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
