from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from tools.lint.model import Source
from tools.lint.rules.excuses import RULE

GOOD = {
    ".py": [
        "x = run(y)  # noqa: S603 - a fixed program",
        "x = run(y)  # type: ignore[misc] # allauth is untyped",
        "x = run(y)  # type: ignore[call-overload]  # noqa: S603 - a fixed program",
        "# ruff: noqa: S608 - built from constants",
        'x = "# noqa"',
        "x = 1  # one",
    ],
    ".ts": [
        "// eslint-disable-next-line no-console -- the terminal is the screen here",
        "// @ts-expect-error the library's types are wrong here",
        'const hint = "eslint-disable";',
    ],
    ".vue": ["<!-- eslint-disable-next-line vue/no-v-html -- escaped by the server -->"],
}

BAD = {
    ".py": [
        "x = run(y)  # noqa: S603",
        "x = run(y)  # noqa",
        "x = run(y)  # noqa - it works",
        "x = run(y)  # type: ignore[misc]",
        "x = run(y)  # type: ignore # allauth is untyped",
        "x = run(y)  # type: ignore[misc]  # noqa: S603",
        "# ruff: noqa: S608, S101",
    ],
    ".ts": [
        "/* eslint-disable */",
        "/* eslint-disable -- all of it */",
        "// eslint-disable-next-line no-console",
        "// @ts-ignore",
    ],
    ".vue": ["<!-- eslint-disable-next-line vue/no-v-html -->"],
}


def _lines(samples: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(ending, line) for ending, lines in samples.items() for line in lines]


def _found(ending: str, line: str) -> bool:
    path = PurePosixPath(f"web/apps/desk/src/one{ending}")
    assert RULE.concerns(path)
    return any(RULE.check(Source(path, f"{line}\n")))


@pytest.mark.parametrize(("ending", "line"), _lines(GOOD))
def test_an_excuse_with_a_name_and_a_reason_passes(ending: str, line: str) -> None:
    assert not _found(ending, line)


@pytest.mark.parametrize(("ending", "line"), _lines(BAD))
def test_an_excuse_without_is_found(ending: str, line: str) -> None:
    assert _found(ending, line)
