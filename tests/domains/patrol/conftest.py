"""The domain is tested as the town uses it, by HTTP; each test has people of its own, who are on no duty yet."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from tests.domains.town import Hiring, Person, Street, Town
from tests.domains.town_fixtures import clock, db, town

__all__ = ["clock", "db", "hire", "town"]

_NUMBERS = count(1)


@pytest.fixture
def hire(town: Town) -> Callable[[Street], Person]:
    """Hires another officer of a street."""

    def one(street: Street) -> Person:
        number = next(_NUMBERS)
        hiring = Hiring(town.bureau, town.district, town.roles)
        return hiring.person(f"walker{number}", f"巡查员{number}", "officer", street.team)

    return one
