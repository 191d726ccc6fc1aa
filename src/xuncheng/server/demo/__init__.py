"""The demo locality: a district that a newcomer can walk through, made by commands alone."""
