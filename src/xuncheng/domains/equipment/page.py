"""Terminals as their list and their page show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xuncheng.domains.equipment.commands import hindrance_to
from xuncheng.domains.equipment.queries import Terminal, days_of
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.schemas import coded
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.field.terminals import STATES

Item = dict[str, Any]
ACTS = ("terminal.lock", "terminal.unlock", "terminal.wipe", "terminal.retire")


def terminal_items(_: Viewer, rows: Sequence[Terminal]) -> list[Item]:
    """Terminals as their list shows them."""
    return [terminal_item(row) for row in rows]


def terminal_item(row: Any) -> Item:
    """One terminal; `row` came through the door, with its use beside it."""
    user = row.user
    return {
        "id": row.pk, "name": row.name, "platform": row.platform, "asset": row.asset, "sim": row.sim, "state": coded(row.state, STATES),
        "user": user, "organisation": user.organisation, "team": user.team, "registered_at": row.registered_at,
        "seen_at": row.seen_at, "app_version": row.app_version, "calls": row.calls, "acts": row.acts,
        "minutes": row.minutes,
    }  # fmt: skip


def terminal_page(row: Terminal, viewer: Viewer) -> Item:
    """The page of a terminal."""
    obstacles = {name: hindrance_to(name, row) for name in ACTS} | {"terminal.describe": None}
    own = {"terminal.report_lost": hindrance_to("terminal.report_lost", row)}
    obstacles |= own if row.user_id == viewer.id else {}
    return {
        **terminal_item(row), "reason": row.reason, "state_at": row.state_at,
        "days": [{"day": one.day, "calls": one.calls, "acts": one.acts, "minutes": one.minutes} for one in days_of(row.pk)],
        "possible_acts": acts_out(viewer, list(obstacles), row.area_path, obstacles), "timeline": timeline(row.pk),
        "version": version_of(row.pk),
    }  # fmt: skip
