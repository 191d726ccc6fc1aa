"""Rules of judgement (执法判定): what the words, the place and the source of a report speak for, as a table of the locality.

Each rule names what it looks for and what it proposes: the matter, the street, the team, the limit of handling. Points of rules
that propose the same are added up, a hundred at the most, and each says why. Nothing is judged by it: whoever looks at the
proposal decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from xuncheng.rules.legal import RuleError, Text
from xuncheng.rules.reporting.sources import SOURCES
from xuncheng.rules.working_hours import Limit

LEAST = 40
"""Points from which something is proposed."""

MOST = 3
"""How many are proposed of each kind."""

FULL = 100
"""The most points that a rule, or all together, can give."""

STREETS_OWN = "street"
"""Written instead of a team's code: the teams of the street in which the report lies."""


class Target(StrEnum):
    """What is proposed."""

    MATTER = "matter"
    STREET = "street"
    TEAM = "team"
    LIMIT = "limit"

    @property
    def label(self) -> Text:
        """Words for screens."""
        return TARGETS[self.value]


TARGETS = {
    "matter": Text("执法事项", "matter"),
    "street": Text("属地街道", "street"),
    "team": Text("承办队伍", "team"),
    "limit": Text("处置时限", "limit of handling"),
}
"""What is proposed, in the order in which it is needed."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a rule looks at: the words of a report, its address, the path of its area (empty: unknown), and its source."""

    text: str
    address: str = ""
    area_path: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. All that it names must hold: a word of each group of `words`, none of `without`, a word of `address` in the
    address or the text, an area of `areas`, a source of `sources`; what is empty asks nothing."""

    code: str
    label: Text
    points: int
    proposes: Mapping[Target, str]
    words: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that speaks for a proposal: its points, and what it found."""

    rule: str
    points: int
    label: Text


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, how much speaks for it (1 to 100), and what."""

    target: Target
    value: str
    points: int
    reasons: tuple[Reason, ...]


def proposals(rules: Iterable[Rule], noticed: Noticed) -> list[Proposal]:
    """What the rules propose for a report: of each kind the likeliest few, in the order of the kinds."""
    found: dict[tuple[Target, str], list[Reason]] = defaultdict(list)
    for rule in rules:
        reason = _reason(rule, noticed)
        if reason:
            for target, value in rule.proposes.items():
                found[target, value].append(reason)
    weighed = [_weighed(target, value, reasons) for (target, value), reasons in found.items()]
    return [one for target in Target for one in _likeliest(weighed, target)]


def _likeliest(weighed: Iterable[Proposal], target: Target) -> list[Proposal]:
    enough = [one for one in weighed if one.target is target and one.points >= LEAST]
    return sorted(enough, key=lambda one: (-one.points, one.value))[:MOST]


def _weighed(target: Target, value: str, reasons: Iterable[Reason]) -> Proposal:
    ordered = sorted(reasons, key=lambda one: (-one.points, one.rule))
    return Proposal(target, value, min(FULL, sum(one.points for one in ordered)), tuple(ordered))


def _reason(rule: Rule, noticed: Noticed) -> Reason | None:
    """Why the rule speaks; None where it does not."""
    text, place = noticed.text.lower(), f"{noticed.address} {noticed.text}".lower()
    said = [_first(group, text) for group in rule.words]
    where = _first(rule.address, place)
    holds = (
        all(said),
        not any(word in text for word in rule.without),
        bool(where) or not rule.address,
        noticed.area_path.startswith(rule.areas) if rule.areas else True,
        noticed.source in rule.sources if rule.sources else True,
    )
    if not all(holds):
        return None
    return Reason(rule.code, rule.points, _told(rule, [word for word in (*said, where) if word]))


def _first(words: Sequence[str], text: str) -> str:
    return next((word for word in words if word in text), "")


def _told(rule: Rule, found: Sequence[str]) -> Text:
    if not found:
        return rule.label
    quoted = "".join(f"“{word}”" for word in dict.fromkeys(found))
    return Text(f"{rule.label.zh}：{quoted}", f"{rule.label.en}: {quoted}")


Row = Mapping[str, str]

COLUMNS = (
    "code", "zh", "en", "words", "without", "address", "areas", "sources", "matter", "street", "team", "limit", "points",
)  # fmt: skip
"""The columns of the table."""

_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_AREA = re.compile("[0-9]{6}([0-9]{3}){0,2}")
_CONDITIONS = ("words", "address", "areas", "sources")


@dataclass(frozen=True, slots=True)
class Known:
    """What a table may name: the codes of matters, and the code of the district under which all areas lie."""

    matters: frozenset[str]
    district: str


def read_rule(row: Row, known: Known) -> Rule:
    """A row as it is written: alternatives by `|`, groups that must all be met by spaces.

    Raises `RuleError` (`judgement_unreadable`) with the column that is wrong, and why.
    """
    for column, check in _checks(known).items():
        if fault := check(row[column]):
            raise _wrong(column, fault.zh, fault.en)
    if not any(row[column] for column in _CONDITIONS):
        raise _wrong(
            "words", "没有任何条件，会对所有案源提出建议", "no condition: it would speak for every report"
        )
    proposes = {target: row[target.value] for target in Target if row[target.value]}
    if not proposes:
        raise _wrong("matter", "没有提出任何建议", "proposes nothing")
    return Rule(
        row["code"], Text(row["zh"], row["en"]), int(row["points"]), proposes,
        tuple(_alternatives(group) for group in row["words"].split()), _alternatives(row["without"]),
        _alternatives(row["address"]), tuple(map(area_path, row["areas"].split())), frozenset(row["sources"].split()),
    )  # fmt: skip


def _alternatives(written: str) -> tuple[str, ...]:
    return tuple(written.lower().split("|")) if written else ()


def area_path(code: str) -> str:
    """The path of an area in the tree of areas, by its code: of the district, a street or a community."""
    levels = (code[:6], code[6:9], code[9:12])
    return "".join(f"{level}." for level in levels if level)


def read_rules(rows: Iterable[tuple[int, Row]], known: Known) -> tuple[Rule, ...]:
    """All rows with the numbers of their lines. Raises `JudgementError` with every fault of the table."""
    rules: dict[str, Rule] = {}
    faults: list[tuple[int, RuleError]] = []
    for line, row in rows:
        try:
            rule = read_rule(row, known)
        except RuleError as wrong:
            faults.append((line, wrong))
            continue
        if rules.setdefault(rule.code, rule) is not rule:
            faults.append((line, _wrong("code", f"编号{rule.code}重复", f"{rule.code} stands twice")))
    if faults:
        raise JudgementError(faults)
    return tuple(rules.values())


class JudgementError(ValueError):
    """A table with faults, each with its line and column."""

    def __init__(self, faults: Sequence[tuple[int, RuleError]]) -> None:
        self.faults = faults
        super().__init__(
            "\n".join(
                f"第{line}行 line {line}, {one.field}: {one.message.zh} / {one.message.en}"
                for line, one in faults
            )
        )


def _wrong(column: str, zh: str, en: str) -> RuleError:
    return RuleError("judgement_unreadable", Text(zh, en), field=column)


Check = Callable[[str], Text | None]
"""What is wrong with the words of a column, if anything is."""


def _checks(known: Known) -> Mapping[str, Check]:
    """How each column is checked."""
    areas, matter = partial(_areas, known.district), partial(_matter, known.matters)
    return {
        "code": _code, "zh": _given, "en": _given, "words": _worded, "without": _one_group, "address": _one_group, "areas": areas,
        "sources": _sources, "matter": matter, "street": areas, "team": lambda written: _code(written) if written else None,
        "limit": _limit, "points": _points,
    }  # fmt: skip


def _given(written: str) -> Text | None:
    return None if written.strip() else Text("不能为空", "must not be empty")


def _code(written: str) -> Text | None:
    if _CODE.fullmatch(written):
        return None
    return Text(f"编号只用字母、数字和连字符：{written}", f"letters, digits and hyphens only: {written}")


def _points(written: str) -> Text | None:
    if written.isascii() and written.isdecimal() and 1 <= int(written) <= FULL:
        return None
    return Text(f"分值应为1至{FULL}的整数：{written}", f"a whole number from 1 to {FULL}: {written}")


def _worded(written: str) -> Text | None:
    if all(all(group.split("|")) for group in written.split()):
        return None
    return Text(f"“|”前后缺少词语：{written}", f"a word is missing beside |: {written}")


def _one_group(written: str) -> Text | None:
    if len(written.split()) > 1:
        return Text(f"词语之间应当用“|”：{written}", f"words are parted by |: {written}")
    return _worded(written)


def _sources(written: str) -> Text | None:
    lost = sorted(set(written.split()) - SOURCES.keys())
    return Text(f"没有来源{lost[0]}", f"there is no source {lost[0]}") if lost else None


def _areas(district: str, written: str) -> Text | None:
    lost = [code for code in written.split() if not (_AREA.fullmatch(code) and code.startswith(district))]
    if not lost:
        return None
    return Text(f"不是本区的区域编码：{lost[0]}", f"not the code of an area of the district: {lost[0]}")


def _matter(matters: frozenset[str], written: str) -> Text | None:
    if not written or written in matters:
        return None
    return Text(f"没有执法事项{written}", f"there is no matter {written}")


def _limit(written: str) -> Text | None:
    try:
        Limit.read(written or "1h")
    except RuleError as wrong:
        return wrong.message
    return None
