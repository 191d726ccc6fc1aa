"""Scripts are played together in the order of time, as far as a day, and the first refusal is named."""

from collections.abc import Generator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.server.demo.hand import Hand

from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import ANONYMOUS
from xuncheng.rules.legal import Text
from xuncheng.server.demo.generate.script import ScriptFailed, Step, halted, play

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def note(deed: Deed, word: str, heard: list[str]) -> str:
    heard.append(word)
    return word


def shout(deed: Deed, word: str, heard: list[str]) -> str:
    heard.append(word.upper())
    return word


def steps(
    words: str, heard: list[str], hour: int = 0, command: Any = note
) -> Generator[Step, Any, list[str]]:
    """Says the words, an hour after each other."""
    answers = []
    for place, word in enumerate(words.split()):
        at = START + timedelta(hours=hour + place)
        answers.append((yield Step(at, ANONYMOUS, command, {"word": word, "heard": heard})))
    return answers


def unwatched(_at: datetime) -> None:
    pass


def test_steps_are_done_in_the_order_of_time_across_scripts() -> None:
    heard: list[str] = []
    scripts = {"a": steps("one three five", heard, 0), "b": steps("six seven", heard, 4)}
    assert play(scripts, START + timedelta(days=1), unwatched, Hand()) == 5
    assert heard == ["one", "three", "five", "six", "seven"]


def test_a_step_is_sent_what_came_of_the_one_before() -> None:
    got: list[Any] = []

    def script() -> Generator[Step, Any, None]:
        got.append((yield Step(START, ANONYMOUS, note, {"word": "yes", "heard": []})))

    play({"a": script()}, START + timedelta(days=1), unwatched, Hand())
    assert got == ["yes"]


def test_what_lies_ahead_is_left_for_people_to_do() -> None:
    heard: list[str] = []
    assert play({"a": steps("one two three", heard)}, START + timedelta(minutes=90), unwatched, Hand()) == 2
    assert heard == ["one", "two"]


def test_a_halted_script_waits_before_the_named_act() -> None:
    heard: list[str] = []

    def script() -> Generator[Step, Any, None]:
        yield from steps("one", heard)
        yield from steps("two", heard, 1, shout)
        yield from steps("three", heard, 2)
        yield from steps("four", heard, 3, shout)

    play({"a": halted(script(), "shout")}, START + timedelta(days=1), unwatched, Hand())
    assert heard == ["one"]
    heard.clear()
    play({"a": halted(script(), "shout", 2)}, START + timedelta(days=1), unwatched, Hand())
    assert heard == ["one", "TWO", "three"]


def test_the_same_script_has_the_same_act_ids() -> None:
    keys: list[Any] = []

    def remember(deed: Deed, word: str, heard: list[str]) -> None:
        keys.append(deed.id)

    for _ in range(2):
        play({"a": steps("one two", [], 0, remember)}, START + timedelta(days=1), unwatched, Hand())
    assert keys[:2] == keys[2:]
    assert keys[0] != keys[1]


def test_a_refused_step_stops_the_play_and_is_named() -> None:
    def refuse(deed: Deed, word: str, heard: list[str]) -> None:
        raise Refused("forbidden", Text("不行", "no"))

    with pytest.raises(ScriptFailed, match=r"a, refuse, 2026-03-02 09:00: forbidden"):
        play({"a": steps("one", [], 0, refuse)}, START + timedelta(days=1), unwatched, Hand())
