"""The doors to other systems."""
