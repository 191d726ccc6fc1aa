"""Positions as they change, from a real server: only those of areas that one opened, and only as long as they are open."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

import httpx
import orjson
import pytest
import uvicorn
from django.core.handlers.asgi import ASGIHandler
from tests.domains import patrols
from tests.domains.town import Person, Street, Town

from xuncheng.domains.patrol import feed as feeds

Hire = Callable[[Street], Person]
SECONDS = 8.0


@pytest.fixture(autouse=True)
def _at_nine(clock: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock at its start; looks follow each other quickly."""
    monkeypatch.setattr(feeds, "EACH", 0.05)


@pytest.fixture
def server(town: Town) -> Iterator[str]:
    """The address of a server that holds the stream."""
    config = uvicorn.Config(ASGIHandler(), port=0, lifespan="off", log_level="warning")
    serving, loop = uvicorn.Server(config), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(serving.serve(),))
    thread.start()
    assert eventually(lambda: serving.started)
    port = serving.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/api/v1/stream/positions"
    try:
        asyncio.run_coroutine_threadsafe(ended(), loop).result(SECONDS)
    finally:
        serving.should_exit = True
        thread.join(SECONDS)
    assert not thread.is_alive()
    loop.close()


async def ended() -> None:
    await feeds.feed().stop()


def eventually(holds: Callable[[], bool], seconds: float = SECONDS) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.02)
    return False


class Listener:
    """A client of the stream that notes who is where."""

    def __init__(self, url: str, person: Person) -> None:
        self.url, self.headers = url, person.headers
        self.there: dict[str, float] = {}
        self.seen: set[str] = set()
        self.events: list[str] = []
        self.status = 0
        self.ended = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        assert eventually(lambda: bool(self.events) or self.ended.is_set())

    def _listen(self) -> None:
        with (
            suppress(httpx.RemoteProtocolError),
            httpx.stream("GET", self.url, headers=self.headers, timeout=30) as answer,
        ):
            self.status = answer.status_code
            name = ""
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                    self.events.append(name)
                elif line.startswith("data: ") and name == "positions":
                    self._note(orjson.loads(line.removeprefix("data: ")))
        self.ended.set()

    def _note(self, data: Any) -> None:
        for one in data["features"]:
            self.there[one["id"]] = one["geometry"]["coordinates"][0]
        self.seen |= {one["id"] for one in data["features"]} | set(data["gone"])
        for key in data["gone"]:
            self.there.pop(key, None)


def walking(town: Town, hire: Hire, street: Street) -> tuple[Person, str]:
    officer = hire(street)
    patrols.agree(officer)
    duty = patrols.begin(officer)
    patrols.send(officer, patrols.at(town.clock.now, street))
    return officer, duty


def test_nobody_is_shown_to_a_stranger_nor_to_who_opened_nothing(town: Town, hire: Hire, server: str) -> None:
    assert httpx.get(server).status_code == 401
    officer = hire(town.a)
    answer = httpx.get(server, headers=officer.headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "positions_closed")
    assert httpx.head(server, headers=officer.headers).status_code == 405


def test_who_moves_is_shown_who_goes_off_duty_is_gone_and_other_streets_never(
    town: Town, hire: Hire, server: str
) -> None:
    # Given somebody on duty in each street, and a head who opened street A
    (ours, duty), (theirs, _) = walking(town, hire, town.a), walking(town, hire, town.b)
    leader = hire(town.a)
    town.grant(leader, "head", town.a.area)
    patrols.see(leader, town.a)
    ears = Listener(server, leader)
    # Then he is shown where his officer is at first, and where he goes
    assert eventually(lambda: ours.key in ears.there)
    town.clock.pass_by(seconds=30)
    patrols.send(ours, patrols.at(town.clock.now, town.a, 0.002))
    patrols.send(theirs, patrols.at(town.clock.now, town.b, 0.002))
    moved = pytest.approx(town.a.point["lon"] + 0.002)
    assert eventually(lambda: ears.there.get(ours.key) == moved)
    # And that he is gone once he is off duty; of street B he never heard
    town.clock.pass_by(seconds=30)
    ours.does("duty.end", duty)
    assert eventually(lambda: ours.key not in ears.there)
    assert theirs.key not in ears.seen


def test_the_stream_ends_when_nothing_is_open_any_more(
    town: Town, hire: Hire, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "AGAIN", 0.1)
    leader = hire(town.a)
    town.grant(leader, "head", town.a.area)
    patrols.see(leader, town.a)
    ears = Listener(server, leader)
    town.clock.pass_by(hours=13)
    assert ears.ended.wait(SECONDS)
    assert ears.events[-1] == "closed"


def test_who_is_too_slow_is_dropped_and_of_too_many_streams_the_oldest_gives_way() -> None:
    async def told() -> None:
        ours = feeds.Feed()
        person = UUID(int=1)
        slow = feeds.Watcher(feeds.Seen(person, ("110199.",)))
        moved = [feeds.Moved(UUID(int=2), "110199.001.", {"id": "2"})]
        for _ in range(feeds.WAITING + 1):
            slow.offer(moved)
        assert slow.dropped
        watchers = [feeds.Watcher(feeds.Seen(person, ())) for _ in range(feeds.STREAMS_PER_USER + 1)]
        for one in watchers:
            ours.join(one)
        assert [one.dropped for one in watchers] == [True] + [False] * feeds.STREAMS_PER_USER
        for one in watchers:
            ours.leave(one)
        if ours._looking is not None:
            ours._looking.cancel()

    asyncio.run(told())
