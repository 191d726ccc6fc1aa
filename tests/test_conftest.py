"""The ground of the tests does what it promises."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connection
from tests.database import empty
from zeal import NPlusOneError

from xuncheng.foundation.people.models import Team, User
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.viewer import Viewer

LOOP = compile("for team in teams:\n    team.organisation", "/program/queries.py", "exec")
"""What a careless query would do, as if it stood in the program."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(time: int, request: pytest.FixtureRequest) -> None:
    assert not Team.objects.exists()
    request.getfixturevalue("street_a")
    connection.close()
    assert Team.objects.count() == 1


def test_only_a_test_database_is_ever_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "NAME", "xuncheng")
    with pytest.raises(RuntimeError, match="xuncheng is no test database"):
        empty()


def test_rows_that_the_program_fetches_one_by_one_fail_a_test(street_a: Any, street_b: Any) -> None:
    with pytest.raises(NPlusOneError, match=r"people.Team.organisation at /program/queries.py"):
        exec(LOOP, {"teams": Team.objects.all()})  # noqa: S102 # our own words
    exec(LOOP, {"teams": Team.objects.select_related("organisation")})  # noqa: S102 # as above


@pytest.mark.query_loop("the mark itself is tried")
def test_a_test_may_be_let_off_with_a_reason(street_a: Any, street_b: Any) -> None:
    exec(LOOP, {"teams": Team.objects.all()})  # noqa: S102 # our own words


def test_a_test_may_ask_as_it_likes(street_a: Any, street_b: Any) -> None:
    assert [team.organisation.short for team in Team.objects.order_by("code")] == ["甲街道", "乙街道"]


def test_an_officer_sees_his_street(
    officer: User, viewer_of: Callable[..., Viewer], scoped: Callable[[Viewer], AbstractContextManager[None]]
) -> None:
    with scoped(viewer_of("x", path="110199.001.", user=officer, certified=True)):
        assert {entry.area_path for entry in TrailEntry.objects.all()} == {"110199.001."}
    with scoped(viewer_of("x", path="110199.002.")):
        assert not TrailEntry.objects.exists()
