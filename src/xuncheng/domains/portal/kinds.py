"""What a citizen may report: the domains of matters that are seen on the street, the commonest first."""

from __future__ import annotations

from xuncheng.domains.law.labels import DOMAINS
from xuncheng.rules.legal import Text

OTHER = "other"
_SEEN = (
    "occupation", "trade", "sanitation", "waste", "dust", "noise", "parking", "illegal_construction", "outdoor_ads",
    "appearance", "construction_site", "municipal", "roads", "greening", "park", "lighting", "estate", "gas", "water", "air",
)  # fmt: skip
KINDS: dict[str, Text] = {code: DOMAINS[code] for code in _SEEN} | {OTHER: Text("其他", "Something else")}
