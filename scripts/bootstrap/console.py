"""Steps that say what they do and how long it took, and commands whose output is seen while they run."""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

SILENCE = 10.0
"""After so many seconds without a word from a command, it is said that it is still at work."""


class Trouble(Exception):
    """What has to be put right first, in one sentence; Chinese, then English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh}\n{en}")


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@contextmanager
def step(zh: str, en: str) -> Iterator[None]:
    """Say what is being done, and when it is done how long it took."""
    say(f"▸ {zh} / {en}")
    begun = time.monotonic()
    yield
    say(f"  ✓ {time.monotonic() - begun:.1f} s")


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
    hidden: tuple[str, ...] = (),
) -> None:
    """Run a command to its end, showing its lines except those that begin with one of `hidden`.

    Raises `Trouble` if it fails.
    """
    with subprocess.Popen(  # noqa: S603 - commands of this folder's own, no shell
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        for line in _lines(process):
            if line and not line.startswith(hidden or ("\0",)):
                say(f"    {line}")
    if process.returncode != 0:
        name = " ".join([Path(command[0]).name, *map(str, command[1:3])])
        raise Trouble(f"{name} 失败，原因见上。", f"{name} failed; the reason is above.")


def _lines(process: subprocess.Popen[bytes]) -> Iterator[str]:
    """The output of a process, line by line; in a long silence a sign of life."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe: see above
    begun, rest = time.monotonic(), b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(SILENCE):
                yield f"… {time.monotonic() - begun:.0f} s"
                continue
            chunk = os.read(process.stdout.fileno(), 65536)
            *whole, rest = (rest + chunk).split(b"\n")
            yield from (line.decode(errors="replace").rstrip() for line in whole)
            if not chunk:
                yield rest.decode(errors="replace").rstrip()
                return
