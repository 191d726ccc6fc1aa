"""A folder for files, the doors of files on their own behind real HTTP, and who may send there."""

from __future__ import annotations

import base64
import io
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from ninja import NinjaAPI
from PIL import Image
from pytest_django import Settings

from xuncheng.foundation.files.api import router as files
from xuncheng.foundation.people.authentication import SIGNED_IN
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused

MIB = 1024 * 1024


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Where this test keeps its files. One may have 8 MiB, and none of it may be read into memory by Django."""
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_MAX_BYTES = 8 * MIB
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024
    settings.ROOT_URLCONF = Urls
    return tmp_path / "files"


class Urls:
    """The doors of files, on their own."""

    api = NinjaAPI(auth=SIGNED_IN, urls_namespace="files-tests")
    urlpatterns: ClassVar[list[Any]] = []


@Urls.api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return JsonResponse({"code": refused.code}, status=refused.status)


Urls.api.add_router("", files)
Urls.urlpatterns = [path("api/v1/", Urls.api.urls)]


@pytest.fixture
def draw() -> Callable[..., bytes]:
    """`draw(form, size)` makes a picture whose left half is red and whose right half is blue."""

    def drawn(form: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
        image = Image.new("RGB", size, "blue")
        image.paste("red", (0, 0, size[0] // 2, size[1]))
        out = io.BytesIO()
        image.save(out, form, **options)
        return out.getvalue()

    return drawn


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """A web server of its own, in threads of this process or in a process that can be killed."""

    district: Any
    port: int = 0
    process: BaseProcess | None = None
    server: ThreadedWSGIServer | None = None

    @property
    def uploads(self) -> str:
        """Where uploads begin."""
        return f"http://127.0.0.1:{self.port}/api/v1/files/uploads"

    def start(self) -> None:
        """Serve from threads."""
        server = self._listen()
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

    def start_process(self) -> None:
        """Serve from another process, at the same port as before."""
        server = self._listen()
        connections.close_all()
        self.process = multiprocessing.get_context("fork").Process(target=server.serve_forever, daemon=True)
        self.process.start()
        server.socket.close()

    def kill(self) -> None:
        """kill -9."""
        assert self.process is not None
        self.process.kill()
        self.process.join()

    def stop(self) -> None:
        """End whatever serves."""
        if self.process:
            self.kill()
        elif self.server:
            self.server.shutdown()
            self.server.server_close()

    def _listen(self) -> ThreadedWSGIServer:
        self.server = ThreadedWSGIServer(("127.0.0.1", self.port), _Quiet)
        self.server.set_app(WSGIHandler())
        self.port = self.server.server_port
        return self.server

    def client(self, user: User) -> Sender:
        """The user's own program, which has a token."""
        token: Any = issue_token(Deed(self.district.house), user, "测试")
        return Sender(self, token.secret)


class Sender:
    """A program that speaks tus and HTTP."""

    def __init__(self, site: Site, secret: str) -> None:
        self.site, self.token = site, {"Authorization": f"Bearer {secret}"}
        self.tus = {"Tus-Resumable": "1.0.0", **self.token}

    def create(self, length: int, name: str = "现场.jpg", **headers: str) -> httpx.Response:
        """Begin an upload."""
        told = f"filename {base64.b64encode(name.encode()).decode()}".strip()
        given = {**self.tus, "Upload-Length": str(length), "Upload-Metadata": told, **headers}
        return httpx.post(self.site.uploads, headers=given)

    def begun(self, length: int, name: str = "现场.jpg") -> str:
        """Begin an upload that must be accepted; its address."""
        answer = self.create(length, name)
        assert answer.status_code == 201, answer.text
        return f"http://127.0.0.1:{self.site.port}{answer.headers['Location']}"

    def patch(self, address: str, offset: int, content: bytes, **headers: str) -> httpx.Response:
        """Send a chunk. Header names are given with underscores."""
        given = {**self.tus, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.patch(address, content=content, headers=given)

    def offset(self, address: str) -> int:
        """How far the upload has come."""
        answer = httpx.head(address, headers=self.tus)
        assert answer.status_code == 200, answer.status_code
        return int(answer.headers["Upload-Offset"])

    def upload(self, content: bytes, name: str = "现场.jpg") -> str:
        """Send a whole file; its key."""
        address = self.begun(len(content), name)
        assert self.patch(address, 0, content).status_code == 204
        return address.rpartition("/")[2]

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Fetch something below /api/v1/files/."""
        return httpx.get(
            f"http://127.0.0.1:{self.site.port}/api/v1/files/{path}", headers={**self.token, **headers}
        )


@pytest.fixture
def site(committed: Any) -> Iterator[Site]:
    """A server in threads, over the small district in a database where commits are real."""
    site = Site(committed)
    site.start()
    yield site
    site.stop()


@pytest.fixture
def mortal_site(committed: Any) -> Iterator[Site]:
    """A server in a process of its own, not started yet."""
    site = Site(committed)
    yield site
    site.stop()


@pytest.fixture
def officer(site: Site) -> Sender:
    """An officer of street A."""
    return site.client(site.district.officer("li.na", "李娜", site.district.street_a.team))
