"""Acts of collection: the bank's files and what each line pays, differences, days, and charges."""

from xuncheng.domains.collection.commands import banks, charging, differing, settling, taking

__all__ = ["banks", "charging", "differing", "settling", "taking"]
