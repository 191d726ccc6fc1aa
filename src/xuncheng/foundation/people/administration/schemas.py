"""Shapes of the registers of administration."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Base64Bytes, Field

from xuncheng.foundation.people import roster
from xuncheng.foundation.people.administration.queries import Wanted
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.schemas import (
    Coded,
    CodeName,
    CountOut,
    Named,
    PossibleAct,
    Schema,
    TimelineEntry,
    Words,
)

Called = Annotated[str, Field(max_length=60)]
RoleCode = Annotated[str, Field(max_length=40, description="code of a role")]
StreetCode = Annotated[str, Field(pattern=r"^([0-9]{9})?$", description="code of the street (9 digits)")]


class UserQuery(Schema):
    """What users are narrowed and sorted by."""

    q: Called = ""
    state: Literal["", "active", "inactive"] = ""
    kind: Literal["", "person", "service"] = ""
    role: RoleCode = ""
    street: StreetCode = ""
    sort: str = "username"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return Wanted(q=self.q.strip(), state=self.state, role=self.role, kind=self.kind, street=street)


class GrantQuery(Schema):
    """What grants are narrowed and sorted by."""

    q: Called = ""
    state: Literal["", "in_force", "over", "to_come"] = ""
    role: RoleCode = ""
    street: StreetCode = ""
    sort: str = "-since"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        street = path_of(self.street) if self.street else ""
        return Wanted(q=self.q.strip(), state=self.state, role=self.role, street=street)


class TokenQuery(Schema):
    """What tokens are narrowed and sorted by."""

    q: Called = ""
    state: Literal["", "good", "revoked", "expired"] = ""
    sort: str = "-expires_at"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        return Wanted(q=self.q.strip(), state=self.state)


class ClientQuery(Schema):
    """What systems are narrowed by."""

    q: Called = ""
    state: Literal["", "running", "ended"] = ""
    sort: str = "name"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        return Wanted(q=self.q.strip(), state=self.state)


class RoleQuery(Schema):
    """What roles are narrowed by."""

    q: Called = ""
    sort: str = "code"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        return Wanted(q=self.q.strip())


class OrganisationQuery(Schema):
    """What organisations are narrowed by."""

    q: Called = ""
    kind: Literal["", "bureau", "department", "street"] = ""
    sort: str = "path"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        return Wanted(q=self.q.strip(), kind=self.kind)


class TeamQuery(Schema):
    """What teams are narrowed by."""

    q: Called = ""
    kind: Literal["", "enforcement", "subordinate", "inspection"] = ""
    sort: str = "code"

    def wanted(self) -> Wanted:
        """The filter that the query asks for."""
        return Wanted(q=self.q.strip(), kind=self.kind)


class PageShape(Schema):
    """What every page of a register has besides its rows."""

    next: str | None
    count: CountOut


class Entry(Schema):
    """What every page of one entry has: what may be done, and what was."""

    possible_acts: list[PossibleAct]
    timeline: list[TimelineEntry]
    version: int


class RoleLabel(Schema):
    """A role by its code and label."""

    code: str
    label: Words


class AccountItem(Schema):
    """A user as the register shows him."""

    id: UUID
    username: str
    name: str
    kind: Coded
    phone: str
    state: Coded
    organisation: Named | None
    team: Named | None
    roles: list[RoleLabel] = Field(description="held today")
    certificate: str | None = Field(
        description="number of his enforcement certificate, where it is valid today"
    )


class Accounts(PageShape):
    """A page of users."""

    items: list[AccountItem]


class GrantItem(Schema):
    """A grant as the register shows it: who holds which role where, and how long."""

    id: UUID
    user: Named
    role: RoleLabel
    area: CodeName
    since: date
    until: date | None
    state: Coded
    granted_by: str | None


class Grants(PageShape):
    """A page of grants."""

    items: list[GrantItem]


class HeldGrant(Schema):
    """A grant on the page of its user."""

    id: UUID
    role: RoleLabel
    area: CodeName
    since: date
    until: date | None
    state: Coded


class AccessTokenItem(Schema):
    """A token as the register shows it, without its secret."""

    id: UUID
    name: str
    user: Named
    state: Coded
    scope: Coded
    expires_at: datetime
    used_at: datetime | None = Field(description="to the minute; null where it was never used")


class AccessTokens(PageShape):
    """A page of tokens."""

    items: list[AccessTokenItem]


class ClientItem(Schema):
    """A system that signs in here, as the register shows it."""

    id: UUID
    client_id: str
    name: str
    state: Coded
    confidential: bool
    first_party: bool


class Clients(PageShape):
    """A page of systems."""

    items: list[ClientItem]


class ClientOut(ClientItem, Entry):
    """A system with its addresses."""

    redirect_uris: list[str]
    logout_uris: list[str]
    backchannel_uri: str = Field(
        description="where it is told that somebody is gone (back-channel logout); empty: nowhere"
    )
    ended_at: datetime | None


class RoleItem(Schema):
    """A role as the register shows it."""

    id: UUID
    code: str
    label: Words
    reads: bool = Field(description="whether it opens the business of the area that it is held in")
    acts: int = Field(description="how many acts it holds")
    holders: int = Field(description="how many active users of the viewer's areas hold it today")


class Roles(PageShape):
    """A page of roles."""

    items: list[RoleItem]


class OfficeItem(Schema):
    """An organisation as the register shows it."""

    id: UUID
    code: str
    name: str
    short: str
    kind: Coded
    parent: Named | None
    area: CodeName


class Offices(PageShape):
    """A page of organisations."""

    items: list[OfficeItem]


class UnitItem(Schema):
    """A team as the register shows it."""

    id: UUID
    code: str
    name: str
    kind: Coded
    organisation: Named
    area: CodeName


class Units(PageShape):
    """A page of teams."""

    items: list[UnitItem]


class CertificateOut(Schema):
    """An enforcement certificate."""

    number: str
    since: date
    until: date
    valid: bool = Field(description="today")
    delegated: bool


class AccountOut(AccountItem, Entry):
    """A user with his certificate, his grants and his tokens."""

    email: str
    external_id: str = Field(description="the key by which the system that provisions users knows him (SCIM)")
    language: str
    officer: CertificateOut | None
    grants: list[HeldGrant]
    tokens: list[AccessTokenItem]


class GrantOut(GrantItem, Entry):
    """A grant with what may be done with it."""


class ActName(Schema):
    """An act by its name and label."""

    name: str
    label: Words


class AccessTokenOut(AccessTokenItem, Entry):
    """A token with what may be done with it."""

    revoked_at: datetime | None
    acts: list[ActName] = Field(description="that it names, where its scope speaks of acts")
    limit: str = Field(description="name of the area that it is limited to; empty: all of its user's")
    old_until: datetime | None = Field(
        description="until when the secret from before the last rotation is good"
    )


class Holder(Schema):
    """Who holds a role where."""

    user: Named
    area: CodeName
    until: date | None


class RoleOut(RoleItem, Entry):
    """A role with its acts and who holds it."""

    list_of_acts: list[ActName]
    held_by: list[Holder]


class OfficeOut(OfficeItem, Entry):
    """An organisation with its teams and people."""

    teams: list[Named]
    members: list[Named]


class UnitOut(UnitItem, Entry):
    """A team with its people."""

    members: list[Named]


class ActNames(Schema):
    """Acts to put into a role."""

    items: list[ActName]


class UserTableIn(Schema):
    """A table of users, as the file was written."""

    table: Base64Bytes = Field(
        max_length=roster.LONGEST, description="the CSV file in Base64, its text in UTF-8 or GB 18030"
    )
    dry_run: bool = Field(True, description="say what would become of each row, and write nothing")


class UserTableRow(Schema):
    """What became of one row of a table, or would."""

    number: int = Field(description="its line in the file")
    username: str
    name: str
    outcome: Coded
    reason: Words | None = Field(description="why it was refused")


class UserTableOut(Schema):
    """What became of a table, or would: how many rows of each outcome, and each row."""

    dry_run: bool
    counts: dict[str, int]
    rows: list[UserTableRow]
