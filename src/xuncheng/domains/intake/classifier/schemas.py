"""Shapes of what the API says of the classifier."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from xuncheng.foundation.trail.schemas import Coded


class UseOut(Schema):
    """What became of the proposals of one version, of the last ninety days, as far as the viewer sees it."""

    version: int
    proposed: int
    taken: int = Field(description="taken by a press")
    agreed: int = Field(description="judged as proposed, taken by a press or not")
    overruled: int


class ThresholdOut(Schema):
    """How a threshold does on the judgements of the last slice of time."""

    threshold: float
    of: int = Field(description="wordings measured on, each of them once")
    proposed: int
    right: int
    precision: float | None
    coverage: float


class OfMatterOut(Schema):
    """How the proposals of a matter do at the threshold."""

    matter: Coded
    support: int = Field(description="wordings of this matter that were measured on")
    proposed: int
    right: int
    precision: float | None
    coverage: float | None = Field(description="the share of its wordings that were proposed rightly")


class ClassifierOut(Schema):
    """A version of the classifier, the days of its slices, and what was measured."""

    id: UUID
    number: int
    at: datetime
    cut_off: date = Field(description="the first day of which it knows nothing")
    basis: Coded = Field(
        description="`time`: later judgements were held against earlier ones; `wording`: wordings were drawn"
    )
    tune_from: date | None = Field(description="the first day of what was tuned on; none by wording")
    test_from: date | None = Field(description="the first day of what was tested on; none by wording")
    train: int = Field(description="judgements trained on")
    tune: int = Field(description="judgements among which the threshold was looked for")
    test: int = Field(description="judgements among which was measured")
    tune_wordings: int = Field(
        description="wordings of `tune` that training had not met: what temperature and threshold rest on"
    )
    test_wordings: int = Field(
        description="wordings of `test` met nowhere before: what precision and coverage rest on"
    )
    temperature: float = Field(description="by which sums are divided: above 1 less sure than the model")
    matters: int
    words: int
    threshold: float | None = Field(
        description="the probability from which it proposes; none: it proposes nothing"
    )
    silent: Coded | None = Field(
        description="why it proposes nothing: `few_wordings`, `not_right_enough`; none where it has a threshold"
    )
    sha256: str
    curve: list[ThresholdOut]
    by_matter: list[OfMatterOut]


class ClassifiersOut(Schema):
    """The versions, the newest first, for whoever sees the whole district; and the use of them."""

    aimed_at: float = Field(description="the share of right proposals from which a threshold will do")
    least_wordings: int = Field(description="wordings below which nothing is proposed")
    uses: list[UseOut]
    items: list[ClassifierOut]
