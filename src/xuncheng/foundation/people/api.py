"""HTTP for people: who I am, officers and teams to choose from, tokens."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Q
from django.middleware.csrf import get_token
from ninja import Field, Query, Router

from xuncheng.foundation.people import queries
from xuncheng.foundation.people.authentication import ViewerRequest
from xuncheng.foundation.people.commands import issue_token
from xuncheng.foundation.people.models import Grant, Officer, User
from xuncheng.foundation.places.codes import path_of
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.schemas import Schema
from xuncheng.rules.legal import Text

router = Router(tags=["people"])

MOST = 200
"""How many rows a list to choose from shows at most; a search narrows it."""


class Words(Schema):
    """A label in both languages."""

    zh: str
    en: str


class Named(Schema):
    """Something by its key and name."""

    id: UUID
    name: str


class AreaName(Schema):
    """An area by its code and name."""

    code: str
    name: str


class Certificate(Schema):
    """The certificate of the viewer, as he is an officer."""

    id: UUID
    certificate_number: str
    certificate_valid_until: date
    certified: bool = Field(description="valid today")


class HeldRole(Schema):
    """A role that the viewer holds today, and where."""

    code: str
    label: Words
    area: AreaName
    reads: bool = Field(description="whether it opens the business of that area")


class Me(Schema):
    """The viewer as his screens need him."""

    id: UUID
    username: str
    name: str
    phone: str
    language: str
    officer: Certificate | None
    organisation: Named | None
    team: Named | None
    roles: list[HeldRole]
    acts: list[str] = Field(description="acts that he may do somewhere today")
    unread: int


class OfficerItem(Schema):
    """An officer to choose."""

    id: UUID
    name: str
    certificate_number: str
    certified: bool = Field(description="valid today")
    delegated: bool = Field(description="of a body to which the agency delegated its penalties")
    team: Named | None
    organisation: Named | None


class TeamItem(Schema):
    """A team to choose."""

    id: UUID
    name: str
    code: str
    kind: str
    organisation: Named
    area: AreaName


class RoleName(Schema):
    """A role by its code and label."""

    code: str
    label: Words


class UserItem(Schema):
    """A user to choose: a presider, a member of a panel."""

    id: UUID
    name: str
    organisation: Named | None
    team: Named | None
    roles: list[RoleName] = Field(description="held today")


class OrganisationItem(Schema):
    """An organisation to choose."""

    id: UUID
    name: str
    code: str
    kind: str
    parent: UUID | None


class TokenItem(Schema):
    """A token without its secret."""

    id: UUID
    name: str
    user: Named
    expires_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None


class TokenIn(Schema):
    """A token that is asked for."""

    id: UUID = Field(description="act id, made by the client")
    user: UUID
    name: str = Field(min_length=1, max_length=60)
    days: int = Field(90, ge=1, le=366)


class TokenOut(Schema):
    """A token just issued: the only time that its secret is shown."""

    id: UUID
    secret: str | None = Field(description="null where the same act id was sent before")


class Officers(Schema):
    """Officers to choose from."""

    items: list[OfficerItem]


class Users(Schema):
    """Users to choose from."""

    items: list[UserItem]


class Teams(Schema):
    """Teams to choose from."""

    items: list[TeamItem]


class Organisations(Schema):
    """Organisations to choose from."""

    items: list[OrganisationItem]


class Tokens(Schema):
    """Tokens."""

    items: list[TokenItem]


@router.get("/me", response=Me, summary="Who I am")
def me(request: ViewerRequest) -> dict[str, Any]:
    """The viewer with his certificate, roles, acts and unread notifications. Sets the CSRF cookie."""
    get_token(request)
    viewer = request.viewer
    user = queries.own_record(viewer)
    return {
        "id": user.pk,
        "username": user.username,
        "name": user.name,
        "phone": user.phone,
        "language": user.language,
        "officer": _certificate(user),
        "organisation": user.organisation,
        "team": user.team,
        "roles": [_held(grant) for grant in queries.own_grants(user.pk)],
        "acts": sorted(viewer.acts(queries.today())),
        "unread": user.unread,  # type: ignore[attr-defined] # counted by the query
    }


def _keyed(search: str) -> Q:
    """What has the search as its key: a link names what it narrows a list by, and the screen asks for its name."""
    try:
        return Q(pk=UUID(search))
    except ValueError:
        return Q(pk__in=())


@router.get("/officers", response=Officers, summary="Officers to choose from")
def officers(request: ViewerRequest, q: str = "", street: str = "") -> dict[str, Any]:
    """Officers whom the viewer may see, by a part of the name, the start of the certificate number, or the key."""
    found = queries.officers_readable_by(request.viewer).select_related("user__team", "user__organisation")
    if q:
        found = found.filter(Q(user__name__icontains=q) | Q(certificate_number__startswith=q) | _keyed(q))
    if street:
        found = found.filter(area_path__startswith=path_of(street))
    return {"items": [_officer(officer) for officer in found.order_by("user__name", "id")[:MOST]]}


@router.get("/users", response=Users, summary="Users to choose from")
def users(
    request: ViewerRequest,
    q: Annotated[str, Query(max_length=50, description="part of the name")] = "",
    role: Annotated[str, Query(max_length=40, description="code of a role that they hold today")] = "",
) -> dict[str, Any]:
    """Users whom the viewer may name in an act: of his areas, or with a role over them."""
    found = queries.users_to_name(request.viewer, role)
    if q:
        found = found.filter(name__icontains=q)
    return {"items": [_user(user) for user in found.order_by("name", "id")[:MOST]]}


@router.get("/teams", response=Teams, summary="Teams to choose from")
def teams(request: ViewerRequest, q: str = "", street: str = "") -> dict[str, Any]:
    """Teams whom the viewer may see, by a part of the name or the key."""
    found = queries.teams_readable_by(request.viewer).select_related("organisation", "area")
    if q:
        found = found.filter(Q(name__icontains=q) | _keyed(q))
    if street:
        found = found.filter(area_path__startswith=path_of(street))
    items = [
        {
            "id": t.pk,
            "name": t.name,
            "code": t.code,
            "kind": t.kind,
            "organisation": t.organisation,
            "area": t.area,
        }
        for t in found[:MOST]
    ]
    return {"items": items}


@router.get("/organisations", response=Organisations, summary="Organisations to choose from")
def organisations(request: ViewerRequest) -> dict[str, Any]:
    """Organisations that the viewer may see, from the bureau down."""
    found = queries.organisations_readable_by(request.viewer)
    items = [
        {"id": o.pk, "name": o.name, "code": o.code, "kind": o.kind, "parent": o.parent_id} for o in found
    ]
    return {"items": items}


@router.get("/tokens", response=Tokens, summary="Tokens of programs")
def tokens(request: ViewerRequest) -> dict[str, Any]:
    """The viewer's own tokens and those in the areas that he sees, the newest first."""
    found = queries.tokens_readable_by(request.viewer).select_related("user", "use").order_by("-id")
    items = [
        {
            "id": token.pk,
            "name": token.name,
            "user": token.user,
            "expires_at": token.expires_at,
            "revoked_at": token.revoked_at,
            "used_at": token.use.at if hasattr(token, "use") else None,
        }
        for token in found[:MOST]
    ]
    return {"items": items}


@router.post("/tokens", response=TokenOut, summary="Issue a token")
def new_token(request: ViewerRequest, wanted: TokenIn) -> dict[str, Any]:
    """Do the act `token.issue`, which alone of all acts answers with something that is shown only once."""
    user = queries.users_readable_by(request.viewer).filter(pk=wanted.user).first()
    if user is None:
        raise not_found(Text("该用户", "user"))
    token = issue_token(Deed(actor=request.viewer, id=wanted.id), user, wanted.name, wanted.days)
    return {"id": token.pk, "secret": token.secret}


def _certificate(user: User) -> dict[str, Any] | None:
    officer: Officer | None = getattr(user, "officer", None)
    if officer is None:
        return None
    return {
        "id": officer.pk,
        "certificate_number": officer.certificate_number,
        "certificate_valid_until": officer.certified_until,
        "certified": officer.certified(queries.today()),
    }


def _user(user: User) -> dict[str, Any]:
    roles = {grant.role.code: _role(grant) for grant in user.held}  # type: ignore[attr-defined] # fetched by the query
    return {
        "id": user.pk,
        "name": user.name,
        "organisation": user.organisation,
        "team": user.team,
        "roles": list(roles.values()),
    }


def _role(grant: Grant) -> dict[str, Any]:
    return {"code": grant.role.code, "label": {"zh": grant.role.label_zh, "en": grant.role.label_en}}


def _held(grant: Grant) -> dict[str, Any]:
    return _role(grant) | {"area": grant.area, "reads": grant.role.reads}


def _officer(officer: Officer) -> dict[str, Any]:
    return {
        "id": officer.pk,
        "name": officer.user.name,
        "certificate_number": officer.certificate_number,
        "certified": officer.certified(queries.today()),
        "delegated": officer.delegated,
        "team": officer.user.team,
        "organisation": officer.user.organisation,
    }
