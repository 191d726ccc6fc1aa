"""Filters are tested as the town uses them, by HTTP."""

from tests.domains.town_fixtures import clock, db, town

__all__ = ["clock", "db", "town"]
