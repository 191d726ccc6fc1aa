"""What a rule looks at and what it answers: a source file, a finding, the rule itself."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Source:
    """One file: where it lies below the root of the repository, and what it says."""

    path: PurePosixPath
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file as Python reads it. Raises `SyntaxError` for what is no Python."""
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, the first at index 0."""
        return self.text.splitlines()

    @cached_property
    def docstrings(self) -> frozenset[ast.AST]:
        """The constants that are docstrings: prose about the code, not part of what it does."""
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        bodies = (node.body for node in ast.walk(self.tree) if isinstance(node, owners))
        firsts = (body[0] for body in bodies if body)
        return frozenset(first.value for first in firsts if isinstance(first, ast.Expr))

    def calls(self) -> Iterator[ast.Call]:
        """All calls in the file."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


@dataclass(frozen=True, order=True)
class Finding:
    """One line that breaks a rule, and what is wrong with it."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Rule:
    """A rule of the house: its name, the files that it concerns, and how it looks at one."""

    name: str
    concerns: Callable[[PurePosixPath], bool]
    check: Callable[[Source], Iterator[Finding]]


def is_program(path: PurePosixPath) -> bool:
    """Whether the file is Python that runs in production and was written by hand: `src` without migrations."""
    return path.suffix == ".py" and path.parts[0] == "src" and "migrations" not in path.parts


def is_python(path: PurePosixPath) -> bool:
    """Whether the file is Python, wherever it lies."""
    return path.suffix == ".py"
