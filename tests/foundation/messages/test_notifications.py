"""Reading and marking notifications by HTTP: everybody his own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from xuncheng.foundation.messages.models import Notification
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed

START = datetime(2026, 5, 1, 8, tzinfo=UTC)
LIST = "/api/v1/notifications"


def notify(user: User, number: int, *, at: datetime | None = None) -> Notification:
    return Notification.objects.create(
        recipient=user, event=uuid4(), title_zh=f"通知{number}", title_en=f"note {number}",
        at=at or START + timedelta(minutes=number),
    )  # fmt: skip


@pytest.fixture
def li(district: Any) -> User:
    return district.add("li", "李明", district.street_a.team)


@pytest.fixture
def api(new_browser: Any, li: User, district: Any) -> Any:
    secret = issue_token(Deed(district.house), li, "测试").secret
    return new_browser(headers={"Authorization": f"Bearer {secret}"})


def test_the_newest_comes_first(api: Any, li: User) -> None:
    for number in range(3):
        notify(li, number)
    answer = api.get(LIST).json()
    assert [item["title"]["zh"] for item in answer["items"]] == ["通知2", "通知1", "通知0"]
    assert answer["count"] == {"value": 3, "capped": False}
    assert answer["next"] is None


@pytest.mark.parametrize("same_moment", [False, True])
def test_pages_show_each_once(api: Any, li: User, same_moment: bool) -> None:
    for number in range(25):
        notify(li, number, at=START if same_moment else None)
    seen, cursor = [], ""
    while True:
        answer = api.get(LIST, {"limit": 10, "cursor": cursor}).json()
        seen += [item["id"] for item in answer["items"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 25


def test_a_full_last_page_has_no_next(api: Any, li: User) -> None:
    for number in range(10):
        notify(li, number)
    assert api.get(LIST, {"limit": 10}).json()["next"] is None


@pytest.mark.parametrize("cursor", ["gibberish", "2026-05-01~", "~"])
def test_a_strange_cursor_is_refused(api: Any, cursor: str) -> None:
    assert api.get(LIST, {"cursor": cursor}).status_code == 422


def test_marking_one_and_then_all(api: Any, li: User) -> None:
    first, *_ = (notify(li, number) for number in range(3))
    assert api.get("/api/v1/me").json()["unread"] == 3
    for _ in range(2):
        assert api.post(f"{LIST}/{first.pk}/read").json() == {"unread": 2}
    assert [item["read"] for item in api.get(LIST).json()["items"]] == [False, False, True]
    assert len(api.get(LIST, {"unread": "true"}).json()["items"]) == 2
    assert api.post(f"{LIST}/read-all").json() == {"unread": 0}
    assert api.get("/api/v1/me").json()["unread"] == 0


def test_the_notifications_of_others_do_not_exist(api: Any, li: User, district: Any) -> None:
    foreign = notify(district.add("wang", "王芳", district.street_a.team), 1)
    assert api.get(LIST).json()["items"] == []
    assert api.post(f"{LIST}/{foreign.pk}/read").status_code == 404
    api.post(f"{LIST}/read-all")
    foreign.refresh_from_db()
    assert foreign.read_at is None
