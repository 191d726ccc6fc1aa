"""Reading the books: narrowed by the viewer's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from xuncheng.domains.money.models import Balance, Movement
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.money_books import CHART, ZERO, Account, Turnover

__all__ = [
    "Balance",
    "Movement",
    "balances_of",
    "balances_readable_by",
    "is_posted",
    "movements_readable_by",
    "open_balances",
    "posted",
    "sums_of",
    "trial_balance",
]


def movements_readable_by(viewer: Viewer) -> QuerySet[Movement]:
    """Movements of the areas that the viewer sees."""
    return Movement.objects.filter(in_scope(viewer))


def balances_readable_by(viewer: Viewer) -> QuerySet[Balance]:
    """Balances of the areas that the viewer sees."""
    return Balance.objects.filter(in_scope(viewer))


def open_balances(viewer: Viewer, *accounts: Account) -> QuerySet[Balance]:
    """What still stands on these accounts, case by case."""
    return (
        balances_readable_by(viewer)
        .filter(account__in=[a.value for a in accounts])
        .exclude(debit=F("credit"))
    )


def balances_of(subject: UUID) -> dict[Account, Decimal]:
    """What stands on each account for one case or charge, each seen from the side on which it grows."""
    found = dict.fromkeys(Account, ZERO)
    # lint: own door: whoever asks came through the door of the case or charge
    for row in Balance.objects.filter(subject_id=subject):
        account = Account(row.account)
        found[account] = Turnover(row.debit, row.credit).on_side(debit=CHART[account].debit)
    return found


def is_posted(subject: UUID, event: str, amount: Decimal, memo: str) -> bool:
    """Whether this very movement stands in the books of the case or charge."""
    # lint: own door: whoever asks came through the door of the case or charge
    return Movement.objects.filter(subject_id=subject, event=event, amount=amount, memo=memo).exists()


def sums_of(subjects: Iterable[UUID]) -> dict[UUID, dict[Account, Turnover]]:
    """The turnover of each account that has one, for each of several cases or charges."""
    found: dict[UUID, dict[Account, Turnover]] = {}
    # lint: own door: whoever asks came through the door of the cases or charges
    for row in Balance.objects.filter(subject_id__in=list(subjects)):
        found.setdefault(row.subject_id, {})[Account(row.account)] = Turnover(row.debit, row.credit)
    return found


def posted(subject: UUID, *events: str) -> Decimal:
    """What was posted of these events for one case or charge, CNY."""
    # lint: own door: whoever asks came through the door of the case or charge
    found = Movement.objects.filter(subject_id=subject, event__in=events).aggregate(total=Sum("amount"))
    return found["total"] or ZERO


@dataclass(frozen=True, slots=True)
class Line:
    """One account of a trial balance."""

    account: Account
    debit: Decimal
    credit: Decimal
    balance: Decimal


def trial_balance(viewer: Viewer) -> list[Line]:
    """The turnover of every account over all that the viewer sees (试算平衡), in the order of the chart."""
    sums = (
        balances_readable_by(viewer)
        .values("account")
        .order_by("account")
        .annotate(d=Sum("debit"), c=Sum("credit"))
    )
    found = {row["account"]: Turnover(row["d"], row["c"]) for row in sums}
    return [_line(account, found.get(account.value, Turnover())) for account in CHART]


def _line(account: Account, turnover: Turnover) -> Line:
    return Line(account, turnover.debit, turnover.credit, turnover.on_side(debit=CHART[account].debit))
