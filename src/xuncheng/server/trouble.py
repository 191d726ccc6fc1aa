"""What keeps the platform from starting or running, said in one sentence to the person at the terminal."""

from __future__ import annotations

from xuncheng.rules.legal import Text


class Trouble(Exception):
    """Something on this machine has to be put right first; `text` says what, and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.text = Text(zh, en)
        super().__init__(f"{zh}\n{en}")
