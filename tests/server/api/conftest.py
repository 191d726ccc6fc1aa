"""The API is tested as the town uses it."""

from __future__ import annotations

import pytest
from tests.domains.town import HOUSE, Hiring, Person, Town
from tests.domains.town_fixtures import clock, db, town, unprinted

from xuncheng.foundation.people.commands import give_grant, set_role
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import Deed

__all__ = ["busybody", "clock", "db", "town", "unprinted"]


@pytest.fixture(scope="module")
def busybody(town: Town) -> Person:
    """Somebody who may do every act there is, but only in street A."""
    people = Hiring(town.bureau, town.district, town.roles)
    one = people.person("busybody", "郑万能", "officer", town.a.team)
    role = set_role(Deed(HOUSE), "everything", "全部", "everything", sorted(REGISTER), True)
    give_grant(Deed(HOUSE), one.user, role, town.a.area, town.clock.today)
    return one
