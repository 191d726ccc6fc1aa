from __future__ import annotations

from tools.lint.rules.money import RULE

PATH = "src/xuncheng/domains/cases/models.py"

GOOD = """
amount = models.DecimalField(max_digits=14, decimal_places=2)
fine = Decimal("200.00")
area_m2 = models.FloatField()
seconds: float = 0.5
refine = 1.5

def late_fee(days: int) -> Decimal:
    return Decimal("0.03") * days

def fine_between(low: Decimal, share: float) -> Decimal:
    return low * Decimal(str(share))
"""

BAD = """
amount = models.FloatField()  # <<
fine: float | None = None  # <<
self.late_fee = 0.03 * days  # <<
charge(case, price=9.9)  # <<

def late_fee(days: int) -> Decimal:
    return Decimal(float(days)) * rate  # <<

def total_amount() -> float:  # <<
    return sum(rows)

def charge(case, money: float):  # <<
    pass
"""

RATE = """
RATE = 0.03  # <<
"""


def test_decimals_and_floats_that_are_no_money_pass(finds_marked) -> None:
    assert not finds_marked(RULE, PATH, GOOD)


def test_a_float_that_is_money_is_found(finds_marked) -> None:
    assert finds_marked(RULE, PATH, BAD)


def test_a_module_about_money_has_no_floats_at_all(finds_marked) -> None:
    assert finds_marked(RULE, "src/xuncheng/rules/penalty/late_fee.py", RATE)
