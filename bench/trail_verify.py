"""How fast the whole trail is checked.

Fills a database of its own, since the entries of copies are copies as well and would not hold, with chains as reports
and cases make them over two years; seals every day, and checks everything. Compared with reading the same entries
out of the database and doing nothing with them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import psycopg
from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds

from xuncheng.foundation.trail.chain import TEXTS

ENTRIES = 1_000_000
TARGET = 100_000
LENGTHS = (3, 4, 5, 5, 6, 6, 7, 9)
"""How many acts an object has: each chain takes the next of these."""

# One object each: key as UUIDv7 makes them, day of its first act, number of its acts.
_OBJECTS = """
CREATE TEMPORARY TABLE objects AS
SELECT n, (lpad(to_hex((extract(epoch FROM began) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3)
           || 'a' || substr(md5(n::text), 4, 15))::uuid AS chain,
       began, (%(lengths)s::int[])[n %% array_length(%(lengths)s::int[], 1) + 1] AS length
  FROM (SELECT n, now() - interval '720 days' + n * interval '690 days' / %(objects)s AS began
          FROM generate_series(1, %(objects)s) AS n) AS times
"""

# One round: the next act of every object that has another, following on the one before.
_ROUND = f"""
INSERT INTO trail_entry (chain, seq, chain_type, act_id, name, actor_id, actor_name, area_path, at, received_at,
                         device, place, input, output, prev, hash)
SELECT *, sha256(convert_to(concat_ws(E'\\x1f', {", ".join(TEXTS.values())}), 'UTF8')) FROM (
  SELECT o.chain, %(seq)s AS seq, 'report' AS chain_type, gen_random_uuid() AS act_id,
         (ARRAY['report.submit', 'report.verify', 'report.judge', 'report.dispatch', 'report.handle',
                'report.feedback'])[least(%(seq)s, 6)] AS name,
         gen_random_uuid() AS actor_id, '王建国' AS actor_name,
         format('110199.%%s.%%s.%%s.', lpad((n %% 15 + 1)::text, 3, '0'), lpad((n %% 8 + 1)::text, 3, '0'),
                lpad((n %% 300 + 1)::text, 4, '0')) AS area_path,
         began + %(seq)s * interval '29 hours' AS at, began + %(seq)s * interval '29 hours' AS received_at,
         'Mozilla/5.0 (X11; Linux x86_64)' AS device, '116.3670000,39.9487000' AS place,
         CASE WHEN %(seq)s = 1 THEN
           format('{{"address":"积水潭地铁站东南口","files":[],"lat":39.9487,"lon":116.367,"reporter_name":"",'
                  '"reporter_phone":"•••","source":"hotline","text":"第%%s号：%%s"}}', n,
                  repeat('有人在人行道上占道经营，油烟和垃圾影响行人通行。', 3))
         ELSE format('{{"remarks":"%%s"}}', repeat('现场核实情况属实，请尽快安排人员前往处置。', 2)) END AS input,
         format('{{"documents":[],"number":"20251120-%%s","result":"%%s"}}', lpad(n::text, 6, '0'), o.chain) AS output,
         coalesce(h.hash, decode(repeat('00', 32), 'hex')) AS prev
    FROM objects o LEFT JOIN trail_head h ON h.chain = o.chain WHERE o.length >= %(seq)s ORDER BY o.n
) AS entry
"""  # noqa: S608 # constants

_HEADS = """
INSERT INTO trail_head (chain, seq, hash) SELECT chain, seq, hash FROM trail_entry WHERE seq = %(seq)s
ON CONFLICT (chain) DO UPDATE SET seq = excluded.seq, hash = excluded.hash
"""


def measure(database: Database, entries: int, tell: Tell) -> Figures:
    """Fill the database, which is empty, and check it."""
    tell(f"{entries:,} entries: filling, sealing, checking, reading")
    inside = json.loads(database.run(sys.executable, "-m", "bench.trail_verify", str(entries)))
    rate, reading = inside["rate"], inside["reading"]
    figure = Measurement(
        f"xuncheng verify over {inside['entries']:,} entries", rate, "/s", rate / reading,
        f"COPY of the same entries: {reading:,.0f}/s", f"≥ {TARGET:,}/s", rate >= TARGET,
    )  # fmt: skip
    return Figures([figure], f"Sealing the 720 days at once took {inside['sealing']:.1f} s.")


def _check(entries: int) -> dict[str, float]:
    """Entries, entries a second of checking and of reading, and seconds of sealing."""
    from xuncheng.foundation.trail.sealing import seal_due
    from xuncheng.foundation.trail.verify import verify

    _fill(entries)
    sealing = _seconds(seal_due)
    report = verify()
    assert report.sound, report.faults[:3]
    return {
        "entries": report.entries, "rate": report.entries / report.seconds, "sealing": sealing,
        "reading": report.entries / _seconds(_read),
    }  # fmt: skip


def _fill(entries: int) -> None:
    """Write chains until there are about so many entries."""
    objects = entries * len(LENGTHS) // sum(LENGTHS)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(_OBJECTS, {"objects": objects, "lengths": list(LENGTHS)})
        owner.execute("ANALYZE objects")
        for seq in range(1, max(LENGTHS) + 1):
            owner.execute(_ROUND, {"seq": seq})
            owner.execute(_HEADS, {"seq": seq})
            owner.execute("ANALYZE trail_head")
        owner.execute("VACUUM ANALYZE trail_entry")


def _read() -> None:
    """Read every entry and do nothing with it."""
    with (
        psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner,
        owner.cursor() as cursor,
        cursor.copy("COPY trail_entry TO STDOUT (FORMAT BINARY)") as rows,
    ):
        for _row in rows:
            pass


def _seconds(do: Callable[[], object]) -> float:
    return milliseconds(do) / 1000


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(_check(int(sys.argv[1]))))
