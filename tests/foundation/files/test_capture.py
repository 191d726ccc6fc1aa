"""What a photo says of itself is read once; what it says wrongly, or not at all, keeps no photo out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from xuncheng.foundation.files.capture import capture_of

Photo = Callable[..., Path]

SAID = {
    Base.DateTimeOriginal: "2026:03:02 09:30:00",
    Base.OffsetTimeOriginal: "+08:00",
}
HERE = {
    GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (39.0, 54.0, 36.0), GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (116.0, 21.0, 36.0),
}  # fmt: skip


@pytest.fixture
def photo(tmp_path: Path) -> Photo:
    """Makes a photo that says this of itself."""

    def made(said: dict[int, Any] | None = None, place: dict[int, Any] | None = None, **device: str) -> Path:
        path = tmp_path / "photo.jpg"
        path.write_bytes(_photo(said, place, device))
        return path

    return made


def _photo(said: dict[int, Any] | None, place: dict[int, Any] | None, device: dict[str, str]) -> bytes:
    exif = Image.Exif()
    for name, words in device.items():
        exif[Base[name]] = words
    exif.get_ifd(IFD.Exif).update(said or {})
    exif.get_ifd(IFD.GPSInfo).update(place or {})
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_time_place_and_device_are_read(photo: Photo) -> None:
    path = photo(SAID, HERE, Make="Shifan", Model="Recorder A1")
    assert capture_of(path, "image/jpeg") == {
        "taken_at": "2026-03-02T09:30:00+08:00", "device": "Shifan Recorder A1", "lon": 116.36, "lat": 39.91,
    }  # fmt: skip


def test_a_time_without_its_zone_is_chinas(photo: Photo) -> None:
    path = photo({Base.DateTimeOriginal: "2026:03:02 09:30:00"})
    assert capture_of(path, "image/jpeg") == {"taken_at": "2026-03-02T09:30:00+08:00"}


def test_west_and_south_are_below_zero(photo: Photo) -> None:
    path = photo(place=HERE | {GPS.GPSLatitudeRef: "S", GPS.GPSLongitudeRef: "W"})
    assert capture_of(path, "image/jpeg") == {"lon": -116.36, "lat": -39.91}


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({Base.DateTimeOriginal: "0000:00:00 00:00:00"}, {}),
        ({Base.DateTimeOriginal: "yesterday"}, {}),
        ({}, {GPS.GPSLatitude: (39.0, 54.0), GPS.GPSLongitude: (116.0, 21.0, 36.0)}),
        ({}, HERE | {GPS.GPSLatitude: (399.0, 0.0, 0.0)}),
        ({}, {}),
    ],
)
def test_what_cannot_be_is_not_said(photo: Photo, said: dict[int, Any], place: dict[int, Any]) -> None:
    assert capture_of(photo(said, place), "image/jpeg") == {}


def test_damaged_and_other_files_say_nothing(tmp_path: Path) -> None:
    for content, kind in ((b"\xff\xd8\xff\xe1 broken", "image/jpeg"), (b"%PDF-1.7", "application/pdf")):
        path = tmp_path / "file"
        path.write_bytes(content)
        assert capture_of(path, kind) == {}
