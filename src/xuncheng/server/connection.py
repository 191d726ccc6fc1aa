"""Connecting a command to the database of this installation."""

from __future__ import annotations

import os

import django

from xuncheng.server import cluster


def connect() -> None:
    """Point Django at the given database, or at the private cluster, which is started if need be."""
    if not cluster.external():
        os.environ.setdefault("XUNCHENG_VAR", str(cluster.VAR))
        where = cluster.ensure(cluster.VAR)
        os.environ.setdefault("DATABASE_URL", where.dsn(cluster.Role.APP))
        os.environ.setdefault("DATABASE_OWNER_URL", where.dsn(cluster.Role.OWNER))
    django.setup()
