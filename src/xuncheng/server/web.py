"""The web process: one uvicorn on a listening socket that the supervisor holds open across restarts."""

from __future__ import annotations

import os
import socket
import sys

import uvicorn

BACKLOG = 2048
"""Connections that wait while all are busy, or while this process is being restarted."""

_CLIENTS = 4096
"""Requests and streams at a time; beyond that 503, before memory runs out."""

_LAST_SECONDS = 3
"""How long streams are given to end when the process is told to stop."""


def serve(listening: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT. Does not return."""
    config = uvicorn.Config(
        "xuncheng.server.asgi:application",
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
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    sys.stdout.flush()
    sys.stderr.flush()
    # A thread that still waits for a lock or a client would keep the interpreter from ending by itself.
    os._exit(0 if server.started else 1)


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
