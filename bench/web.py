"""The web processes of a run, as many as `xuncheng up` starts, on a port of their own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from typing import Any

import orjson
from bench.database import Database

from xuncheng.server.up import Commands, web_processes

_READY_SECONDS = 60
_ANSWER_SECONDS = 60
_IDLE_SECONDS = 0.5


class Client:
    """One connection to a web process, kept open, on which a user's program calls the API by its token."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)
        self._headers = {"Authorization": f"Bearer {token}"}

    def fetch(self, path: str) -> bytes:
        """The answer to a GET. Raises `RuntimeError` for any other answer than 200."""
        try:
            answer = self._answer(path)
        except RemoteDisconnected:  # kept open longer than the server keeps it: what came between took long
            answer = self._answer(path)
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:300].decode(errors='replace')}")
        return body

    def _answer(self, path: str) -> HTTPResponse:
        self._connection.request("GET", f"/api/v1{path}", headers=self._headers)
        return self._connection.getresponse()

    def read(self, path: str) -> Any:
        """The answer as plain values."""
        return orjson.loads(self.fetch(path))


@dataclass(frozen=True)
class Web:
    """Running web processes, which share a port."""

    port: int
    processes: Sequence[int]

    @property
    def seconds_of_processor(self) -> float:
        """How long they have kept processors busy since they started, all their threads together."""
        return sum(map(_seconds_of_processor, self.processes))


def _seconds_of_processor(process: int) -> float:
    status = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(database: Database, processes: int | None = None) -> Iterator[Web]:
    """Serve a database by so many processes, or as many as the platform has."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        started = [_start(listening, database) for _ in range(processes or web_processes())]
        try:
            _await(port, started)
            yield Web(port, [one.pid for one in started])
        finally:
            for one in started:
                one.terminate()
            for one in started:
                one.wait()


def _start(listening: socket.socket, database: Database) -> subprocess.Popen[bytes]:
    number = listening.fileno()
    return subprocess.Popen(  # noqa: S603 # our own program
        [*Commands().web, str(number)], env=dict(database.environment), pass_fds=(number,)
    )


def _await(port: int, started: Sequence[subprocess.Popen[bytes]]) -> None:
    """Wait until the port answers, and then until every process has done with starting."""
    until = time.monotonic() + _READY_SECONDS
    while all(one.poll() is None for one in started) and time.monotonic() < until:
        if _answers(port) and _idle(started):
            return
        time.sleep(0.1)
    raise RuntimeError("the web processes did not start")


def _answers(port: int) -> bool:
    with closing(HTTPConnection("127.0.0.1", port, timeout=_READY_SECONDS)) as connection:
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except ConnectionRefusedError:
            return False
    return True


def _idle(started: Sequence[subprocess.Popen[bytes]]) -> bool:
    before = [_seconds_of_processor(one.pid) for one in started]
    time.sleep(_IDLE_SECONDS)
    return [_seconds_of_processor(one.pid) for one in started] == before
