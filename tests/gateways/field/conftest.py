"""Officers of the town with phones in their hands."""

from __future__ import annotations

import pytest
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.field.phone import Phone

from xuncheng.domains.equipment import commands
from xuncheng.gateways.field import doing
from xuncheng.server import api

__all__ = ["api", "clock", "db", "town", "unprinted"]


@pytest.fixture(autouse=True)
def _as_many_as_the_tests_need(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "MOST", 1000)
    monkeypatch.setattr(doing, "SECONDS", 60.0)


@pytest.fixture
def phone(town: Town, clock: object) -> Phone:
    """The phone of the first officer of street A, registered a moment ago."""
    return Phone(town, town.officer)
