"""Organisations, teams, officers and their certificates; roles, grants and signing in."""
