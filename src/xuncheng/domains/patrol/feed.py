"""GET /api/v1/stream/positions: where those on duty are, as server-sent events.

Events: `positions` {features, gone} at first all that the viewer opened to himself, then each second what changed; `closed` before the
end, where nothing is open to him any more. One look a second at the small table of latest positions serves all streams of a process;
each stream is given what lies in the areas that its viewer opened, and he is asked for anew every half minute.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID
from weakref import WeakKeyDictionary

import orjson
from django.db import Error, close_old_connections, connections
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)

from xuncheng.domains.patrol.queries.positions import feature, in_motion, watched
from xuncheng.foundation.messages.hub import Identify
from xuncheng.foundation.messages.stream import identified
from xuncheng.foundation.people.listing import language_of
from xuncheng.foundation.trail.problem import problem_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer, program
from xuncheng.rules.legal import Text

EACH = 1.0
"""Seconds between two looks."""

AGAIN = 30.0
"""Seconds after which it is asked anew who listens and what is open to him; a stream that is silent is shown to be open."""

WAITING = 16
STREAMS_PER_USER = 4
LATE = timedelta(seconds=5)
"""How long after its time a change may be committed and still be heard of."""

CLOSED = b"event: closed\ndata: {}\n\n"
KEPT = b": still here\n\n"

_EYE = program("实时定位", ())
_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stream may show: to whom, and in which areas."""

    viewer: UUID
    paths: tuple[str, ...]

    def may(self, person: UUID, path: str) -> bool:
        """Whether this person there is shown."""
        return person == self.viewer or path.startswith(self.paths)


@dataclass(frozen=True, slots=True)
class Moved:
    """One change: somebody is at another place, or (without a feature) off the map."""

    person: UUID
    path: str
    feature: dict[str, Any] | None


class Watcher:
    """One open stream."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.dropped = False
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(WAITING)

    def offer(self, moved: Iterable[Moved]) -> None:
        """Let what he may see of it wait for him; who is too slow is dropped and comes back by himself."""
        event = _event(one for one in moved if self.seen.may(one.person, one.path))
        if event is None:
            return
        if self.queue.full():
            self.drop()
            return
        self.queue.put_nowait(event)

    def drop(self) -> None:
        """End the stream at once; its client comes back by itself."""
        self.dropped = True
        if self.queue.empty():
            self.queue.put_nowait(KEPT)


class Feed:
    """All streams of positions of one process."""

    def __init__(self) -> None:
        self._watchers: dict[Watcher, None] = {}
        self._looking: asyncio.Task[None] | None = None
        self._database = ThreadPoolExecutor(1, thread_name_prefix="stream-positions")
        self._sent: dict[UUID, datetime] = {}
        self._since = datetime.min.replace(tzinfo=UTC)

    async def ask(self, question: Callable[[], T]) -> T:
        """Ask the database, on the one connection that these streams share."""
        return await asyncio.get_running_loop().run_in_executor(self._database, _asked, question)

    def join(self, watcher: Watcher) -> None:
        """Open a stream; of too many of one person the oldest gives way."""
        others = [one for one in self._watchers if one.seen.viewer == watcher.seen.viewer]
        if len(others) >= STREAMS_PER_USER:
            others[0].drop()
            self.leave(others[0])
        self._watchers[watcher] = None
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def leave(self, watcher: Watcher) -> None:
        """Forget a stream."""
        self._watchers.pop(watcher, None)

    async def stop(self) -> None:
        """End all streams."""
        for watcher in self._watchers:
            watcher.drop()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])
        await asyncio.get_running_loop().run_in_executor(self._database, connections.close_all)
        self._database.shutdown(wait=False)

    async def _look(self) -> None:
        while self._watchers:
            try:
                moved = self._fresh(await self.ask(partial(changes, self._since)))
            except Error as error:
                _log.warning("positions wait for the database: %s", str(error).strip())
                moved = []
            for watcher in [*self._watchers]:
                watcher.offer(moved)
            await asyncio.sleep(EACH)

    def _fresh(self, found: list[tuple[datetime, Moved]]) -> list[Moved]:
        """Of what was found all that was not told of before."""
        fresh = [(at, one) for at, one in found if self._sent.get(one.person) != at]
        self._sent.update({one.person: at for at, one in fresh})
        if found:
            self._since = max(self._since, found[-1][0] - LATE)
        return [one for _, one in fresh]


_FEEDS: WeakKeyDictionary[asyncio.AbstractEventLoop, Feed] = WeakKeyDictionary()


def feed() -> Feed:
    """The feed of the running event loop."""
    return _FEEDS.setdefault(asyncio.get_running_loop(), Feed())


async def stream_positions(request: HttpRequest) -> HttpResponseBase:
    """Open a stream of positions; 401 where nobody is signed in, 403 where nothing is open to him."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    ours, identify = feed(), identified(request)
    viewer = await ours.ask(identify) if identify else None
    if identify is None or viewer is None:
        return HttpResponse(status=401)  # the middleware says it in words
    seen = await ours.ask(partial(seen_by, viewer))
    if seen is None:
        return _nothing_open(request)
    response = StreamingHttpResponse(_events(ours, Watcher(seen), identify), content_type="text/event-stream")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def _nothing_open(request: HttpRequest) -> HttpResponse:
    refused = Refused(
        "positions_closed",
        Text("请先办理“查看在岗位置”并填写理由", "Open positions by “See who is where on duty” first"), 403,
    )  # fmt: skip
    body = orjson.dumps(problem_of(refused, english=language_of(request) == "en"))
    return HttpResponse(body, status=refused.status, content_type="application/problem+json")


async def _events(ours: Feed, watcher: Watcher, identify: Identify) -> AsyncIterator[bytes]:
    try:
        yield b"retry: %d\n\n" % (2000 + secrets.randbelow(4000))
        there = [one for _, one in await ours.ask(partial(changes, None))]
        yield _event((one for one in there if watcher.seen.may(one.person, one.path)), first=True) or KEPT
        ours.join(watcher)
        asked = asyncio.get_running_loop().time()
        while not watcher.dropped:
            event = await _next(watcher)
            if asyncio.get_running_loop().time() - asked >= AGAIN:
                asked = asyncio.get_running_loop().time()
                viewer = await ours.ask(identify)
                seen = await ours.ask(partial(seen_by, viewer)) if viewer else None
                if seen is None:
                    yield CLOSED
                    return
                watcher.seen = seen
            yield event
    finally:
        ours.leave(watcher)


async def _next(watcher: Watcher) -> bytes:
    try:
        return await asyncio.wait_for(watcher.queue.get(), AGAIN / 2)
    except TimeoutError:
        return KEPT


def seen_by(viewer: Viewer) -> Seen | None:
    """What a stream may show to the viewer now; None where he opened nothing."""
    with reading(viewer):
        paths = tuple(watched(viewer))
    return Seen(viewer.id, paths) if viewer.id and paths else None


def changes(since: datetime | None) -> list[tuple[datetime, Moved]]:
    """What changed since then, oldest first, each with when the server learnt of it; all that are on the map for None."""
    with reading(_EYE):
        return [
            (one.received_at, Moved(one.person_id, one.area_path, feature(one) if one.point else None))
            for one in in_motion(since)
        ]


def _event(moved: Iterable[Moved], *, first: bool = False) -> bytes | None:
    features: list[dict[str, Any]] = []
    gone: list[str] = []
    for one in moved:
        if one.feature is None:
            gone.append(str(one.person))
        else:
            features.append(one.feature)
    if not (features or gone or first):
        return None
    return b"event: positions\ndata: %s\n\n" % orjson.dumps({"features": features, "gone": gone})


def _asked(question: Callable[[], T]) -> T:
    close_old_connections()
    return question()
