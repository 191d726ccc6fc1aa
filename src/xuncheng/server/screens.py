"""The built screens, served from memory: a table of paths, made once at the start."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from xuncheng.server.bridge import Headers, Receive, Scope, Send

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pbf": "application/x-protobuf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_PACKED_ALREADY = {".jpg", ".png", ".webp", ".woff2"}
_ENCODINGS = {".br": b"br", ".gz": b"gzip"}
"""Files that the build has packed lie beside the plain ones; the first that the browser takes is sent."""

_SHORT = 1024
"""Bytes below which packing does not pay."""

_FOREVER = b"public, max-age=31536000, immutable"
_ASK_AGAIN = b"no-cache"

_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self' data:",
        "style-src 'self' 'unsafe-inline'",  # components set widths and positions in style attributes
        "worker-src 'self' blob:",
        "frame-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
_ALWAYS: Headers = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"vary", b"accept-encoding"),
]

_NOT_BUILT = "界面尚未构建，请运行 make run。\nThe screens are not built yet: run make run.\n"


@dataclass(frozen=True)
class _Asset:
    """One file, as it is sent in each encoding; the plain one is the last."""

    headers: Headers
    bodies: tuple[tuple[bytes, bytes], ...]
    etag: bytes


class Screens:
    """An ASGI application for a folder of built screens.

    Every path that is not a file is a page of the program in the browser, so `index.html` answers it; a path
    that looks like a file but is none is not found. Without `index.html` everything answers 503. `below` is the path
    below which they are served.
    """

    def __init__(self, folder: Path, below: str = "") -> None:
        files = (file for file in folder.rglob("*") if file.is_file() and file.suffix not in _ENCODINGS)
        self._assets = {
            f"{below}/{file.relative_to(folder).as_posix()}": _load(file, folder) for file in files
        }
        self._index = f"{below}/index.html"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request."""
        del receive  # whatever the body, it is not asked for
        asked = dict(scope["headers"])
        status, headers, body = self._answer(scope["method"], scope["path"], asked)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _answer(self, method: str, path: str, asked: dict[bytes, bytes]) -> tuple[int, Headers, bytes]:
        if self._index not in self._assets:
            return _plain(503, _NOT_BUILT)
        if method not in ("GET", "HEAD"):
            return _plain(405, "Method Not Allowed\n", [(b"allow", b"GET, HEAD")])
        asset = self._find(path)
        if asset is None:
            return _plain(404, "Not Found\n")
        if asset.etag in asked.get(b"if-none-match", b""):
            return 304, [*asset.headers, (b"etag", asset.etag)], b""
        return _chosen(asset, asked.get(b"accept-encoding", b""))

    def _find(self, path: str) -> _Asset | None:
        found = self._assets.get(path)
        if found is None and not PurePosixPath(path).suffix:
            return self._assets[self._index]
        return found


def _chosen(asset: _Asset, accepted: bytes) -> tuple[int, Headers, bytes]:
    words = {word.split(b";")[0].strip() for word in accepted.split(b",")} | {b"identity"}
    encoding, body = next((name, body) for name, body in asset.bodies if name in words)
    headers = [*asset.headers, (b"etag", asset.etag), (b"content-length", str(len(body)).encode())]
    if encoding != b"identity":
        headers.append((b"content-encoding", encoding))
    return 200, headers, body


def _plain(status: int, text: str, more: Headers | None = None) -> tuple[int, Headers, bytes]:
    headers = [*_ALWAYS, (b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    return status, headers + (more or []), text.encode()


def _load(file: Path, folder: Path) -> _Asset:
    plain = file.read_bytes()
    packed = {
        name: beside.read_bytes()
        for suffix, name in _ENCODINGS.items()
        if (beside := file.with_name(file.name + suffix)).exists()
    }
    if not packed and len(plain) > _SHORT and file.suffix not in _PACKED_ALREADY:
        packed[b"gzip"] = gzip.compress(plain, compresslevel=6, mtime=0)
    kind = _TYPES.get(file.suffix, "application/octet-stream").encode()
    named_by_content = file.relative_to(folder).parts[0] == "assets"
    headers = [
        *_ALWAYS,
        (b"content-type", kind),
        (b"cache-control", _FOREVER if named_by_content else _ASK_AGAIN),
    ]
    etag = f'W/"{sha256(plain).hexdigest()[:24]}"'.encode()
    return _Asset(headers, (*packed.items(), (b"identity", plain)), etag)
