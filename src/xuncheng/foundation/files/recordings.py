"""What a recording (video or sound) says of itself: when, where and with what it was made, how long it is, how it is coded.

The containers are ISO base media with QuickTime's and Android's tags, and Matroska (WebM). Places stand in them as ISO 6709.
"""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xuncheng.foundation.trail.deed import SHANGHAI

_PROGRAM = str(Path(__file__).with_name("probe.py"))
_SECONDS = 30
_LONGEST = 100
_YEARS = range(1990, 2200)
"""Containers count from 1904 or 1970: an earlier year is a clock that was never set, and one far ahead is damage."""

_TIMES = ("comapplequicktimecreationdate", "recorded_date", "encoded_date", "tagged_date")
_PLACES = ("comapplequicktimelocationiso6709", "recorded_location", "xyz", "location")
_MAKES = ("comapplequicktimemake", "comandroidmanufacturer", "make")
_MODELS = ("comapplequicktimemodel", "comandroidmodel", "model")
"""Under which names MediaInfo gives each, the one written by the device itself first."""

_ISO_6709 = re.compile(
    r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)(?:[+-]\d+(?:\.\d+)?)?(?:CRS[\w:]*)?/?"
)
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


def recording_said(path: Path) -> dict[str, Any]:
    """`taken_at` (ISO 8601), `device`, `lon`, `lat` (WGS 84), `seconds` and `codec`, as far as the recording says them.

    It is read in a process of its own that may fail or be stopped; such a recording says nothing, and is taken in all the same.
    """
    command = [sys.executable, "-I", _PROGRAM, str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - our own program
        tracks = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return {}
    return _told(tracks)


def _told(tracks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    general = tracks.get("General", {})
    coded = [words for kind in ("Video", "Audio") if (words := _first(tracks.get(kind, {}), ("format",)))]
    said = {
        "taken_at": _time(_first(general, _TIMES)),
        "device": " ".join(filter(None, (_first(general, _MAKES), _first(general, _MODELS))))[:_LONGEST]
        or None,
        "seconds": _seconds(general.get("duration")) if coded else None,
        "codec": " / ".join(coded)[:_LONGEST] or None,
        **_place(_first(general, _PLACES)),
    }
    return {name: value for name, value in said.items() if value is not None}


def _first(values: Mapping[str, Any], names: Iterable[str]) -> str:
    return next(
        (value for name in names if isinstance(value := values.get(name), str) and value.strip()), ""
    ).strip()


def _time(written: str) -> str | None:
    """A time with its zone as it is; one that MediaInfo calls UTC, or without a zone, is UTC as the containers have it."""
    words = written.removesuffix("UTC").removeprefix("UTC").strip()
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        return None
    if len(words) < len("2026-03-02T09:30") or moment.year not in _YEARS:
        return None
    zoned = moment if _ZONE.search(words) else moment.replace(tzinfo=UTC)
    return zoned.astimezone(SHANGHAI).isoformat(timespec="seconds")


def _seconds(milliseconds: Any) -> float | None:
    try:
        seconds = float(milliseconds) / 1000
    except (TypeError, ValueError):
        return None
    return round(seconds, 1) if math.isfinite(seconds) and seconds >= 0 else None


def _place(written: str) -> dict[str, float]:
    found = _ISO_6709.fullmatch(written)
    if found is None:
        return {}
    lat, lon = (float(part) for part in found.groups())
    if abs(lat) > 90 or abs(lon) > 180:
        return {}
    return {"lon": round(lon, 7), "lat": round(lat, 7)}
