"""The built screens: the right file in the right encoding, and a page for every path that is none."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from xuncheng.server.screens import Screens

SCRIPT = "console.log('巡城')\n" * 100

Ask = Callable[..., httpx.Response]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>巡城</title>")
    (tmp_path / "mark.svg").write_text("<svg/>")
    (tmp_path / "assets" / "main-BdZ3.js").write_text(SCRIPT)
    (tmp_path / "assets" / "packed-1.css").write_text("a{}")
    (tmp_path / "assets" / "packed-1.css.br").write_bytes(b"as brotli")
    return tmp_path


@pytest.fixture
def ask(folder: Path) -> Ask:
    screens = Screens(folder)

    async def send(method: str, path: str, headers: dict[str, str]) -> httpx.Response:
        transport = httpx.ASGITransport(app=screens)
        async with httpx.AsyncClient(transport=transport, base_url="http://bureau.test") as client:
            request = client.build_request(method, path, headers={"Accept-Encoding": "identity"} | headers)
            answer = await client.send(request, stream=True)
            answer.extensions["raw"] = b"".join([part async for part in answer.aiter_raw()])
            return answer

    return lambda path, method="GET", **headers: asyncio.run(send(method, path, headers))


def raw(answer: httpx.Response) -> bytes:
    body: bytes = answer.extensions["raw"]
    return body


@pytest.mark.parametrize("path", ["/", "/cases/0192f0c1", "/sign-in", "/index.html"])
def test_every_page_is_the_index_and_is_asked_for_again(ask: Ask, path: str) -> None:
    answer = ask(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "巡城" in raw(answer).decode()
    assert answer.headers["cache-control"] == "no-cache"


def test_a_file_named_by_its_content_is_kept_for_ever(ask: Ask) -> None:
    answer = ask("/assets/main-BdZ3.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert raw(answer).decode() == SCRIPT
    assert ask("/mark.svg").headers["cache-control"] == "no-cache"


def test_it_is_packed_for_whoever_can_unpack_it(ask: Ask) -> None:
    packed = ask("/assets/main-BdZ3.js", **{"Accept-Encoding": "gzip, deflate, br"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw(packed)).decode() == SCRIPT
    assert packed.headers["content-length"] == str(len(raw(packed)))
    assert packed.headers["vary"] == "accept-encoding"
    assert "content-encoding" not in ask("/mark.svg", **{"Accept-Encoding": "gzip"}).headers


def test_what_the_build_has_packed_is_sent_as_it_is(ask: Ask) -> None:
    answer = ask("/assets/packed-1.css", **{"Accept-Encoding": "gzip, br;q=0.9"})
    assert (answer.headers["content-encoding"], raw(answer)) == ("br", b"as brotli")
    assert raw(ask("/assets/packed-1.css", **{"Accept-Encoding": "gzip"})) == b"a{}"
    assert ask("/assets/packed-1.css.br").status_code == 404


def test_a_file_that_the_browser_has_is_not_sent_again(ask: Ask) -> None:
    first = ask("/")
    again = ask("/", **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, raw(again)) == (304, b"")
    assert ask("/", **{"If-None-Match": 'W/"another"'}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/assets/gone-1.js", "/../index.html.bak", "/etc/passwd.txt", "/assets/%2e%2e/x.js"]
)
def test_a_file_that_is_none_is_not_found(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404


def test_nothing_outside_the_folder_is_reached(ask: Ask, folder: Path) -> None:
    (folder.parent / "secret.txt").write_text("secret")
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "//secret.txt"):
        assert b"secret" not in raw(ask(path))


def test_head_says_the_length_and_other_methods_are_not_allowed(ask: Ask) -> None:
    head = ask("/assets/main-BdZ3.js", method="HEAD")
    assert (head.headers["content-length"], raw(head)) == (str(len(SCRIPT.encode())), b"")
    refused = ask("/", method="POST")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")


def test_scripts_come_from_here_only_and_types_are_not_guessed(ask: Ask) -> None:
    headers = ask("/").headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_without_a_build_it_says_what_to_do(tmp_path: Path) -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=Screens(tmp_path / "missing"))
        async with httpx.AsyncClient(transport=transport, base_url="http://bureau.test") as client:
            return await client.get("/")

    answer = asyncio.run(send())
    assert answer.status_code == 503
    assert "make run" in answer.text
