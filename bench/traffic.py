"""Clients that each send one act after the other, as fast as they are answered.

Written on bare sockets: what the client itself costs is taken from the same processors as what is measured.
"""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

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


Talk = Generator[bytes, bytes, None]
"""Requests, one after the other; each is sent when the answer to the one before has come, and may depend on it."""


def submitting(token: str, corner: Somewhere, _client: int = 0) -> Talk:
    """Submit one report after the other."""
    while True:
        yield _submission(token, corner)


@dataclass(frozen=True)
class Team:
    """The two officers in charge of some cases, by their keys, and the cases of each client."""

    handler: str
    partner: str
    cases: Sequence[Sequence[str]]


TITLE, PROVES = "现场照片", "占用人行道摆放物品，影响通行"


def collecting(token: str, team: Team, client: int) -> Talk:
    """Collect one item of evidence after the other, in cases of the client's own."""
    given = {
        "officers": [team.handler, team.partner], "certificates_shown": True, "lawful": True, "kind": "document",
        "title": TITLE, "proves": PROVES,
    }  # fmt: skip
    for case in cycle(team.cases[client]):
        yield _request(token, "evidence.collect", {"on": case, "input": given})


def _submission(token: str, corner: Somewhere) -> bytes:
    return _request(token, "report.submit", {
        "input": {
            "text": TEXT, "source": "patrol", "address": ADDRESS,
            "lon": corner.west + random.random() / 20,  # noqa: S311 # a place in town is no secret
            "lat": corner.south + random.random() / 20,  # noqa: S311 # as above
        }
    })  # fmt: skip


def _request(token: str, act: str, deed: dict[str, Any]) -> bytes:
    """The request that does an act, under an id of its own."""
    body = orjson.dumps({"id": str(uuid7()), **deed})
    head = (
        f"POST /api/v1/acts/{act} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def acts_per_second(port: int, talk: Callable[[int], Talk], clients: int, seconds: float) -> float:
    """What so many clients, each by its number, get done in this time. Raises `RuntimeError` where an act is not accepted."""
    until = time.monotonic() + seconds
    done = [0] * clients
    failed: list[str] = []

    def send_all(client: int) -> None:
        requests = talk(client)
        request = next(requests)
        with socket.create_connection(("127.0.0.1", port), timeout=_ANSWER_SECONDS) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < until and not failed:
                line.sendall(request)
                status, body = answer(line)
                if status != b"200":
                    failed.append(body.decode(errors="replace"))
                    return
                done[client] += 1
                request = requests.send(body)

    threads = [threading.Thread(target=send_all, args=(client,)) for client in range(clients)]
    taken = _together(threads)
    if failed:
        raise RuntimeError(failed[0])
    return sum(done) / taken


def requests_per_second(port: int, each: Sequence[Sequence[bytes]]) -> float:
    """What is done in a second where each client sends its requests, one after the other. Raises `RuntimeError` for what is refused."""
    failed: list[str] = []

    def send_all(requests: Sequence[bytes]) -> None:
        with socket.create_connection(("127.0.0.1", port), timeout=_ANSWER_SECONDS) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for request in requests:
                line.sendall(request)
                status, body = answer(line)
                if status != b"200":
                    failed.append(body.decode(errors="replace"))
                    return

    seconds = _together([threading.Thread(target=send_all, args=(requests,)) for requests in each])
    if failed:
        raise RuntimeError(failed[0])
    return sum(map(len, each)) / seconds


def _together(threads: Sequence[threading.Thread]) -> float:
    """Let them all run to their end; in how many seconds they did."""
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - started


def answer(line: socket.socket) -> tuple[bytes, bytes]:
    """Read one answer to its last byte: its status and its body."""
    held = b""
    while _HEAD_ENDS not in held:
        held += _more(line)
    head, _, body = held.partition(_HEAD_ENDS)
    length = int(head.lower().partition(_LENGTH)[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += _more(line)
    return head.split(b" ", 2)[1], body


def _more(line: socket.socket) -> bytes:
    part = line.recv(65536)
    if not part:
        raise ConnectionResetError("the web process hung up")
    return part
