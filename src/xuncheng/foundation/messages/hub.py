"""The hub: one listening connection to the database per process, and a queue for each open stream.

It runs in the event loop of the web process. Besides news it hears whose rights or sessions changed, for the
memory of viewers and for the streams of those who may no longer look.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID
from weakref import WeakKeyDictionary

import orjson
import psycopg
from django.db import close_old_connections, connection, connections
from psycopg import sql
from psycopg.conninfo import make_conninfo

from xuncheng.foundation.messages import news
from xuncheng.foundation.people import memory
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.viewer import Viewer

WAITING = 64
"""Events that may wait for a client; one that is slower than that is dropped and comes back by itself."""

STREAMS_PER_USER = 16
"""Above this the oldest stream of the user gives way."""

_LONGEST_PAUSE = 10.0
_log = logging.getLogger(__name__)

Identify = Callable[[], Viewer | None]
"""Asks the database who is listening; None once he may not any more."""

ASK_AGAIN = b""
"""Stands in a queue for: the rights of this viewer may have changed."""

RELOAD = b"event: reload\ndata: {}\n\n"
"""News may have been missed: what is on the screen is to be fetched anew."""


class Client:
    """One open stream: who listens, and what waits for him."""

    def __init__(self, identify: Identify, viewer: Viewer) -> None:
        self.identify = identify
        self.dropped = False
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(WAITING)
        self.become(viewer)

    def become(self, viewer: Viewer) -> None:
        """Take over what the viewer may see from now on."""
        self.user = viewer.id
        self._paths = viewer.scope(today())

    def sees(self, path: str) -> bool:
        """Whether the area lies inside what the viewer sees."""
        return path.startswith(self._paths)

    def offer(self, event: bytes) -> None:
        """Let an event wait for the client, or drop the client if too many do."""
        try:
            self.queue.put_nowait(event)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        """End the stream as soon as it moves; its client comes back by itself."""
        self.dropped = True
        if self.queue.empty():
            self.queue.put_nowait(ASK_AGAIN)


class Hub:
    """All streams of one process."""

    def __init__(self) -> None:
        self._clients: dict[Client, None] = {}  # in the order in which they came
        self._listening: asyncio.Task[None] | None = None
        self._database = ThreadPoolExecutor(1, thread_name_prefix="stream-viewers")

    def start(self) -> None:
        """Begin to listen; once is enough, again does no harm."""
        if self._listening is None or self._listening.done():
            self._listening = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        """End all streams and stop listening; before the server waits for its connections to close."""
        for client in self._clients:
            client.drop()
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.wait([self._listening])
        await asyncio.get_running_loop().run_in_executor(self._database, connections.close_all)
        self._database.shutdown(wait=False)

    async def who(self, identify: Identify) -> Viewer | None:
        """Ask who is listening, on the one database connection that the streams of a process share."""
        return await asyncio.get_running_loop().run_in_executor(self._database, _asked, identify)

    def join(self, client: Client) -> None:
        """Open a stream."""
        self.start()
        others = [other for other in self._clients if other.user == client.user]
        if len(others) >= STREAMS_PER_USER:
            self.leave(others[0])
            others[0].drop()
        self._clients[client] = None

    def leave(self, client: Client) -> None:
        """Forget a stream."""
        self._clients.pop(client, None)

    def clients(self) -> list[Client]:
        """All open streams, in the order in which they came."""
        return list(self._clients)

    async def _listen(self) -> None:
        pause = 0.0
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(
                    database_conninfo(), autocommit=True
                ) as database:
                    pause = 0.0
                    await self._hear_all(database)
            except psycopg.Error as error:
                pause = min(pause * 2 or 0.25, _LONGEST_PAUSE)
                _log.warning("live news wait %.1f s for the database: %s", pause, str(error).strip())
                await asyncio.sleep(pause)

    async def _hear_all(self, database: psycopg.AsyncConnection) -> None:
        for channel in (news.CHANNEL, memory.CHANNEL):
            await database.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        memory.MEMORY.forget(None)
        self._offer(self._of(None), RELOAD)
        async for heard in database.notifies():
            if heard.channel == memory.CHANNEL:
                self._offer(self._of(memory.heard(heard.payload)), ASK_AGAIN)
            else:
                self._pass_on(news.unpack(heard.payload))

    def _pass_on(self, heard: news.News) -> None:
        for thing in heard.objects:
            seeing = [client for client in self._clients if client.sees(thing.path)]
            self.tell(seeing, "object", {"type": thing.type, "id": thing.id, "version": thing.version})
        for note in heard.users:
            self.tell(
                self._of(UUID(note.user)), "notification", {"id": note.notification, "unread": note.unread}
            )

    def _of(self, user: UUID | None) -> list[Client]:
        """The streams of one user, or of all for None."""
        return [client for client in self._clients if user in (None, client.user)]

    def tell(self, clients: Iterable[Client], name: str, data: dict[str, object]) -> None:
        """Let an event wait for some of the clients."""
        self._offer(clients, b"event: %s\ndata: %s\n\n" % (name.encode(), orjson.dumps(data)))

    def _offer(self, clients: Iterable[Client], event: bytes) -> None:
        for client in clients:
            client.offer(event)
            if client.dropped:
                self.leave(client)


_HUBS: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _HUBS.setdefault(asyncio.get_running_loop(), Hub())


def _asked(identify: Identify) -> Viewer | None:
    close_old_connections()
    return identify()


def database_conninfo() -> str:
    """The database that Django uses, for a connection of our own."""
    given = connection.settings_dict
    keys = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return make_conninfo(**{key: given[name] for key, name in keys.items() if given[name]})
