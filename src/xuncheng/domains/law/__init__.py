"""Statutes, articles and matters: what the law says, since when, and how to find it."""
