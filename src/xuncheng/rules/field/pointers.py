"""What an act of a device points to: the row that an earlier act of the same device made, which has no key yet when it is written.

In place of a key stands `{"$act": "<act id>"}`, and with `take` what of that act is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from xuncheng.rules.legal import RuleError, Text

SIGN = "$act"
TAKES = ("result", "object", "document")
"""The row that the act made or changed, the object that it was done on, the first document that it made."""

DEEPEST = 20
"""How deep values may stand in each other."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that points to an earlier act."""

    act: UUID
    take: str


def pointers(value: Any) -> Iterator[Pointer]:
    """All pointers in a value. Raises `RuleError` as `resolved`."""
    found: list[Pointer] = []

    def note(pointer: Pointer) -> str:
        found.append(pointer)
        return ""

    resolved(value, note)
    return iter(found)


def resolved(value: Any, find: Callable[[Pointer], str], depth: int = 0) -> Any:
    """The value with each pointer replaced by what `find` gives for it.

    Raises `RuleError`: `pointer_unreadable`, or `too_deep` where values stand in each other without end.
    """
    if depth > DEEPEST:
        raise RuleError("too_deep", Text("内容嵌套过深", "Values stand in each other too deep"), "input")
    if isinstance(value, Mapping):
        if SIGN in value:
            return find(_pointer(value))
        return {name: resolved(one, find, depth + 1) for name, one in value.items()}
    if isinstance(value, list):
        return [resolved(one, find, depth + 1) for one in value]
    return value


def _pointer(value: Mapping[str, Any]) -> Pointer:
    take = value.get("take", "result")
    try:
        key = UUID(value[SIGN])
    except (ValueError, TypeError, AttributeError) as wrong:
        raise _unreadable() from wrong
    if take not in TAKES or not value.keys() <= {SIGN, "take"}:
        raise _unreadable()
    return Pointer(key, take)


def _unreadable() -> RuleError:
    return RuleError(
        "pointer_unreadable",
        Text("引用的在先行为无法识别", "What it points to among earlier acts cannot be read"),
        "input",
    )
