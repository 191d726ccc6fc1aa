"""Parties: whom a case is about."""
