"""Xuncheng (巡城): urban-management enforcement in which every step is a lawful, recorded act."""
