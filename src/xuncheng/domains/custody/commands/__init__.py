"""Acts of custody: what happens to things in a warehouse."""

from xuncheng.domains.custody.commands import disposing, keeping, receiving, settling, stocktaking, warehouses

__all__ = ["disposing", "keeping", "receiving", "settling", "stocktaking", "warehouses"]
