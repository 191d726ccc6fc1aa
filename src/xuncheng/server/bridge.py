"""One port for two kinds of handler: Django's WSGI handler run in a bounded pool of threads, behind ASGI.

Threads that stay keep their database connection, and Django's WSGI handler costs a request a sixth of what its
ASGI handler does. See docs/decisions/0002-one-port-two-handlers.md.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO, RawIOBase
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Protocol, cast

import orjson

from xuncheng.rules.legal import Text

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Callable[..., object]], Iterable[bytes]]
Headers = list[tuple[bytes, bytes]]

IN_MEMORY = 1024 * 1024
"""Bytes of a request's body that are held in memory; what is longer goes to a temporary file."""

BLOCK = 256 * 1024
"""Bytes of a file that are read and sent at a time."""

_log = logging.getLogger(__name__)


class ClientGone(Exception):
    """Whoever asked has hung up."""


class _Refusal(Exception):
    """The request is answered before the application sees it."""

    def __init__(self, status: int, code: str, message: Text) -> None:
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


class _Closable(Protocol):
    def close(self) -> None: ...


class FileParts:
    """What `wsgi.file_wrapper` makes of an open file: the bridge reads it without holding a thread."""

    def __init__(self, file: IO[bytes], block: int = BLOCK) -> None:
        self.file, self.block = file, block

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.file.read(self.block), b"")

    def close(self) -> None:
        """Close the file, and with it the response that it came from."""
        self.file.close()


@dataclass
class _Answer:
    """What the application has answered. A short body is whole; anything longer is still to be fetched."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    body: bytes = b""
    parts: Iterable[bytes] | None = None

    def begin(self, status: str, headers: list[tuple[str, str]], _failure: object = None) -> None:
        """WSGI's `start_response`."""
        self.status = int(status[:3])
        self.headers = [
            (name.lower().encode("latin-1"), text.strip().encode("latin-1")) for name, text in headers
        ]

    def close(self) -> None:
        """Let go of what the parts hold."""
        if self.parts is not None and hasattr(self.parts, "close"):
            cast(_Closable, self.parts).close()


class LiveBody(RawIOBase):
    """A request's body that a thread reads while it is still coming; it breaks off where the client hangs up."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._loop = receive, asyncio.get_running_loop()
        self._held, self._more = memoryview(b""), True

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for the next bytes; 0 at the end. Raises ConnectionResetError where the client hangs up."""
        while not self._held and self._more:
            message = asyncio.run_coroutine_threadsafe(self._next(), self._loop).result()
            if message["type"] == "http.disconnect":
                raise ConnectionResetError("the client hung up")
            self._held, self._more = memoryview(message.get("body", b"")), message.get("more_body", False)
        size = min(len(buffer), len(self._held))
        buffer[:size], self._held = self._held[:size], self._held[size:]
        return size

    async def _next(self) -> Message:
        return await self._receive()


class _Delivery:
    """The parts of one answer on their way from a thread to the client, one at a time, at the client's pace."""

    def __init__(self, send: Send) -> None:
        self._send, self._loop = send, asyncio.get_running_loop()
        self._under_way: Future[None] | None = None
        self.over = False

    async def part(self, body: bytes) -> None:
        """Send a part from the event loop."""
        if self.over:
            raise ClientGone
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    def part_from_thread(self, body: bytes) -> None:
        """Send a part from another thread, and wait until the client can take the next."""
        self._under_way = asyncio.run_coroutine_threadsafe(self.part(body), self._loop)
        try:
            self._under_way.result()
        except CancelledError as error:
            raise ClientGone from error

    def end(self) -> None:
        """Nobody takes any more: the thread that makes the parts learns it with the next one."""
        self.over = True
        if self._under_way is not None:
            self._under_way.cancel()


class Doors:
    """An ASGI application that passes each request on by the beginning of its path, the first that fits.

    A `prefix` fits itself and what is below it; the last door is for all other paths. `closing` is called
    when the server stops.
    """

    def __init__(
        self, doors: Sequence[tuple[str, Application]], other: Application, closing: Callable[[], None]
    ) -> None:
        self._doors, self._other, self._closing = doors, other, closing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request, or follow the server's life to its end."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._behind(scope["path"])(scope, receive, send)
        else:
            await send({"type": "websocket.close"})  # live news come as server-sent events

    def _behind(self, path: str) -> Application:
        below = f"{path}/"
        return next((door for prefix, door in self._doors if below.startswith(f"{prefix}/")), self._other)

    async def _live(self, receive: Receive, send: Send) -> None:
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        self._closing()
        await send({"type": "lifespan.shutdown.complete"})


class Threaded:
    """An ASGI application that runs a WSGI application in threads.

    `threads` answer; a streamed answer, which may last, is made by one of `streams` others, so that slow readers
    do not keep everybody waiting. A file is read piece by piece and holds no thread at all. A body of more than
    `longest` bytes is refused with 413; `spool_folder` is for those that do not fit into memory. With `live`,
    the application reads a body while it is still coming, so that what has come outlives the connection.
    """

    def __init__(
        self,
        wsgi: WsgiApplication,
        *,
        threads: int = 8,
        streams: int = 16,
        longest: int = 1024 * 1024 * 1024,
        spool_folder: str | None = None,
        live: bool = False,
    ) -> None:
        self._wsgi, self._live = wsgi, live
        self._calls = ThreadPoolExecutor(threads, thread_name_prefix="call")
        self._streams = ThreadPoolExecutor(streams, thread_name_prefix="stream")
        self._longest, self._spool_folder = longest, spool_folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        with suppress(ClientGone):
            try:
                body = await self._body(scope, receive)
            except _Refusal as refusal:
                await _refuse(refusal, scope, send)
                return
            with body:
                await self._answer(environ_of(scope, body), receive, send)

    def close(self) -> None:
        """Take no more calls; those under way end by themselves."""
        self._calls.shutdown(wait=False, cancel_futures=True)
        self._streams.shutdown(wait=False, cancel_futures=True)

    async def _body(self, scope: Scope, receive: Receive) -> IO[bytes]:
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._longest:
            raise _too_long(self._longest)
        if self._live:
            return cast(IO[bytes], LiveBody(receive))
        chunk, more = await _receive_chunk(receive)
        if not more:
            return BytesIO(chunk)
        try:
            return await self._spool(chunk, receive)
        except OSError as error:
            _log.exception("a request's body could not be kept")
            raise _NO_SPACE from error

    async def _spool(self, chunk: bytes, receive: Receive) -> IO[bytes]:
        with ExitStack() as undone:
            body = undone.enter_context(SpooledTemporaryFile(IN_MEMORY, dir=self._spool_folder))
            more = True
            while True:
                await _keep(chunk, body)
                if body.tell() > self._longest:
                    raise _too_long(self._longest)
                if not more:
                    break
                chunk, more = await _receive_chunk(receive)
            undone.pop_all()
        return cast(IO[bytes], body)

    async def _answer(self, environ: Environ, receive: Receive, send: Send) -> None:
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._calls, self._call, environ)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if answer.parts is not None:
            await self._deliver(answer, environ["REQUEST_METHOD"], receive, send)
        body = b"" if environ["REQUEST_METHOD"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})

    def _call(self, environ: Environ) -> _Answer:
        answer = _Answer()
        parts = self._wsgi(environ, answer.begin)
        answer.parts = parts
        if isinstance(parts, FileParts) or getattr(parts, "streaming", False):
            return answer
        try:
            answer.body = b"".join(parts)
        finally:
            answer.close()
        answer.parts = None
        return answer

    async def _deliver(self, answer: _Answer, method: str, receive: Receive, send: Send) -> None:
        """Send the parts until they or the client's patience end; then, in any case, close them."""
        delivery = _Delivery(send)
        watch = asyncio.create_task(_watch(receive, delivery))
        loop = asyncio.get_running_loop()
        try:
            if method == "HEAD":
                await loop.run_in_executor(self._streams, answer.close)
            elif isinstance(answer.parts, FileParts):
                await _send_file(answer.parts, delivery)
            else:
                await loop.run_in_executor(self._streams, _pump, answer, delivery)
        finally:
            delivery.end()
            watch.cancel()


async def _keep(chunk: bytes, body: IO[bytes] | SpooledTemporaryFile[bytes]) -> None:
    """Write to memory at once, but to the disk from another thread."""
    if body.tell() + len(chunk) > IN_MEMORY:
        await asyncio.to_thread(body.write, chunk)
    else:
        body.write(chunk)


async def _send_file(parts: FileParts, delivery: _Delivery) -> None:
    try:
        while block := await asyncio.to_thread(parts.file.read, BLOCK):
            await delivery.part(block)
    finally:
        await asyncio.to_thread(parts.close)


def _pump(answer: _Answer, delivery: _Delivery) -> None:
    """Make the parts and close them in one thread: that of the database connection they may read from."""
    try:
        for part in answer.parts or ():
            delivery.part_from_thread(part)
    finally:
        answer.close()


async def _watch(receive: Receive, delivery: _Delivery) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    delivery.end()


async def _receive_chunk(receive: Receive) -> tuple[bytes, bool]:
    message = await receive()
    if message["type"] == "http.disconnect":
        raise ClientGone
    return message.get("body", b""), message.get("more_body", False)


_NO_SPACE = _Refusal(
    507,
    "no_space",
    Text("服务器磁盘空间不足，无法接收。", "The server has no disk space left to receive this."),
)


def _too_long(longest: int) -> _Refusal:
    mib = longest // (1024 * 1024)
    return _Refusal(
        413, "body_too_long", Text(f"内容超过 {mib} MiB，无法接收。", f"The body is longer than {mib} MiB.")
    )


async def _refuse(refusal: _Refusal, scope: Scope, send: Send) -> None:
    """Answer with a problem (RFC 9457), and hang up: what is left of the body is not read."""
    zh, en = refusal.message.zh, refusal.message.en
    english = dict(scope["headers"]).get(b"accept-language", b"").startswith(b"en")
    title = en if english else zh
    problem = {"type": f"urn:xuncheng:problem:{refusal.code}", "title": title, "status": refusal.status}
    problem |= {"detail": title, "code": refusal.code, "title_zh": zh, "title_en": en}
    headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": orjson.dumps(problem)})


@lru_cache(maxsize=1024)
def _environ_name(header: bytes) -> str | None:
    """The WSGI name of a header. One with an underscore could pass for another header and is left out."""
    name = header.decode("latin-1").upper()
    if "_" in name:
        return None
    name = name.replace("-", "_")
    return name if name in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{name}"


def environ_of(scope: Scope, body: IO[bytes]) -> Environ:
    """The WSGI environment of an ASGI request (PEP 3333). A live body is as long as the client says."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", "").encode().decode("latin-1"),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or ""),
        "REMOTE_ADDR": client[0],
        "REMOTE_PORT": str(client[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": FileParts,
    }
    for header, value in scope["headers"]:
        if name := _environ_name(header):
            joint = "; " if name == "HTTP_COOKIE" else ","
            text = value.decode("latin-1")
            environ[name] = f"{environ[name]}{joint}{text}" if name in environ else text
    if not isinstance(body, LiveBody):
        environ["CONTENT_LENGTH"] = str(_length(body))
    return environ


def _length(body: IO[bytes]) -> int:
    end = body.seek(0, 2)
    body.seek(0)
    return end
