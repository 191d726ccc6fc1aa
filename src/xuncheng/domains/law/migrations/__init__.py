"""Migrations of the package `domains/law`."""
