"""A copy of a picture with areas blacked out for good: a new picture of its pixels, with nothing that stood beside them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError

from xuncheng.foundation.files.kinds import MAX_PIXELS, THUMBNAILED
from xuncheng.foundation.files.models import Blob
from xuncheng.foundation.files.store import store
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

REDACTABLE = THUMBNAILED
"""Types of which a redacted copy can be made."""

_FORMS = ("JPEG", "PNG", "WEBP")
_BLACK = {"RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}
_QUALITY = 92
_SUFFIX = "（遮挡）"


@dataclass(frozen=True, slots=True)
class Box:
    """An area in pixels of the picture as it is shown, upright, from its upper left corner."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """The copy: its bytes, media type and name."""

    content: bytes
    type: str
    name: str


def redacted(blob: Blob, name: str, boxes: Iterable[Box]) -> Redacted:
    """The copy of a stored picture. A JPEG stays one; all others become PNG, pixel for pixel the same outside the areas.

    Raises `Refused`: `not_redactable` for what is no picture, `image_unreadable`, `area_outside`.
    """
    if blob.type not in REDACTABLE:
        raise Refused(
            "not_redactable",
            Text("只能遮挡JPEG、PNG、WebP图片", "Only JPEG, PNG and WebP pictures can be redacted"),
            status=422,
        )
    with closing(store().open(blob.sha256)) as file:
        content = file.read()
    jpeg = blob.type == "image/jpeg"
    stem = PurePath(name).stem[:180]
    return Redacted(
        blacked_out(content, boxes, jpeg=jpeg),
        "image/jpeg" if jpeg else "image/png",
        f"{stem}{_SUFFIX}.{'jpg' if jpeg else 'png'}",
    )


def blacked_out(content: bytes, boxes: Iterable[Box], *, jpeg: bool) -> bytes:
    """The picture with the areas black, as JPEG or PNG without any metadata. Raises `Refused` as `redacted` does."""
    picture = _pixels(content)
    draw = ImageDraw.Draw(picture)
    for box in boxes:
        _check_inside(box, picture)
        corners = (box.left, box.top, box.left + box.width - 1, box.top + box.height - 1)
        draw.rectangle(corners, fill=_BLACK[picture.mode])
    out = BytesIO()
    if jpeg:
        picture.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    else:
        picture.save(out, "PNG")
    return out.getvalue()


def _pixels(content: bytes) -> Image.Image:
    """The pixels alone, upright: neither Exif nor a profile, a comment or a small picture inside comes along."""
    try:
        with Image.open(BytesIO(content), formats=_FORMS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError("too many pixels")
            upright = ImageOps.exif_transpose(image)
            plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            "image_unreadable",
            Text("图片已损坏，无法读取", "The image is damaged and cannot be read"),
            status=422,
        ) from error
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _check_inside(box: Box, picture: Image.Image) -> None:
    if box.left + box.width > picture.width or box.top + box.height > picture.height:
        raise Refused(
            "area_outside",
            Text(
                f"遮挡区域超出图片（{picture.width}×{picture.height}像素）",
                f"An area lies outside the picture ({picture.width} × {picture.height} pixels)",
            ),
            status=422,
        )
