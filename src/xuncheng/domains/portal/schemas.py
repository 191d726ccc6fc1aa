"""Shapes of the portal's API."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.portal.commands import Told
from xuncheng.foundation.trail.schemas import Coded, Schema, Words


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
    score: int | None
    solved: bool | None
