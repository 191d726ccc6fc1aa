"""The rules of judgement: properties of the scoring, and what a table is refused for."""

from __future__ import annotations

import csv
import random
from dataclasses import replace

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.reporting.judgement import (
    COLUMNS,
    FULL,
    LEAST,
    MOST,
    JudgementError,
    Known,
    Noticed,
    Rule,
    Target,
    area_path,
    proposals,
    read_rule,
    read_rules,
)
from xuncheng.rules.reporting.sources import SOURCES

WORDS = ("摊贩", "占道", "人行道", "噪声", "工地", "夜间", "垃圾", "烧烤", "井盖", "学校")
AREAS = ("110199.", "110199.001.", "110199.001.002.", "110199.002.")
KNOWN = Known(frozenset({"SR-010", "ZS-001"}), "110199")
STALL = dict.fromkeys(COLUMNS, "") | {
    "code": "STALL", "zh": "流动摊贩占道", "en": "Hawkers", "words": "摊贩|摆摊 占道|人行道", "matter": "SR-010", "points": "70",
}  # fmt: skip

some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(tuple)
rules = st.lists(
    st.builds(
        Rule,
        code=st.uuids().map(str),
        label=st.just(Text("规则", "rule")),
        points=st.integers(1, FULL),
        proposes=st.dictionaries(
            st.sampled_from(Target), st.sampled_from(("A", "B", "C", "D", "E")), min_size=1
        ),
        words=st.lists(some_words, max_size=2).map(tuple),
        without=st.one_of(st.just(()), some_words),
        address=st.one_of(st.just(()), some_words),
        areas=st.lists(st.sampled_from(AREAS), max_size=2).map(tuple),
        sources=st.frozensets(st.sampled_from(sorted(SOURCES)), max_size=2),
    ),
    max_size=12,
)
noticed = st.builds(
    Noticed,
    text=st.lists(st.sampled_from(WORDS), max_size=8).map("，".join),
    address=st.sampled_from(("", *WORDS)),
    area_path=st.sampled_from(("", *AREAS)),
    source=st.sampled_from(("", *sorted(SOURCES))),
)


@given(rules, noticed)
def test_points_are_accounted_for_by_reasons_and_few_are_proposed(table: list[Rule], one: Noticed) -> None:
    found = proposals(table, one)
    by_code = {rule.code: rule for rule in table}
    for each in found:
        assert LEAST <= each.points == min(FULL, sum(reason.points for reason in each.reasons)) <= FULL
        assert all(by_code[reason.rule].proposes[each.target] == each.value for reason in each.reasons)
    assert all(sum(each.target is target for each in found) <= MOST for target in Target)


@given(rules, noticed, st.randoms())
def test_the_order_of_the_rows_is_of_no_matter(
    table: list[Rule], one: Noticed, chance: random.Random
) -> None:
    shuffled = chance.sample(table, len(table))
    assert proposals(shuffled, one) == proposals(table, one)


@given(rules, noticed, st.sampled_from(WORDS))
def test_whoever_says_more_is_proposed_no_less_by_rules_that_exclude_nothing(
    table: list[Rule], one: Noticed, word: str
) -> None:
    table = [replace(rule, without=()) for rule in table]
    more = replace(one, text=f"{one.text}，{word}")
    best = {(each.target, each.value): each.points for each in proposals(table, more)}
    for each in proposals(table, one):
        others = [points for (target, _), points in best.items() if target is each.target]
        # It may be pushed out by others that are likelier now, but never loses points
        assert best.get((each.target, each.value), min(others, default=0)) >= each.points


@given(rules, noticed)
def test_a_rule_speaks_only_where_all_that_it_names_holds(table: list[Rule], one: Noticed) -> None:
    by_code = {rule.code: rule for rule in table}
    for reason in (reason for each in proposals(table, one) for reason in each.reasons):
        rule = by_code[reason.rule]
        assert not any(word in one.text for word in rule.without)
        assert all(any(word in one.text for word in group) for group in rule.words)
        assert not rule.sources or one.source in rule.sources
        assert not rule.areas or one.area_path.startswith(rule.areas)


def test_points_of_rules_that_agree_are_added_and_the_words_are_told() -> None:
    more = STALL | {"code": "MORE", "zh": "挡路", "words": "走不过去", "points": "20"}
    table = read_rules(enumerate([STALL, more], start=2), KNOWN)
    (one,) = proposals(table, Noticed("地铁口有摊贩在人行道卖水果，行人走不过去"))
    assert (one.target, one.value, one.points) == (Target.MATTER, "SR-010", 90)
    assert [reason.label.zh for reason in one.reasons] == [
        "流动摊贩占道：“摊贩”“人行道”",
        "挡路：“走不过去”",
    ]


def test_too_few_points_propose_nothing() -> None:
    weak = read_rule(STALL | {"points": str(LEAST - 1)}, KNOWN)
    assert proposals([weak], Noticed("摊贩占道")) == []


@pytest.mark.parametrize(
    ("given", "column", "why"),
    [
        ({"code": "摊"}, "code", "编号"),
        ({"zh": ""}, "zh", "不能为空"),
        ({"words": "摊贩| 占道"}, "words", "缺少词语"),
        ({"words": ""}, "words", "没有任何条件"),
        ({"without": "工地 夜间"}, "without", "应当用"),
        ({"areas": "110101001"}, "areas", "不是本区"),
        ({"street": "11019"}, "street", "不是本区"),
        ({"sources": "telegram"}, "sources", "没有来源telegram"),
        ({"matter": "SR-999"}, "matter", "没有执法事项SR-999"),
        ({"matter": ""}, "matter", "没有提出任何建议"),
        ({"team": "一 队"}, "team", "编号"),
        ({"limit": "4x"}, "limit", "无法识别的时限"),
        ({"limit": "0h"}, "limit", "期限必须大于零"),
        ({"points": "0"}, "points", "1至100"),
        ({"points": "七十"}, "points", "1至100"),
    ],
)
def test_a_row_that_is_wrong_is_refused_by_its_column(given: dict[str, str], column: str, why: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_rule(STALL | given, KNOWN)
    assert refused.value.field == column
    assert why in refused.value.message.zh
    assert refused.value.message.en


def test_every_fault_of_a_table_is_told_with_its_line() -> None:
    table = [(2, STALL), (3, STALL | {"points": "101", "code": "B"}), (4, STALL), (5, STALL | {"code": "C"})]
    with pytest.raises(JudgementError) as refused:
        read_rules(table, KNOWN)
    assert [(line, fault.field) for line, fault in refused.value.faults] == [(3, "points"), (4, "code")]
    assert "第3行 line 3, points" in str(refused.value)


def test_the_path_of_an_area() -> None:
    assert [area_path(code) for code in ("110199", "110199003", "110199003012")] == [
        "110199.", "110199.003.", "110199.003.012.",
    ]  # fmt: skip


def test_the_rules_of_the_demo_are_read_and_propose_the_matters_of_its_table() -> None:
    table = settings.LOCALITY.judgement
    with (settings.LOCALITY_DIR / "judgement.csv").open(encoding="utf-8") as lines:
        assert [rule.code for rule in table] == [row["code"] for row in csv.DictReader(lines)]
    (first, *_) = proposals(
        table, Noticed("凌晨三点工地还在浇筑混凝土，太吵了", "", "110199.001.", "hotline")
    )
    assert first.value == "ZS-001"
