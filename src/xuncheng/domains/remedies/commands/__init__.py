"""Acts of the legal section: on remedies, on decisions that are corrected, on its registers."""

from xuncheng.domains.remedies.commands import correcting, counsel, remedying, supervising

__all__ = ["correcting", "counsel", "remedying", "supervising"]
