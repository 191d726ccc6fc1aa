"""Going through the files and asking every rule that concerns one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tools.lint.model import Finding, Rule, Source
from tools.lint.rules import RULES

ROOT = Path(__file__).parents[2]
PLACES = ("src", "tests", "tools", "scripts", "bench", "web")
"""What is checked when no path is given."""
_LEFT_OUT = frozenset({"node_modules", "dist", "__pycache__"})
"""Folders that hold nothing written here."""


def check(source: Source, rules: Iterable[Rule] = RULES) -> Iterator[tuple[Rule, Finding]]:
    """What the rules find in one file, each rule's findings in the order of the lines."""
    for rule in rules:
        if rule.concerns(source.path):
            yield from ((rule, finding) for finding in sorted(rule.check(source)))


def report(path: Path) -> Iterator[str]:
    """The findings in one file as lines to print: `file:line: rule: sentence`."""
    place = PurePosixPath(path.relative_to(ROOT).as_posix())
    if not any(rule.concerns(place) for rule in RULES):
        return
    source = Source(place, path.read_text(encoding="utf-8"))
    try:
        found = list(check(source))
    except SyntaxError as error:
        yield f"{place}:{error.lineno}: syntax: {error.msg}."
        return
    yield from (f"{place}:{finding.line}: {rule.name}: {finding.sentence}" for rule, finding in found)


def files(places: Iterable[Path]) -> Iterator[Path]:
    """All files at or below the places, in order; folders that begin with a dot are passed over."""
    for place in places:
        if place.is_file():
            yield place
        for folder, inner, names in os.walk(place):
            inner[:] = sorted(name for name in inner if name not in _LEFT_OUT and not name.startswith("."))
            yield from (Path(folder, name) for name in sorted(names))
