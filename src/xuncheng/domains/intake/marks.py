"""What can be said of a report's road at a glance, as a table: lists are narrowed by a mark, and figures count by the same one.

So the list behind a figure holds exactly what was counted. A mark that few reports bear has an index of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from xuncheng.rules.legal import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its words, and the condition under which a report bears it."""

    label: Text
    condition: Q


SATISFIED = 4
"""From which score somebody counts as satisfied; the best is 5."""

_ANSWERED_ITSELF = Q(status="answered", merged_into__isnull=True)

MARKS: dict[str, Mark] = {
    "verified": Mark(Text("已核实", "verified"), Q(verified_at__isnull=False)),
    "unjudged": Mark(Text("未判定事项", "no matter yet"), Q(matter__isnull=True)),
    "merged": Mark(Text("并入其他案源", "merged into another"), Q(merged_into__isnull=False)),
    "returned": Mark(Text("退回派遣", "sent back by a team"), Q(returns__gt=0)),
    "reworked": Mark(Text("返工", "handled again"), Q(reworks__gt=0)),
    "checked": Mark(Text("核查通过", "found settled by a check"), Q(checked_at__isnull=False)),
    "in_time": Mark(Text("按期办结", "closed in time"), _ANSWERED_ITSELF & Q(late=0)),
    "late": Mark(Text("超期办结", "closed late"), _ANSWERED_ITSELF & Q(late__gt=0)),
    # What reporters think lies above reports: it is reached over the foreign key alone.
    "rated": Mark(Text("已评价", "rated"), Q(receipt__score__isnull=False)),
    "satisfied": Mark(Text("评价满意", "rated as satisfying"), Q(receipt__score__gte=SATISFIED)),
    "unsolved": Mark(Text("表示未解决", "said not to be solved"), Q(receipt__solved=False)),
}
"""The marks, in the order in which lists offer them."""
