"""Rows and pages of the registers of administration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from xuncheng.foundation.people.administration import queries
from xuncheng.foundation.people.commands.organisations import ORGANISATION_KINDS, TEAM_KINDS
from xuncheng.foundation.people.commands.tokens import SCOPES, others_token
from xuncheng.foundation.people.commands.users import KINDS
from xuncheng.foundation.people.models import (
    ApiToken,
    Grant,
    Officer,
    OidcClient,
    Organisation,
    Role,
    Team,
    User,
    UserKind,
)
from xuncheng.foundation.people.roster import OUTCOMES, Line
from xuncheng.foundation.places.queries import area_name
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.possible import acts_out
from xuncheng.foundation.trail.queries import version_of
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.schemas import coded, words
from xuncheng.foundation.trail.timeline import timeline
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.legal import Text

Row = dict[str, Any]

MEMBERS = 200
"""How many people a page of an organisation, a team or a role names at most; the register has them all."""

USER_STATES = {"active": Text("在用", "active"), "inactive": Text("已停用", "deactivated")}
GRANT_STATES = {
    "in_force": Text("有效", "in force"), "over": Text("已结束", "over"), "to_come": Text("未开始", "to come"),
}  # fmt: skip
TOKEN_STATES = {
    "good": Text("有效", "valid"), "revoked": Text("已吊销", "revoked"), "expired": Text("已过期", "expired"),
}  # fmt: skip
CLIENT_STATES = {"running": Text("对接中", "running"), "ended": Text("已停止", "ended")}
COMING_AND_GOING = ("session.",)
"""Acts that would fill the page of a user: each sign-in is one."""

_GONE = Refused("user_inactive", Text("该用户已停用", "This user is deactivated"))
_HERE = Refused("user_active", Text("该用户没有停用", "This user is not deactivated"))
_SELF = Refused("own_account", Text("不能停用自己的账号", "You cannot deactivate your own account"))
_OWN = Refused("own_grant", Text("不能给自己授权", "You cannot give rights to yourself"), status=403)
_NO_CERTIFICATE = Refused(
    "no_certificate", Text("该用户没有有效的执法证", "This user holds no valid certificate")
)
_PROGRAM = Refused("service_account", Text("服务账号不适用", "Not for a service account"))
_CLIENT_ENDED = Refused("client_ended", Text("该系统已停止对接", "This system was ended"))
_NO_SECRET = Refused("client_public", Text("该系统没有密文", "This system has no secret"))
_ENDED = Refused("grant_over", Text("该授权已经结束", "This grant is over"))
_REVOKED = Refused("token_revoked", Text("该令牌已经吊销", "This token is revoked"))


def account_row(user: User) -> Row:
    """A user as the register shows him."""
    officer: Officer | None = getattr(user, "officer", None)
    roles = {grant.role_id: role_label(grant.role) for grant in user.held}  # type: ignore[attr-defined] # fetched by the door
    return {
        "id": user.pk, "username": user.username, "name": user.name, "phone": user.phone, "kind": coded(user.kind, KINDS),
        "state": coded("active" if user.is_active else "inactive", USER_STATES),
        "organisation": user.organisation, "team": user.team, "roles": list(roles.values()),
        "certificate": officer.certificate_number if officer and officer.certified(today()) else None,
    }  # fmt: skip


def account_page(user: User, viewer: Viewer) -> Row:
    """The whole page of a user."""
    officer: Officer | None = getattr(user, "officer", None)
    return {
        **account_row(user), "email": user.email, "external_id": user.external_id, "language": user.language,
        "officer": _certificate(officer),
        "grants": [_held(grant) for grant in queries.grants_of(user)],
        "tokens": [token_row(token) for token in queries.tokens_of(user)],
        **_entry(user.pk, viewer, user.area_path, _obstacles(user, officer, viewer)),
    }  # fmt: skip


def _obstacles(user: User, officer: Officer | None, viewer: Viewer) -> dict[str, Refused | None]:
    """What may be done with a user, and what stands against it."""
    gone = None if user.is_active else _GONE
    certified = officer is not None and officer.certified(today())
    own = user.pk == viewer.id
    program = gone or (_PROGRAM if user.kind == UserKind.SERVICE else None)
    return {
        "user.change": None, "user.move": gone, "grant.give": gone or (_OWN if own else None), "officer.certify": program,
        "certificate.withdraw": None if certified else _NO_CERTIFICATE, "password.set": program,
        "token.issue": gone or others_token(user, viewer.id),
        "user.deactivate": gone or (_SELF if own else None), "user.restore": None if gone else _HERE,
    }  # fmt: skip


def grant_row(grant: Grant) -> Row:
    """A grant as the register shows it."""
    return _held(grant) | {
        "user": grant.user, "granted_by": grant.granted_by.name if grant.granted_by else None,
    }  # fmt: skip


def grant_page(grant: Grant, viewer: Viewer) -> Row:
    """The whole page of a grant."""
    over = _ENDED if _grant_state(grant, today()) == "over" else None
    return grant_row(grant) | _entry(grant.pk, viewer, grant.area_path, {"grant.end": over})


def token_row(token: ApiToken) -> Row:
    """A token as the register shows it."""
    return {
        "id": token.pk, "name": token.name, "user": token.user, "state": coded(_token_state(token), TOKEN_STATES),
        "scope": coded(token.scope, SCOPES),
        "expires_at": token.expires_at, "used_at": token.use.at if hasattr(token, "use") else None,
    }  # fmt: skip


def token_page(token: ApiToken, viewer: Viewer) -> Row:
    """The whole page of a token."""
    revoked = _REVOKED if token.revoked_at else None
    obstacles = {"token.rotate": revoked or others_token(token.user, viewer.id), "token.revoke": revoked}
    shown = {
        "revoked_at": token.revoked_at, "acts": [act_name(name) for name in token.acts],
        "limit": area_name(token.limit_path) if token.limit_path else "", "old_until": token.old_until,
    }  # fmt: skip
    return token_row(token) | shown | _entry(
        token.pk, viewer, token.area_path, obstacles
    )  # fmt: skip


def client_row(client: OidcClient) -> Row:
    """A system as the register shows it."""
    return {
        "id": client.pk, "client_id": client.client_id, "name": client.name, "confidential": client.confidential,
        "first_party": client.first_party, "state": coded("ended" if client.ended_at else "running", CLIENT_STATES),
    }  # fmt: skip


def client_page(client: OidcClient, viewer: Viewer) -> Row:
    """The whole page of a system."""
    ended = _CLIENT_ENDED if client.ended_at else None
    secretless = None if client.confidential else _NO_SECRET
    shown = {
        "redirect_uris": client.redirect_uris, "logout_uris": client.logout_uris, "backchannel_uri": client.backchannel_uri,
        "ended_at": client.ended_at,
    }  # fmt: skip
    acts = {"client.change": ended, "client.rotate": ended or secretless, "client.end": ended}
    return client_row(client) | shown | _entry(client.pk, viewer, client.area_path, acts)


def role_row(role: Role) -> Row:
    """A role as the register shows it."""
    return {
        "id": role.pk, **role_label(role), "reads": role.reads, "acts": len(role.acts),
        "holders": role.holders,  # type: ignore[attr-defined] # counted by the door
    }  # fmt: skip


def role_page(role: Role, viewer: Viewer) -> Row:
    """The whole page of a role."""
    held = queries.holders_of(role, viewer)[:MEMBERS]
    return role_row(role) | {
        "list_of_acts": [act_name(name) for name in role.acts],
        "held_by": [{"user": grant.user, "area": grant.area, "until": grant.until} for grant in held],
        **_entry(role.pk, viewer, role.area_path, {"role.set": None}),
    }  # fmt: skip


def office_row(office: Organisation) -> Row:
    """An organisation as the register shows it."""
    return {
        "id": office.pk, "code": office.code, "name": office.name, "short": office.short,
        "kind": coded(office.kind, ORGANISATION_KINDS), "parent": office.parent, "area": office.area,
    }  # fmt: skip


def office_page(office: Organisation, viewer: Viewer) -> Row:
    """The whole page of an organisation."""
    acts: dict[str, Refused | None] = {"organisation.add": None, "team.add": None, "user.add": None}
    return office_row(office) | {
        "teams": list(queries.units_readable_by(viewer).filter(organisation=office)[:MEMBERS]),
        "members": list(queries.members_of(viewer, organisation=office.pk)[:MEMBERS]),
        **_entry(office.pk, viewer, office.area_path, acts),
    }


def unit_row(team: Team) -> Row:
    """A team as the register shows it."""
    return {
        "id": team.pk, "code": team.code, "name": team.name, "kind": coded(team.kind, TEAM_KINDS),
        "organisation": team.organisation, "area": team.area,
    }  # fmt: skip


def unit_page(team: Team, viewer: Viewer) -> Row:
    """The whole page of a team."""
    members = list(queries.members_of(viewer, team=team.pk)[:MEMBERS])
    return unit_row(team) | {"members": members} | _entry(team.pk, viewer, team.area_path, {"user.add": None})


def table_out(lines: Sequence[Line], *, dry_run: bool) -> Row:
    """What became of the rows of a table of users."""
    counts = Counter(line.outcome for line in lines)
    return {
        "dry_run": dry_run, "counts": {outcome: counts[outcome] for outcome in OUTCOMES},
        "rows": [
            {
                "number": line.number, "username": line.username, "name": line.name,
                "outcome": coded(line.outcome, OUTCOMES), "reason": words(line.reason) if line.reason else None,
            }
            for line in lines
        ],
    }  # fmt: skip


def role_label(role: Role) -> Row:
    """A role by its code and label."""
    return {"code": role.code, "label": {"zh": role.label_zh, "en": role.label_en}}


def act_name(name: str) -> Row:
    """An act by its name and label; one that the program no longer knows stands by its name."""
    spec = REGISTER.get(name)
    return {"name": name, "label": words(spec.label) if spec else {"zh": name, "en": name}}


def _held(grant: Grant) -> Row:
    return {
        "id": grant.pk, "role": role_label(grant.role), "area": grant.area, "since": grant.since,
        "until": grant.until, "state": coded(_grant_state(grant, today()), GRANT_STATES),
    }  # fmt: skip


def _grant_state(grant: Grant, on: date) -> str:
    if grant.covers(on):
        return "in_force"
    return "over" if grant.until is not None and grant.until < on else "to_come"


def _token_state(token: ApiToken) -> str:
    if token.revoked_at:
        return "revoked"
    return "good" if token.expires_at > timezone.now() else "expired"


def _certificate(officer: Officer | None) -> Row | None:
    if officer is None:
        return None
    return {
        "number": officer.certificate_number, "since": officer.certified_since, "until": officer.certified_until,
        "valid": officer.certified(today()), "delegated": officer.delegated,
    }  # fmt: skip


def _entry(key: UUID, viewer: Viewer, path: str, obstacles: dict[str, Refused | None]) -> Row:
    return {
        "possible_acts": acts_out(viewer, obstacles, path, obstacles),
        "timeline": timeline(key, without=COMING_AND_GOING), "version": version_of(key),
    }  # fmt: skip
