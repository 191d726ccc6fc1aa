"""Own door: rows reach a reader only through the aggregate's door.

Each aggregate has one `readable_by(viewer)`, and list, detail, search, export and statistics start from it. A
`Model.objects` anywhere else on the reading side is a second way in that forgets who is looking; leaks come
from such side doors. In queries a manager is therefore used in the doors alone (`readable_by`,
`…_readable_by`, `in_…`); in API, page and schema modules not at all.

Rows that hang on an object which itself came through a door are a true exception. The line that reads them,
or the line above it, then says so: `# lint: own door: the case came through its door`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lint.model import Finding, Rule, Source, is_program

PUBLIC = {
    "src/xuncheng/foundation/places/queries.py": "where streets and houses lie is known to everybody",
    "src/xuncheng/foundation/trail/queries.py": "the database itself shows only the entries in scope",
}
"""Query modules whose rows no viewer's scope narrows, and why."""

_MANAGERS = frozenset({"objects", "_base_manager", "_default_manager"})
_DOOR = re.compile(r"(\w+_)?readable_by|in_\w+")
_EXCEPTION = re.compile(r"# lint: own door: \w+ \w+")


def _concerns(path: PurePosixPath) -> bool:
    return is_program(path) and (_shows(path) or _queries(path)) and str(path) not in PUBLIC


def _shows(path: PurePosixPath) -> bool:
    return path.stem in {"api", "page", "schemas"} or path.stem.endswith("_api")


def _queries(path: PurePosixPath) -> bool:
    return path.stem == "queries" or path.parent.name == "queries"


def _check(source: Source) -> Iterator[Finding]:
    doors = _lines_of_doors(source) if _queries(source.path) else frozenset()
    excepted = {number for number, line in enumerate(source.lines, start=1) if _EXCEPTION.search(line)}
    attributes = (node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute))
    for node in attributes:
        if not _is_manager(node) or node.lineno in doors:
            continue
        if not excepted & {node.lineno, node.lineno - 1}:
            yield Finding(node.lineno, "start from the aggregate's readable_by, not from the whole table.")


def _is_manager(node: ast.Attribute) -> bool:
    """Whether the node is the manager of a model; `news.objects` of a plain value is none."""
    if node.attr not in _MANAGERS:
        return False
    name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
    return node.attr != "objects" or name[:1].isupper()


def _lines_of_doors(source: Source) -> frozenset[int]:
    functions = (
        node for node in ast.walk(source.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    doors = [one for one in functions if _DOOR.fullmatch(one.name)]
    return frozenset(line for door in doors for line in range(door.lineno, (door.end_lineno or 0) + 1))


RULE = Rule("own door", _concerns, _check)
