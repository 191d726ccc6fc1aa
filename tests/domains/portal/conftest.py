"""The portal is tested as citizens use it, by HTTP, in a town whose bureau has opened it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests.domains.town import HOUSE, SINCE, Town
from tests.domains.town_fixtures import clock, db, town, unprinted

from xuncheng.foundation.people.commands import add_user, give_grant
from xuncheng.foundation.trail.deed import Deed

__all__ = ["clock", "db", "everybody", "knocks", "town", "unprinted"]


@pytest.fixture(scope="module")
def everybody(town: Town) -> str:
    """The user whom the portal acts as; his key."""
    user = add_user(Deed(HOUSE), "public", "公众")
    give_grant(Deed(HOUSE), user, town.roles["public"], town.district, SINCE)
    return str(user.pk)


@pytest.fixture(autouse=True)
def knocks(db: None) -> Iterator[None]:
    """Nobody has knocked before."""
    cache.clear()
    yield
    cache.clear()
