"""Steps are done by other processes, a few at once; what comes of them, and what went wrong, comes back."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from os import getpid
from typing import Any

import pytest

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import ANONYMOUS
from xuncheng.rules.legal import Text
from xuncheng.server.demo.generate.script import ScriptFailed, Step, play
from xuncheng.server.demo.hands import processes

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def who(deed: Deed, word: str) -> tuple[str, int]:
    return word, getpid()


def refuse(deed: Deed) -> None:
    raise Refused("forbidden", Text("不行", "no"))


def script(word: str, heard: list[Any]) -> Generator[Step, Any, None]:
    for hour in range(5):
        answer = yield Step(START + timedelta(hours=hour), ANONYMOUS, who, {"word": word})
        heard.append(answer)


def refused() -> Generator[Step, Any, None]:
    yield Step(START, ANONYMOUS, refuse)


def test_other_processes_do_the_steps_and_answer_each_script() -> None:
    heard: dict[str, list[Any]] = {"a": [], "b": [], "c": []}
    with processes() as hands:
        scripts = {name: script(name, answers) for name, answers in heard.items()}
        assert play(scripts, START + timedelta(days=1), lambda _: None, hands) == 15
    assert {name: [word for word, _ in answers] for name, answers in heard.items()} == {
        name: [name] * 5 for name in heard
    }
    assert getpid() not in {process for answers in heard.values() for _, process in answers}


def test_a_step_that_fails_elsewhere_stops_the_play_here() -> None:
    with processes() as hands, pytest.raises(ScriptFailed, match=r"a, refuse, 2026-03-02 09:00: forbidden"):
        play({"a": refused()}, START + timedelta(days=1), lambda _: None, hands)
