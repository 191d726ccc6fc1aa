"""A mapping: how the columns of one former system's table become the fields of a target. Written as TOML, by whoever knows the table."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xuncheng.rules.coordinates import Datum
from xuncheng.rules.importing.targets import TARGETS, Field, Kind, Target
from xuncheng.rules.legal import RuleError, Text

LONGEST = 60_000
MOST_COLUMNS = 200
_TOP = frozenset({
    "name", "version", "target", "sheet", "heading", "encoding", "datum", "area", "key", "columns", "fixed", "keep",
})  # fmt: skip
_COLUMN = frozenset({"field", "values", "dates", "otherwise"})
_AREA_BY = ("name", "code", "point")


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """One column: which field it fills, which words stand for which, how its days are written."""

    heading: str
    field: Field
    values: Mapping[str, str]
    dates: tuple[str, ...] = ()
    otherwise: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A mapping as it was written. `sha256` is that of its text: a changed mapping is another one."""

    name: str
    version: str
    target: Target
    columns: tuple[ColumnRule, ...]
    fixed: Mapping[str, str]
    keep: tuple[str, ...]
    key: tuple[str, ...]
    sheet: str
    heading: int
    encoding: str
    datum: Datum
    area_by: str
    sha256: str

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the table must have."""
        named = [rule.heading for rule in self.columns]
        return tuple(dict.fromkeys([*named, *self.keep, *self.key]))


def read_mapping(text: str) -> TableMapping:
    """Read a mapping. Raises `RuleError` (`mapping_unreadable`) naming where in it something does not fit."""
    if len(text) > LONGEST:
        raise _wrong("", f"映射文件超过{LONGEST}个字", f"longer than {LONGEST} characters")
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _wrong("", f"不是有效的TOML：{wrong}", f"not TOML: {wrong}") from wrong
    _check_names("", given, _TOP)
    target = _target(given)
    columns = _columns(given, target)
    fixed = _fixed(given, target)
    _check_needed(target, {rule.field.name for rule in columns} | fixed.keys())
    return TableMapping(
        name=_words(given, "name", needed=True), version=_words(given, "version", needed=True), target=target, columns=columns,
        fixed=fixed, keep=_list(given, "keep"), key=_list(given, "key"), sheet=_words(given, "sheet"), heading=_heading(given),
        encoding=_words(given, "encoding"), datum=_one_of(given, "datum", tuple(Datum), Datum.WGS84),
        area_by=_one_of(given, "area", _AREA_BY, "name"), sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip


def _target(given: Mapping[str, Any]) -> Target:
    code = _words(given, "target", needed=True)
    if code not in TARGETS:
        ways = "、".join(TARGETS)
        raise _wrong("target", f"没有这种目标，可用：{ways}", f"one of: {', '.join(TARGETS)}")
    return TARGETS[code]


def _columns(given: Mapping[str, Any], target: Target) -> tuple[ColumnRule, ...]:
    table = given.get("columns")
    if not isinstance(table, dict) or not 0 < len(table) <= MOST_COLUMNS:
        raise _wrong("columns", "应当列出各列", "lists the columns")
    rules = tuple(_column(str(heading).strip(), rule, target) for heading, rule in table.items())
    names = [rule.field.name for rule in rules]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise _wrong(f"columns.{twice}", "两列对应同一字段", "two columns fill one field")
    return rules


def _column(heading: str, rule: Any, target: Target) -> ColumnRule:
    where = f"columns.{heading}"
    told = {"field": rule} if isinstance(rule, str) else rule
    if not isinstance(told, dict):
        raise _wrong(where, "应为字段名或者一张表", "the name of a field, or a table")
    _check_names(f"{where}.", told, _COLUMN)
    field = target.named(str(told.get("field", "")))
    if field is None:
        ways = "、".join(one.name for one in target.fields)
        raise _wrong(f"{where}.field", f"没有这个字段，可用：{ways}", f"one of: {ways.replace('、', ', ')}")
    values = told.get("values", {})
    if not isinstance(values, dict) or not all(isinstance(one, str) for one in values.values()):
        raise _wrong(f"{where}.values", "应为一张表，值为文字", "a table of words")
    otherwise = told.get("otherwise")
    if otherwise is not None and not isinstance(otherwise, str):
        raise _wrong(f"{where}.otherwise", "应为文字", "words")
    _check_choices(where, field, [*values.values(), *([otherwise] if otherwise else [])])
    return ColumnRule(heading, field, {str(k).strip(): v for k, v in values.items()}, _dates(where, told), otherwise)  # fmt: skip


def _check_choices(where: str, field: Field, values: list[str]) -> None:
    known = [code for code, _ in field.choices]
    lost = next((one for one in values if field.kind is Kind.CHOICE and one not in known), "")
    if lost:
        raise _wrong(
            f"{where}.values", f"没有“{lost}”，可用：{'、'.join(known)}", f"{lost}: one of {', '.join(known)}"
        )


def _dates(where: str, told: Mapping[str, Any]) -> tuple[str, ...]:
    given = told.get("dates", ())
    formats = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, list) else ()
    for one in formats:
        if not isinstance(one, str) or not _reads_back(one):
            raise _wrong(
                f"{where}.dates", "日期格式应含%Y、%m、%d", "a format of a day has %Y, %m and %d (or %y)"
            )
    return formats


def _reads_back(written: str) -> bool:
    """Whether a day that is written so can be read again."""
    day = datetime(2024, 3, 5)  # noqa: DTZ001 - a day, which lies in no zone
    try:
        return datetime.strptime(day.strftime(written), written).date() == day.date()  # noqa: DTZ007 - as above
    except ValueError:
        return False


def _fixed(given: Mapping[str, Any], target: Target) -> dict[str, str]:
    table = given.get("fixed", {})
    if not isinstance(table, dict):
        raise _wrong("fixed", "应为一张表", "a table")
    for name, value in table.items():
        field = target.named(name)
        if field is None or not isinstance(value, str):
            raise _wrong(f"fixed.{name}", "没有这个字段，或者值不是文字", "no such field, or no words")
        _check_choices(f"fixed.{name}", field, [value])
    return table


def _check_needed(target: Target, filled: set[str]) -> None:
    lacking = [one for one in target.fields if one.needed and one.name not in filled]
    if lacking:
        raise _wrong(
            "columns", f"缺少必填字段：{'、'.join(f'{one.name}（{one.label.zh}）' for one in lacking)}",
            f"lacks {', '.join(one.name for one in lacking)}",
        )  # fmt: skip


def _check_names(where: str, given: Mapping[str, Any], known: frozenset[str]) -> None:
    for name in given:
        if name not in known:
            raise _wrong(f"{where}{name}", "没有这一项", "there is no such entry")


def _words(given: Mapping[str, Any], name: str, *, needed: bool = False) -> str:
    value = given.get(name, "")
    if name == "version" and isinstance(value, int):
        value = str(value)
    if not isinstance(value, str) or len(value) > 100 or (needed and not value.strip()):
        raise _wrong(name, "应填写文字（不超过100字）", "words (at most 100 characters)")
    return value.strip()


def _list(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise _wrong(name, "应为列名的清单", "a list of headings")
    return tuple(one.strip() for one in value)


def _heading(given: Mapping[str, Any]) -> int:
    value = given.get("heading", 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 50:
        raise _wrong("heading", "应为标题所在的行号", "the number of the row with the headings")
    return value


def _one_of(given: Mapping[str, Any], name: str, ways: tuple[Any, ...], usual: Any) -> Any:
    value = given.get(name, usual)
    if value not in ways:
        raise _wrong(name, f"可用：{'、'.join(ways)}", f"one of: {', '.join(ways)}")
    return type(usual)(value)


def _wrong(where: str, zh: str, en: str) -> RuleError:
    named = f"{where}：" if where else ""
    told = Text(f"映射{named}{zh}", f"Mapping {named.replace('：', ': ')}{en}")
    return RuleError("mapping_unreadable", told, field="mapping")
