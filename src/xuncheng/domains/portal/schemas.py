"""Shapes of the portal's API."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.custody.schemas import WhereOut
from xuncheng.domains.portal.commands import Petition, Told
from xuncheng.foundation.trail.schemas import Coded, RefusalOut, Schema, Words


class Proof(Schema):
    """A solved challenge of ALTCHA, version 1."""

    algorithm: Literal["SHA-256"]
    challenge: str = Field(max_length=64)
    number: int = Field(ge=0, lt=2**31)
    salt: str = Field(max_length=200)
    signature: str = Field(max_length=64)


class ChallengeOut(Schema):
    """A challenge: the number up to `maxnumber` is sought for which SHA-256 of salt and number is `challenge`."""

    algorithm: str
    challenge: str
    maxnumber: int
    salt: str
    signature: str


class KindOut(Schema):
    """Something that may be reported."""

    code: str
    label: Words


class PortalOut(Schema):
    """What the portal of this installation is."""

    name: Words
    bureau: Words
    phone: str
    open: bool = Field(description="whether citizens may report here")
    kinds: list[KindOut]
    map_center: tuple[float, float]
    most_files: int
    most_bytes: int = Field(description="of one file")


class ReportIn(Schema):
    """What a citizen reports."""

    id: UUID = Field(description="act id, made by the client")
    nonce: str = Field(
        pattern=r"^[A-Za-z0-9_-]{22,64}$", description="at least 128 random bits, made by the client"
    )
    kind: str = Field(max_length=40)
    text: str = Field(min_length=5, max_length=1900)
    address: str = Field("", max_length=200)
    lon: float | None = Field(None, ge=-180, le=180)
    lat: float | None = Field(None, ge=-90, le=90)
    name: str = Field("", max_length=50)
    phone: str = Field("", max_length=20, pattern=r"^[0-9+() -]*$")
    files: list[UUID] = Field([], max_length=9)
    proof: Proof

    def told(self) -> Told:
        """Without what is only for the door."""
        given: dict[str, Any] = self.model_dump(exclude={"id", "proof"})
        return Told(**given)


class ReportDone(Schema):
    """The report's number and its code: the only time that the code is shown."""

    number: str
    code: str
    submitted_at: datetime


class FollowIn(Schema):
    """The number and the code of a report."""

    number: str = Field(min_length=4, max_length=30)
    code: str = Field(min_length=4, max_length=40)
    proof: Proof


class RateIn(FollowIn):
    """What the reporter thinks of the answer."""

    id: UUID = Field(description="act id, made by the client")
    score: int = Field(ge=1, le=5)
    solved: bool = True
    words: str = Field("", max_length=1000)


class CheckIn(Schema):
    """The number of a paper of a case (or of the case), and the check code on it."""

    number: str = Field(min_length=4, max_length=60)
    check: str = Field(pattern=r"^[0-9]{8}$")
    proof: Proof


class PetitionIn(CheckIn):
    """What the party says, and who says it."""

    id: UUID = Field(description="act id, made by the client")
    act: Literal["statement.submit", "hearing.request"]
    words: str = Field(min_length=5, max_length=4000)
    name: str = Field(min_length=2, max_length=50)
    phone: str = Field(min_length=5, max_length=20, pattern=r"^[0-9+() -]*$")

    def said(self) -> Petition:
        """Without what is only for the door."""
        return Petition(self.act, self.words, self.name, self.phone)


class PaperOut(Schema):
    """A paper that bears the code."""

    title: Words
    number: str
    made_at: datetime
    effective_on: date | None = Field(description="since when it counts as served; null before")


class ReceivedOut(Schema):
    """A payment that came in."""

    amount: Decimal
    paid_on: date
    receipt: str


class PayOut(Schema):
    """What is to be paid as of today, CNY, until when and where."""

    fine: Decimal
    paid: Decimal
    owed: Decimal = Field(description="of the fine and the imposed late fee")
    instalment: Decimal = Field(description="of it, what is due by the day to pay")
    late_fee: Decimal | None = Field(description="what would be imposed today; null where none accrues")
    due_on: date | None
    number: str = Field(description="what the bank asks for: the number of the case")
    bank: str
    account_name: str
    account: str
    channel: str = ""
    received: list[ReceivedOut]


class MayOut(Schema):
    """What the party may do here, until when, and why not now."""

    act: str
    label: Words
    until: date | None
    period: Words
    refusal: RefusalOut | None


class AgencyOut(Schema):
    """Where to ask."""

    phone: str
    address: str


class PartyCaseOut(Schema):
    """A case for its party: nobody else is named."""

    number: str
    cause: str
    stage: Coded
    happened_on: date
    papers: list[PaperOut]
    decided: str | None
    payment: PayOut | None
    may: list[MayOut]
    goods: WhereOut | None
    agency: AgencyOut


class StepOut(Schema):
    """Something that was done, and when."""

    code: str
    label: Words
    at: datetime


class ProgressOut(Schema):
    """How far a report is."""

    number: str
    kind: Coded
    submitted_at: datetime
    status: Coded
    team: str = Field(description="the team in charge; no officer is named")
    answer: str
    steps: list[StepOut]
    may_rate: bool
    may_dispute: bool = Field(description="whether it is checked again if he says that it is not solved")
    score: int | None
    solved: bool | None
