import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from xuncheng.foundation.files.models import Blob
from xuncheng.foundation.files.store import store
from xuncheng.foundation.files.thumbnails import thumbnail
from xuncheng.foundation.trail.refusal import Refused

Draw = Callable[..., bytes]
ORIENTATION = 0x0112
RED, BLUE = (255, 0, 0), (0, 0, 255)


def kept(content: bytes, type_: str = "image/jpeg") -> Blob:
    """The content in the store, and the row that would stand for it."""
    sha256 = hashlib.sha256(content).hexdigest()
    store().put_bytes(sha256, content)
    return Blob(sha256=sha256, size=len(content), type=type_)


def seen(small: bytes) -> Image.Image:
    image = Image.open(BytesIO(small))
    assert image.format == "WEBP"
    return image.convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


def test_the_longer_side_has_480_pixels(draw: Draw) -> None:
    assert seen(thumbnail(kept(draw(size=(1600, 1200))))).size == (480, 360)


def test_a_small_picture_is_not_blown_up(draw: Draw) -> None:
    assert seen(thumbnail(kept(draw(size=(64, 48))))).size == (64, 48)


def test_a_picture_taken_with_the_phone_turned_stands_upright(draw: Draw) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera lay on its right side
    small = seen(thumbnail(kept(draw(size=(1600, 1200), exif=exif))))
    assert small.size == (360, 480)
    assert near(small.getpixel((180, 60)), RED)
    assert near(small.getpixel((180, 420)), BLUE)


@pytest.mark.parametrize(("form", "type_"), [("PNG", "image/png"), ("WEBP", "image/webp")])
def test_other_forms_have_small_pictures_too(draw: Draw, form: str, type_: str) -> None:
    assert seen(thumbnail(kept(draw(form, (1000, 1000)), type_))).size == (480, 480)


def test_what_is_see_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (600, 600), (255, 0, 0, 0)).save(out, "PNG")
    small = Image.open(BytesIO(thumbnail(kept(out.getvalue(), "image/png"))))
    assert small.mode == "RGBA"


def test_a_small_picture_is_made_once(draw: Draw, folder: Path) -> None:
    blob = kept(draw(size=(1600, 1200)))
    first = thumbnail(blob)
    (folder / "blobs" / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256).unlink()
    assert thumbnail(blob) == first


def test_a_damaged_picture_is_refused(draw: Draw) -> None:
    whole = draw("PNG", (1000, 1000))
    with pytest.raises(Refused, match="image_unreadable"):
        thumbnail(kept(whole[: len(whole) // 2], "image/png"))


def test_a_document_has_no_small_picture() -> None:
    with pytest.raises(Refused, match="not_found"):
        thumbnail(kept(b"%PDF-1.7", "application/pdf"))
