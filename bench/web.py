"""The web process of a run, as `xuncheng up` starts it, on a port of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import orjson
from bench.database import Database

from xuncheng.server.up import Commands

_READY_SECONDS = 60
_ANSWER_SECONDS = 60


class Client:
    """One connection to a web process, kept open, on which a user's program calls the API by its token."""

    def __init__(self, port: int, token: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=_ANSWER_SECONDS)
        self._headers = {"Authorization": f"Bearer {token}"}

    def fetch(self, path: str) -> bytes:
        """The answer to a GET. Raises `RuntimeError` for any other answer than 200."""
        self._connection.request("GET", f"/api/v1{path}", headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {body[:300].decode(errors='replace')}")
        return body

    def read(self, path: str) -> Any:
        """The answer as plain values."""
        return orjson.loads(self.fetch(path))


@dataclass(frozen=True)
class Web:
    """A running web process."""

    port: int
    process: int

    @property
    def seconds_of_processor(self) -> float:
        """How long it has kept processors busy since it started, all its threads together."""
        status = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(database: Database) -> Iterator[Web]:
    """Serve a database."""
    with closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        number = listening.fileno()
        process = subprocess.Popen(  # noqa: S603 # our own program
            [*Commands().web, str(number)], env=dict(database.environment), pass_fds=(number,)
        )
        try:
            _await(port, process)
            yield Web(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _READY_SECONDS
    while process.poll() is None and time.monotonic() < until:
        with closing(HTTPConnection("127.0.0.1", port, timeout=_READY_SECONDS)) as connection:
            try:
                connection.request("HEAD", "/")
                connection.getresponse()
            except ConnectionRefusedError:
                time.sleep(0.1)
            else:
                return
    raise RuntimeError("the web process did not start")
