"""The domain is tested as the town uses it, by HTTP."""

from __future__ import annotations

import pytest
from tests.domains import road
from tests.domains.publication.anybody import FACTS, HOME, NAME, PHONE
from tests.domains.road import File
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "published", "served", "town", "unprinted"]


@pytest.fixture
def served(town: Town) -> File:
    """A case of a citizen whose facts name everything of him, its decision served on Monday 2 March 2026."""
    party = road.party(town.a, NAME, phone=PHONE, address=HOME)
    return road.ordinary(town, town.a, "serve_decision", party=party, opened={"summary": FACTS})


@pytest.fixture
def published(served: File) -> File:
    """The same, published for half a year."""
    road.publish(served)
    return served
