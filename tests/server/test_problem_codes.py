"""Every code of a refusal is listed, with what a person reads in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from xuncheng.rules.procedure.tables import TABLES
from xuncheng.server.problem_codes import Code, as_markdown, codes, of_the_source

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), "run: xuncheng problems docs/problems.md"


@pytest.mark.parametrize(
    "expected",
    [
        Code("stale", 412, "内容已被他人更新（您看到的是第…版，现为第…版），请刷新后再办",
             "This changed meanwhile (you saw version …, now …); reload first", where="foundation/trail"),
        Code("signed_out", 401, "请先登录", "Sign in first", where="foundation/files, foundation/people, server"),
        Code("header", 400, "请求头Upload-Checksum有误", "The header Upload-Checksum is wrong", where="foundation/files"),
        Code("not_notified", 409, "未依法告知拟处罚的内容、事实、理由和依据，不得作出处罚决定",
             "The party was not told what is proposed, on what facts, reasons and basis",
             ("行政处罚法第四十四条、第六十二条",), "rules/procedure"),
        Code("too_large", 413, "请求内容过大", "The request is too large", where="server"),
    ],
    ids=lambda code: code.code,
)  # fmt: skip
def test_codes_are_found_where_they_are_written(expected: Code) -> None:
    assert expected in codes()


def test_every_guard_of_every_table_is_listed() -> None:
    guards = {guard.code for table in TABLES for rule in table.acts for guard in rule.guards()}
    assert guards <= {one.code for one in codes() if one.basis}


def test_a_code_says_one_thing_by_its_status() -> None:
    """Sentences of one code may differ, its status may not."""
    statuses: dict[str, set[int]] = {}
    for one in of_the_source():
        statuses.setdefault(one.code, set()).add(one.status)
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
