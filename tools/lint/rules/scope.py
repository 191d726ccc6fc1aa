"""Scope: only the trail tells the database who is looking and where.

Row-level security trusts three settings of the transaction. Whoever sets them by hand opens the whole city,
and whoever reads them builds a second notion of scope beside `reading()` and `set_scope()`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lint.model import Finding, Rule, Source, is_python

WORDS = ("set_config", "current_setting", "xuncheng.scope")
_OWNER = PurePosixPath("src/xuncheng/foundation/trail")


def _concerns(path: PurePosixPath) -> bool:
    return is_python(path) and path.parts[0] == "src" and not path.is_relative_to(_OWNER)


def _check(source: Source) -> Iterator[Finding]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or node in source.docstrings:
            continue
        for word in WORDS:
            if word in node.value:
                yield Finding(
                    node.lineno, f"{word} belongs to foundation.trail: use reading() or set_scope()."
                )


RULE = Rule("scope", _concerns, _check)
