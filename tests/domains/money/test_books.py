"""The books by the acts of cases, and what PostgreSQL itself refuses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from tests.database import address_as
from tests.domains import road
from tests.domains.road import File, receipt
from tests.domains.town import HOUSE, Clock, Town

from xuncheng.domains.money.queries import balances_of, movements_readable_by, trial_balance
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.money_books import Account

pytestmark = pytest.mark.usefixtures("clock", "unprinted")


def standing(file: File) -> dict[str, Decimal]:
    """What stands on the accounts of a case."""
    with reading(HOUSE):
        return {str(account): sum_ for account, sum_ in balances_of(UUID(file.key)).items() if sum_}


def events(file: File) -> list[str]:
    """What was posted on a case, in order."""
    with reading(HOUSE):
        found = movements_readable_by(HOUSE).filter(subject_id=file.key).order_by("posted_at", "id")
        return list(found.values_list("event", flat=True))


def pay(amount: str, **more: str) -> dict[str, str]:
    return {"amount": amount, "way": "bank", "receipt": receipt()} | more


def test_a_fine_is_owed_from_the_decision_and_paid_in_parts(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    assert standing(file) == {"receivable.fine": 600, "due_to_treasury": 600}
    file.act(town.officer, "fine.pay", **pay("200"))
    assert standing(file) == {"receivable.fine": 400, "bank": 200, "due_to_treasury": 600}
    file.act(town.officer, "fine.pay", **pay("400"))
    assert standing(file) == {"bank": 600, "due_to_treasury": 600}


def test_late_money_pays_the_fine_first(town: Town, clock: Clock) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    clock.on(3, 22)
    file.act(town.officer, "latefee.impose", amount="90")
    file.act(town.officer, "fine.pay", **pay("650"))
    assert standing(file) == {"receivable.late_fee": 40, "bank": 650, "due_to_treasury": 690}
    assert set(events(file)) == {"fine.decided", "late_fee.imposed", "fine.paid_bank", "late_fee.paid_bank"}


def test_money_taken_on_the_spot_goes_through_every_hand(town: Town) -> None:
    file = road.simple(town, town.a, "lodge")
    file.act(town.officer, "fine.pay", **pay("50", way="on_the_spot"))
    assert standing(file) == {"officer": 50, "due_to_treasury": 50}
    file.act(town.officer, "fine.hand_in", receiver="财务科")
    assert standing(file) == {"agency": 50, "due_to_treasury": 50}
    file.act(town.officer, "fine.deposit", voucher="JK-0001")
    assert standing(file) == {"bank": 50, "due_to_treasury": 50}
    assert events(file) == ["fine.decided", "fine.paid_officer", "spot.handed_in", "spot.deposited"]


def test_what_was_paid_on_a_revoked_decision_goes_back(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    file.act(town.officer, "fine.pay", **pay("200"))
    file.act(town.head, "decision.revoke", reasons="适用法律有误。")
    assert standing(file) == {"bank": 200, "refunds_payable": 200}
    file.act(
        town.officer, "fine.refund", remedy=1, refund="200", voucher="TK-1", refunded_on=town.clock.today
    )
    assert standing(file) == {}
    assert events(file)[-3:] == ["fine.revoked", "refund.owed", "refund.paid_bank"]


def revoked(file: File, town: Town, amount: str) -> None:
    """The decision is revoked, and what was paid on it goes back."""
    file.act(town.head, "decision.revoke", reasons="适用法律有误。")
    file.act(
        town.officer, "fine.refund", remedy=1, refund=amount, voucher=f"TK-{file.key}", refunded_on=town.clock.today
    )  # fmt: skip


def forget_books(file: File) -> None:
    """Make the case one that was decided before there were any books: only who owns the tables can do that."""
    tables = ("money_posting", "money_movement")
    with psycopg.connect(address_as(settings.DATABASE_OWNER_URL)) as owner:
        for table in tables:
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
        owner.execute(
            "DELETE FROM money_posting WHERE movement_id IN (SELECT id FROM money_movement WHERE subject_id = %s)", (file.key,)
        )  # fmt: skip
        owner.execute("DELETE FROM money_movement WHERE subject_id = %s", (file.key,))
        owner.execute("DELETE FROM money_balance WHERE subject_id = %s", (file.key,))
        owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(table)))


def test_a_refund_comes_from_wherever_the_money_lies(town: Town) -> None:
    held = road.simple(town, town.a, "lodge")
    held.act(town.officer, "fine.pay", **pay("50", way="on_the_spot"))
    revoked(held, town, "50")
    assert (standing(held), events(held)[-1]) == ({}, "refund.paid_officer")
    handed = road.simple(town, town.a, "lodge")
    handed.act(town.officer, "fine.pay", **pay("50", way="on_the_spot"))
    handed.act(town.officer, "fine.hand_in", receiver="财务科")
    revoked(handed, town, "50")
    assert (standing(handed), events(handed)[-1]) == ({}, "refund.paid_agency")


def test_a_case_older_than_the_books_is_opened_by_what_it_owes(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    forget_books(file)
    file.act(town.officer, "fine.pay", **pay("200"))
    assert standing(file) == {"receivable.fine": 400, "bank": 200, "due_to_treasury": 600}


def test_a_case_older_than_the_books_is_opened_with_what_had_come_in(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    file.act(town.officer, "fine.pay", **pay("200"))
    forget_books(file)
    file.act(town.officer, "fine.pay", **pay("100"))
    assert standing(file) == {"receivable.fine": 300, "bank": 300, "due_to_treasury": 600}
    assert events(file)[:2] == ["fine.decided", "fine.paid_bank"]


@pytest.mark.parametrize("before", ["decision.revoke", "fine.refund"])
def test_money_of_before_the_books_goes_back(town: Town, before: str) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    file.act(town.officer, "fine.pay", **pay("200"))
    if before == "fine.refund":
        file.act(town.head, "decision.revoke", reasons="适用法律有误。")
        forget_books(file)
        given = {"remedy": 1, "refund": "200", "voucher": "TK-9", "refunded_on": town.clock.today}
        file.act(town.officer, "fine.refund", **given)
    else:
        forget_books(file)
        revoked(file, town, "200")
    assert (standing(file), events(file)[-1]) == ({}, "refund.paid_bank")


def test_a_refused_payment_posts_nothing(town: Town) -> None:
    file = road.ordinary(town, town.a, "serve_decision")
    before = standing(file)
    town.officer.refused("fine.pay", file.key, **pay("601"))
    assert standing(file) == before


def test_the_trial_balance_balances(town: Town) -> None:
    with reading(HOUSE):
        lines = trial_balance(HOUSE)
    assert [line.account for line in lines] == list(Account)
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines) > 0


# --- the database itself ----------------------------------------------------------------------------------


@pytest.fixture
def posted(town: Town) -> str:
    """A case with a movement in the books; its key."""
    return road.ordinary(town, town.a, "decide").key


@pytest.fixture
def program(posted: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the program has it, inside an act."""
    with psycopg.connect(address_as(settings.DATABASE_URL), autocommit=True) as connected:
        yield connected


def _answer(program: psycopg.Connection[Any], *statements: tuple[str, tuple[Any, ...]]) -> str:
    """The code with which the database answers to statements of an act that has left its entry."""
    act = uuid4()
    try:
        with program.transaction(force_rollback=True):
            program.execute("SELECT set_config('xuncheng.scope', '{110199.}', true)")
            program.execute("SELECT set_config('xuncheng.act', %s, true)", [str(act)])
            program.execute(
                "SELECT trail_append(%s, 'case', %s, 'case.note', NULL, '测试', '110199.', now(), now(), '', '', '{}', '{}')",
                [uuid4(), act],
            )
            for statement, given in statements:
                program.execute(statement, given)
            program.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.Error as error:
        return str(error.sqlstate)
    return ""


MOVEMENT = """
INSERT INTO money_movement (id, event, act_id, day, amount, subject_type, subject_id, number, memo, posted_at, area_path)
VALUES (%s, 'fine.decided', gen_random_uuid(), now()::date, 10, 'case', gen_random_uuid(), '案', '', now(), '110199.')
"""
SIDE = """
INSERT INTO money_posting (id, movement_id, account, debit, amount, area_path) VALUES (gen_random_uuid(), %s, %s, %s, %s, '110199.')
"""


@pytest.mark.parametrize(("sides", "code"), [
    ([("receivable.fine", True, 10), ("due_to_treasury", False, 10)], ""),
    ([("receivable.fine", True, 10)], "XC005"),
    ([], "XC005"),
    ([("receivable.fine", True, 10), ("due_to_treasury", True, 10)], "23514"),
    ([("receivable.fine", True, 10), ("due_to_treasury", False, 10), ("due_to_treasury", False, 10)], "XC005"),
    ([("receivable.fine", True, 10), ("due_to_treasury", False, 9)], "XC004"),
    ([("receivable.fine", True, -10), ("due_to_treasury", False, 10)], "XC004"),
    ([("receivable.fine", False, 10), ("bank", True, 10)], "23514"),
    ([("pocket", True, 10), ("due_to_treasury", False, 10)], "23514"),
])  # fmt: skip
def test_the_database_takes_only_what_balances(
    program: psycopg.Connection[Any], sides: list[tuple[str, bool, int]], code: str
) -> None:
    key = uuid4()
    assert _answer(program, (MOVEMENT, (key,)), *((SIDE, (key, *side)) for side in sides)) == code


@pytest.mark.parametrize("statement", [
    "UPDATE money_movement SET amount = amount + 1", "DELETE FROM money_movement",
    "UPDATE money_posting SET amount = amount + 1", "DELETE FROM money_posting",
])  # fmt: skip
def test_what_was_posted_is_never_changed(program: psycopg.Connection[Any], statement: str) -> None:
    assert _answer(program, (statement, ())) == "XC003"


def test_nobody_adds_to_a_movement_of_another_act(program: psycopg.Connection[Any]) -> None:
    statement = """
    INSERT INTO money_posting (id, movement_id, account, debit, amount, area_path)
    SELECT gen_random_uuid(), id, 'bank', true, amount, area_path FROM money_movement LIMIT 1
    """
    assert _answer(program, (statement, ())) == "XC004"


def test_nobody_writes_a_balance(program: psycopg.Connection[Any]) -> None:
    assert _answer(program, ("UPDATE money_balance SET debit = 0, credit = 0", ())) == "42501"
