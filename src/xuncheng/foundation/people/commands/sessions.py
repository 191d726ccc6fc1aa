"""Signing in and out, as the trail of the user tells it. The acts change nothing: the sign-in itself does."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from xuncheng.foundation.people.models import Organisation, User
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.rules.legal import Text


class RefusedSignIn(StrEnum):
    """Why somebody was not let in."""

    PASSWORD = "password"  # noqa: S105 - the name of a reason
    SECOND_FACTOR = "second_factor"
    INACTIVE = "inactive"
    LOCKED = "locked"


REASONS = {
    RefusedSignIn.PASSWORD.value: Text("密码错误", "wrong password"),
    RefusedSignIn.SECOND_FACTOR.value: Text("动态验证码错误", "wrong second factor"),
    RefusedSignIn.INACTIVE.value: Text("账号已停用", "account not active"),
    RefusedSignIn.LOCKED.value: Text("失败次数过多，暂时锁定", "locked after too many failures"),
}


@act("session.open", Text("登录", "Sign in"), on="user")
def open_session(
    deed: Deed,
    user: User,
    provider: Annotated[str, field("认证平台", "Provider", "text", max_length=60)] = "",
) -> User:
    """Record that a user signed in, with all his factors, and by whose provider where it was not by his password here."""
    return user


@act("session.refuse", Text("拒绝登录", "Refuse a sign-in"), on="user")
def refuse_session(
    deed: Deed,
    user: User,
    reason: Annotated[RefusedSignIn, field("原因", "Reason", "choice", choices=REASONS)],
) -> User:
    """Record that a sign-in as this user failed."""
    return user


@act(
    "session.refuse_unknown",
    Text("拒绝登录（用户不存在）", "Refuse a sign-in: no such user"),
    on="organisation",
)
def refuse_unknown(deed: Deed, organisation: Organisation) -> Organisation:
    """Record at the bureau that somebody tried a name that nobody has; the name itself may be a mistyped password."""
    return organisation


@act("session.close", Text("退出登录", "Sign out"), on="user")
def close_session(
    deed: Deed, user: User, sessions: Annotated[int, field("会话数", "Sessions", "number", ge=1)] = 1
) -> User:
    """Record that a user ended one or more of his sessions."""
    return user


@act("second_factor.change", Text("变更两步验证", "Change the second factor"), on="user")
def change_second_factor(
    deed: Deed, user: User, change: Annotated[str, field("变更", "Change", "text", max_length=60)]
) -> User:
    """Record that a user added, removed or renewed a second factor."""
    return user
