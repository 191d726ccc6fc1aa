"""Giving files out: what a browser may show it is told exactly, everything else it is told to save."""

from __future__ import annotations

import re
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from xuncheng.foundation.files.kinds import SHOWN
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.files.store import store

SAVED = "application/octet-stream"

# A file is no page: it loads nothing and runs nothing. A PDF runs nothing of the site's anyway, and the viewers
# of older Chromium-based browsers do not start in a sandbox.
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Slice:
    """A stretch of an open file, as something to read from and close."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        """The next bytes of the stretch; none at its end."""
        block = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(block)
        return block

    def close(self) -> None:
        """Close the file below."""
        self._file.close()


def file_response(request: HttpRequest, file: StoredFile, *, save: bool = False) -> HttpResponseBase:
    """The file, or the one stretch of it that Range asks for, or word that the browser's copy is still good.

    `save` asks the browser to save even what it could show.
    """
    blob = file.blob
    headers = _headers(file.name, blob.type, f'"{blob.sha256}"', save=save)
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    start, end, status = _stretch(request, blob.size, headers["ETag"])
    if status == 416:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{blob.size}"})
    if status == 206:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{blob.size}"
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers)
    content = Slice(store().open(blob.sha256, start), end - start)
    return FileResponse(content, status=status, content_type=headers.pop("Content-Type"), headers=headers)


def bytes_response(request: HttpRequest, content: bytes, type_: str, etag: str) -> HttpResponseBase:
    """A short derived content, such as a small picture, under the same rules."""
    headers = _headers("", type_, f'"{etag}"', save=False)
    if request.headers.get("If-None-Match") == headers["ETag"]:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, headers=headers)


def _headers(name: str, type_: str, etag: str, *, save: bool) -> dict[str, str]:
    shown = type_ in SHOWN and not save
    disposition = content_disposition_header(not shown, name) or "inline"
    return {
        "Content-Type": type_ if type_ in SHOWN else SAVED,
        "Content-Disposition": disposition,
        "Content-Security-Policy": _PDF if type_ == "application/pdf" else _SANDBOX,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
        "Accept-Ranges": "bytes",
        "ETag": etag,
    }


def _stretch(request: HttpRequest, size: int, etag: str) -> tuple[int, int, int]:
    """First byte, byte behind the last, and status, for a single range (RFC 9110, section 14)."""
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked.group() == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return 0, size, 200
    first, last = asked.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(size, int(last) + 1 if last else size)
    return (start, end, 206) if start < end else (0, 0, 416)
