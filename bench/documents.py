"""How fast a document is laid out and signed, one after the other, in one process.

The documents are the newest of the demo, of every kind as often as it occurs, made again of the fields that were stored
with them, signed with the agency's key, and thrown away. No two are alike: one that is made a second time would find most
of its layout in the typesetter's memory. How long a thousand take the job queue, with the database, `bench/batches.py` says.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import mean
from tempfile import NamedTemporaryFile
from typing import Any

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds

RENDERED_MS, SIGNED_MS = 12, 100

ALONE = 200
"""Documents that are made one after the other, by which one is judged."""

_WARM = 20
"""Documents made before those that count: fonts are read, templates parsed."""

Fields = tuple[str, dict[str, Any]]
"""Kind of a document, and what it says."""

_NEWEST = (
    "SELECT coalesce(json_agg(json_build_array(kind, data)), '[]')::text"
    " FROM (SELECT kind, data FROM documents_document ORDER BY made_at DESC, id LIMIT %s) AS newest"
)


def measure(database: Database, tell: Tell) -> Figures:
    """Make the newest documents of the database again, one after the other."""
    tell(f"{ALONE} documents laid out and signed")
    ((newest,),) = database.query(_NEWEST, [_WARM + ALONE])
    with NamedTemporaryFile("w", suffix=".json") as file:
        file.write(str(newest))
        file.flush()
        found = json.loads(database.run(sys.executable, "-m", "bench.documents", file.name))
    rendered, signed = found["rendered"], found["signed"]
    rows = [
        Measurement(
            f"a document of {found['pages']:.1f} pages laid out, warm, on average", rendered, "ms", rendered / found["cold"],
            f"the first in its process: {found['cold']:.0f} ms", f"< {RENDERED_MS} ms", rendered < RENDERED_MS,
        ),
        Measurement(
            "a document signed (RSA 2048, PAdES B-B)", signed, "ms", signed / rendered, "laying it out", f"< {SIGNED_MS} ms",
            signed < SIGNED_MS,
        ),
    ]  # fmt: skip
    return Figures(
        rows,
        f"A signed file has {found['bytes'] / 1024:,.0f} KiB on average. Of the processor, layout takes {found['rendered_busy']:.1f} ms and"
        f" signing {found['signed_busy']:.1f} ms.",
    )


def _figures(newest: Sequence[Fields]) -> dict[str, float]:
    """Milliseconds of one, by the clock and of the processor; pages and bytes of one."""
    from xuncheng.domains.documents.drawn import pictures_of
    from xuncheng.domains.documents.render import render
    from xuncheng.domains.documents.signing import agency

    made = [partial(render, kind, data, pictures=pictures_of(data)) for kind, data in newest]
    warm, alone = made[:_WARM], made[_WARM:]
    cold = milliseconds(warm[0])
    signer = agency()
    for make in warm:
        signer.sign(make().pdf)
    rendered, rendered_busy = _each(alone)
    printed = [make() for make in alone]
    signed, signed_busy = _each([partial(signer.sign, one.pdf) for one in printed])
    return {
        "cold": cold, "rendered": rendered, "signed": signed, "rendered_busy": rendered_busy, "signed_busy": signed_busy,
        "pages": mean(one.pages for one in printed), "bytes": mean(len(signer.sign(one.pdf)) for one in printed[:_WARM]),
    }  # fmt: skip


def _each(made: Sequence[Callable[[], object]]) -> tuple[float, float]:
    """How many milliseconds one takes on average, by the clock and of the processor."""
    busy = time.process_time()
    each = mean(milliseconds(make) for make in made)
    return each, (time.process_time() - busy) * 1000 / len(made)


def _start() -> None:
    import django

    django.setup()


if __name__ == "__main__":
    _start()
    print(json.dumps(_figures(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
