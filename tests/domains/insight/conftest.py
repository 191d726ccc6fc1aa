"""Figures are tested as the desk asks for them, by HTTP, in a town where things happened."""

from tests.domains.town_fixtures import clock, db, town, unprinted

__all__ = ["clock", "db", "town", "unprinted"]
