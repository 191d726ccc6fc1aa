"""What a recording says of itself is read once, in a process of its own; a broken one says nothing, and keeps no file out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xuncheng.foundation.files import recordings
from xuncheng.foundation.files.capture import capture_of
from xuncheng.foundation.files.kinds import kind_of

SAMPLES = Path(__file__).with_name("recordings")
HERE = {"lon": 116.36, "lat": 39.91}
THEN = {"taken_at": "2026-03-02T09:30:00+08:00"}
KEYS = {"taken_at", "device", "lon", "lat", "seconds", "codec"}


@pytest.mark.parametrize(
    ("name", "type_", "more"),
    [
        ("clip.mp4", "video/mp4", {"codec": "MPEG-4 Visual", "seconds": 2.0, **HERE}),
        (
            "clip.mov", "video/quicktime",
            {"codec": "MPEG-4 Visual", "seconds": 2.0, "device": "Shifan Recorder V1", **HERE},
        ),
        ("clip.webm", "video/webm", {"codec": "VP8", "seconds": 2.0, **HERE}),
        ("sound.m4a", "audio/mp4", {"codec": "AAC", "seconds": 1.0}),
    ],
)  # fmt: skip
def test_length_coding_time_and_place_are_read(name: str, type_: str, more: dict[str, Any]) -> None:
    assert kind_of(SAMPLES / name, name).type == type_
    assert capture_of(SAMPLES / name, type_) == THEN | more


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-03-02 01:30:00 UTC", "2026-03-02T09:30:00+08:00"),
        ("UTC 2026-03-02 01:30:00", "2026-03-02T09:30:00+08:00"),
        ("2026-03-02T09:30:00+0800", "2026-03-02T09:30:00+08:00"),
        ("2026-03-02T01:30:00Z", "2026-03-02T09:30:00+08:00"),
        ("1904-01-01 00:00:00 UTC", None),
        ("2026-03-02", None),
        ("last week", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59Z", None),
        ("", None),
    ],
)
def test_a_time_is_told_in_china_or_not_at_all(written: str, told: str | None) -> None:
    said = recordings._told({"General": {"encoded_date": written}})
    assert said.get("taken_at") == told


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("+39.9100+116.3600/", HERE),
        ("+39.9100+116.3600+045.0/", HERE),
        ("+39.91+116.36+0CRSWGS_84/", HERE),
        ("-39.9100-116.3600/", {"lon": -116.36, "lat": -39.91}),
        ("+99.0000+116.3600/", {}),
        ("+39.9100+216.3600/", {}),
        ("+3954.6+11621.6/", {}),
        ("西城区", {}),
    ],
)
def test_a_place_is_told_in_degrees_or_not_at_all(written: str, place: dict[str, float]) -> None:
    assert recordings._told({"General": {"xyz": written}}) == place


values = st.none() | st.text(max_size=30) | st.floats() | st.integers() | st.booleans()
tracks = st.dictionaries(
    st.sampled_from(["General", "Video", "Audio"]),
    st.dictionaries(
        st.sampled_from(
            [*recordings._TIMES, *recordings._PLACES, *recordings._MAKES, *recordings._MODELS, "duration"]
        )
        | st.just("format"),
        values,
    ),
)


@given(tracks)
def test_whatever_is_written_there_is_told_or_left_out(found: dict[str, dict[str, Any]]) -> None:
    told = recordings._told(found)
    assert set(told) <= KEYS
    assert None not in told.values()
    assert -90 <= told.get("lat", 0) <= 90


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(path.name for path in SAMPLES.iterdir())),
    st.lists(st.tuples(st.integers(8, 2000), st.integers(0, 255)), min_size=1, max_size=40),
    st.integers(0, 2000),
)
def test_a_damaged_recording_never_fails(
    tmp_path: Path, name: str, changes: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray((SAMPLES / name).read_bytes())
    for at, value in changes:
        content[at % len(content)] = value
    damaged = tmp_path / name
    damaged.write_bytes(bytes(content[: max(1, len(content) - cut)]))
    assert set(capture_of(damaged, "video/mp4")) <= KEYS


@pytest.mark.parametrize(
    "program", ["import os; os.kill(os.getpid(), 11)", "print('no JSON')", "raise SystemExit(1)"]
)
def test_a_reader_that_dies_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text(program)
    monkeypatch.setattr(recordings, "_PROGRAM", str(dying))
    assert capture_of(SAMPLES / "clip.mp4", "video/mp4") == {}


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    def hangs(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("probe", 30)

    monkeypatch.setattr(subprocess, "run", hangs)
    assert capture_of(SAMPLES / "clip.mp4", "video/mp4") == {}
