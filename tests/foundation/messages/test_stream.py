"""Live news over HTTP, from a real server: only one's own, and only as long as one may look."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import httpx
import orjson
import psycopg
import pytest
import uvicorn
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler

from xuncheng.foundation.messages import stream
from xuncheng.foundation.messages.hub import STREAMS_PER_USER, WAITING, Client, Hub, database_conninfo, hub
from xuncheng.foundation.messages.relay import relay_once
from xuncheng.foundation.messages.subscribers import NotificationDraft, subscriber
from xuncheng.foundation.people.commands import deactivate_user, end_grant, issue_token
from xuncheng.foundation.people.models import Grant as GrantRow
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.viewer import Grant, Viewer
from xuncheng.rules.legal import Text

Moved = Callable[[Any, User], Deed]
SECONDS = 5.0


@dataclass
class Listener:
    """A client of the stream that notes what it hears."""

    url: str
    headers: dict[str, str]
    heard: list[tuple[str, Any]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    status: int = 0
    ended: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        with (
            suppress(httpx.RemoteProtocolError),
            httpx.stream("GET", self.url, headers=self.headers, timeout=30) as answer,
        ):
            self.status = answer.status_code
            name = ""
            for line in answer.iter_lines():
                self.lines.append(line)
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    self.heard.append((name, orjson.loads(line.removeprefix("data: "))))
        self.ended.set()

    def start(self) -> Listener:
        threading.Thread(target=self.listen, daemon=True).start()
        assert eventually(lambda: "reload" in self.names() or bool(self.ended.is_set()))
        return self

    def names(self) -> list[str]:
        return [name for name, _ in self.heard]

    def objects(self) -> list[str]:
        return [data["id"] for name, data in self.heard if name == "object"]


def eventually(holds: Callable[[], bool], seconds: float = SECONDS) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def server(committed: Any, new_browser: Any) -> Iterator[str]:
    """The address of a server that holds the stream."""
    config = uvicorn.Config(ASGIHandler(), port=0, lifespan="off", log_level="warning")
    serving = uvicorn.Server(config)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(serving.serve(),))
    thread.start()
    assert eventually(lambda: serving.started)
    port = serving.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/api/v1/stream"
    try:
        asyncio.run_coroutine_threadsafe(end_streams(), loop).result(SECONDS)
    finally:
        serving.should_exit = True
        thread.join(SECONDS)
    assert not thread.is_alive()
    loop.close()


async def end_streams() -> None:
    await hub().stop()


@pytest.fixture
def li(committed: Any) -> User:
    user = committed.officer("li", "李明", committed.street_a.team)
    committed.grant(user, committed.role("officer", ["user.add"]), committed.street_a.area)
    return user


@pytest.fixture
def listen(server: str, li: User, new_browser: Any) -> Callable[[], tuple[Listener, Any]]:
    """Sign li in by a browser and listen with its cookie."""
    while relay_once():
        pass

    def signed_in() -> tuple[Listener, Any]:
        page = new_browser()
        assert page.sign_in("li").status_code == 200
        cookie = page.cookies[settings.SESSION_COOKIE_NAME].value
        return Listener(server, {"Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}).start(), page

    return signed_in


def test_a_stranger_gets_a_problem(server: str) -> None:
    for language, title in (("", "请先登录"), ("en", "Sign in first")):
        answer = httpx.get(server, headers={"Accept-Language": language})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert (answer.json()["code"], answer.json()["title"]) == ("signed_out", title)
    assert httpx.get(server, headers={"Authorization": "Bearer xc_wrong"}).status_code == 401
    assert httpx.head(server).status_code == 405


def test_objects_are_told_inside_the_viewers_areas_only(
    listen: Any, committed: Any, li: User, moved: Moved
) -> None:
    wang = committed.officer("wang", "王芳", committed.street_b.team)
    zhao = committed.officer("zhao", "赵云", committed.street_a.team)
    while relay_once():
        pass
    ears, _ = listen()
    moved(committed, wang)
    moved(committed, zhao)
    relay_once()
    assert eventually(lambda: str(zhao.pk) in ears.objects())
    assert ears.objects() == [str(zhao.pk)]
    news = next(data for name, data in ears.heard if name == "object")
    assert news == {"type": "user", "id": str(zhao.pk), "version": 3}


def test_a_notification_reaches_its_recipient(
    listen: Any, committed: Any, li: User, moved: Moved, subscribers: Any
) -> None:
    def tell(entry: TrailEntry) -> Iterable[NotificationDraft]:
        yield NotificationDraft(entry.chain, Text("您已调动", "You were moved"))

    wang = committed.officer("wang", "王芳", committed.street_b.team)
    subscriber("user.move")(tell)
    ears, page = listen()
    moved(committed, wang)
    moved(committed, li)
    while relay_once():
        pass
    assert eventually(lambda: "notification" in ears.names())
    told = [data for name, data in ears.heard if name == "notification"]
    assert told[0]["unread"] == len(told) == 1
    assert page.get("/api/v1/notifications").json()["items"][0]["id"] == told[0]["id"]


def test_signing_out_ends_the_stream(listen: Any) -> None:
    ears, page = listen()
    page.send("DELETE", "/_allauth/browser/v1/auth/session")
    assert ears.ended.wait(SECONDS)
    assert ears.names()[-1] == "signed-out"


def test_deactivating_ends_the_stream(listen: Any, committed: Any, li: User) -> None:
    ears, _ = listen()
    deactivate_user(Deed(committed.house), li, "离职")
    assert ears.ended.wait(SECONDS)
    assert ears.names()[-1] == "signed-out"


def test_who_loses_his_area_hears_no_more_of_it(listen: Any, committed: Any, li: User, moved: Moved) -> None:
    zhao = committed.officer("zhao", "赵云", committed.street_a.team)
    while relay_once():
        pass
    ears, _ = listen()
    end_grant(Deed(committed.house), GrantRow.objects.get(user=li), "调岗")
    time.sleep(0.3)
    moved(committed, zhao)
    while relay_once():
        pass
    time.sleep(0.5)
    assert str(zhao.pk) not in ears.objects()
    assert not ears.ended.is_set()


def test_silence_is_kept_alive(listen: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "KEEP_ALIVE", 0.1)
    ears, _ = listen()
    assert eventually(lambda: ears.lines.count(": still here") >= 2)
    assert any(line.startswith("retry: ") for line in ears.lines)


def test_news_go_on_after_the_listening_connection_was_killed(
    listen: Any, committed: Any, li: User, moved: Moved
) -> None:
    ears, _ = listen()
    with psycopg.connect(database_conninfo(), autocommit=True) as database:
        database.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
    assert eventually(lambda: ears.names().count("reload") == 2)
    moved(committed, li)
    while relay_once():
        pass
    assert eventually(lambda: str(li.pk) in ears.objects())


def test_a_program_listens_with_its_token(server: str, committed: Any, li: User) -> None:
    secret = issue_token(Deed(committed.house), li, "看板").secret
    ears = Listener(server, {"Authorization": f"Bearer {secret}"}).start()
    assert ears.status == 200


# --- the hub on its own -------------------------------------------------------------------------------------

LI = Viewer(
    id=None, name="李明", grants=(Grant("officer", frozenset(), "110199.001.", since=date(2024, 1, 1)),)
)


async def quiet_hub() -> Hub:
    """A hub that hears nothing of a database."""
    ours = Hub()
    ours.start = lambda: None  # type: ignore[method-assign] # for this one hub
    return ours


def test_a_slow_client_is_dropped_and_the_others_are_not() -> None:
    async def scene() -> None:
        ours = await quiet_hub()
        slow, quick = Client(lambda: LI, LI), Client(lambda: LI, LI)
        ours.join(slow)
        ours.join(quick)
        for _ in range(WAITING + 1):
            ours.tell([slow, quick], "object", {})
            quick.queue.get_nowait()
        assert slow.dropped
        assert not quick.dropped
        assert ours.clients() == [quick]

    asyncio.run(scene())


def test_one_user_cannot_open_streams_without_end() -> None:
    async def scene() -> None:
        ours = await quiet_hub()
        clients = [Client(lambda: LI, LI) for _ in range(STREAMS_PER_USER + 3)]
        for client in clients:
            ours.join(client)
        assert ours.clients() == clients[3:]
        assert [client.dropped for client in clients] == [True] * 3 + [False] * STREAMS_PER_USER

    asyncio.run(scene())


def test_a_client_sees_below_his_areas_and_nothing_beside_them() -> None:
    async def scene() -> None:
        client = Client(lambda: LI, LI)
        assert client.sees("110199.001.002.0003.")
        assert not client.sees("110199.002.")
        client.become(Viewer(id=None, name="无权限"))
        assert not client.sees("110199.001.")

    asyncio.run(scene())
