"""Another system, as a test needs one: it keeps what it is sent, and answers as it is told."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from typing import Any

from cloudevents.core.bindings.http import HTTPMessage, from_structured_event
from standardwebhooks.webhooks import Webhook

SECRET = "whsec_" + base64.b64encode(b"a secret of the test, 32 bytes..").decode()
OTHER = "whsec_" + base64.b64encode(b"another secret of it, 32 bytes..").decode()


@dataclass(frozen=True)
class Got:
    """One request."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    at: float

    @property
    def event(self) -> dict[str, Any]:
        """The event, as JSON."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def type(self) -> str:
        return str(self.event["type"])

    @property
    def seq(self) -> int:
        return int(self.event["data"]["seq"])

    @property
    def chain(self) -> str:
        return str(self.event["partitionkey"])

    def verified(self, secret: str = SECRET) -> Any:
        """What the library of Standard Webhooks makes of it. Raises its `WebhookVerificationError`."""
        return Webhook(secret).verify(self.body, dict(self.headers))

    def cloud_event(self) -> Any:
        """What the library of CloudEvents makes of it. Raises for what is none."""
        return from_structured_event(HTTPMessage(headers=dict(self.headers), body=self.body))


@dataclass(frozen=True)
class Say:
    """An answer: its status, its headers, and how many seconds it takes."""

    status: int = 204
    headers: tuple[tuple[str, str], ...] = ()
    after: float = 0.0


class Receiver:
    """A web server on this machine. `answer` says how each request is answered."""

    def __init__(self, context: SSLContext | None = None) -> None:
        self._context = context
        self.got: list[Got] = []
        self.answer: Callable[[Got], Say] = lambda _: Say()
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/events"

    def start(self) -> None:
        """Begin to listen, at the same port as before."""
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler())
        self._port = self._server.server_address[1]
        if self._context:
            self._server.socket = self._context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def types(self) -> list[str]:
        return [one.type for one in self.got]

    def ids(self) -> list[str]:
        return [one.headers["webhook-id"] for one in self.got]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                got = Got(self.path, headers, body, time.time())
                receiver.got.append(got)
                said = receiver.answer(got)
                time.sleep(said.after)
                try:
                    self.send_response(said.status)
                    for name, value in said.headers:
                        self.send_header(name, value)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:
                    return  # whoever asked has gone

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the base class calls it
                return

        return Handler


@contextmanager
def listening(context: SSLContext | None = None) -> Iterator[Receiver]:
    """A receiver for a while; with TLS where a context is given."""
    receiver = Receiver(context)
    receiver.start()
    try:
        yield receiver
    finally:
        receiver.stop()
