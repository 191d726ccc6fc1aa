"""What does not fit between an item of evidence and what its photos and recordings say of themselves: shown to whoever reviews it.

Nothing is refused for it: a camera's clock may be wrong. Whether an item is true is for the review to say (行政处罚法第四十六条第二款).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from xuncheng.domains.cases.models import Case, Evidence
from xuncheng.foundation.files.models import StoredFile
from xuncheng.rules.coordinates import metres_between
from xuncheng.rules.legal import Text

EARLIER, LATER = timedelta(days=1), timedelta(minutes=10)
"""How long before the act that collects it, and how long after, a photo may have been taken without being remarked on."""

AWAY = 500
"""Metres from the place of the violation within which a photo raises no question."""


def doubts(case: Case, item: Evidence, files: Iterable[StoredFile]) -> Iterator[Text]:
    """Each thing that does not fit, as a sentence that names the file."""
    for file in files:
        yield from _of_time(item, file.name, file.blob.capture)
        yield from _of_place(case, file.name, file.blob.capture)


def _of_time(item: Evidence, name: str, capture: Mapping[str, Any]) -> Iterator[Text]:
    if "taken_at" not in capture:
        return
    taken = datetime.fromisoformat(capture["taken_at"])
    if taken > item.collected_at + LATER:
        yield Text(
            f"“{name}”自记拍摄时间晚于取证时间",
            f"“{name}” says that it was taken after the evidence was collected",
        )
    if taken < item.collected_at - EARLIER:
        yield Text(
            f"“{name}”自记拍摄时间早于取证时间一天以上",
            f"“{name}” says that it was taken over a day before the evidence was collected",
        )


def _of_place(case: Case, name: str, capture: Mapping[str, Any]) -> Iterator[Text]:
    if case.point is None or "lon" not in capture:
        return
    metres = metres_between((case.point.x, case.point.y), (capture["lon"], capture["lat"]))
    if metres > AWAY:
        yield Text(
            f"“{name}”自记拍摄位置距违法地点约{metres:,.0f}米",
            f"“{name}” says that it was taken some {metres:,.0f} m from the place",
        )
