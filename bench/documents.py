"""How fast a document is laid out and signed: one at a time, and a thousand by as many processes as the machine has cores.

The document is a penalty decision of the demo, the longest that goes out every day. It is made of the fields that were stored
with it, signed with the agency's key, and thrown away. The thousand are what a worker's jobs would do, without the database.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import median

from bench.database import Database
from bench.measurement import Figures, Measurement, Tell, milliseconds

KIND = "decision"
RENDERED_MS, SIGNED_MS, THOUSAND_S = 12, 100, 75
CORES = 2
"""The machine for which the thousand are promised."""

_ROUNDS = 50


def measure(database: Database, documents: int, tell: Tell) -> Figures:
    """Lay the newest decision of the database out, sign it, and both so many times at once."""
    tell(f"a document laid out and signed, then {documents:,} of them")
    ((data,),) = database.query(
        "SELECT data::text FROM documents_document WHERE kind = %s ORDER BY made_at DESC LIMIT 1", [KIND]
    )
    found = json.loads(database.run(sys.executable, "-m", "bench.documents", str(data), str(documents)))
    rendered, signed, many = found["rendered"], found["signed"], found["many"]
    alone = (rendered + signed) * documents / 1000
    rows = [
        Measurement(
            f"a decision of {found['pages']} pages laid out, warm", rendered, "ms", rendered / found["cold"],
            f"the first in its process: {found['cold']:.0f} ms", f"< {RENDERED_MS} ms", rendered < RENDERED_MS,
        ),
        Measurement(
            "a document signed (RSA 2048, PAdES B-B)", signed, "ms", signed / rendered, "laying it out", f"< {SIGNED_MS} ms",
            signed < SIGNED_MS,
        ),
        Measurement(
            f"{documents:,} documents laid out and signed by {found['processes']} processes", many, "s", many / alone,
            f"one after the other, reckoned: {alone:.0f} s", f"< {THOUSAND_S} s on {CORES} cores",
            many < THOUSAND_S if documents == 1000 else None,
        ),
    ]  # fmt: skip
    return Figures(rows, f"The signed file has {found['bytes'] / 1024:,.0f} KiB.")


def _figures(data: str, documents: int) -> dict[str, float]:
    """Milliseconds of one, seconds of many; pages and bytes of one."""
    from xuncheng.domains.documents.render import render
    from xuncheng.domains.documents.signing import agency

    fields = json.loads(data)
    cold = milliseconds(partial(render, KIND, fields))
    printed, signer = render(KIND, fields), agency()
    signed = signer.sign(printed.pdf)
    processes = os.cpu_count() or 1
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_start) as pool:
        list(pool.map(_make, _shares(0, processes), [data] * processes))  # the processes have started
        many = milliseconds(
            lambda: list(pool.map(_make, _shares(documents, processes * 8), [data] * processes * 8))
        )
    return {
        "cold": cold, "rendered": _usual(partial(render, KIND, fields)), "signed": _usual(partial(signer.sign, printed.pdf)),
        "many": many / 1000, "processes": processes, "pages": printed.pages, "bytes": len(signed),
    }  # fmt: skip


def _usual(do: Callable[[], object]) -> float:
    return median(milliseconds(do) for _ in range(_ROUNDS))


def _shares(documents: int, parts: int) -> Iterator[int]:
    """The documents in as many parts, which differ by one at most."""
    yield from (documents // parts + (part < documents % parts) for part in range(parts))


def _start() -> None:
    import django

    django.setup()


def _make(documents: int, data: str) -> None:
    """So many documents, one after the other."""
    from xuncheng.domains.documents.render import render
    from xuncheng.domains.documents.signing import agency

    fields, signer = json.loads(data), agency()
    for _ in range(documents):
        signer.sign(render(KIND, fields).pdf)


if __name__ == "__main__":
    _start()
    print(json.dumps(_figures(sys.argv[1], int(sys.argv[2]))))
