"""Posts at the open door (Open311): two thousand by twenty clients, beside what pgbench does with the same statements.

Each client is a sender with a key of its own, as the door counts calls for each sender, and posts a form with a place and
answers; the report, its trail entry and its outbox event are written as ever, fsync on. Both ways take turns on one database.
`python -m bench.open311 20` makes twenty senders and prints their keys.
"""

from __future__ import annotations

import json
import random
import sys
from statistics import mean
from urllib.parse import urlencode

from bench.acts import Work, pgbench, trail_text, words_text
from bench.database import Database
from bench.measurement import Figures, Measurement, Tell
from bench.traffic import ADDRESS, TEXT, Somewhere, requests_per_second
from bench.web import serving

CLIENTS, POSTS = 20, 2_000
TURNS, SECONDS = 3, 4

ANSWERS = {"WHERE": "pavement", "GOODS": ["fruit", "other"], "HOW_MANY": "3"}
REPORTER = "张示例"

_CORNER = "SELECT ST_X(p) - 0.025, ST_Y(p) - 0.025 FROM places_area, ST_Centroid(geometry) AS p WHERE kind = 'district'"
_SENDER = "SELECT id, name FROM people_user WHERE username = 'sender-1'"

# What stands in the trail entry of such an act; pgbench writes it as well.
_GIVEN = {
    "address": ADDRESS, "attributes": ANSWERS, "files": [], "lat": 39.912345678, "lon": 116.361234567, "media_url": "",
    "reporter_account": "\u2022\u2022\u2022", "reporter_device": "\u2022\u2022\u2022", "reporter_email": "\u2022\u2022\u2022",
    "reporter_name": REPORTER, "reporter_phone": "\u2022\u2022\u2022", "sender_number": "", "service": "SR-010", "source": "open311",
    "text": TEXT,
}  # fmt: skip
_ANSWERED = {
    "documents": [], "number": "20261120-000001", "result": "01a1f97a-27d6-76b4-a4a9-807f6b59fcf1", "stage": "submitted",
}  # fmt: skip


def measure(database: Database, tell: Tell) -> Figures:
    """Let both do it in turn."""
    keys = json.loads(database.run(sys.executable, "-m", "bench.open311", str(CLIENTS)))
    ((west, south),) = database.query(_CORNER)
    corner = Somewhere(float(str(west)), float(str(south)))
    by_pgbench = pgbench(_work(database, corner), database)
    turns = []
    with serving(database) as web:
        requests_per_second(web.port, [[_post(key, corner) for _ in range(5)] for key in keys])
        for _ in range(TURNS):
            forms = [[_post(key, corner) for _ in range(POSTS // CLIENTS)] for key in keys]
            turn = (requests_per_second(web.port, forms), by_pgbench(CLIENTS, SECONDS))
            tell(f"{turn[0]:,.0f} posts a second through HTTP, {turn[1]:,.0f} by pgbench")
            turns.append(turn)
    through_http, directly = (mean(values) for values in zip(*turns, strict=True))
    row = Measurement(
        f"Open311: {POSTS:,} posts, {CLIENTS} clients", through_http, "posts/s", through_http / directly,
        f"pgbench, same statements and clients: {directly:,.0f}/s",
    )  # fmt: skip
    ratios = ", ".join(f"{one / other:.2f}" for one, other in turns)
    return Figures([row], f"Of {TURNS} turns the ratios were {ratios}.")


def _work(database: Database, corner: Somewhere) -> Work:
    ((actor, name),) = database.query(_SENDER)
    values = {
        "actor": actor, "name": name, "input": trail_text(_GIVEN), "output": trail_text(_ANSWERED), "west": corner.west,
        "south": corner.south, "text": TEXT, "address": ADDRESS, "reporter": REPORTER, "attributes": trail_text(ANSWERS),
        "words": words_text(TEXT, ADDRESS),
    }  # fmt: skip
    return Work("open311", lambda _: iter(()), "open311_post.sql", values)  # type: ignore[arg-type,return-value] # pgbench alone works by it


def _post(key: str, corner: Somewhere) -> bytes:
    """One form as it is sent, somewhere in the middle of the district."""
    fields = {
        "api_key": key, "service_code": "SR-010", "description": TEXT, "address_string": ADDRESS, "last_name": "张", "first_name": "示例",
        "long": corner.west + random.random() / 20,  # noqa: S311 # a place in town is no secret
        "lat": corner.south + random.random() / 20,  # noqa: S311 # as above
        **{f"attribute[{code}]": answer for code, answer in ANSWERS.items()},
    }  # fmt: skip
    body = urlencode(fields, doseq=True).encode()
    head = (
        "POST /open311/v2/requests.json HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _senders(number: int) -> list[str]:
    """The keys of so many new senders, who may report in the district and see nothing of it."""
    from datetime import date

    from xuncheng.foundation.people.commands import add_user, give_grant, issue_token
    from xuncheng.foundation.people.models import Role
    from xuncheng.foundation.places.models import Area
    from xuncheng.foundation.trail.deed import Deed
    from xuncheng.foundation.trail.viewer import program

    maker = program("bench", {"user.add", "grant.give", "token.issue"})
    role, district = Role.objects.get(code="citizen"), Area.objects.get(kind=Area.Kind.DISTRICT)
    keys = []
    for at in range(1, number + 1):
        user = add_user(Deed(maker), f"sender-{at}", f"示例平台{at}")
        give_grant(Deed(maker), user, role, district, date(2024, 1, 1))
        keys.append(str(issue_token(Deed(maker), user, "bench", 2).secret))
    return keys


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_senders(int(sys.argv[1]))))
