"""A folder for files, the doors of files on their own, and contents of every kind."""

from __future__ import annotations

import io
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from ninja import NinjaAPI
from PIL import Image
from pytest_django import Settings

from xuncheng.foundation.files.api import router as files
from xuncheng.foundation.people.authentication import SIGNED_IN
from xuncheng.foundation.trail.refusal import Refused


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """Where this test keeps its files; one file may have 8 MiB."""
    settings.FILES_DIR = tmp_path / "files"
    settings.FILES_MAX_BYTES = 8 * 1024 * 1024
    return tmp_path / "files"


class Urls:
    """The doors of files and of signing in."""

    api = NinjaAPI(auth=SIGNED_IN, urls_namespace="files-tests")
    urlpatterns: ClassVar[list[Any]] = []


@Urls.api.exception_handler(Refused)
def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return JsonResponse({"code": refused.code}, status=refused.status)


Urls.api.add_router("", files)
Urls.urlpatterns = [
    path("_allauth/browser/v1/", include("xuncheng.foundation.people.urls")),
    path("api/v1/", Urls.api.urls),
]


@pytest.fixture
def doors(settings: Settings) -> None:
    """Requests come to the doors of files."""
    settings.ROOT_URLCONF = Urls


def picture(form: str = "JPEG", size: tuple[int, int] = (64, 48), **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def sound() -> bytes:
    """A tenth of a second of silence."""
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(bytes(1600))
    return out.getvalue()


def archive(*names: str) -> bytes:
    """A zip archive with small parts of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        for name in names:
            parts.writestr(name, "<x/>")
    return out.getvalue()


@pytest.fixture
def draw() -> Callable[..., bytes]:
    """`draw(form, size)` makes a picture."""
    return picture
