"""The bridge: what a WSGI application sees of a request, and how its answer reaches the client."""

from __future__ import annotations

import asyncio
import io
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from django.http import FileResponse, HttpResponse, StreamingHttpResponse

from xuncheng.server import bridge
from xuncheng.server.bridge import Doors, Environ, Message, Receive, Scope, Send, Threaded

View = Callable[[Environ], HttpResponse | StreamingHttpResponse]


def wsgi_of(view: View) -> bridge.WsgiApplication:
    """What Django's WSGI handler does with a view's response, without settings or middleware."""

    def application(environ: Environ, start_response: Callable[..., object]) -> Iterable[bytes]:
        response = view(environ)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        if isinstance(response, FileResponse) and response.file_to_stream is not None:
            response.file_to_stream.close = response.close  # type: ignore[method-assign] # as Django does
            return bridge.FileParts(response.file_to_stream, response.block_size)
        return response

    return application


def echo(environ: Environ) -> HttpResponse:
    body = environ["wsgi.input"].read()
    return HttpResponse(
        body, headers={"X-Method": environ["REQUEST_METHOD"], "X-Length": environ["CONTENT_LENGTH"]}
    )


@contextmanager
def asked(view: View, **options: object) -> Iterator[Callable[..., httpx.Response]]:
    """A function that sends one request to the view, through the bridge."""
    application = Threaded(wsgi_of(view), **options)  # type: ignore[arg-type] # passed on as given

    async def send(method: str, url: str, **more: object) -> httpx.Response:
        transport = httpx.ASGITransport(app=application)
        async with httpx.AsyncClient(transport=transport, base_url="http://bureau.test") as client:
            return await client.request(method, url, **more)  # type: ignore[arg-type] # passed on as given

    yield lambda method, url, **more: asyncio.run(send(method, url, **more))
    application.close()


@contextmanager
def listening(application: bridge.Application) -> Iterator[str]:
    """The application behind a real uvicorn on a port of its own."""
    with socket.socket() as port:
        port.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(application, lifespan="off", log_level="critical"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_method_and_body_arrive_and_the_answer_returns(method: str) -> None:
    with asked(echo) as ask:
        answer = ask(method, "/api/v1/acts", content="占道经营".encode())
    assert answer.status_code == 200
    assert answer.headers["x-method"] == method
    assert answer.text == "占道经营"


def test_head_has_the_headers_but_no_body() -> None:
    with asked(lambda _: HttpResponse(b"twelve bytes", headers={"Content-Length": "12"})) as ask:
        answer = ask("HEAD", "/")
    assert (answer.headers["content-length"], answer.content) == ("12", b"")


def test_the_request_is_told_as_wsgi_demands() -> None:
    seen: Environ = {}

    def view(environ: Environ) -> HttpResponse:
        seen.update(environ)
        return HttpResponse()

    headers = [("Cookie", "a=1"), ("Cookie", "b=2"), ("X-Two", "one"), ("X-Two", "two"), ("If-Match", '"7"')]
    with asked(view) as ask:
        ask("GET", "/api/街道?q=%E5%8D%A0&x=1", headers=headers)
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/api/街道"
    assert seen["QUERY_STRING"] == "q=%E5%8D%A0&x=1"
    assert (seen["HTTP_COOKIE"], seen["HTTP_X_TWO"], seen["HTTP_IF_MATCH"]) == ("a=1; b=2", "one,two", '"7"')
    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"], seen["SERVER_NAME"]) == (
        "127.0.0.1",
        "http",
        "bureau.test",
    )


def test_a_header_with_an_underscore_cannot_pass_for_another() -> None:
    with asked(lambda environ: HttpResponse(environ.get("HTTP_X_FORWARDED_FOR", "none"))) as ask:
        assert ask("GET", "/", headers={"X_Forwarded_For": "10.0.0.1"}).text == "none"
        assert ask("GET", "/", headers={"X-Forwarded-For": "10.0.0.1"}).text == "10.0.0.1"


def test_several_cookies_are_set_each_in_a_header_of_its_own() -> None:
    def application(environ: Environ, start_response: Callable[..., object]) -> list[bytes]:
        start_response("204 No Content", [("Set-Cookie", " a=1"), ("Set-Cookie", "b=2")])
        return []

    async def ask() -> list[tuple[bytes, bytes]]:
        transport = httpx.ASGITransport(app=Threaded(application))
        async with httpx.AsyncClient(transport=transport, base_url="http://bureau.test") as client:
            return (await client.get("/")).headers.raw

    assert asyncio.run(ask()) == [(b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]


@pytest.mark.parametrize("size", [0, 1, bridge.IN_MEMORY, bridge.IN_MEMORY + 1, 5 * bridge.IN_MEMORY])
def test_bodies_of_every_size_arrive_whole_also_without_a_declared_length(size: int) -> None:
    content = bytes(index % 251 for index in range(1000)) * (size // 1000 + 1)

    async def pieces() -> object:
        for start in range(0, size, 300_000):
            yield content[start : min(size, start + 300_000)]

    with asked(echo) as ask:
        declared = ask("POST", "/", content=content[:size])
        chunked = ask("POST", "/", content=pieces())
    assert declared.content == chunked.content == content[:size]
    assert declared.headers["x-length"] == chunked.headers["x-length"] == str(size)


def test_what_does_not_fit_into_memory_goes_to_a_file_in_the_given_folder(tmp_path: Path) -> None:
    kept: list[object] = []

    def view(environ: Environ) -> HttpResponse:
        kept.append(environ["wsgi.input"]._file)
        return HttpResponse()

    with asked(view, spool_folder=str(tmp_path)) as ask:
        ask("POST", "/", content=bytes(2 * bridge.IN_MEMORY))
    assert not isinstance(kept[0], io.BytesIO)
    assert kept[0].closed  # type: ignore[attr-defined] # a stream, see the line above


def test_a_disk_that_takes_no_more_is_said_to_be_full(tmp_path: Path) -> None:
    with asked(echo, spool_folder=str(tmp_path / "missing")) as ask:
        answer = ask("POST", "/", content=bytes(2 * bridge.IN_MEMORY))
    assert (answer.status_code, answer.json()["code"]) == (507, "no_space")


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_long_is_refused_before_the_application_sees_it(declared: bool) -> None:
    called: list[Environ] = []

    async def pieces() -> object:
        yield bytes(900)
        yield bytes(200)

    def view(environ: Environ) -> HttpResponse:
        called.append(environ)
        return HttpResponse()

    with asked(view, longest=1000) as ask:
        answer = ask("POST", "/", content=bytes(1100) if declared else pieces())
        english = ask("POST", "/", content=bytes(1100), headers={"Accept-Language": "en"})
        assert ask("POST", "/", content=bytes(1000)).status_code == 200
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.json()["code"] == "body_too_long"
    assert answer.json()["title"].startswith("内容超过")
    assert english.json()["title"].startswith("The body")
    assert len(called) == 1


def test_an_exception_in_the_application_is_the_servers_to_report() -> None:
    def view(environ: Environ) -> HttpResponse:
        raise ZeroDivisionError

    with listening(Threaded(wsgi_of(view))) as url:
        assert httpx.get(url).status_code == 500


def test_no_more_calls_than_threads_run_at_once() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def view(environ: Environ) -> HttpResponse:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return HttpResponse()

    with listening(Threaded(wsgi_of(view), threads=3)) as url, httpx.Client() as client:
        threads = [threading.Thread(target=client.get, args=[url]) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 3


def test_a_stream_flows_while_it_is_made_and_in_one_thread() -> None:
    goes_on, makers = threading.Event(), set()

    def parts() -> Iterator[bytes]:
        makers.add(threading.get_ident())
        yield b"first"
        goes_on.wait(10)
        makers.add(threading.get_ident())
        yield b"second"

    def view(environ: Environ) -> StreamingHttpResponse:
        return StreamingHttpResponse(parts())

    with listening(Threaded(wsgi_of(view))) as url, httpx.stream("GET", url) as answer:
        received = answer.iter_raw()
        assert next(received) == b"first"
        goes_on.set()
        assert next(received) == b"second"
    assert len(makers) == 1


def test_slow_readers_of_streams_and_files_keep_nobody_waiting(tmp_path: Path) -> None:
    big = tmp_path / "video.mp4"
    big.write_bytes(bytes(50_000_000))

    def view(environ: Environ) -> HttpResponse | StreamingHttpResponse:
        if environ["PATH_INFO"] == "/file":
            return FileResponse(big.open("rb"))
        if environ["PATH_INFO"] == "/stream":
            return StreamingHttpResponse(bytes(1_000_000) for _ in range(50))
        return HttpResponse(b"quick")

    with (
        listening(Threaded(wsgi_of(view), threads=1)) as url,
        httpx.Client(timeout=5) as client,
        client.stream("GET", f"{url}/file"),
        client.stream("GET", f"{url}/stream"),
    ):
        assert client.get(url).content == b"quick"


def test_a_file_arrives_whole_and_is_closed(tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(bytes(range(256)) * 4000)
    opened = []

    def view(environ: Environ) -> FileResponse:
        opened.append(photo.open("rb"))
        return FileResponse(opened[-1])

    with listening(Threaded(wsgi_of(view))) as url:
        whole, head = httpx.get(url), httpx.head(url)
        assert whole.content == photo.read_bytes()
        assert (head.content, head.headers["content-length"]) == (b"", "1024000")
        deadline = time.monotonic() + 5
        while not all(file.closed for file in opened) and time.monotonic() < deadline:
            time.sleep(0.01)
    assert all(file.closed for file in opened)


def test_a_stream_whose_reader_hangs_up_is_ended_and_closed() -> None:
    closed = threading.Event()

    def parts() -> Iterator[bytes]:
        try:
            while True:
                yield bytes(100_000)
        finally:
            closed.set()

    def view(environ: Environ) -> StreamingHttpResponse:
        return StreamingHttpResponse(parts())

    with listening(Threaded(wsgi_of(view))) as url:
        with httpx.stream("GET", url) as answer:
            next(answer.iter_raw())
        assert closed.wait(5)


def test_a_stream_that_breaks_is_cut_off_and_not_ended_as_if_whole() -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    def view(environ: Environ) -> StreamingHttpResponse:
        return StreamingHttpResponse(parts())

    with listening(Threaded(wsgi_of(view))) as url, pytest.raises(httpx.RemoteProtocolError):
        httpx.get(url)


def test_whoever_hangs_up_while_sending_is_forgotten() -> None:
    called: list[Environ] = []

    def view(environ: Environ) -> HttpResponse:
        called.append(environ)
        return HttpResponse()

    with listening(Threaded(wsgi_of(view))) as url:
        port = int(url.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf")
        assert httpx.get(url).status_code == 200
    assert len(called) == 1


def test_a_live_body_is_read_while_it_comes_and_what_came_outlives_the_connection() -> None:
    # Given a client that says it will send ten bytes, sends six, and hangs up
    read: list[bytes] = []
    over = threading.Event()

    def taking(environ: Environ) -> HttpResponse:
        body = environ["wsgi.input"]
        try:
            while piece := body.read(3):
                read.append(piece)
        except ConnectionResetError:
            over.set()
        return HttpResponse()

    application = Threaded(wsgi_of(taking), live=True)
    with listening(application) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as client:
            client.sendall(b"PATCH /upload HTTP/1.1\r\nHost: bureau.test\r\nContent-Length: 10\r\n\r\nabcdef")
            while len(read) < 2:
                time.sleep(0.01)
        # Then the application had the six bytes, and learns that no more will come
        assert over.wait(10)
    application.close()
    assert b"".join(read) == b"abcdef"


async def named(scope: Scope, receive: Receive, send: Send, name: str) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": name.encode()})


@pytest.mark.parametrize(
    ("path", "door"),
    [
        ("/api/v1/stream", "stream"),
        ("/api/v1/streams", "api"),
        ("/api/v1/cases", "api"),
        ("/api", "api"),
        ("/apiary", "screens"),
        ("/", "screens"),
        ("/cases/7", "screens"),
    ],
)
def test_the_first_door_whose_prefix_fits_is_taken(path: str, door: str) -> None:
    def to(name: str) -> bridge.Application:
        return lambda scope, receive, send: named(scope, receive, send, name)

    doors = Doors([("/api/v1/stream", to("stream")), ("/api", to("api"))], to("screens"), lambda: None)

    async def ask() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=doors), base_url="http://x") as client:
            return (await client.get(path)).text

    assert asyncio.run(ask()) == door


def test_the_servers_life_is_followed_to_its_end() -> None:
    closed, sent = [], []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        sent.append(message["type"])

    async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    doors = Doors([], nobody, lambda: closed.append(True))
    asyncio.run(doors({"type": "lifespan"}, receive, send))
    asyncio.run(doors({"type": "websocket", "path": "/"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete", "websocket.close"]
    assert closed == [True]
