"""What a bank says of a day beside what the books say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from xuncheng.domains.cases.queries import Payment, payments_readable_by
from xuncheng.domains.collection.models import (
    Allocation,
    CollectingBank,
    LineDifference,
    ReconciledDay,
)
from xuncheng.domains.collection.queries.banks import lines_readable_by
from xuncheng.domains.collection.queries.banks import readable_by as banks_readable_by
from xuncheng.domains.collection.queries.differences import readable_by
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.money_books import ZERO


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A bank's day in yuan and lines: its total, what of it pays debts, is held and went back, and what differs.

    `unclaimed` is what was entered by hand as paid at a bank that day and no file tells of.
    """

    lines: int
    waiting: int
    total: Decimal
    paid: Decimal
    held: Decimal
    refunded: Decimal
    differences: int
    unclaimed: Decimal


def figures(viewer: Viewer, banks: Sequence[CollectingBank], day: date) -> dict[UUID, DayFigures]:
    """The day of each bank as it stands now."""
    lines = lines_readable_by(viewer).filter(bank__in=banks, paid_on=day)
    sums = {row["bank"]: row for row in lines.order_by("bank").values("bank").annotate(**_SUMS)}
    differing = dict(
        open_differences(viewer)
        .filter(line__bank__in=banks, line__paid_on=day)
        .order_by("line__bank").values("line__bank").annotate(count=Count("id")).values_list("line__bank", "count")
    )  # fmt: skip
    by_hand = unclaimed(viewer, day).aggregate(sum=Sum("amount"))["sum"] or ZERO
    return {bank.pk: _figures(sums.get(bank.pk, {}), differing.get(bank.pk, 0), by_hand) for bank in banks}


@dataclass(frozen=True, slots=True)
class BankDay:
    """A day of a bank by its files, and when it was reconciled, if it was."""

    day: date
    bank: CollectingBank
    figures: DayFigures
    closed: ReconciledDay | None


def between(viewer: Viewer, since: date, until: date) -> Iterator[BankDay]:
    """The days on which banks collected, the newest first: read in four queries, however many days there are.

    What was entered by hand is not told here: it is of a day, and of no bank.
    """
    banks = {bank.pk: bank for bank in banks_readable_by(viewer)}
    span = {"paid_on__gte": since, "paid_on__lte": until}
    sums = _by_bank(lines_readable_by(viewer).filter(**span), "paid_on", "bank").annotate(**_SUMS)
    differing = {
        (row["line__paid_on"], row["line__bank"]): row["count"]
        for row in _by_bank(
            open_differences(viewer).filter(line__paid_on__gte=since, line__paid_on__lte=until), "line__paid_on", "line__bank"
        ).annotate(count=Count("id"))
    }  # fmt: skip
    closed = {
        (one.day, one.bank_id): one for one in days_readable_by(viewer).filter(day__gte=since, day__lte=until)
    }
    for row in sums.order_by("-paid_on", "bank__code"):
        key = (row["paid_on"], row["bank"])
        yield BankDay(key[0], banks[key[1]], _figures(row, differing.get(key, 0), ZERO), closed.get(key))


def _by_bank(found: QuerySet[Any], day: str, bank: str) -> Any:
    return found.order_by().values(day, bank)


_SUMS = {
    "lines": Count("id"), "waiting": Count("id", Q(settled_at=None)), "total": Sum("amount"), "paid": Sum("paid"),
    "held": Sum("held"), "refunded": Sum("refunded"),
}  # fmt: skip


def _figures(sums: Mapping[str, Any], differences: int, unclaimed: Decimal) -> DayFigures:
    money = {name: sums.get(name) or ZERO for name in ("total", "paid", "held", "refunded")}
    lines, waiting = sums.get("lines", 0), sums.get("waiting", 0)
    return DayFigures(lines, waiting, **money, differences=differences, unclaimed=unclaimed)


def unclaimed(viewer: Viewer, day: date) -> QuerySet[Payment]:
    """Payments entered by hand as made at a bank that day, of which no file tells."""
    # lint: own door: only keys of payments, of which those are left that came through the viewer's own door
    told = Allocation.objects.filter(payment__paid_on=day).values("payment")
    return payments_readable_by(viewer).filter(way="bank", paid_on=day).exclude(pk__in=told)


def open_differences(viewer: Viewer) -> QuerySet[LineDifference]:
    """Differences of the viewer's areas that nobody has resolved yet."""
    return readable_by(viewer).filter(resolved_at=None)


def days_readable_by(viewer: Viewer) -> QuerySet[ReconciledDay]:
    """Reconciled days of banks in the areas that the viewer sees."""
    return ReconciledDay.objects.filter(in_scope(viewer)).select_related("bank")
