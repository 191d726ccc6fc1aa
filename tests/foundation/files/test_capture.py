"""What a photo says of itself is read once; what it says wrongly, or not at all, keeps no photo out."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from xuncheng.foundation.files.capture import capture_of
from xuncheng.foundation.files.store import store

SAID = {
    Base.DateTimeOriginal: "2026:03:02 09:30:00",
    Base.OffsetTimeOriginal: "+08:00",
}
HERE = {
    GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (39.0, 54.0, 36.0), GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (116.0, 21.0, 36.0),
}  # fmt: skip


def photo(said: dict[int, Any] | None = None, place: dict[int, Any] | None = None, **device: str) -> str:
    """Keep a photo that says this of itself; its digest."""
    exif = Image.Exif()
    for name, words in device.items():
        exif[Base[name]] = words
    exif.get_ifd(IFD.Exif).update(said or {})
    exif.get_ifd(IFD.GPSInfo).update(place or {})
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    store().put_bytes(digest, out.getvalue())
    return digest


def test_time_place_and_device_are_read() -> None:
    digest = photo(SAID, HERE, Make="Shifan", Model="Recorder A1")
    assert capture_of(digest, "image/jpeg") == {
        "taken_at": "2026-03-02T09:30:00+08:00", "device": "Shifan Recorder A1", "lon": 116.36, "lat": 39.91,
    }  # fmt: skip


def test_a_time_without_its_zone_is_chinas() -> None:
    digest = photo({Base.DateTimeOriginal: "2026:03:02 09:30:00"})
    assert capture_of(digest, "image/jpeg") == {"taken_at": "2026-03-02T09:30:00+08:00"}


def test_west_and_south_are_below_zero() -> None:
    digest = photo(place=HERE | {GPS.GPSLatitudeRef: "S", GPS.GPSLongitudeRef: "W"})
    assert capture_of(digest, "image/jpeg") == {"lon": -116.36, "lat": -39.91}


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
def test_what_cannot_be_is_not_said(said: dict[int, Any], place: dict[int, Any]) -> None:
    assert capture_of(photo(said, place), "image/jpeg") == {}


def test_damaged_and_other_files_say_nothing() -> None:
    for content, kind in ((b"\xff\xd8\xff\xe1 broken", "image/jpeg"), (b"%PDF-1.7", "application/pdf")):
        digest = hashlib.sha256(content).hexdigest()
        store().put_bytes(digest, content)
        assert capture_of(digest, kind) == {}
