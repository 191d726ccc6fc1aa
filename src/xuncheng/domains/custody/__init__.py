"""Custody of what was seized or confiscated: the measures by which it was taken, and the warehouse in which it lies."""
