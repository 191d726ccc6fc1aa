"""How many acts are done in a second through HTTP, beside what pgbench does with the same statements.

report.submit writes a report, its trail entry and its outbox event. evidence.collect is done on a case, which is locked
and judged by its procedure table; it writes an item of evidence, the case, the entry and the event. Both ways go to
the same database, fsync on, with as many clients, in turns of some seconds; the ratio is that of all turns together. Then
report.submit is measured layer by layer, with one client, which says where the rest goes. There nobody waits for the
disk, whose moods would drown the rest: how long that takes is what pgbench takes less without.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import mean, median

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, table
from bench.traffic import (
    ADDRESS,
    PROVES,
    TEXT,
    TITLE,
    Somewhere,
    Talk,
    Team,
    acts_per_second,
    collecting,
    submitting,
)
from bench.web import Web, serving

from xuncheng.domains.law.words import every_word
from xuncheng.server.cluster import Role
from xuncheng.server.postgres import PROGRAMS

CLIENTS = 8
TURNS, SECONDS = 4, 6
LEAST_RATIO = 0.25

SUBMITTER, COLLECTOR = "dispatcher", "officer-a"
"""Who submits the reports, and who collects the evidence."""

Values = Mapping[str, object]
"""What the script of pgbench is given, by name."""


@dataclass(frozen=True)
class Work:
    """What the clients do: through HTTP, and by a script of pgbench.

    `parts` are put into the script where their names stand: pgbench would send each value as a parameter.
    """

    name: str
    talk: Callable[[int], Talk]
    script: str
    values: Values
    parts: Mapping[str, str] = field(default_factory=dict)


# What stands in the trail entry of such an act; pgbench writes it as well.
_SUBMITTED = (
    {
        "address": ADDRESS, "files": None, "lat": 39.912345678, "lon": 116.361234567, "reporter_name": "•••", "reporter_phone": "•••",
        "sender": None, "sender_number": "", "source": "patrol", "text": TEXT,
    },
    {"documents": [], "number": "20261120-000001", "result": "01a1f97a-27d6-76b4-a4a9-807f6b59fcf1", "stage": "submitted"},
)  # fmt: skip
_COLLECTED = (
    {
        "certificates_shown": True, "device": None, "files": None, "holder": "", "kind": "document", "lawful": True, "origin": "",
        "officers": ["8e6c5eff-7d13-5d61-94c1-3e81704f84e5", "f022b1e2-4dc0-5b92-8011-31f01a69adb5"], "place": "",
        "proves": PROVES, "title": TITLE,
    },
    {
        "documents": [], "number": "示城管案字〔2026〕1号", "result": "01a1f97a-27d6-76b4-a4a9-807f6b59fcf1",
        "stage": "investigating",
    },
)  # fmt: skip

# A square of a twentieth of a degree around the middle of the district.
_CORNER = "SELECT ST_X(p) - 0.025, ST_Y(p) - 0.025 FROM places_area, ST_Centroid(geometry) AS p WHERE kind = 'district'"

# Cases of one pair of officers in which evidence is being collected.
_CASES_EACH = 60
"""How many cases a client has: nobody adds to one case a hundred times a second."""
_OPEN_CASES = """
SELECT min(c.handler_id::text), min(c.partner_id::text), (array_agg(c.id::text))[1:%s]
  FROM cases_case c JOIN people_user u ON u.id = c.handler_id
 WHERE u.username = %s AND c.stage = 'investigating' AND c.waits_for = 'handler' AND c.due_on >= current_date
 GROUP BY c.handler_id, c.partner_id ORDER BY count(*) DESC LIMIT 1
"""

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


def measure(database: Database, tokens: Mapping[str, str], tell: Tell) -> Figures:
    """Let both do acts in turn, and then go through the layers."""
    ((west, south),) = database.query(_CORNER)
    corner = Somewhere(float(str(west)), float(str(south)))
    submitting_reports = _submitting(database, tokens[SUBMITTER], corner)
    works = (submitting_reports, _collecting(database, tokens[COLLECTOR]))
    with serving(database) as web:
        rows, notes = zip(*(_compare(work, database, web, tell) for work in works), strict=True)
    tell("report.submit layer by layer, with one client")
    layers = _layers(database, submitting_reports, tokens[SUBMITTER], corner)
    told = (
        f"report.submit with one client, without the disk {layers['http']:.2f} ms; the disk takes {layers['disk']:.2f} ms more in"
        f" all of them.\n\n{_layer_table(layers)}"
    )
    return Figures(rows, "\n\n".join([*notes, told]))


def _submitting(database: Database, token: str, corner: Somewhere) -> Work:
    values = {
        "west": corner.west,
        "south": corner.south,
        "text": TEXT,
        "address": ADDRESS,
        "words": words_text(TEXT, ADDRESS),
    }
    return Work(
        "report.submit", partial(submitting, token, corner), "report_submit.sql",
        _acting(database, SUBMITTER, *_SUBMITTED) | values,
    )  # fmt: skip


def _collecting(database: Database, token: str) -> Work:
    ((handler, partner, cases),) = database.query(_OPEN_CASES, [CLIENTS * _CASES_EACH, COLLECTOR])
    each = len(cases) // CLIENTS  # type: ignore[arg-type] # an array of texts
    team = Team(str(handler), str(partner), [cases[each * n : each * (n + 1)] for n in range(CLIENTS)])  # type: ignore[index] # as above
    values = {"handler": handler, "partner": partner, "each": each, "title": TITLE, "proves": PROVES}
    quoted = ", ".join(f"'{case}'" for own in team.cases for case in own)
    return Work(
        "evidence.collect", partial(collecting, token, team), "evidence_collect.sql",
        _acting(database, COLLECTOR, *_COLLECTED) | values, {":cases": quoted},
    )  # fmt: skip


def _acting(database: Database, username: str, given: object, answered: object) -> dict[str, object]:
    """Who acts, and what the trail entry says."""
    ((actor, name),) = database.query("SELECT id, name FROM people_user WHERE username = %s", [username])
    return {"actor": actor, "name": name, "input": trail_text(given), "output": trail_text(answered)}


def _compare(work: Work, database: Database, web: Web, tell: Tell) -> tuple[Measurement, str]:
    """The figure of one work, and what is to be said about it."""
    directly = pgbench(work, database)
    acts_per_second(web.port, work.talk, CLIENTS, 2)  # connections are opened, statements prepared
    turns = [_turn(web, work.talk, directly, tell) for _ in range(TURNS)]
    through_http, by_pgbench = mean(t.through_http for t in turns), mean(t.by_pgbench for t in turns)
    ratio, busy = through_http / by_pgbench, mean(turn.busy for turn in turns)
    figure = Measurement(
        f"{work.name}, {CLIENTS} clients", through_http, "acts/s", ratio,
        f"pgbench, same statements and clients: {by_pgbench:,.0f}/s", f"≥ {LEAST_RATIO} ×", ratio >= LEAST_RATIO,
    )  # fmt: skip
    ratios = [turn.ratio for turn in turns]
    return figure, (
        f"{work.name}: from turn to turn the ratio was {min(ratios):.2f} to {max(ratios):.2f}. The {len(web.processes)} web"
        f" processes are busy {busy:.2f} ms with an act."
    )


def _layers(database: Database, work: Work, token: str, corner: Somewhere) -> Mapping[str, float]:
    """Milliseconds of an act up to each layer, without waiting for the disk; `disk` is the waiting."""
    hurried = Database(database.name, durable=False)
    waiting, not_waiting = (pgbench(work, one) for one in (database, hurried))
    inside = (sys.executable, "-m", "bench.layers", token, str(corner.west), str(corner.south))
    rounds = []
    with serving(hurried, processes=1) as web:
        acts_per_second(web.port, work.talk, 1, 1)
        for _ in range(_ROUNDS):
            alone = 1000 / not_waiting(1, _ROUND_SECONDS)
            with_disk = 1000 / waiting(1, _ROUND_SECONDS)
            http = 1000 / acts_per_second(web.port, work.talk, 1, _ROUND_SECONDS)
            layers = {"pgbench": alone, "http": http, "disk": with_disk - alone}
            rounds.append(layers | json.loads(hurried.run(*inside)))
    return {name: median(layers[name] for layers in rounds) for name in rounds[0]}


def _turn(web: Web, talk: Callable[[int], Talk], pgbench: Pgbench, tell: Tell) -> Turn:
    before = web.seconds_of_processor
    through_http = acts_per_second(web.port, talk, CLIENTS, SECONDS)
    busy = web.seconds_of_processor - before
    turn = Turn(through_http, pgbench(CLIENTS, SECONDS), busy / (through_http * SECONDS) * 1000)
    tell(f"{turn.through_http:,.0f} acts a second through HTTP, {turn.by_pgbench:,.0f} by pgbench")
    return turn


def _layer_table(layers: Mapping[str, float]) -> str:
    """What each layer takes more than the one inside it."""
    inner, rows = 0.0, []
    for key, label in _LAYERS:
        own, inner = layers[key] - inner, layers[key]
        rows.append((label, f"{own:.2f} ms", f"{own / layers['http']:.0%}"))
    return table(("layer", "its own", "share"), rows)


def pgbench(work: Work, database: Database) -> Pgbench:
    """What does the work by pgbench on the database, and says how often in a second."""
    ((version,),) = database.query("SELECT current_setting('server_version_num')::int / 10000")
    script = Path(__file__).with_name(work.script).read_text()
    for name, text in work.parts.items():
        script = script.replace(name, text)
    program = str(PROGRAMS / str(version) / "bin" / "pgbench")
    defined = (f"--define={name}={value}" for name, value in work.values.items())
    command = [
        program,
        "--no-vacuum",
        "--protocol=prepared",
        "--file=/dev/stdin",
        *defined,
        database.dsn(Role.APP),
    ]

    def run(clients: int, seconds: int) -> float:
        done = subprocess.run(  # noqa: S603 # PostgreSQL's own program
            [*command, f"--client={clients}", f"--time={seconds}"], env=database.environment, check=False,
            capture_output=True, text=True, input=script,
        )  # fmt: skip
        found = re.search(r"tps = ([\d.]+)", done.stdout)
        if found is None:
            raise RuntimeError(done.stderr)
        return float(found[1])

    return run


def words_text(text: str, address: str) -> str:
    """What a report is found by, as the text form of an array."""
    return "{" + ",".join(f'"{word}"' for word in sorted(every_word(text) | every_word(address))) + "}"


def trail_text(values: object) -> str:
    """Values as a trail entry writes them."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
