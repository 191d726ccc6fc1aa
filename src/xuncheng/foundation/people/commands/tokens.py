"""Tokens of programs: what they open, their secrets, and how those are changed without a gap."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from xuncheng.foundation.people.commands.rights import ForUser, Reason
from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.models import ApiToken, TokenScope, User, UserKind
from xuncheng.foundation.people.viewers import token_digest
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

SCOPES = {
    TokenScope.FULL.value: Text("该用户的全部权限", "all that the user may do"),
    TokenScope.READ.value: Text("只查看", "reading only"),
    TokenScope.ACTS.value: Text("只办理所列行为，不能查看", "only the acts named, no reading"),
    TokenScope.ACTS_AND_READ.value: Text("查看，并办理所列行为", "reading, and the acts named"),
}
WITH_ACTS = (TokenScope.ACTS, TokenScope.ACTS_AND_READ)
Days = Annotated[int, field("有效天数", "Days of validity", "number", ge=1, le=366)]


@act("token.issue", Text("签发访问令牌", "Issue a token"))
def issue_token(
    deed: Deed,
    user: ForUser,
    name: Annotated[str, field("用途", "Purpose", "text", min_length=1, max_length=60)],
    days: Days = 90,
    scope: Annotated[TokenScope, field("权限范围", "Opens", "choice", choices=SCOPES)] = TokenScope.FULL,
    acts: Annotated[list[str] | None, field("所列行为", "Acts named", "refs", ref="act")] = None,
    area: Annotated[Area | None, field("限于区域", "Only in", "ref", ref="jurisdiction")] = None,
) -> ApiToken:
    """Issue a token with which a program works for the user, within what the user may do himself.

    The secret is on the returned row as `secret`, this once: neither the database nor the trail holds it.
    A repeated act answers without it. A service account gets no token that opens everything. The token of a person is his
    own affair: nobody else may issue it, for whoever holds it acts in his name.
    """
    _require_his_own(deed, user)
    named = sorted(set(acts or ()))
    _check_scope(user, scope, named)
    secret = _new_secret()
    token = ApiToken.objects.create(
        id=deed.id, user=user, name=name, digest=token_digest(secret), scope=scope, acts=named,
        limit_path=area.path if area else "", expires_at=deed.received_at + timedelta(days=days), area_path=user.area_path,
    )  # fmt: skip
    token.secret = deed.secret = secret
    return token


@act("token.rotate", Text("更换令牌密文", "Rotate a token"), on="token")
def rotate_token(
    deed: Deed,
    token: ApiToken,
    hours: Annotated[
        int, field("旧密文继续有效的小时数", "Hours that the old secret stays good", "number", ge=0, le=168)
    ] = 24,
    days: Days = 90,
) -> ApiToken:
    """Give a token a new secret and a new period. The one from before stays good for some hours, and none before that.

    What it opens stays as it is. The old secret ends no later than it would have ended. That of a person he rotates himself.
    """
    _require_his_own(deed, token.user)
    if token.revoked_at is not None:
        raise Refused("token_revoked", Text("该令牌已经吊销", "This token is revoked"))
    secret = _new_secret()
    token.old_digest, token.digest = token.digest, token_digest(secret)
    token.old_until = min(token.expires_at, deed.received_at + timedelta(hours=hours))
    token.expires_at = deed.received_at + timedelta(days=days)
    token.save(update_fields=["old_digest", "digest", "old_until", "expires_at"])
    token.secret = deed.secret = secret
    changed(token.user_id)
    return token


@act("token.revoke", Text("吊销访问令牌", "Revoke a token"), on="token")
def revoke_token(deed: Deed, token: ApiToken, reason: Reason) -> ApiToken:
    """Make a token worthless at once."""
    token.revoked_at = token.revoked_at or deed.received_at
    token.save(update_fields=["revoked_at"])
    changed(token.user_id)
    return token


def _new_secret() -> str:
    return f"xc_{secrets.token_urlsafe(32)}"


def others_token(user: User, actor: UUID | None) -> Refused | None:
    """What stands against a token: nobody holds the key with which another person acts. The program itself is nobody."""
    if user.kind != UserKind.PERSON or actor in (None, user.pk):
        return None
    return Refused(
        "others_token",
        Text(
            "人员的令牌只能由本人签发和更换；由程序办理的，请使用服务账号",
            "The token of a person is issued and rotated by himself alone; for a program use a service account",
        ),
        status=403,
    )


def _require_his_own(deed: Deed, user: User) -> None:
    refused = others_token(user, deed.actor.id)
    if refused:
        raise refused


def _check_scope(user: User, scope: TokenScope, named: list[str]) -> None:
    """Refuse a scope that does not fit the acts named or the user. Raises `Refused` (`invalid_input`)."""
    if user.kind == UserKind.SERVICE and scope == TokenScope.FULL:
        wide = Text("服务账号的令牌须限定权限范围", "A token of a service account must be limited")
        raise invalid(FieldError("scope", wide))
    if (scope in WITH_ACTS) != bool(named):
        raise invalid(
            FieldError(
                "acts",
                Text(
                    "权限范围含所列行为时须列出，否则不填", "Name acts exactly where the scope speaks of acts"
                ),
            )
        )
    unknown = [name for name in named if name not in REGISTER]
    if unknown:
        names = "、".join(unknown)
        raise invalid(FieldError("acts", Text(f"没有这些行为：{names}", f"No such acts: {names}")))
