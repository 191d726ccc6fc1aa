"""Small pictures of images, made when first asked for and kept beside the store."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from xuncheng.foundation.files.kinds import MAX_PIXELS, THUMBNAILED
from xuncheng.foundation.files.models import Blob
from xuncheng.foundation.files.store import LocalStore, store
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.rules.legal import Text

SIDE = 480
"""The longer side in pixels, at most."""

TYPE = "image/webp"
_FORMS = ("JPEG", "PNG", "WEBP")
_QUALITY = 80


def thumbnail(blob: Blob) -> bytes:
    """The small picture of an image, as WebP. Raises `Refused`: `not_found`, `image_unreadable`."""
    if blob.type not in THUMBNAILED:
        raise not_found(Text("缩略图", "thumbnail"))
    kept = _kept()
    try:
        with closing(kept.open(blob.sha256)) as file:
            return file.read()
    except FileNotFoundError:
        small = _small(blob.sha256)
        kept.put_bytes(blob.sha256, small)
        return small


def forget(sha256: str) -> None:
    """Remove the small picture of a content, if there is one."""
    _kept().remove(sha256)


def _kept() -> LocalStore:
    return LocalStore(Path(settings.FILES_DIR) / "thumbnails")


def _small(sha256: str) -> bytes:
    with closing(store().open(sha256)) as file:
        content = BytesIO(file.read())
    try:
        with Image.open(content, formats=_FORMS) as image:
            return _drawn(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            "image_unreadable",
            Text("图片已损坏，无法预览", "The image is damaged and cannot be shown"),
            status=422,
        ) from error


def _drawn(image: Image.Image) -> bytes:
    if image.width * image.height > MAX_PIXELS:
        raise ValueError("too many pixels")
    image.draft("RGB", (SIDE, SIDE))  # lets the JPEG decoder skip what is thrown away anyway
    image.thumbnail((SIDE, SIDE))
    upright = ImageOps.exif_transpose(image)
    out = BytesIO()
    upright.convert("RGBA" if "A" in upright.getbands() else "RGB").save(out, "WEBP", quality=_QUALITY)
    return out.getvalue()
