"""How many acts are done in a second through HTTP, beside what pgbench does with the same statements.

The act is report.submit: it writes a report, its trail entry and its outbox event. Both go to the same database,
fsync on, with as many clients, in turns of some seconds; the ratio is that of all turns together. Then an act is
measured layer by layer, with one client, which says where the rest goes. There nobody waits for the disk, whose
moods would drown the rest: how long that takes is what pgbench takes less without.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, table
from bench.traffic import ADDRESS, TEXT, Somewhere, acts_per_second
from bench.web import Web, serving

from xuncheng.server.cluster import Role
from xuncheng.server.postgres import PROGRAMS

CLIENTS = 8
TURNS, SECONDS = 5, 6
LEAST_RATIO = 0.25

ACTOR = "dispatcher"
"""Who submits the reports."""

_SCRIPT = Path(__file__).with_name("report_submit.sql")

# What stands in the trail entry of such an act; pgbench writes it as well.
_INPUT = {
    "address": ADDRESS, "files": None, "lat": 39.912345678, "lon": 116.361234567, "reporter_name": "", "reporter_phone": "•••",
    "source": "patrol", "text": TEXT,
}  # fmt: skip
_OUTPUT = {
    "documents": [], "number": "20261120-000001", "result": "01a1f97a-27d6-76b4-a4a9-807f6b59fcf1", "stage": "submitted",
}  # fmt: skip

# A square of a twentieth of a degree around the middle of the district.
_CORNER = "SELECT ST_X(p) - 0.025, ST_Y(p) - 0.025 FROM places_area, ST_Centroid(geometry) AS p WHERE kind = 'district'"

_LAYERS = (
    ("pgbench", "PostgreSQL: the statements, prepared, by pgbench"),
    ("statements", "psycopg and Django's connection: the same statements from Python"),
    ("act", "the act: references, permission, scope, the trail entry as canonical JSON"),
    ("request", "Django, Ninja and pydantic: routing, who asks, reading and checking the request, answering"),
    ("http", "HTTP: sockets, event loop, hand-over to a thread and back"),
)
"""From the inside out: each holds those before it."""

_ROUNDS, _ROUND_SECONDS = 5, 2
"""The layers take turns as well; their medians count."""

Pgbench = Callable[[int, int], float]
"""What so many clients of pgbench do in a second, taken over so many seconds."""


@dataclass(frozen=True)
class Turn:
    """Acts a second through HTTP and by pgbench, and how long the web process is busy with each, in milliseconds."""

    through_http: float
    by_pgbench: float
    busy: float

    @property
    def ratio(self) -> float:
        """What HTTP reaches of pgbench."""
        return self.through_http / self.by_pgbench


def measure(database: Database, token: str, tell: Tell) -> Figures:
    """Let both do acts in turn, and then go through the layers."""
    ((west, south),) = database.query(_CORNER)
    corner = Somewhere(float(str(west)), float(str(south)))
    pgbench = _pgbench(database, corner)
    with serving(database) as web:
        acts_per_second(web.port, token, corner, CLIENTS, 2)  # connections are opened, statements prepared
        turns = [_turn(web, token, corner, pgbench, tell) for _ in range(TURNS)]
    tell("an act layer by layer, with one client")
    return _figures(turns, _layers(database, token, corner))


def _layers(database: Database, token: str, corner: Somewhere) -> Mapping[str, float]:
    """Milliseconds of an act up to each layer, without waiting for the disk; `disk` is the waiting."""
    hurried = Database(database.name, durable=False)
    waiting, not_waiting = _pgbench(database, corner), _pgbench(hurried, corner)
    inside = (sys.executable, "-m", "bench.layers", token, str(corner.west), str(corner.south))
    rounds = []
    with serving(hurried) as web:
        acts_per_second(web.port, token, corner, 1, 1)
        for _ in range(_ROUNDS):
            alone = 1000 / not_waiting(1, _ROUND_SECONDS)
            with_disk = 1000 / waiting(1, _ROUND_SECONDS)
            http = 1000 / acts_per_second(web.port, token, corner, 1, _ROUND_SECONDS)
            layers = {"pgbench": alone, "http": http, "disk": with_disk - alone}
            rounds.append(layers | json.loads(hurried.run(*inside)))
    return {name: median(layers[name] for layers in rounds) for name in rounds[0]}


def _turn(web: Web, token: str, corner: Somewhere, pgbench: Pgbench, tell: Tell) -> Turn:
    before = web.seconds_of_processor
    through_http = acts_per_second(web.port, token, corner, CLIENTS, SECONDS)
    busy = web.seconds_of_processor - before
    turn = Turn(through_http, pgbench(CLIENTS, SECONDS), busy / (through_http * SECONDS) * 1000)
    tell(f"{turn.through_http:,.0f} acts a second through HTTP, {turn.by_pgbench:,.0f} by pgbench")
    return turn


def _figures(turns: list[Turn], layers: Mapping[str, float]) -> Figures:
    through_http, by_pgbench = mean(t.through_http for t in turns), mean(t.by_pgbench for t in turns)
    ratio = through_http / by_pgbench
    figure = Measurement(
        f"acts through HTTP, {CLIENTS} clients", through_http, "/s", ratio,
        f"pgbench, same statements and clients: {by_pgbench:,.0f}/s", f"≥ {LEAST_RATIO} ×", ratio >= LEAST_RATIO,
    )  # fmt: skip
    busy = mean(turn.busy for turn in turns)
    ratios = [turn.ratio for turn in turns]
    notes = (
        f"From turn to turn the ratio was {min(ratios):.2f} to {max(ratios):.2f}. The web process is busy {busy:.2f} ms with an"
        f" act, so that one process does at most {1000 / busy:,.0f} a second.\n\n"
        f"One act, one client, without the disk {layers['http']:.2f} ms; the disk takes {layers['disk']:.2f} ms more in all"
        f" of them.\n\n{_layer_table(layers)}"
    )
    return Figures([figure], notes)


def _layer_table(layers: Mapping[str, float]) -> str:
    """What each layer takes more than the one inside it."""
    inner, rows = 0.0, []
    for key, label in _LAYERS:
        own, inner = layers[key] - inner, layers[key]
        rows.append((label, f"{own:.2f} ms", f"{own / layers['http']:.0%}"))
    return table(("layer", "its own", "share"), rows)


def _pgbench(database: Database, corner: Somewhere) -> Pgbench:
    ((version,),) = database.query("SELECT current_setting('server_version_num')::int / 10000")
    ((actor, name),) = database.query("SELECT id, name FROM people_user WHERE username = %s", [ACTOR])
    values = {
        "actor": actor, "name": name, "west": corner.west, "south": corner.south, "text": TEXT, "address": ADDRESS,
        "input": _trail_text(_INPUT), "output": _trail_text(_OUTPUT),
    }  # fmt: skip
    command = [
        str(PROGRAMS / str(version) / "bin" / "pgbench"), "--no-vacuum", "--protocol=prepared",
        f"--file={_SCRIPT}", *(f"--define={name}={value}" for name, value in values.items()), database.dsn(Role.APP),
    ]  # fmt: skip

    def run(clients: int, seconds: int) -> float:
        done = subprocess.run(  # noqa: S603 # PostgreSQL's own program
            [*command, f"--client={clients}", f"--time={seconds}"], env=database.environment, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        if found is None:
            raise RuntimeError(done.stderr)
        return float(found[1])

    return run


def _trail_text(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
