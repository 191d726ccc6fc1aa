"""Acts on penalty cases, in the order in which a case goes: one module a stretch of the road."""

from xuncheng.domains.cases.commands import (
    closing,
    countersigning,
    deciding,
    demolishing,
    executing,
    hearing,
    inquiring,
    investigating,
    lapsing,
    monitoring,
    opening,
    performing,
    performing_on_behalf,
    redacting,
    rights,
    serving,
    sparing,
    transferring,
)

__all__ = [
    "closing", "countersigning", "deciding", "demolishing", "executing", "hearing", "inquiring", "investigating", "lapsing", "monitoring",
    "opening", "performing", "performing_on_behalf", "redacting", "rights", "serving", "sparing", "transferring",
]  # fmt: skip
