from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from tools.lint.model import Source
from tools.lint.rules.length import ALLOWED, MOST, RULE

ROOT = Path(__file__).parents[3]


def _file(lines: int) -> Source:
    return Source(PurePosixPath("web/apps/desk/src/pages/WorkPage.vue"), "<br>\n" * lines)


def test_a_file_of_the_greatest_length_passes() -> None:
    assert not list(RULE.check(_file(MOST)))


def test_one_line_more_is_found() -> None:
    (finding,) = RULE.check(_file(MOST + 1))
    assert finding.line == MOST + 1


@pytest.mark.parametrize("ending", ["py", "ts", "vue", "css", "typ"])
def test_whatever_is_written_as_code_is_measured(ending: str) -> None:
    assert RULE.concerns(PurePosixPath(f"src/one.{ending}"))


@pytest.mark.parametrize("path", ["web/package-lock.json", *ALLOWED])
def test_data_and_allowed_files_may_be_longer(path: str) -> None:
    assert not RULE.concerns(PurePosixPath(path))
