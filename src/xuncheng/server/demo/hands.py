"""The processes that do the demo's steps: a few that work at the same time, each with a connection of its own.

They are forked from one server process that has set Django up (`ready`), so that it is set up once. The loader talks
to each by a pipe, from one thread: there are twenty thousand steps, and an executor's queues and threads would take as
long for a step as a short one takes.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import Any, cast

import django
from django.db import connections
from django.db.backends.signals import connection_created

from xuncheng.server.demo.generate.script import ScriptFailed, Step, do

HANDS = os.cpu_count() or 1
"""Steps that are done at the same time. More than there are processors would wait for each other's numbers."""

_DURABLE = "XUNCHENG_FILES_DURABLE"
_RARELY = 20_000
"""After so many new objects garbage is looked for: there is little, and to look for it takes longer than to keep it."""


class Processes:
    """Processes that do steps; see `script.Hands`."""

    def __init__(self, pipes: list[Connection]) -> None:
        self._free = pipes
        self._busy: dict[Connection, str] = {}

    def free(self) -> bool:
        """Whether a process has nothing to do."""
        return bool(self._free)

    def begin(self, name: str, number: int, step: Step) -> None:
        """Send a step to a process."""
        pipe = self._free.pop()
        pipe.send((name, number, step))
        self._busy[pipe] = name

    def finished(self) -> Iterable[tuple[str, Any]]:
        """Wait for answers. Raises what a process raised, and EOFError where one has ended."""
        for pipe in cast(list[Connection], connection.wait(list(self._busy))):
            answer = pipe.recv()
            if isinstance(answer, ScriptFailed):
                raise answer
            self._free.append(pipe)
            yield self._busy.pop(pipe), answer


@contextmanager
def processes() -> Iterator[Processes]:
    """`HANDS` processes; they end with the block, and with the loader if that is killed."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["xuncheng.server.demo.ready"])
    pipes = []
    for _ in range(HANDS):
        ours, theirs = context.Pipe()
        context.Process(target=_work, args=(theirs,), daemon=True).start()
        theirs.close()
        pipes.append(ours)
    try:
        yield Processes(list(pipes))
    finally:
        for pipe in pipes:
            pipe.close()


def _work(pipe: Connection) -> None:
    # Ctrl-C reaches every process of the terminal: the one that loads says so, and these end as their pipes do
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    django.setup()
    connection_created.connect(_hurry)
    _look_for_garbage_rarely()
    try:
        while True:
            pipe.send(_answer(*pipe.recv()))
    except (EOFError, OSError):
        return


def _answer(name: str, number: int, step: Step) -> Any:
    try:
        return do(name, number, step)
    except ScriptFailed as failed:
        return failed


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Do not wait for the disk after each act and file, but once at the end.

    A crash of the machine loses the last acts, which are done again; `load` makes sure that it has lost no file.
    """
    connections.close_all()
    connection_created.connect(_hurry)
    os.environ[_DURABLE] = "0"
    thresholds = gc.get_threshold()
    _look_for_garbage_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()
        del os.environ[_DURABLE]
        os.sync()
        connection_created.disconnect(_hurry)
        connections.close_all()


def _look_for_garbage_rarely() -> None:
    gc.freeze()
    gc.set_threshold(_RARELY)


def _hurry(sender: Any, connection: Any, **_more: Any) -> None:  # noqa: ARG001 - a signal is sent so
    connection.cursor().execute("SET synchronous_commit = off")
