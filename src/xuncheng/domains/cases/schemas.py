"""Shapes of the API for cases."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.cases.queries import CaseFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    BasisOut,
    Coded,
    CodeName,
    CountOut,
    Day,
    FileOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)

MarkName = Literal["decided", "fined", "closed"]
"""The marks of `cases/marks.py`; a test compares them."""


class CaseQuery(Schema):
    """What the list is narrowed and sorted by."""

    stage: str = ""
    procedure: str = ""
    street: str = Field(
        "",
        pattern=r"^([0-9]{9}|[0-9]{6})?$",
        description="code of the street (9 digits); that of the district (6): what lies in no street",
    )
    matter: str = ""
    handler: UUID | None = None
    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    q: str = Field("", max_length=100, description="number, or words of the number, the party or the matter")
    urgency: str = ""
    mark: MarkName | None = Field(None, description="what became of it")
    decided_since: Day | None = Field(
        None, alias="decided_from", description="first day of the decision of a penalty"
    )
    decided_until: Day | None = Field(
        None, alias="decided_to", description="last day of the decision of a penalty, included"
    )
    sort: str = "-opened_at"

    def filter(self) -> CaseFilter:
        """The filter that the query asks for."""
        return CaseFilter(
            self.stage,
            self.procedure,
            path_of(self.street) if self.street else "",
            self.matter,
            self.handler,
            self.since,
            self.until,
            self.q,
            self.urgency,
            self.mark or "",
            self.decided_since,
            self.decided_until,
        )


class CaseItem(Schema):
    """A case as lists show it."""

    id: UUID
    number: str
    title: str
    procedure: Coded
    stage: Coded
    matter: CodeName
    party: Named
    street: CodeName | None
    handler: Named
    opened_at: datetime
    due: date | None
    due_label: Words | None
    urgency: str
    amount: Decimal | None
    version: int = Field(description="for acts on it (If-Match)")


class CasePage(Schema):
    """Some cases."""

    items: list[CaseItem]
    next: str | None
    count: CountOut


class FactRow(Schema):
    """One fact as the page tells it."""

    label: Words
    value: str
    value_en: str = ""
    note: Words | None = None
    unconfirmed: bool = False


class FactSection(Schema):
    """Facts that belong together."""

    title: Words
    rows: list[FactRow]


class FactsOut(Schema):
    """The facts of a case, section by section."""

    sections: list[FactSection]


class ClockOut(Schema):
    """One running period."""

    name: str
    label: Words
    due: date
    state: str = Field(description="running, overdue, or ended: over, and nobody is late")
    urgency: str
    basis: list[BasisOut]
    unconfirmed: bool = Field(description="its length is a figure that nobody has confirmed yet")


class CopyOut(FileOut):
    """A redacted copy of a photo: it carries no metadata, and is what may be published."""

    made_by: str
    made_at: datetime


class EvidenceFile(FileOut):
    """A file in evidence, the original, with its redacted copies."""

    copies: list[CopyOut]


class TakenAt(Schema):
    """Where an item was taken (WGS 84), with the name of the smallest area there."""

    lon: float
    lat: float
    area: str


class StationOut(Schema):
    """One station in the chain of custody: what was done, and in whose hands the item is from then on."""

    at: datetime
    label: Words
    by: str
    holder: Words


class EvidenceOut(Schema):
    """One item of evidence."""

    id: UUID
    kind: Coded
    title: str
    proves: str
    collected_at: datetime
    place: str
    point: TakenAt | None
    version: int = Field(description="of the item itself, for acts on it (If-Match)")
    officers: list[Named]
    state: Coded
    note: str
    files: list[EvidenceFile]
    doubts: list[Words]
    custody: list[StationOut] = Field(description="who had it when, oldest first")


class ServedOut(Schema):
    """How a document was served."""

    way: str
    at: datetime
    effective_on: date


class DocumentName(Schema):
    """A document by its name and number."""

    id: UUID
    title: str
    number: str


class SignatoryOut(Schema):
    """An officer who is to sign a document that another issued."""

    id: UUID
    name: str
    signed_at: datetime | None


class CaseDocument(Schema):
    """A document in the file."""

    id: UUID
    kind: str
    number: str
    title: str
    made_at: datetime
    pages: int
    served: ServedOut | None
    corrects: DocumentName | None = Field(description="the document in which this one puts something right")
    corrected_by: list[DocumentName] = Field(description="documents that put something right in this one")
    signatories: list[SignatoryOut] = Field(description="officers who sign it besides whoever issued it")
    countersign: PossibleAct | None = Field(
        description="the act of signing it, where it waits for the viewer"
    )


class PaymentOut(Schema):
    """Money received."""

    id: UUID
    purpose: Coded
    amount: Decimal
    way: str
    receipt: str
    payer: str
    paid_on: date


class NumberLink(Schema):
    """Something by its key and number."""

    id: UUID
    number: str


class BundleOut(Schema):
    """The archived bundle, as a file."""

    id: UUID
    name: str
    size: int


class DuesOut(Schema):
    """What the party has to pay as of today, CNY."""

    owed: Decimal = Field(description="of the fine and the imposed late fee")
    instalment: Decimal = Field(description="of it, what is due by the day to pay")
    late_fee: Decimal | None = Field(description="what would be imposed today; null where none accrues")


class CaseOut(CaseItem):
    """A case as its page shows it."""

    report: NumberLink | None
    place: str
    happened_on: date
    facts: FactsOut
    clocks: list[ClockOut]
    evidence: list[EvidenceOut]
    documents: list[CaseDocument]
    payments: list[PaymentOut]
    dues: DuesOut
    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int
    unusual: list[Words]
    bundle: BundleOut | None
    next_act: str
    waits_for: str


class BandOut(Schema):
    """One band of the benchmark as sums of the case, CNY, both included."""

    step: int = Field(description="0 is the ordinary band, below it the lighter, above it the heavier ones")
    name: str
    low: Decimal
    high: Decimal


class FactorOut(Schema):
    """A circumstance that lightens or aggravates, with its article."""

    code: str
    label: Words
    lightens: bool
    basis: list[BasisOut]


class WeighingOut(Schema):
    """From the ordinary band by the circumstances to the one that applies."""

    base: BandOut
    factors: list[FactorOut]
    band: BandOut
    account: str = Field(description="the computation in words, as documents state it")


class DiscretionOut(Schema):
    """The benchmark that binds a case; no bands and no result where none does."""

    title: str
    unconfirmed: bool
    bands: list[BandOut]
    basis: list[BasisOut]
    result: WeighingOut | None
