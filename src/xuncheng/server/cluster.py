"""The private PostgreSQL cluster that the program runs under var/ when no DATABASE_URL is set.

It listens on a Unix socket only; the kernel says who is calling (peer authentication). When root starts the
platform the cluster runs as the owner of its folder, on a new machine as the system's `postgres` user.
See docs/decisions/0001-private-postgresql-cluster.md.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from fcntl import LOCK_EX, flock
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from xuncheng.server import cluster_files
from xuncheng.server.cluster_home import Home, settle
from xuncheng.server.postgres import Account, Programs, end_orphans, is_running, remove
from xuncheng.server.trouble import Trouble

ROOT = Path(os.environ.get("XUNCHENG_ROOT") or Path.cwd())
VAR = Path(os.environ.get("XUNCHENG_VAR") or ROOT / "var")
"""The folder for everything that an installation makes while it runs."""

DATABASE = "xuncheng"
EXTENSIONS = ("postgis", "pg_trgm", "btree_gist")

_WORDS_ARE_SAFE = "ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF"
# Under row-level security an index answers only to operators of which PostgreSQL knows that they give no row away. That
# of words (`@@`) says nothing but yes or no; nobody has told PostgreSQL so.

_START_SECONDS = 300
"""How long a start may take: after a crash the write-ahead log is replayed first."""


class Role(StrEnum):
    """Whom one connects as."""

    APP = "xuncheng_app"
    """The program. It owns nothing, so that row-level security binds it."""
    OWNER = "xuncheng_owner"
    """Owns the database and every table; migrations run as it."""
    SUPERUSER = "postgres"
    """Maintenance, and proving that what even it changes in the trail is found."""


_OVERRIDES = {
    Role.APP: ("DATABASE_URL",),
    Role.OWNER: ("DATABASE_OWNER_URL", "DATABASE_URL"),
    Role.SUPERUSER: ("DATABASE_SUPERUSER_URL", "DATABASE_OWNER_URL", "DATABASE_URL"),
}

_CREATE_ROLES = {
    Role.OWNER: "CREATE ROLE xuncheng_owner LOGIN CREATEDB",
    # The stronger role may put on the weaker one's coat, as tests of the row-level security do.
    Role.APP: "CREATE ROLE xuncheng_app LOGIN NOSUPERUSER NOCREATEDB NOBYPASSRLS ROLE xuncheng_owner",
}

_CREATE_DATABASE = "CREATE DATABASE xuncheng OWNER xuncheng_owner"


@dataclass(frozen=True)
class ClusterAddress:
    """Where a cluster is reached."""

    socket_folder: Path

    def dsn(self, role: Role, database: str = DATABASE) -> str:
        """Connection URI for libpq, Django and pgbench."""
        folder = quote(str(self.socket_folder), safe="")
        return f"postgresql://{role}@/{database}?host={folder}&port={cluster_files.PORT}"


def external() -> bool:
    """Whether DATABASE_URL names a database that somebody else runs."""
    return bool(os.environ.get("DATABASE_URL"))


def dsn(role: Role, var: Path | None = None) -> str:
    """Connection URI for a role: from the environment if it says one, else of the private cluster."""
    given = [os.environ[name] for name in _OVERRIDES[role] if os.environ.get(name)]
    return given[0] if given else address(VAR if var is None else var).dsn(role)


def address(var: Path, *, scratch: bool = False) -> ClusterAddress:
    """Where the cluster of this folder is, or would be, reached. Starts nothing."""
    return ClusterAddress(Home.under(var, scratch=scratch).socket_folder)


def ensure(var: Path, *, scratch: bool = False) -> ClusterAddress:
    """Make the cluster if there is none, start it if it does not run, and see that roles and database exist.

    Whatever an earlier run left behind, killed at whatever moment, is taken up. A `scratch` cluster is for
    tests: beside the real one, in a folder of its own, and without fsync. Raises `Trouble`.
    """
    home = settle(var, scratch=scratch)
    with _alone(home):
        if not home.data.exists():
            _create(home)
        if not is_running(home.data):
            _start(home, durable=not scratch)
        where = ClusterAddress(home.socket_folder)
        _furnish(where)
    return where


def stop(var: Path, *, scratch: bool = False) -> bool:
    """Stop the cluster: what is running is rolled back, what is committed is on disk. False if none ran."""
    home = Home.under(var, scratch=scratch)
    if not home.data.exists():
        return False
    home.check_access()
    if not is_running(home.data):
        return False
    Programs.for_data(home.data).run(
        "pg_ctl", "-D", home.data, "-m", "fast", "-w", "-t", "60", "stop", account=home.account
    )
    return True


def exists(var: Path, *, scratch: bool = False) -> bool:
    """Whether there is a cluster in this folder, running or not. Raises `Trouble` where it is somebody else's."""
    home = Home.under(var, scratch=scratch)
    if not home.folder.exists():
        return False
    home.check_access()
    return home.data.exists()


def alive(var: Path, *, scratch: bool = False) -> bool:
    """Whether the cluster's server runs."""
    return is_running(Home.under(var, scratch=scratch).data)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """Let only one process at a time make or start the cluster. The lock ends with its process."""
    handle = os.open(home.folder / "lock", os.O_RDONLY | os.O_CREAT, 0o644)
    try:
        flock(handle, LOCK_EX)
        yield
    finally:
        os.close(handle)


def _create(home: Home) -> None:
    """Make the data folder under another name first: a folder called `data` is always a whole one."""
    unfinished = home.folder / "data.unfinished"
    remove(unfinished)
    home.make(unfinished)
    locale = ("-E", "UTF8", "--locale=C.UTF-8")  # in locale C, pg_trgm would drop Chinese characters
    owner = ("-U", Role.SUPERUSER, "-A", "peer")
    Programs.for_data(home.data).run(
        "initdb",
        "-D",
        unfinished,
        *owner,
        *locale,
        "--data-checksums",
        "--no-instructions",
        account=home.account,
    )
    unfinished.rename(home.data)


def _start(home: Home, *, durable: bool) -> None:
    home.make(home.socket_folder)
    accounts = {home.account.name, Account.current().name, "root"}
    home.write("postgresql.conf", cluster_files.settings(home.label, home.socket_folder, durable=durable))
    home.write("pg_hba.conf", cluster_files.ACCESS)
    home.write("pg_ident.conf", cluster_files.identities(accounts, Role))
    end_orphans(home.label)
    home.clear_locks()
    early = home.data / "start.log"
    Programs.for_data(home.data).run(
        "pg_ctl", "-D", home.data, "-l", early, "-w", "-t", _START_SECONDS, "start",
        account=home.account, logs=(early, home.data / "log"),
    )  # fmt: skip


def _furnish(where: ClusterAddress) -> None:
    """See that the roles, the extensions and the database exist. Any of it may have been done before."""
    with _connect(where, "postgres") as connection:
        roles = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role, statement in _CREATE_ROLES.items():
            if role not in roles:
                connection.execute(statement)
        databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
        for database in ("template1", *databases & {DATABASE}):
            with _connect(where, database) as inside:
                prepare(inside)
        if DATABASE not in databases:
            connection.execute(_CREATE_DATABASE)


def prepare(connection: psycopg.Connection[tuple[str]]) -> None:
    """Do what in a database only a superuser may; every new one is copied from `template1`. It may have been done before."""
    there = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}
    for name in EXTENSIONS:
        if name not in there:
            connection.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(name)))
    connection.execute(_WORDS_ARE_SAFE)


def _connect(where: ClusterAddress, database: str) -> psycopg.Connection[tuple[str]]:
    """Connect as superuser; a server that somebody else is just starting is waited for."""
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            return psycopg.connect(where.dsn(Role.SUPERUSER, database), autocommit=True)
        except psycopg.OperationalError as error:
            if "starting up" not in str(error) or time.monotonic() > deadline:
                detail = str(error).strip()
                raise Trouble(f"连不上数据库：{detail}", f"Cannot reach the database: {detail}") from error
            time.sleep(0.1)


def _environment(where: ClusterAddress) -> str:
    urls = {names[0]: where.dsn(role) for role, names in _OVERRIDES.items()}
    return "".join(f"export {name}={shlex.quote(url)}\n" for name, url in urls.items())


def main(arguments: list[str] | None = None) -> int:
    """Start or stop a cluster by hand; `env` prints the lines by which a shell passes it on."""
    parser = argparse.ArgumentParser(prog="python -m xuncheng.server.cluster", description=__doc__)
    parser.add_argument("command", choices=["env", "start", "stop"])
    parser.add_argument("--var", type=Path, default=VAR, help="folder in which the cluster lives")
    parser.add_argument("--test", action="store_true", help="the scratch cluster for tests, without fsync")
    given = parser.parse_args(arguments)
    try:
        if given.command == "stop":
            stop(given.var, scratch=given.test)
            return 0
        where = ensure(given.var, scratch=given.test)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1
    sys.stdout.write(_environment(where) if given.command == "env" else f"{where.dsn(Role.APP)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
