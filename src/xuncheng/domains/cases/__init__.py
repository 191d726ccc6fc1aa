"""Penalty cases in the simple and the ordinary procedure."""
