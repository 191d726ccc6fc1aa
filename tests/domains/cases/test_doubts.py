"""Photos that do not fit what the officers say are pointed out, and nothing is refused for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.gis.geos import Point

from xuncheng.domains.cases.doubts import doubts
from xuncheng.domains.cases.models import Case, Evidence
from xuncheng.foundation.files.models import Blob, StoredFile

COLLECTED = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PLACE = (116.36, 39.91)
CASE = Case(point=Point(*PLACE, srid=4326))
ITEM = Evidence(collected_at=COLLECTED)


def said(**capture: Any) -> list[str]:
    """What is remarked on a photo that says this of itself."""
    file = StoredFile(name="现场.jpg", blob=Blob(capture=capture))
    return [text.zh for text in doubts(CASE, ITEM, [file])]


@pytest.mark.parametrize(
    ("shift", "remark"),
    [
        (timedelta(), None),
        (timedelta(hours=-23), None),
        (timedelta(minutes=9), None),
        (timedelta(minutes=11), "“现场.jpg”自记拍摄时间晚于取证时间"),
        (timedelta(hours=-25), "“现场.jpg”自记拍摄时间早于取证时间一天以上"),
    ],
)
def test_a_time_far_from_the_act_is_remarked_on(shift: timedelta, remark: str | None) -> None:
    assert said(taken_at=(COLLECTED + shift).isoformat()) == ([remark] if remark else [])


def test_a_place_far_from_the_violation_is_remarked_on() -> None:
    assert said(lon=116.3605, lat=39.91) == []
    assert said(lon=116.38, lat=39.91) == ["“现场.jpg”自记拍摄位置距违法地点约1,706米"]


def test_a_photo_that_says_nothing_raises_no_doubt() -> None:
    assert said() == []
    assert said(device="示范 A1") == []
