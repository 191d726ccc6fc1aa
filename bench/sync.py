"""Two hundred terminals send what they did without a network, fifty acts each, all at once.

Each terminal has a queue of its own and sends it in requests of some acts, the next when the answer to the one before has come, as the
field app does; what the server had no more time for is sent again. Timed is each request, from sending to answer. Afterwards the database
is asked whether everything is in, and nothing twice. `python -m bench.sync TERMINALS` registers them.
"""

from __future__ import annotations

import hashlib
import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson
from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, p95
from bench.traffic import ADDRESS, TEXT, answer
from bench.web import serving
from uuid_utils import uuid7

TERMINALS, ACTS, AT_ONCE = 200, 50, 10
"""How many terminals, how many acts each, how many in a request at the most."""

WITHIN_MS = 2000
"""What is promised for 95 in 100 requests, on two cores."""

_SECRET = "a secret of the bench"  # noqa: S105 # nobody's
_LINE_SECONDS = 120

_IN = """
SELECT count(*), count(DISTINCT act_id) FROM trail_entry WHERE act_id = ANY (%s::uuid[])
"""


@dataclass
class Phone:
    """A terminal with its queue, and how long each of its requests took."""

    terminal: str
    token: str
    point: tuple[float, float]
    times: list[float] = field(default_factory=list)
    failed: str = ""
    queue: list[dict[str, Any]] = field(default_factory=list)

    def fill(self, acts: int) -> None:
        """Do so many acts without a network."""
        now = datetime.now(UTC).isoformat()
        lon, lat = self.point
        given = {"text": TEXT, "source": "patrol", "address": ADDRESS, "lon": lon, "lat": lat}
        self.queue = [
            {"seq": at, "id": str(uuid7()), "name": "report.submit", "at": now, "input": given}
            for at in range(1, acts + 1)
        ]

    def send_all(self, port: int) -> None:
        """Send the queue to its end."""
        left = list(self.queue)
        with socket.create_connection(("127.0.0.1", port), timeout=_LINE_SECONDS) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while left and not self.failed:
                started = time.monotonic()
                line.sendall(self._request(left[:AT_ONCE]))
                status, body = answer(line)
                self.times.append((time.monotonic() - started) * 1000)
                left = self._left(left, status, body)

    def _left(self, left: list[dict[str, Any]], status: bytes, body: bytes) -> list[dict[str, Any]]:
        told = orjson.loads(body) if status == b"200" else {"results": []}
        refused = [one for one in told["results"] if one["state"] not in ("done", "waiting")]
        if status != b"200" or refused:
            self.failed = body.decode(errors="replace")[:500]
        done = {one["id"] for one in told["results"] if one["state"] == "done"}
        return [act for act in left if act["id"] not in done]

    def _request(self, acts: list[dict[str, Any]]) -> bytes:
        body = orjson.dumps({"format": 1, "sent_at": datetime.now(UTC).isoformat(), "acts": acts})
        head = (
            f"POST /api/v1/sync HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {self.token}\r\n"
            f"X-Terminal: {self.terminal}.{_SECRET}\r\nX-App-Version: 1.0.0\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def measure(database: Database, tell: Tell, terminals: int = TERMINALS) -> Figures:
    """Let them all send at once."""
    tell(f"registering {terminals} terminals")
    told = json.loads(database.run(sys.executable, "-m", "bench.sync", str(terminals)))
    phones = [Phone(one["terminal"], one["token"], (one["lon"], one["lat"])) for one in told]
    for phone in phones:
        phone.fill(ACTS)
    tell(f"{terminals} terminals send {ACTS} acts each")
    with serving(database) as web:
        seconds = _together(phones, web.port)
    if failed := next((one.failed for one in phones if one.failed), ""):
        raise RuntimeError(failed)
    ids = [act["id"] for phone in phones for act in phone.queue]
    ((entries, different),) = database.query(_IN, [ids])
    if (entries, different) != (len(ids), len(ids)):
        raise RuntimeError(f"of {len(ids)} acts {different} are in, in {entries} entries")
    times = [one for phone in phones for one in phone.times]
    slowest = p95(times)
    row = Measurement(
        f"requests of {terminals} terminals at once, {ACTS} acts each, 95 in 100", slowest, "ms", slowest / WITHIN_MS,
        f"what is promised; {len(ids) / seconds:,.0f} acts/s, all in, none twice", f"< {WITHIN_MS:,} ms",
        slowest < WITHIN_MS if terminals == TERMINALS else None,
    )  # fmt: skip
    note = f"{len(times):,} requests brought {len(ids):,} acts in {seconds:.1f} s; the slowest took {max(times):,.0f} ms."
    return Figures([row], note)


def _together(phones: list[Phone], port: int) -> float:
    threads = [threading.Thread(target=phone.send_all, args=(port,)) for phone in phones]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - started


def _register(terminals: int) -> list[dict[str, Any]]:
    """Register so many terminals of the officers of the demo, by turns; what each needs to send."""
    from xuncheng.domains.equipment import commands
    from xuncheng.foundation.people.commands import issue_token
    from xuncheng.foundation.people.models import Officer
    from xuncheng.foundation.people.viewers import viewer_of
    from xuncheng.foundation.places.models import Area
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.viewer import program

    commands.MOST = terminals
    proof = hashlib.sha256(_SECRET.encode()).hexdigest()
    officers = list(Officer.objects.filter(user__is_active=True).select_related("user__team")[:40])
    house = program("bench", {"token.issue"})
    tokens = {one.pk: str(issue_token(Deed(house), one.user, "bench", 2).secret) for one in officers}
    points = {
        area.path: area.geometry.point_on_surface for area in Area.objects.filter(geometry__isnull=False)
    }
    found = []
    for at in range(terminals):
        officer = officers[at % len(officers)]
        viewer = viewer_of(UUID(str(officer.pk)))
        point = points.get(officer.area_path)
        if viewer is None or point is None:
            raise RuntimeError(f"{officer} cannot send")
        terminal = commands.register_terminal(Deed(viewer), f"bench {at}", "bench", proof, "1.0.0")
        found.append(
            {"terminal": str(terminal.pk), "token": tokens[officer.pk], "lon": point.x, "lat": point.y}
        )
    return found


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_register(int(sys.argv[1]))))
