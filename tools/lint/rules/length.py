"""Length: no file is longer than 400 lines.

A longer file holds two things, and whoever looks for one must read both. Split it by what its parts mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.lint.model import Finding, Rule, Source

MOST = 400
ALLOWED = {
    "web/packages/client/src/schema.d.ts": "generated from the OpenAPI document, read by the compiler alone",
    "src/xuncheng/domains/documents/verify_bundle.py": "it travels alone in each archived file: one script, read by whoever checks one",
}
"""Files that may be longer, and why."""

_ENDINGS = frozenset({".py", ".ts", ".vue", ".css", ".typ"})


def _concerns(path: PurePosixPath) -> bool:
    return path.suffix in _ENDINGS and str(path) not in ALLOWED


def _check(source: Source) -> Iterator[Finding]:
    count = len(source.lines)
    if count > MOST:
        yield Finding(MOST + 1, f"the file has {count} lines, more than {MOST}: split it by meaning.")


RULE = Rule("length", _concerns, _check)
