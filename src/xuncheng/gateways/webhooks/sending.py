"""The sender: takes what is due, and sends a bounded number of deliveries at once, each to its own receiver.

It runs in a loop of its own in the worker. The database is asked in one thread of its own, so that a slow receiver keeps
neither a connection nor a transaction.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import httpx
from django.db import Error, connection

from xuncheng.gateways.webhooks import delivering
from xuncheng.gateways.webhooks.delivering import Claimed
from xuncheng.gateways.webhooks.letters import Letter, letter_of
from xuncheng.gateways.webhooks.posting import Answer, client, post

AT_ONCE = 16
"""How many deliveries may be under way at once."""

IDLE_SECONDS = 0.25
LONGEST_PAUSE = 10.0

T = TypeVar("T")
_log = logging.getLogger(__name__)


def send_forever(stop: threading.Event) -> None:
    """Send what is due until told to stop; outlives the database going away and coming back.

    What is under way is finished first. What the database did not refuse is a fault of the program and is raised.
    """
    asyncio.run(_send(stop.is_set))


def send_due() -> int:
    """Send what is due now, one after another until nothing is; returns how many attempts there were."""
    return asyncio.run(_send(None))


async def _send(stopped: Callable[[], bool] | None) -> int:
    with ThreadPoolExecutor(1, thread_name_prefix="webhooks") as database:
        sender = _Sender(database)
        try:
            async with client() as http:
                return await sender.run(http, stopped)
        finally:
            await sender.ask(_disconnect)


def _disconnect() -> None:
    """Close the connection of the thread that this runs in."""
    connection.close()


class _Sender:
    """One loop of sending."""

    def __init__(self, database: ThreadPoolExecutor) -> None:
        self._database = database
        self._under_way: set[asyncio.Task[None]] = set()
        self._pause = IDLE_SECONDS
        self.attempts = 0

    async def ask(self, work: Callable[[], T]) -> T:
        """Do something with the database, in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._database, work)

    async def run(self, http: httpx.AsyncClient, stopped: Callable[[], bool] | None) -> int:
        """Send until told to stop; where nobody can tell, until nothing is due."""
        while not (stopped and stopped()):
            taken = await self._take()
            self._under_way |= {asyncio.create_task(self._deliver(http, claimed)) for claimed in taken}
            if not taken and not self._under_way and stopped is None:
                break
            await self._wait()
        if self._under_way:
            await asyncio.gather(*self._under_way)
        return self.attempts

    async def _take(self) -> list[Claimed]:
        """What is due, as far as there is room for it. While the database is away there is nothing, for longer and longer."""
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return []
        try:
            taken = await self.ask(lambda: delivering.claim(room))
        except Error as error:
            self._note_trouble(error)
            await self.ask(_disconnect)
            return []
        self._pause = IDLE_SECONDS
        return taken

    def _note_trouble(self, error: Exception) -> None:
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        _log.warning("sending waits %.1f s for the database: %s", self._pause, str(error).strip())

    async def _wait(self) -> None:
        """Until something that is under way is done, or it is time to look again."""
        if not self._under_way:
            await asyncio.sleep(self._pause)
            return
        done, self._under_way = await asyncio.wait(
            self._under_way, timeout=self._pause, return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            task.result()  # a fault of the sender itself ends the worker, which is started anew

    async def _deliver(self, http: httpx.AsyncClient, claimed: Claimed) -> None:
        """Send one, and note what became of it. A database that is away leaves it as taken: it is taken anew later."""
        try:
            letter = await self._letter(claimed)
            if letter is None:
                return
            answer = letter if isinstance(letter, Answer) else await self._posted(http, letter)
            self.attempts += 1
            await self.ask(lambda: delivering.note(claimed, answer))
        except Error as error:
            self._note_trouble(error)
            await self.ask(_disconnect)

    async def _letter(self, claimed: Claimed) -> Letter | Answer | None:
        """What is to be sent. Where the program fails over one event, that one counts as failed and the others go on."""
        try:
            return await self.ask(lambda: letter_of(claimed))
        except Error:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others must not wait for it
            _log.exception("no letter for delivery %s", claimed.delivery)
            return Answer(None, f"internal: {type(error).__name__}")

    async def _posted(self, http: httpx.AsyncClient, letter: Letter) -> Answer:
        if letter.form and letter.form.drop:
            return await asyncio.to_thread(letter.form.drop, letter.url, letter.event, letter.body)
        return await post(http, letter.receiver, letter.headers(int(time.time())), letter.body)
