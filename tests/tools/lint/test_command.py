from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tools.lint import checking

BAD = 'case.save()  # noqa: S603\nraise Refused("too_late", "已逾期")\n'
PLACE = "src/xuncheng/server/one.py"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / PLACE).parent.mkdir(parents=True)
    monkeypatch.setattr(checking, "ROOT", tmp_path)
    return tmp_path


def test_each_finding_is_a_line_with_its_place_rule_and_sentence(repository: Path) -> None:
    (repository / PLACE).write_text(BAD, encoding="utf-8")
    assert list(checking.report(repository / PLACE)) == [
        f"{PLACE}:1: writes: save() outside a command changes rows without an act.",
        f"{PLACE}:2: languages: the sentence of Refused stands in one language: use Text(zh, en).",
        f"{PLACE}:1: excuses: say beside it why the checker is silenced.",
    ]


def test_what_is_no_python_is_said_in_a_line_as_well(repository: Path) -> None:
    (repository / PLACE).write_text("def\n", encoding="utf-8")
    assert list(checking.report(repository / PLACE)) == [f"{PLACE}:1: syntax: invalid syntax."]


def test_what_was_installed_or_built_is_passed_over(repository: Path) -> None:
    for place in ("web/node_modules/one.ts", "web/dist/one.ts", "web/.cache/one.ts", "web/src/one.ts"):
        (repository / place).parent.mkdir(parents=True)
        (repository / place).touch()
    assert list(checking.files([repository / "web"])) == [repository / "web/src/one.ts"]


def test_the_command_ends_with_one_if_it_finds_anything(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]

    def run(path: Path) -> int:
        lint = [sys.executable, "-m", "tools.lint", str(path)]
        return subprocess.run(lint, cwd=root, capture_output=True, check=False).returncode

    assert run(root / "tools/lint/model.py") == 0
    assert run(tmp_path) == 2, "a path outside the repository is a mistake of the caller"
