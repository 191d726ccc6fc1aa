"""The databases of a run: made by it and dropped by it, in the private cluster or in that which DATABASE_URL names.

The data of the installation, in a database of another name, is never touched; files go to a folder of the run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from xuncheng.server import cluster
from xuncheng.server.cluster import VAR, Role

PROGRAM = str(Path(sys.executable).with_name("xuncheng"))

FILES = VAR / "bench" / "files"
"""Where the files of the run's databases lie."""


@dataclass(frozen=True)
class Database:
    """One database of the run, by its name.

    Whoever uses it `durable` waits for the disk with each transaction, as the platform does.
    """

    name: str
    durable: bool = True

    def dsn(self, role: Role) -> str:
        """Connection string for a role."""
        return make_conninfo(cluster.dsn(role), dbname=self.name)

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment in which the program uses this database."""
        return os.environ | {
            "DATABASE_URL": self.dsn(Role.APP),
            "DATABASE_OWNER_URL": self.dsn(Role.OWNER),
            "DATABASE_SUPERUSER_URL": self.dsn(Role.SUPERUSER),
            "DJANGO_SETTINGS_MODULE": "xuncheng.server.settings",
            "XUNCHENG_FILES": str(FILES),
            "PGOPTIONS": f"-c synchronous_commit={'on' if self.durable else 'off'}",
        }

    def run(self, *command: str, check: bool = True) -> str:
        """Run a program on this database; what it printed. Raises `CalledProcessError` where it fails, if that is checked."""
        done = subprocess.run(command, env=self.environment, check=check, stdout=subprocess.PIPE, text=True)  # noqa: S603 # our own programs
        return done.stdout

    def query(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[object, ...]]:
        """Ask as superuser, whom no row-level security narrows."""
        with psycopg.connect(self.dsn(Role.SUPERUSER)) as connection:
            return connection.execute(statement.encode(), parameters).fetchall()

    def exists(self) -> bool:
        """Whether there is such a database."""
        with _server() as server:
            return server.execute("SELECT FROM pg_database WHERE datname = %s", [self.name]).rowcount > 0

    def create(self, template: Database | None = None) -> None:
        """Make it anew: empty with the tables of the program, or as a copy of another."""
        self.drop()
        copied = sql.Identifier(template.name if template else "template1")
        with _server() as server:
            server.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                    sql.Identifier(self.name), sql.Identifier(Role.OWNER), copied
                )
            )
        if template is None:
            self._furnish()

    def drop(self) -> None:
        """Drop it if it is there."""
        with _server() as server:
            server.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name))
            )

    def _furnish(self) -> None:
        with psycopg.connect(self.dsn(Role.SUPERUSER), autocommit=True) as connection:
            cluster.prepare(connection)
        self.run(PROGRAM, "migrate")


@contextmanager
def scratch(name: str) -> Iterator[Database]:
    """A fresh database with the tables of the program, dropped at the end."""
    database = Database(name)
    database.create()
    try:
        yield database
    finally:
        database.drop()


@contextmanager
def _server() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    with psycopg.connect(cluster.dsn(Role.SUPERUSER), autocommit=True) as connection:
        yield connection
