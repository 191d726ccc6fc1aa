"""The API is tested as the town uses it."""

from __future__ import annotations

from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "town", "unprinted"]
