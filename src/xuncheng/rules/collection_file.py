"""The collecting bank's daily file: read from bytes, or refused with every faulty line named.

The format is described in docs/collection-file.md. The bank tells the agency in it who paid, how much, and when
(罚款决定与罚款收缴分离实施办法第十条). A file is taken whole or not at all.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xuncheng.rules.legal import Text

FORMAT = "XCDS1"
"""What the first cell of a file says: the format and its version."""

MOST_LINES = 100_000
"""How many payments one file may hold."""

COLUMNS = ("流水号", "缴款编号", "缴款人", "金额", "缴款日期", "票据号码", "种类")
"""The columns, which may come in any order."""

TOTAL = "合计"
_BANK_CODE = re.compile(r"[0-9A-Z-]{2,20}")
_AMOUNT = re.compile(r"[0-9]{1,10}(\.[0-9]{1,2})?")
_BRACKETS = str.maketrans("[]()【】〈〉", "〔〕〔〕〔〕〔〕")


class LineKind(StrEnum):
    """What a line tells of."""

    PAYMENT = "payment"
    DEPOSIT = "deposit"


KINDS = {"缴款": LineKind.PAYMENT, "缴存": LineKind.DEPOSIT}
"""The words of the column 种类: what a party paid, or what the agency put in of the money taken on the spot (第七十一条)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line of a file; `line` counts from 1, as a spreadsheet does."""

    line: int
    message: Text

    @property
    def text(self) -> Text:
        """The sentence with its line."""
        return Text(f"第{self.line}行：{self.message.zh}", f"Line {self.line}: {self.message.en}")


class FaultyFile(Exception):
    """A file that is not taken, with all that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(str(one.text) for one in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class CollectedLine:
    """One payment as the bank tells of it, in yuan; `number` is the line of the file."""

    number: int
    serial: str
    payment_number: str
    payer: str
    amount: Decimal
    paid_on: date
    receipt: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """A whole file: which bank, which day, the how-manieth file of that day, and its lines."""

    bank: str
    day: date
    batch: int
    lines: tuple[CollectedLine, ...]

    @property
    def total(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))


def tidy_number(written: str) -> str:
    """The number of a case, decision or charge as it is kept, however it was typed: widths, blanks and brackets."""
    plain = unicodedata.normalize("NFKC", written).translate(_BRACKETS)
    return "".join(plain.split())


def tidy_name(written: str) -> str:
    """A name for comparing: widths, blanks and the kind of bracket do not tell two names apart."""
    return tidy_number(written).casefold()


def decode(content: bytes) -> str:
    """The text of a file in UTF-8, with or without its mark, or in GB 18030. Raises `FaultyFile`."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FaultyFile(
        [Fault(1, Text("文件既不是UTF-8也不是GB18030编码", "The file is neither UTF-8 nor GB 18030"))]
    )


def read_file(content: bytes) -> CollectedFile:
    """Read a file. Raises `FaultyFile` that names every faulty line."""
    rows = list(_rows(decode(content)))
    if len(rows) < 3:
        raise FaultyFile([Fault(1, Text("文件不完整：至少应有文件头、列名和合计三行",
                                        "The file is not whole: it has a head, column names and a total"))])  # fmt: skip
    (head_at, head), (names_at, names), *body, (total_at, total) = rows
    faults: list[Fault] = []
    bank, day, batch = _head(head_at, head, faults)
    places = _places(names_at, names, faults)
    if len(body) > MOST_LINES:
        faults.append(
            Fault(
                total_at,
                Text(f"明细超过{MOST_LINES}行，请分批次报送", f"More than {MOST_LINES} lines: split it"),
            )
        )
    if faults:
        raise FaultyFile(faults)
    lines = [line for at, row in body if (line := _line(at, row, places, day, faults))]
    _check_twice(lines, faults)
    if not faults:
        _check_total(total_at, total, lines, faults)
    if faults:
        raise FaultyFile(sorted(faults, key=lambda one: one.line))
    return CollectedFile(bank, day, batch, tuple(lines))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with the line on which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in reader:
            cells = [cell.strip().lstrip("'") for cell in row]
            if any(cells):
                yield reader.line_num, cells
    except csv.Error as error:
        raise FaultyFile([Fault(reader.line_num, Text("不是有效的CSV", "This is not valid CSV"))]) from error


def _head(at: int, row: list[str], faults: list[Fault]) -> tuple[str, date, int]:
    version, bank, day, batch = ([*row[:4], "", "", "", ""])[:4]
    found = _day(day)
    checks = (
        (version == FORMAT, Text(f"第一格应为{FORMAT}", f"The first cell says {FORMAT}")),
        (bool(_BANK_CODE.fullmatch(bank)), Text("代收机构代码无效", "The code of the bank is not valid")),
        (found is not None, Text("清分日期应为2026-03-10的样式", "The day is written as 2026-03-10")),
        (batch.isdecimal() and 1 <= int(batch) <= 999, Text("批次应为1至999", "The batch is a number of 1 to 999")),
    )  # fmt: skip
    wrong = [Fault(at, message) for fits, message in checks if not fits]
    faults += wrong
    return bank, found or date.min, 0 if wrong else int(batch)


def _places(at: int, row: list[str], faults: list[Fault]) -> Mapping[str, int]:
    missing = [name for name in COLUMNS if name not in row]
    strange = [name for name in row if name and name not in COLUMNS]
    twice = sorted({name for name in row if name and row.count(name) > 1})
    for names, zh, en in (
        (missing, "缺少列", "Columns are missing"), (strange, "未知的列", "Unknown columns"), (twice, "重复的列", "Columns twice"),
    ):  # fmt: skip
        if names:
            faults.append(Fault(at, Text(f"{zh}：{'、'.join(names)}", f"{en}: {', '.join(names)}")))
    return {name: row.index(name) for name in COLUMNS if name in row}


def _line(
    at: int, row: list[str], places: Mapping[str, int], day: date, faults: list[Fault]
) -> CollectedLine | None:
    if row[0] == TOTAL:
        faults.append(Fault(at, Text("合计应在最后一行", "The total stands on the last line")))
        return None
    cells = {name: row[place] if place < len(row) else "" for name, place in places.items()}
    paid_on = _day(cells["缴款日期"])
    wrong = [Fault(at, message) for fits, message in _checks(cells, paid_on, day) if not fits]
    faults += wrong
    if wrong or paid_on is None:
        return None
    return CollectedLine(
        at, cells["流水号"], tidy_number(cells["缴款编号"]), cells["缴款人"], Decimal(cells["金额"]).quantize(Decimal("0.01")),
        paid_on, cells["票据号码"], KINDS[cells["种类"] or "缴款"],
    )  # fmt: skip


def _checks(cells: Mapping[str, str], paid_on: date | None, day: date) -> Iterator[tuple[bool, Text]]:
    for name, most in (("流水号", 40), ("缴款编号", 60), ("缴款人", 120), ("票据号码", 40)):
        fits = 0 < len(cells[name]) <= most
        yield fits, Text(f"{name}应有1至{most}个字", f"“{name}” has 1 to {most} characters")
    amount = cells["金额"]
    yield (
        bool(_AMOUNT.fullmatch(amount)) and Decimal(amount) > 0,
        Text("金额应大于零、最多两位小数、不带千分号", "The amount is above zero, with at most two decimals and no separators"),
    )  # fmt: skip
    yield paid_on is not None, Text("缴款日期应为2026-03-10的样式", "The day is written as 2026-03-10")
    yield (
        paid_on in (None, day),
        Text(f"缴款日期不是清分日期{day}", f"It was not paid on the day of the file, {day}"),
    )
    yield (cells["种类"] or "缴款") in KINDS, Text("种类应为缴款或缴存", "The kind is 缴款 or 缴存")


def _check_twice(lines: list[CollectedLine], faults: list[Fault]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        for name, value in (("流水号", line.serial), ("票据号码", line.receipt)):
            first = seen.setdefault((name, value), line.number)
            if first != line.number:
                said = Text(f"{name}{value}与第{first}行重复", f"“{name}” {value} is on line {first} too")
                faults.append(Fault(line.number, said))


def _check_total(at: int, row: list[str], lines: list[CollectedLine], faults: list[Fault]) -> None:
    label, count, amount = ([*row[:3], "", "", ""])[:3]
    total = sum((line.amount for line in lines), Decimal("0.00"))
    if label != TOTAL:
        faults.append(Fault(at, Text("最后一行应为合计", "The last line is the total")))
        return
    if not count.isdecimal() or int(count) != len(lines):
        told, found = count or "空", len(lines)
        faults.append(
            Fault(
                at,
                Text(f"合计笔数为{told}，明细为{found}笔", f"The total says {told} lines; there are {found}"),
            )
        )
    if not _AMOUNT.fullmatch(amount) or Decimal(amount) != total:
        told = amount or "空"
        faults.append(
            Fault(
                at,
                Text(
                    f"合计金额为{told}，明细之和为{total}", f"The total says {told}; the lines make {total}"
                ),
            )
        )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) else None
    except ValueError:
        return None
