"""Excuses: whoever silences a checker says why, in the same line.

A bare `noqa` outlives the reason for it, and nobody dares to remove it. So does one that silences everything:
an excuse names what it excuses.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from tools.lint.model import Finding, Rule, Source

_PYTHON = re.compile(
    r"#\s*(?:ruff:\s*)?noqa(?P<codes>:\s*[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*)?|#\s*type:\s*ignore(?P<kinds>\[[^\]]*\])?"
)
_SCRIPT = re.compile(
    r"(?:eslint-disable(?:-next-line|-line)?(?P<rules>\s+@?[a-z][\w/-]*(?:,\s*@?[a-z][\w/-]*)*)?)"
    r"|@ts-(?:ignore|expect-error|nocheck)"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")


def _concerns(path: PurePosixPath) -> bool:
    return path.suffix in _READERS


def _check(source: Source) -> Iterator[Finding]:
    pattern, comments = _READERS[source.path.suffix]
    for line, comment in comments(source.text):
        excuses = list(pattern.finditer(comment))
        if not excuses:
            continue
        if any(one.lastgroup is None and not one[0].startswith("@ts") for one in excuses):
            yield Finding(line, "name what is silenced: a bare excuse silences everything.")
        if not _WORDS.search(pattern.sub("", comment)):
            yield Finding(line, "say beside it why the checker is silenced.")


def _python_comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _script_comments(text: str) -> Iterator[tuple[int, str]]:
    """The part of each line from where a comment begins, without the marks of its end."""
    for number, line in enumerate(text.splitlines(), start=1):
        comment = re.search(r"(//|/\*|<!--).*", line)
        if comment:
            yield number, comment[0]


_Reader = tuple[re.Pattern[str], Callable[[str], Iterator[tuple[int, str]]]]
_READERS: dict[str, _Reader] = {
    ".py": (_PYTHON, _python_comments),
    ".ts": (_SCRIPT, _script_comments),
    ".vue": (_SCRIPT, _script_comments),
    ".js": (_SCRIPT, _script_comments),
}

RULE = Rule("excuses", _concerns, _check)
