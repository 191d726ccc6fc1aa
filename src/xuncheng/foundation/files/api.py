"""HTTP for files: giving them out, and taking them in by tus."""

from __future__ import annotations

from uuid import UUID

from django.http.response import HttpResponseBase
from ninja import Router

from xuncheng.foundation.files import serving, thumbnails, tus
from xuncheng.foundation.files.queries import file_readable_by
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.trail.scope import reading

router = Router(tags=["files"])
router.add_router("", tus.router)


@router.get("/files/{uuid:key}", summary="A file")
def download(request: ViewerRequest, key: UUID, save: bool = False) -> HttpResponseBase:
    """The content, also in part (Range). `save` asks the browser to save what it could show."""
    with reading(request.viewer):
        file = file_readable_by(request.viewer, key)
    return serving.file_response(request, file, save=save)


@router.api_operation(["HEAD"], "/files/{uuid:key}", summary="Type and size of a file")
def head(request: ViewerRequest, key: UUID) -> HttpResponseBase:
    """The same headers as with GET, without the content."""
    return download(request, key)


@router.get("/files/{uuid:key}/thumbnail", summary="A small picture of an image")
def thumbnail(request: ViewerRequest, key: UUID) -> HttpResponseBase:
    """At most 480 pixels wide and high, WebP; 404 for what is no image."""
    with reading(request.viewer):
        file = file_readable_by(request.viewer, key)
    small = thumbnails.thumbnail(file.blob)
    return serving.bytes_response(request, small, thumbnails.TYPE, f"{file.blob_id}-{thumbnails.SIDE}")
