"""Connecting a command to the database of this installation."""

from __future__ import annotations

import atexit
import os

import django
from django.db import OperationalError, ProgrammingError, connection
from psycopg import sql

from xuncheng.server import cluster
from xuncheng.server.trouble import Trouble


def connect() -> None:
    """Point Django at the given database, or at the private cluster, which is started if need be."""
    if not cluster.external():
        os.environ.setdefault("XUNCHENG_VAR", str(cluster.VAR))
        where = cluster.ensure(cluster.VAR)
        os.environ.setdefault("DATABASE_URL", where.dsn(cluster.Role.APP))
        os.environ.setdefault("DATABASE_OWNER_URL", where.dsn(cluster.Role.OWNER))
    django.setup()


def visit() -> None:
    """Connect to a database that has been set up before, and leave nothing running that did not run before.

    Raises `Trouble` where there is none yet, or none can be reached; nothing is made or started in an empty folder.
    """
    if not cluster.external():
        if not cluster.exists(cluster.VAR):
            raise _not_set_up()
        if not cluster.alive(cluster.VAR):
            atexit.register(cluster.stop, cluster.VAR)
    connect()
    if not _has_tables():
        raise _not_set_up()


def _has_tables() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('trail_entry') IS NOT NULL")
            return bool(cursor.fetchone()[0])
    except OperationalError as error:
        detail = str(error).strip()
        raise Trouble(f"连不上数据库：{detail}", f"Cannot reach the database: {detail}") from error


def _not_set_up() -> Trouble:
    return Trouble(
        "这里还没有建立数据库：请先运行 make run 或者 xuncheng up。",
        "No database has been set up here yet: run make run or xuncheng up first.",
    )


def see_extensions() -> None:
    """Put in what PostgreSQL lacks, where this role may. Raises `Trouble`, with the line to run, where it may not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension")
        there = {name for (name,) in cursor.fetchall()}
        missing = [name for name in cluster.EXTENSIONS if name not in there]
        try:
            for name in missing:
                cursor.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))
        except ProgrammingError as error:
            line = " ".join(f"CREATE EXTENSION {name};" for name in missing)
            raise Trouble(
                f"数据库缺少扩展，请由其超级用户在该库中执行：{line}",
                f"The database lacks extensions; its superuser has to run in it: {line}",
            ) from error
