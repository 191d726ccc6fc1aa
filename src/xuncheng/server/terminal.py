"""What the person who starts the platform reads while it starts and runs."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from xuncheng.rules.legal import Text


def say(text: Text) -> None:
    """One line, Chinese first."""
    sys.stdout.write(f"{text.zh} / {text.en}\n")
    sys.stdout.flush()


def complain(text: Text) -> None:
    """What went wrong, in a line for each language, beside the ordinary output."""
    sys.stderr.write(f"\n{text.zh}\n{text.en}\n")
    sys.stderr.flush()


@contextmanager
def step(text: Text) -> Iterator[None]:
    """Say what is being done, and when it is done how long it took."""
    say(Text(f"▸ {text.zh}", text.en))
    begun = time.monotonic()
    yield
    sys.stdout.write(f"  ✓ {time.monotonic() - begun:.1f} s\n")
    sys.stdout.flush()
