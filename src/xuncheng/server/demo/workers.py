"""The processes that load the demo: as many as work at the same time, each with a connection of its own.

A process of these imports this module before Django is set up, so that nothing here imports a model.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

import django
from django.db import connections
from django.db.backends.signals import connection_created


@contextmanager
def workers(count: int) -> Iterator[Executor]:
    """So many processes that can do acts; they end with the block."""
    with ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin) as pool:
        yield pool


def _begin() -> None:
    # Ctrl-C reaches every process of the terminal: the one that loads says so, and ends these
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    connection_created.connect(_hurry)


@contextmanager
def quick_commits() -> Iterator[None]:
    """Do not wait for the disk after each act: a crash of the machine loses the last few, and they are done again."""
    connections.close_all()
    connection_created.connect(_hurry)
    try:
        yield
    finally:
        connection_created.disconnect(_hurry)
        connections.close_all()


def _hurry(sender: Any, connection: Any, **_more: Any) -> None:  # noqa: ARG001 - a signal is sent so
    connection.cursor().execute("SET synchronous_commit = off")
