"""The lint stands outside the installed package; here it is found as `python -m tools.lint` finds it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

sys.path.insert(0, str(Path(__file__).parents[3]))

from tools.lint.model import Rule, Source

MARK = "# <<"
"""Ends the lines of a sample in which a rule should find something."""
Finds = Callable[[Rule, str, str], bool]


@pytest.fixture
def finds_marked() -> Finds:
    """Whether a rule finds exactly the marked lines of a sample, were it the file at that path."""

    def look(rule: Rule, path: str, sample: str) -> bool:
        assert rule.concerns(PurePosixPath(path)), f"the rule passes over {path}"
        expected = [number for number, line in enumerate(sample.splitlines(), 1) if line.endswith(MARK)]
        plain = "\n".join(line.removesuffix(MARK).rstrip() for line in sample.splitlines()) + "\n"
        assert sorted(finding.line for finding in rule.check(Source(PurePosixPath(path), plain))) == expected
        return bool(expected)

    return look
