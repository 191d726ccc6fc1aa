"""A program of its own that reads what a recording says of itself: `python -I probe.py PATH` prints it as JSON.

It knows nothing of the house. MediaInfo is native code that reads what strangers sent; here it may fail, hang or grow
without the web process noticing (see docs/decisions/0013-recordings.md).
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from pymediainfo import MediaInfo

BYTES, SECONDS = 2 * 1024**3, 20
"""Memory and time of the processor that reading one recording may take."""

_LONGEST = 200
_TRACKS = ("General", "Video", "Audio")


def said(path: str) -> dict[str, dict[str, Any]]:
    """The first track of each kind with its plain values: numbers, and words of at most 200 signs."""
    found: dict[str, dict[str, Any]] = {}
    for track in MediaInfo.parse(path).tracks:
        if track.track_type in _TRACKS:
            found.setdefault(track.track_type, _plain(track.to_data()))
    return found


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value[:_LONGEST] if isinstance(value, str) else value
        for name, value in values.items()
        if isinstance(value, str | int | float)
    }


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.write(json.dumps(said(sys.argv[1])))
