"""Clients that each send one act after the other, as fast as they are answered.

Written on bare sockets: what the client itself costs is taken from the same processors as what is measured.
"""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from uuid_utils import uuid7

_ANSWER_SECONDS = 60
_HEAD_ENDS = b"\r\n\r\n"
_LENGTH = b"content-length: "


@dataclass(frozen=True)
class Somewhere:
    """A corner of the district in degrees; acts are spread over a twentieth of a degree from it."""

    west: float
    south: float


TEXT, ADDRESS = "人行道上有占道经营，影响通行", "示范路12号"


def submissions(token: str, corner: Somewhere) -> Iterator[bytes]:
    """Requests for the act report.submit, each with an id and a place of its own."""
    head = (
        f"POST /api/v1/acts/report.submit HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        "Content-Type: application/json\r\nContent-Length: "
    ).encode()
    while True:
        body = orjson.dumps({
            "id": str(uuid7()),
            "input": {
                "text": TEXT, "source": "patrol", "address": ADDRESS,
                "lon": corner.west + random.random() / 20,  # noqa: S311 # a place in town is no secret
                "lat": corner.south + random.random() / 20,  # noqa: S311 # as above
            },
        })  # fmt: skip
        yield head + str(len(body)).encode() + _HEAD_ENDS + body


def acts_per_second(port: int, token: str, corner: Somewhere, clients: int, seconds: float) -> float:
    """What so many clients get done in this time. Raises `RuntimeError` where an act is not accepted."""
    until = time.monotonic() + seconds
    done = [0] * clients
    failed: list[str] = []

    def send_all(client: int) -> None:
        requests = submissions(token, corner)
        with socket.create_connection(("127.0.0.1", port), timeout=_ANSWER_SECONDS) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < until and not failed:
                line.sendall(next(requests))
                answer = _answer(line)
                if not answer.startswith(b"HTTP/1.1 200"):
                    failed.append(answer.decode(errors="replace"))
                done[client] += 1

    threads = [threading.Thread(target=send_all, args=(client,)) for client in range(clients)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])
    return sum(done) / (time.monotonic() - started)


def _answer(line: socket.socket) -> bytes:
    """Read one answer to its last byte."""
    held = b""
    while _HEAD_ENDS not in held:
        held += _more(line)
    head, _, body = held.partition(_HEAD_ENDS)
    length = int(head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += _more(line)
    return held


def _more(line: socket.socket) -> bytes:
    part = line.recv(65536)
    if not part:
        raise ConnectionResetError("the web process hung up")
    return part
