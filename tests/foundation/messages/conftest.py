"""Subscribers for the time of one test, and acts to subscribe to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from xuncheng.foundation.messages.subscribers import SUBSCRIBERS, Subscriber
from xuncheng.foundation.people.commands import move_user
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed


@pytest.fixture
def subscribers() -> Iterator[dict[str, list[Subscriber]]]:
    """The register, empty for the test and put back afterwards."""
    before = dict(SUBSCRIBERS)
    SUBSCRIBERS.clear()
    yield SUBSCRIBERS
    SUBSCRIBERS.clear()
    SUBSCRIBERS.update(before)


@pytest.fixture
def moved() -> Callable[[Any, User], Deed]:
    """Do an act that others may want to hear of: a user moves to the team where he is."""

    def move(district: Any, user: User) -> Deed:
        deed = Deed(district.house)
        move_user(deed, user, team=user.team)
        return deed

    return move
