"""Writes: rows change only in commands.

A command is an act: permission, version, trail entry and outbox go with it in one transaction. A row saved
anywhere else changes without anybody having done it. (The database refuses most such writes as well, but only
when they happen.) Technical rows that record nobody's act are written by the modules of a table here, each
with its reason.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lint.model import Finding, Rule, Source, is_program

TECHNICAL = {
    "src/xuncheng/domains/cases/archive.py": "writes the bundle as the last part of the archive act",
    "src/xuncheng/domains/equipment/keys.py": "holds keys, which no trail entry may",
    "src/xuncheng/domains/equipment/using.py": "notes when a terminal last called",
    "src/xuncheng/domains/patrol/jobs/fences.py": "notes who is outside his route, which is nobody's act",
    "src/xuncheng/domains/patrol/taking_in.py": "keeps positions, which are no acts (docs/decisions/0036)",
    "src/xuncheng/foundation/batches/work.py": "notes how far a batch has come, in the transaction of each line's act",
    "src/xuncheng/foundation/exports/making.py": "notes how far a file has come, which is nobody's act",
    "src/xuncheng/foundation/files/uploads.py": "an upload is no file yet: file.add makes it one",
    "src/xuncheng/foundation/messages/marks.py": "a user's note to himself that he has read something",
    "src/xuncheng/gateways/open311/limits.py": "counts calls, which is no business of the bureau",
    "src/xuncheng/server/demo/load.py": "clears old events from the outbox, which is no business table",
    "src/xuncheng/foundation/messages/relay.py": "the outbox tells of acts that are done",
    "src/xuncheng/foundation/people/numbering.py": "hands out the next number to the acts that ask for one",
    "src/xuncheng/foundation/people/second_factors.py": "holds secrets, which no trail entry may",
    "src/xuncheng/foundation/people/sessions.py": "ends the sessions that people.* acts close",
    "src/xuncheng/foundation/people/viewers.py": "notes when a token was last used",
    "src/xuncheng/foundation/places/taking_in.py": "the body of area.import, split off for its length",
    "src/xuncheng/foundation/trail/acts.py": "the machinery that writes for every act",
    "src/xuncheng/foundation/trail/statements.py": "puts together what the commands have it write",
    "src/xuncheng/foundation/trail/sealing.py": "seals the acts of a day",
    "src/xuncheng/gateways/exchange/log.py": "notes what became of each message that came in",
    "src/xuncheng/gateways/field/doing.py": "notes what became of each act that a terminal sent, in the transaction of that act",
    "src/xuncheng/gateways/field/sent.py": "encrypts anew what is kept of refused acts",
    "src/xuncheng/gateways/webhooks/clearing.py": "clears away what is over: what happened stands in the trail",
    "src/xuncheng/gateways/webhooks/delivering.py": "notes how far a delivery is, which is nobody's act",
    "src/xuncheng/gateways/webhooks/secrets.py": "holds secrets, which no trail entry may",
    "src/xuncheng/gateways/webhooks/taking.py": "notes which acts are to be told to whom, as the outbox gives them",
    "src/xuncheng/server/notes.py": "remembers which demonstration data were loaded",
    "src/xuncheng/server/demo/generate/photographs.py": "lays pictures where file.add takes them from",
}
"""Modules besides the commands that write, and why."""

_SQL = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\w+(\s+\w+)?\s+SET|DELETE\s+FROM|TRUNCATE)\b")


def _concerns(path: PurePosixPath) -> bool:
    return (
        is_program(path)
        and "rules" not in path.parts
        and not _is_command(path)
        and str(path) not in TECHNICAL
    )


def _is_command(path: PurePosixPath) -> bool:
    return path.stem == "commands" or path.parent.name == "commands"


_ALWAYS = frozenset({"bulk_create", "bulk_update", "get_or_create", "update_or_create"})
# With arguments by place these belong to something else: an image's save, a hash's or a dictionary's update.
_BARE = frozenset({"save", "delete"})
_NAMED = frozenset({"create", "update"})


def _writes(call: ast.Call, name: str) -> bool:
    return name in _ALWAYS or (not call.args and (name in _BARE or (name in _NAMED and bool(call.keywords))))


_OF_STATEMENTS = frozenset({"insert", "change"})
"""What `foundation.trail.statements` writes with."""


def _check(source: Source) -> Iterator[Finding]:
    for call in source.calls():
        name = call.func.attr.removeprefix("a") if isinstance(call.func, ast.Attribute) else ""
        bare = call.func.id if isinstance(call.func, ast.Name) else ""
        if _writes(call, name) or bare in _OF_STATEMENTS:
            yield Finding(call.lineno, f"{name or bare}() outside a command changes rows without an act.")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.match(node.value):
            yield Finding(node.lineno, "a statement outside a command changes rows without an act.")


RULE = Rule("writes", _concerns, _check)
