"""Procedures that run beside a case's main one, a folder each: its state, its table, its invariants, and what is tried on it."""
