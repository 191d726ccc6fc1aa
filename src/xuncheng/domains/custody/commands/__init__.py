"""Acts of custody: taking things by a measure, and what happens to them in a warehouse."""

from xuncheng.domains.custody.commands import (
    disposing,
    keeping,
    preservation,
    receiving,
    seized,
    seizure,
    settling,
    stocktaking,
    warehouses,
)

__all__ = [
    "disposing",
    "keeping",
    "preservation",
    "receiving",
    "seized",
    "seizure",
    "settling",
    "stocktaking",
    "warehouses",
]
