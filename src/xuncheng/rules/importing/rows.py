"""One row of a table by a mapping: its values, or what is wrong with which of its cells."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial

from xuncheng.rules.coordinates import Datum, Position, convert
from xuncheng.rules.identity import parse_credit_code, parse_resident_id
from xuncheng.rules.importing.cells import Cell, date_of, number_of, text_of
from xuncheng.rules.importing.mapping import ColumnRule, TableMapping
from xuncheng.rules.importing.targets import Field, Kind
from xuncheng.rules.legal import RuleError, Text

Value = str | date | Decimal | None
CREDIT_CODE_LENGTH = 18


@dataclass(frozen=True, slots=True)
class CellFault:
    """Why a row cannot be taken in: the field, the column it comes from, a code, a sentence."""

    field: str
    heading: str
    code: str
    message: Text


@dataclass(slots=True)
class Taken:
    """A row as values by field, what is kept of it besides (by heading), its position in WGS 84, and what is wrong with it."""

    values: dict[str, Value] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    position: Position | None = None
    faults: list[CellFault] = field(default_factory=list)

    def text(self, name: str) -> str:
        """The words of a field; empty where there are none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def day(self, name: str) -> date | None:
        """The day of a field, where it has one."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def amount(self, name: str) -> Decimal | None:
        """The number of a field, where it has one."""
        value = self.values.get(name)
        return value if isinstance(value, Decimal) else None


def take_row(mapping: TableMapping, cells: Mapping[str, Cell]) -> Taken:
    """Read one row. What cannot be read is a fault with its column; nothing is raised."""
    taken = Taken()
    for rule in mapping.columns:
        _fill(taken, rule.field.name, rule.heading, partial(_value, rule, cells.get(rule.heading)))
    for one in mapping.target.fields:
        if one.name in mapping.fixed and taken.values.get(one.name) is None:
            _fill(taken, one.name, "", partial(_read, one, mapping.fixed[one.name], ()))
    taken.kept = {heading: words for heading in mapping.keep if (words := text_of(cells.get(heading)))}
    _check_needed(mapping, taken)
    _place(mapping, taken)
    _identify(mapping, taken)
    return taken


def key_of(mapping: TableMapping, cells: Mapping[str, Cell]) -> str:
    """By what the row is known again: its key columns; empty where the mapping names none, or all of them are empty."""
    parts = [text_of(cells.get(heading)) or "" for heading in mapping.key]
    return "|".join(parts)[:200] if any(parts) else ""


def digest_of(cells: Mapping[str, Cell]) -> str:
    """SHA-256 over the row as it stands in the table."""
    said = "\x1f".join(f"{heading}\x1e{text_of(cell) or ''}" for heading, cell in sorted(cells.items()))
    return hashlib.sha256(said.encode()).hexdigest()


def _fill(taken: Taken, name: str, heading: str, read: Callable[[], Value]) -> None:
    try:
        taken.values[name] = read()
    except RuleError as wrong:
        taken.faults.append(CellFault(name, heading, wrong.code, wrong.message))


def _value(rule: ColumnRule, cell: Cell) -> Value:
    words = text_of(cell)
    if rule.values and words is not None and words in rule.values:
        return _read(rule.field, rule.values[words], rule.dates)
    if rule.otherwise is not None and (rule.values or words is None):
        return _read(rule.field, rule.otherwise, rule.dates)
    if rule.values and words is not None and rule.field.kind is Kind.CHOICE:
        return _choice(rule.field, words)
    return _read(rule.field, cell, rule.dates)


def _read(one: Field, cell: Cell, dates: tuple[str, ...]) -> Value:
    match one.kind:
        case Kind.DATE:
            return date_of(cell, dates)
        case Kind.MONEY:
            return _money(number_of(cell))
        case Kind.NUMBER | Kind.DEGREES:
            return number_of(cell)
        case Kind.CHOICE:
            words = text_of(cell)
            return None if words is None else _choice(one, words)
        case _:
            return text_of(cell, one.longest)


def _choice(one: Field, words: str) -> str:
    for code, label in one.choices:
        if words in (code, label.zh, label.en):
            return code
    ways = "、".join(label.zh for _, label in one.choices)
    raise RuleError(
        "cell_unreadable", Text(f"没有“{words}”，应为：{ways}", f"“{words}” is none of the choices")
    )


def _money(amount: Decimal | None) -> Decimal | None:
    if amount is None:
        return None
    if amount < 0 or amount != round(amount, 2) or amount >= Decimal(10) ** 12:
        raise RuleError(
            "amount_invalid",
            Text(
                "金额不能为负，且最多两位小数", "An amount is not negative and has at most two decimal places"
            ),
        )
    return round(amount, 2)


def _check_needed(mapping: TableMapping, taken: Taken) -> None:
    wrong = {fault.field for fault in taken.faults}
    for one in mapping.target.fields:
        if one.needed and taken.values.get(one.name) is None and one.name not in wrong:
            heading = next((rule.heading for rule in mapping.columns if rule.field.name == one.name), "")
            told = Text(f"缺少“{one.label.zh}”", f"{one.label.en} is missing")
            taken.faults.append(CellFault(one.name, heading, "field_empty", told))


def _place(mapping: TableMapping, taken: Taken) -> None:
    """The position in WGS 84 from longitude and latitude in the mapping's system. Half a position is a fault."""
    east, north = taken.values.get("longitude"), taken.values.get("latitude")
    if east is None and north is None:
        return
    if not (isinstance(east, Decimal) and isinstance(north, Decimal)):
        if not {"longitude", "latitude"} & {fault.field for fault in taken.faults}:
            name = "longitude" if east is None else "latitude"
            told = Text("经度和纬度应当同时填写", "Longitude and latitude belong together")
            taken.faults.append(CellFault(name, "", "position_half", told))
        return
    try:
        taken.position = convert(Position(float(east), float(north)), mapping.datum, Datum.WGS84)
    except RuleError as wrong:
        taken.faults.append(CellFault("longitude", "", wrong.code, wrong.message))


def _identify(mapping: TableMapping, taken: Taken) -> None:
    """Check the number of a person or an organisation by its check digit (GB 11643, GB 32100)."""
    name = "identity" if mapping.target.named("identity") else "party_identity"
    written = taken.text(name)
    if not written:
        return
    compact = written.replace(" ", "").upper()
    is_person = taken.values.get("kind") == "person" or (
        taken.values.get("kind") is None and compact[:17].isdigit() and not _is_credit_code(compact)
    )
    try:
        if is_person:
            resident = parse_resident_id(written, name)
            taken.values |= {name: resident.number, "born_on": resident.birth}
        else:
            taken.values[name] = parse_credit_code(written, name).number
    except RuleError as wrong:
        taken.faults.append(CellFault(name, "", wrong.code, wrong.message))


def _is_credit_code(compact: str) -> bool:
    try:
        parse_credit_code(compact)
    except RuleError:
        return False
    return len(compact) == CREDIT_CODE_LENGTH
