"""A hand that does the steps of the demo in this process, so that a test can watch it and stop it."""

from typing import Any

from xuncheng.server.demo.generate.script import Step, do


class Hand:
    """Does one step at a time, here and now."""

    def __init__(self) -> None:
        self.done: list[tuple[str, Any]] = []

    def free(self) -> bool:
        return not self.done

    def begin(self, name: str, number: int, step: Step) -> None:
        self.done.append((name, do(name, number, step)))

    def finished(self) -> list[tuple[str, Any]]:
        done, self.done = self.done, []
        return done
