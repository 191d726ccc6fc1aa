"""Reading patrols: each aggregate by one door, narrowed by what the viewer may see."""

from xuncheng.domains.patrol.queries.duties import Duty
from xuncheng.domains.patrol.queries.positions import Near, latest_readable_by, nearest

__all__ = ["Duty", "Near", "latest_readable_by", "nearest"]
