"""What can be said of a case at a glance, as a table: lists are narrowed by a mark, and figures count by the same one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from xuncheng.rules.legal import Text


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its words, and the condition under which a case bears it."""

    label: Text
    condition: Q


MARKS: dict[str, Mark] = {
    "decided": Mark(Text("已作出处罚决定", "penalty decided"), Q(decided_on__isnull=False)),
    "fined": Mark(Text("已决定罚款", "fine decided"), Q(decided_on__isnull=False, amount__gt=0)),
    "closed": Mark(Text("已结案", "closed"), Q(closed_on__isnull=False)),
}
"""The marks, in the order in which lists offer them."""
