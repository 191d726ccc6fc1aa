"""The portal is tested as citizens use it, by HTTP, in a town whose bureau has opened it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from tests.domains.portal.citizen import open_portal
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "everybody", "knocks", "town", "unprinted"]


@pytest.fixture(scope="module")
def everybody(town: Town) -> str:
    """The user whom the portal acts as; his key."""
    return open_portal(town)


@pytest.fixture(autouse=True)
def knocks(db: None) -> Iterator[None]:
    """Nobody has knocked before."""
    cache.clear()
    yield
    cache.clear()
