"""A connection is looked at before each request: the database may have been restarted since the last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.django_db

Connect = Callable[[], BaseDatabaseWrapper]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Connections outside the transaction of the test."""
    with ExitStack() as made:

        def another() -> BaseDatabaseWrapper:
            copy = connection.copy()
            copy.connect()
            made.callback(copy.close)
            return copy

        yield another


def test_one_that_stands_is_usable_and_costs_no_round_trip(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the server was asked")

    standing = connect()
    monkeypatch.setattr(psycopg.Cursor, "execute", refuse)

    assert standing.is_usable()


def test_one_that_the_server_ended_is_not_usable(connect: Connect) -> None:
    ended = connect()
    with connect().cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [ended.connection.info.backend_pid])

    assert not ended.is_usable()


def test_one_that_was_told_something_meanwhile_is_still_usable(connect: Connect) -> None:
    told = connect()
    with told.cursor() as cursor:
        cursor.execute("LISTEN news")
    with connect().cursor() as cursor:
        cursor.execute("NOTIFY news")

    assert told.is_usable()


def test_one_that_was_closed_here_is_not_usable(connect: Connect) -> None:
    closed = connect()
    closed.connection.close()

    assert not closed.is_usable()
