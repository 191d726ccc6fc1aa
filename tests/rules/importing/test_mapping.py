"""Mappings: read whole, or refused with the place that does not fit."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.coordinates import Datum
from xuncheng.rules.importing.mapping import read_mapping
from xuncheng.rules.importing.targets import TARGETS
from xuncheng.rules.legal import RuleError

SAMPLES = sorted(Path("localities/demo/imports").glob("*.toml"))
GOOD = """
name = "旧系统"
version = 2
target = "case"
datum = "bd09"
key = ["案号"]
keep = ["备注"]
[columns]
"案号" = "number"
"案由" = "title"
"日期" = { field = "day", dates = "%d.%m.%Y" }
"状态" = { field = "outcome", values = { "1" = "已结案" }, otherwise = "不详" }
[fixed]
party_name = "不详"
"""


def test_a_mapping_says_all_that_it_was_written_for() -> None:
    found = read_mapping(GOOD)
    assert (found.name, found.version, found.target.code, found.datum) == ("旧系统", "2", "case", Datum.BD09)
    assert found.headings == ("案号", "案由", "日期", "状态", "备注")
    assert found.columns[2].dates == ("%d.%m.%Y",)
    assert found.fixed == {"party_name": "不详"}
    assert len(found.sha256) == 64


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_of_the_demo_can_be_read(path: Path) -> None:
    assert read_mapping(path.read_text(encoding="utf-8")).target.code in TARGETS


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ('target = "case"', 'target = "permit"', "target"),
        ('datum = "bd09"', 'datum = "mars"', "datum"),
        ('"案由" = "title"', '"案由" = "headline"', "columns.案由.field"),
        ('"案由" = "title"', "", "title"),
        ('"案由" = "title"', '"案由" = "number"', "columns.number"),
        ('"案由" = "title"', '"案由" = { field = "title", kind = "x" }', "columns.案由.kind"),
        ('"案由" = "title"', '"案由" = 3', "columns.案由"),
        ('dates = "%d.%m.%Y"', 'dates = "%d.%m"', "columns.日期.dates"),
        ('dates = "%d.%m.%Y"', 'dates = ["%Q"]', "columns.日期.dates"),
        ('version = 2', "", "version"),
        ('version = 2', "version = 2\nheading = 99", "heading"),
        ('version = 2', 'version = 2\nsheets = "x"', "sheets"),
        ('keep = ["备注"]', 'keep = "备注"', "keep"),
        ('party_name = "不详"', 'party = "不详"', "fixed.party"),
        ("[columns]", "[columns", "TOML"),
        ("[columns]", "[others]", "others"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_place(before: str, after: str, where: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_mapping(GOOD.replace(before, after))
    assert where in refused.value.message.zh
    assert refused.value.message.en
    assert (refused.value.code, refused.value.field) == ("mapping_unreadable", "mapping")


def test_a_value_of_a_choice_is_one_of_its_codes() -> None:
    text = '\n'.join([
        'name = "n"', 'version = "1"', 'target = "party"', "[columns]", '"名称" = "name"',
        '"类型" = { field = "kind", values = { "个人" = "citizen" } }',
    ])  # fmt: skip
    with pytest.raises(RuleError, match="没有“citizen”，可用：person、organisation"):
        read_mapping(text)
    assert read_mapping(text.replace('"citizen"', '"person"')).columns[1].values == {"个人": "person"}


@given(st.text(max_size=200))
def test_any_text_is_a_mapping_or_is_refused(text: str) -> None:
    try:
        tomllib.loads(text)
        read_mapping(text)
    except (RuleError, tomllib.TOMLDecodeError):
        return
    raise AssertionError("no text by chance is a mapping")


def test_every_target_has_a_title_or_a_name_and_says_what_is_needed() -> None:
    for target in TARGETS.values():
        names = [one.name for one in target.fields]
        assert len(names) == len(set(names))
        assert any(one.needed for one in target.fields)
        assert target.named("area")
