"""Finding what a payment number means: a case, a decision, or a charge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from xuncheng.domains.cases.queries import Case, Payment, payments_of
from xuncheng.domains.cases.queries import readable_by as cases_readable_by
from xuncheng.domains.collection.models import Charge
from xuncheng.domains.collection.queries.charges import readable_by as charges_readable_by
from xuncheng.domains.documents.queries import readable_by as documents_readable_by
from xuncheng.domains.money.queries import balances_of
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.money_books import Account

_DECISIONS = ("decision", "spot_decision", "late_fee_decision")
"""Documents by whose number people pay."""


@dataclass(frozen=True)
class Target:
    """What is paid on: a case or a charge, never both."""

    case: Case | None = None
    charge: Charge | None = None

    @property
    def the_case(self) -> Case:
        """The case, where it is one."""
        if self.case is None:
            raise RuntimeError("asked a charge for its case")
        return self.case

    @property
    def key(self) -> UUID:
        """The key under which it stands in the books."""
        return self.charge.pk if self.charge else self.the_case.pk

    @property
    def number(self) -> str:
        """Its number for people."""
        return self.charge.number if self.charge else self.the_case.number

    @property
    def payer(self) -> str:
        """Who ought to pay."""
        return self.charge.debtor if self.charge else self.the_case.party.name

    def owed(self) -> Decimal:
        """What is owed now, in yuan: by the facts of a case, by the books of a charge."""
        if self.charge:
            return balances_of(self.charge.pk)[Account.COMPENSATION]
        self.the_case.refresh_from_db(fields=["facts_json"])
        return self.the_case.facts.owed

    def payment(self, receipt: str, amount: Decimal) -> Payment | None:
        """The payment at a bank that was entered by hand with this receipt and amount."""
        return payments_of(self.the_case).filter(receipt=receipt, amount=amount, way="bank").first()


def find_target(viewer: Viewer, number: str) -> Target | None:
    """What has this number among all that the viewer sees: a case, else a decision of one, else a charge."""
    case = cases_readable_by(viewer).filter(number=number).first()
    if case:
        return Target(case=case)
    decision = documents_readable_by(viewer).filter(number=number, kind__in=_DECISIONS).first()
    if decision:
        case = cases_readable_by(viewer).filter(pk=decision.subject_id).first()
        return Target(case=case) if case else None
    charge = charges_readable_by(viewer).filter(number=number).first()
    return Target(charge=charge) if charge else None
