"""What is blacked out is gone for good, what is outside stays as it was, and nothing comes along beside the pixels."""

from __future__ import annotations

from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from xuncheng.foundation.files.models import Blob
from xuncheng.foundation.files.redaction import Box, blacked_out, redacted
from xuncheng.foundation.trail.refusal import Refused

WIDTH, HEIGHT = 40, 30
MARK = b"SECRET-MARK"
modes = st.sampled_from(["RGB", "RGBA", "L", "P"])


@st.composite
def boxes(draw: Any) -> Box:
    """An area inside the picture."""
    left, top = draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1))
    return Box(left, top, draw(st.integers(1, WIDTH - left)), draw(st.integers(1, HEIGHT - top)))


def noise(seed: int, mode: str = "RGB") -> Image.Image:
    """A picture of noise, in which no area is like another."""
    return Image.frombytes("RGB", (WIDTH, HEIGHT), _random(seed)).convert(mode)


def _random(seed: int) -> bytes:
    return Random(seed).randbytes(3 * WIDTH * HEIGHT)  # noqa: S311 - noise, no secret


def encoded(picture: Image.Image, form: str, **options: Any) -> bytes:
    """The picture as a file."""
    out = BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """The picture of a file, read whole."""
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


def under(areas: list[Box]) -> Image.Image:
    """Which pixels lie under the areas: white there, black elsewhere."""
    mask = Image.new("L", (WIDTH, HEIGHT))
    for box in areas:
        mask.paste(255, (box.left, box.top, box.left + box.width, box.top + box.height))
    return mask


def blackened(picture: Image.Image, areas: list[Box]) -> Image.Image:
    """The picture with black pixels under the areas, made in another way than the program does."""
    return Image.composite(Image.new("RGB", picture.size), picture, under(areas))


@given(st.integers(0, 2**32), st.lists(boxes(), min_size=1, max_size=5), modes)
@settings(deadline=None)
def test_under_the_areas_nothing_is_left_and_outside_everything(
    seed: int, areas: list[Box], mode: str
) -> None:
    picture = noise(seed, mode)
    copy = opened(blacked_out(encoded(picture, "PNG"), areas, jpeg=False)).convert("RGB")
    assert copy.tobytes() == blackened(picture.convert("RGB"), areas).tobytes()


@given(st.integers(0, 2**32), st.integers(0, 2**32), st.lists(boxes(), min_size=1, max_size=3), st.booleans())
@settings(deadline=None)
def test_the_copy_does_not_depend_on_what_was_blacked_out(
    seed: int, other: int, areas: list[Box], jpeg: bool
) -> None:
    """Two pictures that differ only under the areas give the very same file."""
    changed = Image.composite(noise(other), noise(seed), under(areas))
    one, two = (blacked_out(encoded(each, "PNG"), areas, jpeg=jpeg) for each in (noise(seed), changed))
    assert one == two


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_comes_along_beside_the_pixels(form: str) -> None:
    exif = Image.Exif()
    exif[Base.Make] = MARK.decode()
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (39.0, 54.0, 36.0)})
    options: dict[str, Any] = {"exif": exif, "icc_profile": MARK, "xmp": MARK}
    if form == "JPEG":
        options["comment"] = MARK
    if form == "PNG":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_text("Comment", MARK.decode())
    original = encoded(noise(1), form, **options)
    assert MARK in original
    for jpeg in (True, False):
        content = blacked_out(original, [Box(0, 0, 1, 1)], jpeg=jpeg)
        copy = opened(content)
        assert MARK not in content
        assert dict(copy.getexif()) == {}
        assert not set(copy.info) & {"exif", "icc_profile", "xmp", "comment", "Comment"}


def test_areas_are_those_of_the_picture_as_it_is_shown() -> None:
    """A photo that a camera says is to be turned is turned first: the area is where the eye saw it."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    shown = opened(blacked_out(encoded(noise(2), "PNG", exif=exif), [Box(0, 0, HEIGHT, 5)], jpeg=False))
    assert shown.size == (HEIGHT, WIDTH)
    turned = noise(2).transpose(Image.Transpose.ROTATE_270)
    turned.paste((0, 0, 0), (0, 0, HEIGHT, 5))
    assert shown.tobytes() == turned.tobytes()


@pytest.mark.parametrize("box", [Box(WIDTH, 0, 1, 1), Box(0, HEIGHT - 1, 1, 2), Box(0, 0, WIDTH + 1, 1)])
def test_an_area_outside_is_refused(box: Box) -> None:
    with pytest.raises(Refused) as refused:
        blacked_out(encoded(noise(3), "PNG"), [box], jpeg=False)
    assert refused.value.code == "area_outside"


def test_what_is_no_picture_or_is_damaged_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        redacted(Blob(sha256="0" * 64, type="application/pdf"), "笔录.pdf", [Box(0, 0, 1, 1)])
    assert refused.value.code == "not_redactable"
    with pytest.raises(Refused) as refused:
        blacked_out(encoded(noise(4), "PNG")[:60], [Box(0, 0, 1, 1)], jpeg=False)
    assert refused.value.code == "image_unreadable"
