"""What may become of a terminal (移动执法终端): one table of its states and of the acts that move it between them."""

from __future__ import annotations

from collections.abc import Mapping

from xuncheng.rules.legal import RuleError, Text

ACTIVE, LOCKED, WIPING, WIPED, RETIRED = "active", "locked", "wiping", "wiped", "retired"

STATES: dict[str, Text] = {
    ACTIVE: Text("使用中", "in use"),
    LOCKED: Text("已锁定", "locked"),
    WIPING: Text("待擦除", "to be wiped"),
    WIPED: Text("已擦除", "wiped"),
    RETIRED: Text("已停用", "retired"),
}

MOVES: Mapping[str, tuple[frozenset[str], str]] = {
    "terminal.lock": (frozenset({ACTIVE}), LOCKED),
    "terminal.report_lost": (frozenset({ACTIVE}), LOCKED),
    "terminal.unlock": (frozenset({LOCKED, WIPING, WIPED}), ACTIVE),
    "terminal.wipe": (frozenset({ACTIVE, LOCKED}), WIPING),
    "terminal.note_wiped": (frozenset({WIPING, WIPED}), WIPED),
    "terminal.retire": (frozenset({ACTIVE, LOCKED, WIPING, WIPED}), RETIRED),
}
"""By the act: from which states it leads, and to which one."""


SHUT = frozenset({LOCKED, WIPING, WIPED, RETIRED})
"""States in which the server gives a terminal nothing."""

KEEPING = frozenset({LOCKED, WIPING, WIPED})
"""Shut states in which what the terminal still sends is kept for its officer, and not done."""


def hindrance(act: str, state: str) -> RuleError | None:
    """Why the act cannot be done on a terminal in that state."""
    before, _ = MOVES[act]
    if state in before:
        return None
    here = STATES[state]
    return RuleError(
        "terminal_state",
        Text(f"该终端{here.zh}，不能这样办理", f"This terminal is {here.en}; that cannot be done now"),
    )


def moved(act: str, state: str) -> str:
    """The state after the act. Raises `RuleError` (`terminal_state`) where it cannot be done."""
    refused = hindrance(act, state)
    if refused is not None:
        raise refused
    return MOVES[act][1]
