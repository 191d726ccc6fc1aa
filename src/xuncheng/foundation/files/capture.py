"""What a file says of itself: when, where and with what it was taken (a photo by Exif 2.32, JEITA CP-3451; recordings: `recordings`).

It is what the device wrote, and no proof: a clock may be wrong, and whoever can write a file can write this too. It is read
from the content once, when the file comes in, and stands beside what the officers say.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import GPS, IFD, Base

from xuncheng.foundation.files.kinds import RECORDINGS, THUMBNAILED
from xuncheng.foundation.files.recordings import recording_said
from xuncheng.foundation.trail.deed import SHANGHAI

_WRITTEN = "%Y:%m:%d %H:%M:%S"
_LONGEST = 100
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, ZeroDivisionError, KeyError)
"""What Pillow and broken tags raise: such a photo says nothing of itself, and is taken in all the same."""


def capture_of(path: Path, type_: str) -> dict[str, Any]:
    """`taken_at` (ISO 8601), `device`, `lon` and `lat` (WGS 84) of a whole local file, as far as it says them.

    A recording says besides `seconds`, how long it is, and its `codec`. A photo's time without its zone is taken as China's.
    Empty for what is neither, or says nothing.
    """
    if type_ in RECORDINGS:
        return recording_said(path)
    return _photo_said(path) if type_ in THUMBNAILED else {}


def _photo_said(path: Path) -> dict[str, Any]:
    try:
        with Image.open(path) as image:
            return _said(image.getexif())
    except (*_BROKEN, Image.DecompressionBombError):
        return {}


def _said(exif: Image.Exif) -> dict[str, Any]:
    inner = exif.get_ifd(IFD.Exif)
    said = {
        "taken_at": _taken_at(inner.get(Base.DateTimeOriginal), inner.get(Base.OffsetTimeOriginal)),
        "device": _device(exif.get(Base.Make), exif.get(Base.Model)),
        **_place(exif.get_ifd(IFD.GPSInfo)),
    }
    return {name: value for name, value in said.items() if value is not None}


def _taken_at(written: Any, offset: Any) -> str | None:
    if not isinstance(written, str):
        return None
    try:
        moment = datetime.strptime(written.strip("\0 "), _WRITTEN).replace(tzinfo=SHANGHAI)
        if isinstance(offset, str) and offset.strip("\0 "):
            moment = datetime.fromisoformat(moment.replace(tzinfo=None).isoformat() + offset.strip("\0 "))
    except ValueError:
        return None
    return moment.isoformat()


def _device(make: Any, model: Any) -> str | None:
    words = [word.strip("\0 ") for word in (make, model) if isinstance(word, str)]
    return " ".join(word for word in words if word)[:_LONGEST] or None


def _place(gps: Mapping[int, Any]) -> dict[str, float]:
    lat = _degrees(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), "S")
    lon = _degrees(gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef), "W")
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return {}
    return {"lon": round(lon, 7), "lat": round(lat, 7)}


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    """Degrees, minutes and seconds as one number; None where they are no numbers."""
    if not isinstance(parts, tuple) or len(parts) != 3:
        return None
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        return None
    return -value if side == negative else value
