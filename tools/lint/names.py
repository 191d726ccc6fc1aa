"""Names as the code means them: `get` after `from httpx import get` is `httpx.get`."""

from __future__ import annotations

import ast
from collections.abc import Mapping


def imported(tree: ast.Module) -> dict[str, str]:
    """What each imported name stands for, by the name that the file uses."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.asname: one.name for one in node.names if one.asname}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {one.asname or one.name: f"{node.module}.{one.name}" for one in node.names}
    return names


def dotted(node: ast.expr, names: Mapping[str, str] | None = None) -> str:
    """An expression of names and dots as text, its first name resolved; empty for any other expression."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    first = (names or {}).get(node.id, node.id)
    return ".".join((first, *reversed(parts)))
