"""Resumable uploads by tus 1.0.0: core, creation, creation-with-upload, checksum, expiration, termination.

See https://tus.io/protocols/resumable-upload. Not claimed: concatenation, deferred length.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import Router

from xuncheng.foundation.files import uploads
from xuncheng.foundation.files.models import Upload
from xuncheng.foundation.files.parts import ALGORITHMS, Checksum
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
CHUNK_TYPE = "application/offset+octet-stream"

router = Router(tags=["files"])

P = ParamSpec("P")
View = Callable[Concatenate[ViewerRequest, P], HttpResponse]


def _speaks_tus(view: View[P]) -> View[P]:
    """Refuse other versions of the protocol, and name ours in every answer."""

    @wraps(view)
    def spoken(request: ViewerRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.headers.get("Tus-Resumable") != VERSION:
            return HttpResponse(status=412, headers={"Tus-Version": VERSION})
        response = view(request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return spoken


@router.api_operation(["OPTIONS"], "/files/uploads", auth=None, summary="What the upload server can do")
def capabilities(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - ninja calls it so
    """Version, extensions, largest file and checksums."""
    return HttpResponse(
        status=204,
        headers={
            "Tus-Resumable": VERSION,
            "Tus-Version": VERSION,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(settings.FILES_MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        },
    )


@router.post("/files/uploads", summary="Begin an upload")
@_speaks_tus
def create(request: ViewerRequest) -> HttpResponse:
    """Begin an upload of Upload-Length bytes, named by Upload-Metadata; the body may hold the first bytes.

    The last part of Location is the key under which acts refer to the file once it is whole.
    """
    return begun(request, uploads.OWN)


@_speaks_tus
def begun(request: ViewerRequest, room: uploads.Room) -> HttpResponse:
    """The same for an owner who has so much room."""
    told = metadata(request)
    name, type_ = told.get("filename", ""), told.get("filetype", "")
    upload = uploads.begin(request.viewer, name, type_, number(request, "Upload-Length"), room)
    response = _grown(request, upload, 0) if request.content_type == CHUNK_TYPE else _state(upload, 0)
    response.status_code = 201
    response["Location"] = f"{request.path}/{upload.id}"
    return response


@router.api_operation(["HEAD"], "/files/uploads/{uuid:key}", summary="How far an upload has come")
@_speaks_tus
def state(request: ViewerRequest, key: UUID) -> HttpResponse:
    """Upload-Offset is where to go on. A whole upload that was cut off before it became a file becomes one."""
    upload = uploads.find(request.viewer, key)
    offset = uploads.offset_of(upload)
    uploads.finish_if_whole(request.viewer, upload)
    return _state(upload, offset, status=200)


@router.patch("/files/uploads/{uuid:key}", summary="Go on with an upload")
@_speaks_tus
def append(request: ViewerRequest, key: UUID) -> HttpResponse:
    """Append the body at Upload-Offset; with the last byte the upload becomes a file."""
    if request.content_type != CHUNK_TYPE:
        raise _bad("content_type", f"Content-Type应为{CHUNK_TYPE}", f"Content-Type must be {CHUNK_TYPE}", 415)
    return _grown(request, uploads.find(request.viewer, key), number(request, "Upload-Offset"))


@router.delete("/files/uploads/{uuid:key}", summary="Give up an upload")
@_speaks_tus
def terminate(request: ViewerRequest, key: UUID) -> HttpResponse:
    """Forget an unfinished upload and all its bytes."""
    uploads.end(uploads.find(request.viewer, key))
    return HttpResponse(status=204)


@router.post("/files/uploads/{uuid:key}", summary="The same by X-HTTP-Method-Override")
def overridden(request: ViewerRequest, key: UUID) -> HttpResponse:
    """For clients behind proxies that let only GET and POST through."""
    view = _OVERRIDES.get(request.headers.get("X-HTTP-Method-Override", "").upper())
    return view(request, key) if view else HttpResponse(status=405, headers={"Allow": "HEAD, PATCH, DELETE"})


_OVERRIDES = {"HEAD": state, "PATCH": append, "DELETE": terminate}


def _grown(request: ViewerRequest, upload: Upload, offset: int) -> HttpResponse:
    offset = uploads.grow(upload, offset, request, _checksum(request))
    uploads.finish_if_whole(request.viewer, upload)
    return _state(upload, offset)


def _state(upload: Upload, offset: int, status: int = 204) -> HttpResponse:
    headers = {
        "Upload-Offset": str(offset),
        "Upload-Length": str(upload.length),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
    }
    return HttpResponse(status=status, headers=headers)


def number(request: HttpRequest, header: str) -> int:
    """The number that a header holds. Raises `Refused` (`header`)."""
    given = request.headers.get(header, "")
    if not (given.isascii() and given.isdigit() and len(given) < 16):
        raise _bad("header", f"请求头{header}缺失或有误", f"The header {header} is missing or wrong")
    return int(given)


def metadata(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: pairs of a key and a Base64 value, parted by commas."""
    pairs = (pair.split() for pair in request.headers.get("Upload-Metadata", "").split(",") if pair.strip())
    try:
        return {key: base64.b64decode("".join(value), validate=True).decode() for key, *value in pairs}
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _bad("header", "请求头Upload-Metadata有误", "The header Upload-Metadata is wrong") from error


def _checksum(request: HttpRequest) -> Checksum | None:
    given = request.headers.get("Upload-Checksum")
    if given is None:
        return None
    algorithm, _, digest = given.partition(" ")
    if algorithm not in ALGORITHMS:
        raise _bad(
            "checksum_unknown", f"不支持的校验算法{algorithm}", f"Checksum {algorithm} is not known here"
        )
    try:
        return Checksum(algorithm, base64.b64decode(digest, validate=True))
    except binascii.Error as error:
        raise _bad("header", "请求头Upload-Checksum有误", "The header Upload-Checksum is wrong") from error


def _bad(code: str, zh: str, en: str, status: int = 400) -> Refused:
    return Refused(code, Text(zh, en), status=status)
