"""Insight: what the acts of all domains come to, counted. Nothing is written here; each figure opens the list that it counts."""
