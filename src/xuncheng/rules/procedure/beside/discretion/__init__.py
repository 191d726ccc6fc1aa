"""Discretion (裁量): the benchmark's band binds what is notified and decided; leaving it needs its reason and a discussion."""
