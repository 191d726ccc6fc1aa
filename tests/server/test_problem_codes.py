"""Every code of a refusal is listed, with what a person reads in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xuncheng.rules.procedure.tables import TABLES
from xuncheng.server.problem_codes import Code, as_markdown, codes, of_the_custody, of_the_law, of_the_source

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
        Code("too_large", 413, "请求内容过大", "The request is too large", where="gateways/scim, server"),
    ],
    ids=lambda code: code.code,
)  # fmt: skip
def test_codes_are_found_where_they_are_written(expected: Code) -> None:
    assert expected in codes()


HAN = re.compile(r"[\u4e00-\u9fff]")
RECKONED = {
    "area_file_unreadable",
    "fine_not_provided",
    "matter_not_applicable",
    "judgement_unreadable",
    "mapping_unreadable",
    "no_grant",
}
"""Codes whose sentence is made from the input at hand."""
OF_FORM = {
    "amount_invalid", "balance_exceeded", "band_inconsistent", "before_birth", "calendar_unknown",
    "calendar_year_inconsistent", "circumstance_not_in_rule", "citation_unreadable", "credit_code_checksum",
    "credit_code_length", "credit_code_signs", "day_rule_unknown", "decision_before_act", "event_unknown",
    "fine_below_range", "fine_not_for_party", "fine_not_provided", "fine_tier_inconsistent", "fine_tiers_overlap",
    "fine_wording_unreadable", "hours_need_a_time", "label_unreadable", "mobile_invalid", "no_procedure",
    "notice_not_in_days", "number_out_of_range", "pause_inverted", "period_named_by_act", "period_not_in_hours",
    "period_not_positive", "plate_invalid", "plate_letter_unused", "position_invalid", "resident_id_birth",
    "resident_id_checksum", "resident_id_length", "resident_id_signs", "simple_fine_missing", "time_without_zone",
    "units_missing", "value_missing", "versions_overlap", "judged_singly", "not_in_batches", "not_so_in_batches",
    "event_pattern_unreadable", "receiver_not_encrypted", "receiver_out_of_bounds", "receiver_unreadable",
    "events_inconsistent", "limit_unreadable", "office_hours_inconsistent", "cell_unreadable",
    "pointer_unreadable", "terminal_state", "too_deep", "too_long_ago",
    "judgement_unreadable", "mapping_unreadable", "stretch_unset", "stretch_inverted", "stretch_too_long",
}  # fmt: skip
"""Codes of the rules that ask for the form of an input or a table, or whose article is that of the matter at hand."""

OF_ROAD = {
    "extended_before", "extension_asked", "extension_not_asked", "has_duplicates", "no_task_open", "not_supervised",
    "report_elsewhere", "supervised_already", "supervision_open", "tasks_open",
}  # fmt: skip
"""Codes of the road of a report, which is the bureau's own order, by no statute."""


def test_every_code_is_said_in_both_languages_and_by_its_article_where_the_law_refuses() -> None:
    rows = codes()
    assert {one.code for one in rows if not (one.zh and one.en)} == RECKONED
    said = [one for one in rows if one.zh]
    assert [one.code for one in said if not HAN.search(one.zh) or HAN.search(one.en)] == []
    assert [one.code for one in (*of_the_law(), *of_the_custody()) if not one.basis] == []
    assert {one.code for one in rows if one.where.startswith("rules") and not one.basis} == OF_FORM | OF_ROAD


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("late_fee_above_fine", ("行政处罚法第七十二条第一款第一项", "行政强制法第四十五条第二款")),
        ("place_in_use", ("行政强制法第二十六条", "行政处罚法第七十四条第一款")),
        ("item_placed", ("行政强制法第二十六条第一款",)),
        ("posts_apart", ("罚没财物管理办法第四条",)),
    ],
)
def test_articles_are_read_where_they_are_written(code: str, basis: tuple[str, ...]) -> None:
    assert basis in {one.basis for one in codes() if one.code == code}


def test_every_guard_of_every_table_is_listed() -> None:
    guards = {guard.code for table in TABLES for rule in table.acts for guard in rule.guards()}
    assert guards <= {one.code for one in codes() if one.basis}


def test_a_code_says_one_thing_by_its_status() -> None:
    """Sentences of one code may differ, its status may not."""
    statuses: dict[str, set[int]] = {}
    for one in of_the_source():
        statuses.setdefault(one.code, set()).add(one.status)
    assert {code: found for code, found in statuses.items() if len(found) > 1} == {}
