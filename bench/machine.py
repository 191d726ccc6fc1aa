"""What a run was made on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from pathlib import Path

import psycopg

from xuncheng.server import cluster
from xuncheng.server.cluster import Role
from xuncheng.server.cluster_files import memory

Load = tuple[float, float, float]
"""How many processes wanted to run, over the last minute, five and fifteen minutes."""

_VERSIONS = """
SELECT current_setting('server_version'), default_version, current_setting('shared_buffers'), current_setting('fsync')
  FROM pg_available_extensions WHERE name = 'postgis'
"""


def described(before: Load, after: Load) -> str:
    """The machine, what runs on it, and how busy it was before and after the run, as a list in Markdown."""
    return "\n".join(f"- {line}" for line in _lines(before, after))


def _lines(before: Load, after: Load) -> Iterator[str]:
    processor = _named("/proc/cpuinfo", "model name", ":") or platform.machine()
    yield f"{processor}, {len(os.sched_getaffinity(0))} cores, {memory() / 2**30:.0f} GiB of memory"
    yield f"{_named('/etc/os-release', 'PRETTY_NAME', '=')}, Python {platform.python_version()}"
    with psycopg.connect(cluster.dsn(Role.SUPERUSER)) as connection:
        row = connection.execute(_VERSIONS).fetchone()
    assert row is not None
    server, postgis, buffers, fsync = row
    yield f"PostgreSQL {server}, PostGIS {postgis}, shared_buffers {buffers}, fsync {fsync}"
    yield f"load average {before[1]:.1f} over the five minutes before the run, {after[2]:.1f} over its last fifteen"


def _named(path: str, name: str, sign: str) -> str:
    """The value of the first line of that name in one of the system's files."""
    lines = (line.partition(sign) for line in Path(path).read_text(encoding="utf-8").splitlines())
    return next((value.strip().strip('"') for key, _, value in lines if key.strip() == name), "")
