"""What citizens of the demo think of their answers, and what comes of it."""

from __future__ import annotations

from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from xuncheng.server.demo.generate import portal
from xuncheng.server.demo.generate.wordings import Rating


def course(rating: Rating, *, by_portal: bool = True) -> Any:
    """As much of a course as rating asks for: everybody thinks the same."""
    return SimpleNamespace(
        by_portal=by_portal,
        voice=Random("voice"),  # noqa: S311 - a story, no secret
        clock=SimpleNamespace(field=lambda *_hours: None),
        town=SimpleNamespace(users={"public": "公众"}, wordings=SimpleNamespace(rating=lambda _chance: rating)),
        act=lambda user, command, **given: (user, command.act.name, given),
    )  # fmt: skip


def played(c: Any) -> tuple[list[Any], bool]:
    """The steps that somebody takes, and whether the report is to be checked again."""
    steps, script = [], portal.rated(c, "report")
    while True:
        try:
            steps.append(next(script))
        except StopIteration as end:
            return steps, end.value


@pytest.fixture(autouse=True)
def _everybody_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portal, "_RATED", 1.0)


@pytest.mark.parametrize("solved", [True, False])
def test_a_rating_is_the_act_of_the_public_and_what_is_not_solved_is_checked_again(solved: bool) -> None:
    steps, again = played(course(Rating(1, 2, solved, ["第二天又摆出来了。"])))
    given = {"report": "report", "score": 2, "solved": solved, "words": "第二天又摆出来了。"}
    assert steps == [("公众", "report.rate", given)]
    assert again is not solved


def test_only_who_wrote_on_the_portal_rates() -> None:
    assert played(course(Rating(1, 5, True, ["谢谢"]), by_portal=False)) == ([], False)
