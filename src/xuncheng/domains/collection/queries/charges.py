"""Reading charges: narrowed by the viewer's scope."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from xuncheng.domains.collection.models import Charge
from xuncheng.domains.money.queries import open_balances
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text
from xuncheng.rules.money_books import Account

SORTINGS = {
    "-assessed_on": Sorting("assessed_on", descending=True),
    "due_on": Sorting("due_on", descending=False),
}


def readable_by(viewer: Viewer) -> QuerySet[Charge]:
    """Charges of the areas that the viewer sees."""
    return Charge.objects.filter(in_scope(viewer))


def matching(viewer: Viewer, kind: str, q: str, *, owed: bool = False) -> QuerySet[Charge]:
    """Charges of a kind, by words of number, debtor or place, or those alone that are owed; empty values narrow nothing."""
    found = readable_by(viewer)
    if owed:
        found = found.filter(pk__in=open_balances(viewer, Account.COMPENSATION).values("subject_id"))
    if kind:
        found = found.filter(kind=kind)
    if q:
        found = found.filter(Q(number__contains=q) | Q(debtor__contains=q) | Q(place__contains=q))
    return found


def one(viewer: Viewer, key: UUID) -> Charge:
    """One charge. Raises `Refused` (`not_found`) also for one the viewer may not see."""
    charge = readable_by(viewer).filter(pk=key).first()
    if charge is None:
        raise not_found(Text("该应收款项", "charge"))
    return charge
