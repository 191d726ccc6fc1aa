"""Shapes of the API for publications."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from ninja import Field

from xuncheng.domains.publication.queries import PublicationFilter
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import BasisOut, Coded, CodeName, CountOut, Day, Schema, Words


class OpenQuery(Schema):
    """What the publications are narrowed by; the days are those on which they were published."""

    since: Day | None = Field(None, alias="from")
    until: Day | None = Field(None, alias="to")
    street: str = Field("", pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")
    matter: str = Field("", max_length=20, description="code of the matter")
    q: str = Field("", max_length=100, description="in the number, the party or the cause")
    sort: str = "-day"

    def filter(self, state: str = "") -> PublicationFilter:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return PublicationFilter(state, street, self.matter, self.since, self.until, self.q)


class PublicationQuery(OpenQuery):
    """The same for the bureau, which also asks by state."""

    state: Literal["", "published", "withdrawn", "exempt"] = ""


class WaitingQuery(OpenQuery):
    """The same for what waits, by its last day; `from` and `to` narrow by that day."""

    sort: str = "day"


class OpenItem(Schema):
    """A decision as everybody may read it; one that was withdrawn says why, and nothing of the decision."""

    id: UUID
    about: Coded = Field(
        description="whether the decision is shown, or the order to demolish that went with it"
    )
    state: Coded
    number: str
    agency: str
    street: CodeName | None
    party: str = Field(description="a person: family name and 某; an organisation: its name")
    credit_code: str
    matter: CodeName | None
    cause: str
    penalty: str
    amount: Decimal | None = Field(description="fine, CNY")
    decided_on: date
    published_on: date
    shown_until: date | None
    updated_on: date | None = Field(description="when it was brought up to date, last")
    withdrawn_on: date | None
    explanation: str


class OpenPage(Schema):
    """Some of them."""

    items: list[OpenItem]
    next: str | None
    count: CountOut


class OpenPhoto(Schema):
    """A redacted copy of a photo in evidence, and where everybody gets it."""

    sha256: str
    type: str
    size: int = Field(description="bytes")
    url: str


class OpenEntry(OpenItem):
    """One of them, whole."""

    account: str
    violated: list[BasisOut]
    basis: list[BasisOut]
    note: str
    photos: list[OpenPhoto]


class FeedAuthor(Schema):
    """Who publishes."""

    name: str


class FeedEntry(Schema):
    """One entry of the feed."""

    id: str
    url: str
    title: str
    content_text: str
    date_published: str
    date_modified: str
    tags: list[str]


class JsonFeed(Schema):
    """JSON Feed 1.1 (jsonfeed.org)."""

    version: str
    title: str
    description: str
    language: str
    home_page_url: str
    feed_url: str
    authors: list[FeedAuthor]
    items: list[FeedEntry]


class CaseLink(Schema):
    """The case of a publication."""

    id: UUID
    number: str
    title: str


class PublicationItem(OpenItem):
    """A publication as the bureau's list shows it: also of whom it is, and why one is exempt."""

    case: CaseLink
    ground: Coded | None
    reasons: str


class PublicationPage(Schema):
    """Some publications."""

    items: list[PublicationItem]
    next: str | None
    count: CountOut


class Preview(Schema):
    """What the public would read if it were shown now; where its showing begins, between which days that may end."""

    number: str
    party: str
    credit_code: str
    cause: str
    account: str
    penalty: str
    note: str
    left_out: list[str]
    least: date | None
    most: date | None
    unconfirmed: bool


class PublicationTask(Schema):
    """Something to be published, brought up to date or withdrawn, by the name of its period: by when, and how it would read then."""

    code: str
    label: Words
    due: date
    urgency: str
    unconfirmed: bool
    preview: Preview | None


class Least(Schema):
    """The shortest time for which a decision is shown: a bar, not a deadline. Until its last day the showing may not end early."""

    until: date
    over: bool
    unconfirmed: bool


class CasePublication(Schema):
    """How the publication of a case is: `state` and `order` as in its facts, what is due by when, and what was published so far."""

    state: Coded
    order: Coded | None
    least: Least | None
    tasks: list[PublicationTask]
    entries: list[OpenEntry]
    exempt: list[PublicationItem]
