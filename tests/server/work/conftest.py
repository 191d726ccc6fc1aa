"""The list of work is tested in a town that has some."""

from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "town", "unprinted"]
