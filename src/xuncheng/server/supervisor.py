"""Keeps the platform's processes running: starts what has ended again, and ends all of it with itself."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from xuncheng.rules.legal import Text
from xuncheng.server import cluster
from xuncheng.server.terminal import complain, say
from xuncheng.server.trouble import Trouble

GRACE_SECONDS = 10.0
"""How long a process may take to end when told to, before it is killed."""

FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
"""Seconds before something that has ended is started again; twice as long each time that it ends soon."""

STEADY_SECONDS = 60.0
"""Having run that long, a process counts as sound again."""

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that end the platform: Ctrl-C, whoever runs it as a service, a terminal that is closed."""

_LOOK_EVERY = 0.2
_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
_DATABASE = Text("数据库", "The database")


class Service(Protocol):
    """Something that ought to run as long as the platform does."""

    @property
    def name(self) -> Text:
        """What to call it in a message."""
        ...

    def start(self) -> None:
        """Start it. Raises `Trouble` if this cannot be done now."""

    def alive(self) -> bool:
        """Whether it runs."""
        ...

    def tell_to_stop(self) -> None:
        """Ask it to end, and do not wait."""

    def see_off(self) -> None:
        """Wait until it has ended."""


def _enter_child(parent: int, mask: set[signal.Signals | int]) -> None:
    """In a new child: forget the supervisor's signals, and have the kernel send SIGTERM when it dies, however it dies."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


@dataclass
class Process:
    """A child process in a group of its own, so that Ctrl-C at the terminal reaches the supervisor alone."""

    name: Text
    command: Sequence[str]
    environment: Mapping[str, str]
    pass_fds: Sequence[int] = ()
    _child: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start the process."""
        self._launch()

    def _launch(self) -> subprocess.Popen[bytes]:
        parent = os.getpid()
        # Ctrl-C at this moment must neither lose the child nor run the supervisor's handlers in it.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own programs
                self.command,
                env=dict(self.environment),
                pass_fds=self.pass_fds,
                stdin=subprocess.DEVNULL,
                process_group=0,
                preexec_fn=lambda: _enter_child(parent, mask),
            )
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return self._child

    def alive(self) -> bool:
        """Whether the process runs."""
        return self._child is not None and self._child.poll() is None

    def finish(self) -> int:
        """Start the process and wait for its end. Returns its exit status."""
        try:
            return self._launch().wait()
        finally:
            self.tell_to_stop()
            self.see_off()

    def tell_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._child is not None and self._child.poll() is None:
            self._child.terminate()

    def see_off(self) -> None:
        """Wait for the process, then kill whatever is left of its group."""
        if self._child is None:
            return
        try:
            self._child.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            complain(
                Text(f"{self.name.zh}未按时退出，已强行终止。", f"{self.name.en} was killed: it did not end.")
            )
        try:
            os.killpg(self._child.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        finally:
            self._child.wait()


@dataclass(frozen=True)
class Database:
    """The private cluster as a service: if its server is killed, it is started again."""

    var: Path
    name: Text = _DATABASE

    def start(self) -> None:
        """Start it, or take up one that runs already."""
        cluster.ensure(self.var)

    def alive(self) -> bool:
        """Whether its server runs."""
        return cluster.alive(self.var)

    def tell_to_stop(self) -> None:
        """Nothing yet: those that use it end first."""

    def see_off(self) -> None:
        """Stop it."""
        cluster.stop(self.var)


@dataclass
class _Watch:
    """One service and how it has been faring."""

    service: Service
    delay: float = field(default_factory=lambda: FIRST_DELAY)
    started: float = field(default_factory=time.monotonic)
    due: float | None = None

    def look(self, now: float) -> None:
        """Start the service again if it has ended and its delay is over."""
        if self.due is None:
            if not self.service.alive():
                self._wait(now)
        elif now >= self.due:
            self._start(now)

    def _wait(self, now: float) -> None:
        if now - self.started > STEADY_SECONDS:
            self.delay = FIRST_DELAY
        name, seconds = self.service.name, f"{self.delay:g}"
        complain(
            Text(
                f"{name.zh}意外退出，{seconds} 秒后重新启动。",
                f"{name.en} has ended unexpectedly: starting it again in {seconds} s.",
            )
        )
        self.due = now + self.delay
        self.delay = min(self.delay * 2, LONGEST_DELAY)

    def _start(self, now: float) -> None:
        self.due, self.started = None, now
        try:
            self.service.start()
        except Trouble as trouble:
            complain(trouble.text)
        else:
            name = self.service.name
            say(Text(f"{name.zh}已重新启动", f"{name.en} has been started again"))


class Supervisor:
    """Services that depend each on those started before it."""

    def __init__(self) -> None:
        self._watches: list[_Watch] = []

    def start(self, service: Service) -> None:
        """Start a service and have an eye on it from now on."""
        self._watches.append(_Watch(service))
        service.start()

    def watch(self, until: Callable[[], bool] = lambda: False) -> None:
        """Keep everything running until `until` says so; if it never does, until an exception."""
        while not until():
            for watched in self._watches:
                watched.look(time.monotonic())
            time.sleep(_LOOK_EVERY)

    def stop(self) -> None:
        """End everything, the last started first."""
        for watched in reversed(self._watches):
            watched.service.tell_to_stop()
        for watched in reversed(self._watches):
            watched.service.see_off()
        self._watches.clear()
