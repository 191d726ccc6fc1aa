"""The test database as its owner sees it: where it is, and how it is emptied. Never any other database."""

from __future__ import annotations

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo
from uuid_utils.compat import uuid7

KEPT = ("django_migrations", "django_content_type", "auth_permission")
"""Tables that the migrations fill."""


def address_as(url: str) -> str:
    """The test database, reached as another role. Fails for a database that is none."""
    name = connection.settings_dict["NAME"]
    if not name.startswith("test_"):
        raise RuntimeError(f"{name} is no test database")
    return make_conninfo(url, dbname=name)


def empty() -> None:
    """Empty all tables as their owner: what a test committed must not be there for the next."""
    connection.close()
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        owner.execute("SET lock_timeout = '20s'")
        owner.execute("SELECT set_config('xuncheng.act', %s, true)", [str(uuid7())])
        found = owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
            " AND tablename <> ALL (%s)",
            [list(KEPT)],
        )
        tables = sql.SQL(", ").join(sql.Identifier(name) for (name,) in found)
        owner.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))


def analyze(table: str) -> None:
    """Let the planner know the table as it now is, which its owner alone may."""
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL), autocommit=True) as owner:
        owner.execute(sql.SQL("ANALYZE {}").format(sql.Identifier(table)))
