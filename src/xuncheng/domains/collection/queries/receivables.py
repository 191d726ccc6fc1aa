"""What is owed and what moved: the open receivables of cases and charges, the movements, the money on its way to the bank."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.cases.deadlines import readable_by as deadlines_readable_by
from xuncheng.domains.cases.queries import Case, listed
from xuncheng.domains.cases.queries import readable_by as cases_readable_by
from xuncheng.domains.collection.models import Charge
from xuncheng.domains.collection.queries.charges import readable_by as charges_readable_by
from xuncheng.domains.money.queries import Balance, Movement, movements_readable_by, open_balances
from xuncheng.foundation.trail.days import midnight, today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.money_books import EVENTS, RECEIVABLES, Account

SORTINGS = {"since": Sorting("since", descending=False), "-since": Sorting("since", descending=True)}
NEWEST = Sorting("posted_at", descending=True)
ON_THE_SPOT = ("handing_in", "depositing")
"""The two periods of art. 71: into the agency's hands, then into the bank."""

PAID = tuple(
    name
    for name, event in EVENTS.items()
    if event.debit in (Account.BANK, Account.OFFICER) and event.credit in RECEIVABLES
)
"""Events by which a debt is paid."""


@dataclass(frozen=True)
class Subject:
    """What a row of the books is about, as far as lists show it."""

    name: str
    due_on: date | None
    case: Case | None = None
    charge: Charge | None = None


def owed(viewer: Viewer, account: str = "", q: str = "", *, overdue: bool = False) -> QuerySet[Balance]:
    """What is still owed: one row for each account of a case or charge. Empty values narrow nothing."""
    accounts = [one for one in RECEIVABLES if not account or one == account]
    found = open_balances(viewer, *accounts)
    if q:
        found = found.filter(number__contains=q)
    if not overdue:
        return found
    day = today()
    late = (
        deadlines_readable_by(viewer)
        .filter(clock__in=("payment", "behalf_payment"), due_on__lt=day)
        .values("case")
    )
    late_charges = charges_readable_by(viewer).filter(due_on__lt=day).values("pk")
    return found.filter(Q(subject_id__in=late.order_by()) | Q(subject_id__in=late_charges.order_by()))


def moved(
    viewer: Viewer, event: str = "", q: str = "", since: date | None = None, until: date | None = None, *, paid: bool = False
) -> QuerySet[Movement]:  # fmt: skip
    """Movements of the books, all or only those by which a debt was paid. Empty values narrow nothing."""
    found = movements_readable_by(viewer)
    if event:
        found = found.filter(event=event)
    if paid:
        found = found.filter(event__in=PAID)
    if q:
        found = found.filter(Q(number__contains=q) | Q(memo__contains=q))
    if since:
        found = found.filter(posted_at__gte=midnight(since))
    if until:
        found = found.filter(posted_at__lt=midnight(until + timedelta(days=1)))
    return found


def subjects_of(viewer: Viewer, keys: Iterable[UUID]) -> dict[UUID, Subject]:
    """Of each case and charge: who owes, and by when."""
    wanted = set(keys)
    found: dict[UUID, Subject] = {}
    if not wanted:
        return found
    due = dict(
        deadlines_readable_by(viewer).filter(case__in=wanted, clock="payment").values_list("case", "due_on")
    )
    for case in listed(cases_readable_by(viewer).filter(pk__in=wanted)):
        found[case.pk] = Subject(case.party.name, due.get(case.pk), case=case)
    for charge in charges_readable_by(viewer).filter(pk__in=wanted):
        found[charge.pk] = Subject(charge.debtor, charge.due_on, charge=charge)
    return found


@dataclass(frozen=True)
class OnTheSpot:
    """Money taken on the spot that is not in the bank yet: with whom it lies, how much, and until when."""

    case: Case
    officer: str
    account: Account
    amount: Decimal
    due_on: date | None


def on_the_spot(viewer: Viewer) -> list[OnTheSpot]:
    """Money taken on the spot that is not in the bank yet, what is due first before the rest (第七十一条)."""
    open_ = list(open_balances(viewer, Account.OFFICER, Account.AGENCY).order_by("since", "id")[:500])
    keys = {one.subject_id for one in open_}
    cases = {case.pk: case for case in listed(cases_readable_by(viewer).filter(pk__in=keys))}
    due = {
        (row.case_id, row.clock): row.due_on
        for row in deadlines_readable_by(viewer).filter(case__in=keys, clock__in=ON_THE_SPOT)
    }
    clocks = dict(zip((Account.OFFICER, Account.AGENCY), ON_THE_SPOT, strict=True))
    found = [
        OnTheSpot(
            cases[one.subject_id], cases[one.subject_id].handler.user.name, Account(one.account), one.debit - one.credit,
            due.get((one.subject_id, clocks[Account(one.account)])),
        )
        for one in open_ if one.subject_id in cases
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.due_on or date.max)
