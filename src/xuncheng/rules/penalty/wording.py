"""Reading the fine of a matter from the catalogue's short wording.

A wording is a row of clauses between semicolons, each about one tier of the fine: "per act",
"per m2 floor area", "percent 5-10 of project cost", "times 3-5 of value of trees", "fixed",
"organisation 5000-50000; person <=200", "per act; serious 1000-10000". Clauses without figures take the
minimum and maximum of the catalogue row; a bracket at the end of a clause is a remark for the lawyer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from xuncheng.rules.legal import PartyKind, RuleError, Text
from xuncheng.rules.penalty.fines import Circumstance, FineRule, FineTier, Measure

_THINGS = {
    "m2 floor area": Text("平方米建筑面积", "m² of floor area"),
    "animal": Text("只", "animal"),
    "bay": Text("个泊位", "bay"),
    "shelter": Text("座候车亭", "shelter"),
    "tree": Text("株", "tree"),
    "vehicle": Text("辆", "vehicle"),
    "project cost": Text("建设工程造价", "project cost"),
    "temporary project cost": Text("临时建设工程造价", "cost of the temporary project"),
    "rent received": Text("违法所得租金", "rent received"),
    "land-use price of the area": Text("所涉绿地的土地使用权价格", "land-use price of the area"),
    "value of trees": Text("树木价值", "value of the trees"),
}

# Clauses that set a fine only in some circumstances, with the figures of the row.
_CONDITIONS = {
    "on refusal or serious ill effect": (Circumstance.REFUSAL, Circumstance.SERIOUS),
    "only after refusal to correct": (Circumstance.REFUSAL,),
    "only where no other law fixes a penalty": (Circumstance.NO_OTHER_LAW,),
    "dissuasion, then written warning, fine only on repeat": (Circumstance.REPEAT,),
}

_WHO = "|".join([*PartyKind, *Circumstance])
_TAGS = rf"(?P<tags>(?:{_WHO})(?:/(?:{_WHO}))*)"
_FIGURES = r"(?P<low>\d+)(?:-(?P<high>\d+))?"
# What a clause says in brackets at its end is a remark, unless it says that the figure is fixed.
_BRACKET = re.compile(r" \((?!fixed\))(?P<remark>.+)\)$")


@dataclass(frozen=True)
class _Row:
    """Minimum and maximum of the catalogue row, as far as given, and the wording for the refusal."""

    minimum: str
    maximum: str
    wording: str

    def tier(self) -> FineTier:
        if not self.minimum or not self.maximum:
            raise self.unreadable()
        return FineTier(Decimal(self.minimum), Decimal(self.maximum))

    def fixed_tier(self) -> FineTier:
        if self.minimum != self.maximum:
            raise self.unreadable()
        return self.tier()

    def unreadable(self) -> RuleError:
        return RuleError(
            "fine_wording_unreadable",
            Text(f"无法识别的罚款规定：{self.wording}", f"The fine cannot be read: {self.wording}"),
            field="fine_basis",
        )


def parse_fine(minimum: str, maximum: str, wording: str) -> FineRule:
    """Read the fine of one catalogue row: minimum and maximum in yuan (may be empty) and its wording.

    Raises `RuleError` (`fine_wording_unreadable`) for a clause of unknown form, and what `FineTier` and
    `FineRule` raise for figures that contradict each other.
    """
    row = _Row(minimum, maximum, wording)
    parts = [_clause(clause.strip(), row) for clause in wording.split(";")]
    return FineRule(
        tiers=tuple(tier for part in parts for tier in part.tiers),
        refers_to=tuple(code for part in parts for code in part.refers_to),
        remarks=tuple(remark for part in parts for remark in part.remarks),
    )


def _clause(clause: str, row: _Row) -> FineRule:
    bracket = _BRACKET.search(clause)
    words = clause[: bracket.start()] if bracket else clause
    for form, read in _FORMS:
        match = re.fullmatch(form, words)
        if match:
            part = read(match, row)
            return replace(part, remarks=(*part.remarks, bracket["remark"])) if bracket else part
    raise row.unreadable()


def _thing(words: str) -> Text:
    return _THINGS.get(words, Text(words, words))


def _no_fine(_match: re.Match[str], _row: _Row) -> FineRule:
    return FineRule()


def _remark(match: re.Match[str], _row: _Row) -> FineRule:
    return FineRule(remarks=(match[0],))


def _reference(match: re.Match[str], _row: _Row) -> FineRule:
    series, first, last = match["series"], int(match["first"]), int(match["last"])
    return FineRule(refers_to=tuple(f"{series}-{number:03}" for number in range(first, last + 1)))


def _alternatives(match: re.Match[str], _row: _Row) -> FineRule:
    return FineRule(refers_to=tuple(match["codes"].split(" or ")))


def _per_act(_match: re.Match[str], row: _Row) -> FineRule:
    return FineRule((row.tier(),))


def _fixed(_match: re.Match[str], row: _Row) -> FineRule:
    return FineRule((row.fixed_tier(),))


def _per_unit(match: re.Match[str], row: _Row) -> FineRule:
    tier = row.fixed_tier() if match["fixed"] else row.tier()
    return FineRule((replace(tier, measure=Measure.UNIT, of=_thing(match["thing"])),))


def _share(match: re.Match[str], _row: _Row) -> FineRule:
    measure = Measure.PERCENT if match["measure"] == "percent" else Measure.MULTIPLE
    low, high = Decimal(match["low"]), Decimal(match["high"] or match["low"])
    return FineRule((FineTier(low, high, measure, _thing(match["thing"])),))


def _condition(match: re.Match[str], row: _Row) -> FineRule:
    tiers = tuple(replace(row.tier(), circumstance=circumstance) for circumstance in _CONDITIONS[match[0]])
    return FineRule(tiers, remarks=(match[0],))


def _tagged_row(match: re.Match[str], row: _Row) -> FineRule:
    return FineRule(_tagged(row.tier(), match["tags"]))


def _span(match: re.Match[str], _row: _Row) -> FineRule:
    return _figures(match, Decimal(match["low"]), Decimal(match["high"]))


def _at_most(match: re.Match[str], _row: _Row) -> FineRule:
    return _figures(match, Decimal(0), Decimal(match["high"]))


def _exactly(match: re.Match[str], _row: _Row) -> FineRule:
    return _figures(match, Decimal(match["low"]), Decimal(match["low"]))


def _figures(match: re.Match[str], low: Decimal, high: Decimal) -> FineRule:
    remarks = (match["remark"],) if match["remark"] else ()
    return FineRule(_tagged(FineTier(low, high), match["tags"]), remarks=remarks)


def _tagged(tier: FineTier, tags: str | None) -> tuple[FineTier, ...]:
    """The tier for each kind of party or circumstance that the clause begins with."""
    return tuple(_for(tier, tag) for tag in tags.split("/")) if tags else (tier,)


def _for(tier: FineTier, tag: str) -> FineTier:
    if tag in list(PartyKind):
        return replace(tier, party=PartyKind(tag))
    return replace(tier, circumstance=Circumstance(tag))


_REMARK = r"(?: (?P<remark>after .+))?"
_FORMS: tuple[tuple[str, Callable[[re.Match[str], _Row], FineRule]], ...] = (
    (r"none", _no_fine),
    (r"per (?P<series>[A-Z]+)-(?P<first>\d{3})\.\.(?P<last>\d{3})", _reference),
    (r"per (?P<codes>[A-Z]+-\d{3}(?: or [A-Z]+-\d{3})*)", _alternatives),
    (r"per act", _per_act),
    (r"fixed", _fixed),
    (r"per (?P<thing>.+?)(?P<fixed> \(fixed\))?", _per_unit),
    (rf"(?P<measure>percent|times) {_FIGURES} of (?P<thing>.+)", _share),
    ("|".join(map(re.escape, _CONDITIONS)), _condition),
    (r"also .+|waived .+|persons per other law", _remark),
    (_TAGS, _tagged_row),
    (rf"(?:{_TAGS} )?(?P<low>\d+)-(?P<high>\d+){_REMARK}", _span),
    (rf"(?:{_TAGS} )?<=(?P<high>\d+){_REMARK}", _at_most),
    (rf"(?:{_TAGS} )?fixed (?P<low>\d+){_REMARK}", _exactly),
)
