"""The bank's file as it is read, and how money is settled: nothing is lost, and the books balance in any order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncheng.rules.collecting import Difference, Settled, settle_deposit, settle_payment
from xuncheng.rules.collection_file import COLUMNS, FaultyFile, LineKind, read_file, tidy_name, tidy_number
from xuncheng.rules.money_books import RECEIVABLES, ZERO, Account, Books, split_payment

HEAD, NAMES = "XCDS1,SF01,2026-03-10,1", ",".join(COLUMNS)
LINE = "L1,京示城管罚字〔2026〕000012号,刘示范,600.00,2026-03-10,JA000101,缴款"


def text(*lines: str, head: str = HEAD, names: str = NAMES, total: str | None = None) -> str:
    told = (
        total
        if total is not None
        else f"合计,{len(lines)},{sum(Decimal(one.split(',')[3]) for one in lines)}"
    )
    return "\n".join((head, names, *lines, told))


def faults(content: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(FaultyFile) as faulty:
        read_file(content.encode() if isinstance(content, str) else content)
    return [(one.line, one.message.zh) for one in faulty.value.faults]


def test_a_file_is_read() -> None:
    file = read_file(text(LINE, LINE.replace("L1", "L2").replace("101", "102").replace("缴款", "")).encode())
    assert (file.bank, str(file.day), file.batch, file.total) == ("SF01", "2026-03-10", 1, Decimal("1200.00"))
    first = file.lines[0]
    assert (first.number, first.serial, first.amount, first.kind) == (
        3,
        "L1",
        Decimal("600.00"),
        LineKind.PAYMENT,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_in_each_encoding_it_says_the_same(encoding: str) -> None:
    assert read_file(text(LINE).encode(encoding)) == read_file(text(LINE).encode())


def test_columns_come_in_any_order_and_empty_lines_do_not_count() -> None:
    turned = ",".join(reversed(LINE.split(",")))
    content = "\n".join((HEAD, ",".join(reversed(COLUMNS)), "", turned, ",,,", "合计,1,600", ""))
    assert read_file(content.encode()).lines[0].serial == "L1"


@pytest.mark.parametrize(("content", "expected"), [
    ("", [(1, "文件不完整：至少应有文件头、列名和合计三行")]),
    (b"\xff\xff,\xff", [(1, "文件既不是UTF-8也不是GB18030编码")]),
    (text(LINE, head="XCDS2,sf,2026-3-1,0"), [
        (1, "第一格应为XCDS1"), (1, "代收机构代码无效"), (1, "清分日期应为2026-03-10的样式"), (1, "批次应为1至999"),
    ]),
    (text(LINE, names=NAMES.replace("金额", "数额")), [(2, "缺少列：金额"), (2, "未知的列：数额")]),
    (text(LINE, names=NAMES + ",金额"), [(2, "重复的列：金额")]),
    (text(LINE.replace("L1", "")), [(3, "流水号应有1至40个字")]),
    (text(LINE, total="合计,1,6e2").replace("600.00", "6e2"), [(3, "金额应大于零、最多两位小数、不带千分号")]),
    (text(LINE.replace("600.00", "0.00")), [(3, "金额应大于零、最多两位小数、不带千分号")]),
    (text(LINE.replace("600.00,2026-03-10", "600.00,2026-03-09")), [(3, "缴款日期不是清分日期2026-03-10")]),
    (text(LINE.replace("600.00,2026-03-10", "600.00,2026-02-30")), [(3, "缴款日期应为2026-03-10的样式")]),
    (text(LINE[:-2] + "退款"), [(3, "种类应为缴款或缴存")]),
    (text(LINE, LINE), [(4, "流水号L1与第3行重复"), (4, "票据号码JA000101与第3行重复")]),
    (text(LINE, total="合计,2,600"), [(4, "合计笔数为2，明细为1笔")]),
    (text(LINE, total="合计,1,601"), [(4, "合计金额为601，明细之和为600.00")]),
    (text(LINE, total="合计,1"), [(4, "合计金额为空，明细之和为600.00")]),
    (text(LINE, total=LINE.replace("L1", "L2")), [(4, "最后一行应为合计")]),
    ("\n".join((HEAD, NAMES, "合计,1,600", "合计,1,600")), [(3, "合计应在最后一行")]),
])  # fmt: skip
def test_each_fault_is_named_with_its_line(content: str | bytes, expected: list[tuple[int, str]]) -> None:
    assert faults(content) == expected


def test_a_number_is_known_however_it_was_typed() -> None:
    wanted = "京示城管罚字〔2026〕000012号"
    for typed in (
        "京示城管罚字[2026]000012号",
        "京示城管罚字 ［２０２６］ ０００012号",
        "京示城管罚字（2026）000012号",
    ):
        assert tidy_number(typed) == wanted
    assert tidy_name("示范（北京）有限公司 ") == tidy_name("示范(北京)有限公司")


MONEY = st.decimals("0.01", "5000", places=2)


@given(MONEY, st.decimals("-10", "5000", places=2), st.booleans())
def test_what_a_payment_pays_and_what_is_held_are_together_its_amount(
    amount: Decimal, owed: Decimal, payer_fits: bool
) -> None:
    settled = settle_payment(amount, owed, payer_fits=payer_fits)
    assert settled.paid + settled.held == amount
    assert ZERO <= settled.paid <= max(owed, ZERO)
    assert (settled.held > 0) == (settled.difference not in (None, Difference.TOO_LITTLE))
    assert (settled.difference is None) == (settled.differs_by == 0) == (payer_fits and amount == owed)


@given(MONEY, MONEY)
def test_a_deposit_is_exact_or_held(amount: Decimal, with_agency: Decimal) -> None:
    settled = settle_deposit(amount, with_agency)
    assert settled.paid + settled.held == amount
    assert (settled.paid == amount) == (amount == with_agency)


def _paid(books: Books, case: str, line: str, settled: Settled) -> Books:
    fine, late = split_payment(settled.paid, books.balance(Account.FINE, case))
    for event, subject, amount in (
        ("fine.paid_bank", case, fine), ("late_fee.paid_bank", case, late), ("suspense.received", line, settled.held),
    ):  # fmt: skip
        books = books.post(event, subject, amount) if amount else books
    return books


LINES = st.lists(st.tuples(st.sampled_from("甲乙丙"), MONEY, st.booleans()), max_size=12)


@given(LINES.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_any_lines_in_any_order_leave_balanced_books_and_lose_no_line(
    orders: tuple[list[tuple[str, Decimal, bool]], list[tuple[str, Decimal, bool]]],
) -> None:
    """Fines of three cases, of which one has a late fee too; the lines come in one order, and again in another."""
    lines, left = orders[0], []
    for order in orders:
        books = Books()
        for case in "甲乙丙":
            books = books.post("fine.decided", case, Decimal(600))
        books = books.post("late_fee.imposed", "甲", Decimal(90))
        for at, (case, amount, fits) in enumerate(order):
            owed = sum((books.balance(one, case) for one in RECEIVABLES), ZERO)
            books = _paid(books, case, f"行{at}", settle_payment(amount, owed, payer_fits=fits))
        turnover = books.trial_balance()
        assert sum(one.debit for one in turnover.values()) == sum(one.credit for one in turnover.values())
        assert turnover[Account.BANK].debit == sum((amount for _, amount, _ in lines), ZERO)
        left.append([sum((books.balance(one, case) for one in RECEIVABLES), ZERO) for case in "甲乙丙"])
    assert left[0] == left[1]
