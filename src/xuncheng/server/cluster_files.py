"""What stands in the configuration files of the private PostgreSQL cluster.

The three files are written anew at every start, so that they always say what this version of the program
expects. A setting of one's own goes in by ALTER SYSTEM, which PostgreSQL reads after them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

PORT = 5432
"""Only part of the socket's name: the cluster does not listen on the network."""

IDENTITY_MAP = "xuncheng"
ACCESS = f"local all all peer map={IDENTITY_MAP}\nlocal replication all peer map={IDENTITY_MAP}\n"

_MIB = 1024 * 1024
_LIMIT_OF_THE_CONTAINER = Path("/sys/fs/cgroup/memory.max")

_ALWAYS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C.UTF-8",
    "default_text_search_config": "pg_catalog.simple",
    "password_encryption": "scram-sha-256",
    # The queries are short and many: compiling them costs more than it gains, and the disks are not spinning.
    "jit": "off",
    "random_page_cost": 1.1,
    "effective_io_concurrency": 100,
    "wal_compression": "on",
    "min_wal_size": "128MB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "track_io_timing": "on",
    # One file for each day of the week, overwritten a week later.
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": 0,
    "log_truncate_on_rotation": "on",
    "log_line_prefix": "%m [%p] %u %a ",
    "log_min_duration_statement": "1s",
    "log_lock_waits": "on",
}

_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_SCRATCH = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # or what the planner knows of a table would depend on when it last ran
}


def memory() -> int:
    """Bytes of memory that this machine, or the container it is, has."""
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    try:
        limit = _LIMIT_OF_THE_CONTAINER.read_text().strip()
    except OSError:
        return machine
    return min(machine, int(limit)) if limit.isdigit() else machine


def settings(name: str, socket_folder: Path, *, durable: bool) -> str:
    """postgresql.conf: an eighth of the memory for its buffers, at most 2 GiB; fsync on unless it is scratch.

    `name` shows in the titles of its processes, by which they are told from those of another cluster.
    """
    mib = memory() // _MIB
    chosen: dict[str, object] = {
        "cluster_name": name,
        "unix_socket_directories": socket_folder,
        "shared_buffers": f"{max(64, min(mib // 8, 2048))}MB",
        "effective_cache_size": f"{max(128, mib // 2)}MB",
        "maintenance_work_mem": f"{max(64, min(mib // 32, 512))}MB",
        "work_mem": f"{max(4, min(mib // 512, 32))}MB",
    }
    return _lines(chosen | _ALWAYS | (_DURABLE if durable else _SCRATCH))


def _lines(values: Mapping[str, object]) -> str:
    quoted = {name: str(value).replace("'", "''") for name, value in values.items()}
    return "".join(f"{name} = '{value}'\n" for name, value in quoted.items())


def identities(accounts: Iterable[str], roles: Iterable[str]) -> str:
    """pg_ident.conf: each of these operating-system accounts may be each of these roles."""
    roles = list(roles)
    return "".join(
        f"{IDENTITY_MAP} {account} {role}\n" for account in sorted(set(accounts)) for role in roles
    )
