"""Users: who can sign in, where he works, how he signs in."""

from __future__ import annotations

from typing import Annotated

from django.conf import settings

from xuncheng.foundation.people.commands.checks import require_free
from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.models import (
    ApiToken,
    Language,
    Officer,
    Organisation,
    Team,
    User,
    UserKind,
)
from xuncheng.foundation.people.passwords import hashed
from xuncheng.foundation.people.sessions import end_sessions
from xuncheng.foundation.trail.acts import act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

LANGUAGES = {Language.ZH.value: Text("中文", "Chinese"), Language.EN.value: Text("英文", "English")}

KINDS = {
    UserKind.PERSON.value: Text("人员", "person"),
    UserKind.SERVICE.value: Text("服务账号", "service account"),
}

Password = Annotated[str, field("密码", "Password", "password", max_length=128, secret=True)]
Phone = Annotated[str, field("电话", "Phone", "text", max_length=30, pattern=r"^[0-9+ -]*$")]
Tongue = Annotated[Language, field("语言", "Language", "choice", choices=LANGUAGES)]
Home = Annotated[Organisation | None, field("机构", "Organisation", "ref", ref="organisation")]
Unit = Annotated[Team | None, field("执法队", "Team", "ref", ref="team")]
Name = Annotated[str, field("姓名", "Name", "text", min_length=1, max_length=50)]
Email = Annotated[str, field("邮箱", "E-mail", "text", max_length=254)]
ExternalId = Annotated[str, field("外部标识", "External id", "text", max_length=200)]


@act("user.add", Text("新增用户", "Add a user"))
def add_user(
    deed: Deed,
    username: Annotated[
        str, field("用户名", "User name", "text", max_length=40, pattern=r"^[A-Za-z0-9._-]+$")
    ],
    name: Name,
    password: Password = "",
    organisation: Home = None,
    team: Unit = None,
    phone: Phone = "",
    email: Email = "",
    language: Tongue = Language.ZH,
    kind: Annotated[UserKind, field("类别", "Kind", "choice", choices=KINDS)] = UserKind.PERSON,
    external_id: ExternalId = "",
) -> User:
    """Add somebody who can sign in; without a password only programs can work for him, by token.

    A service account is a program of its own: it has no password, and comes by tokens alone.

    A member of a team belongs to the team's organisation.
    """
    username = username.lower()
    require_free(User, "username", username)
    _refuse_password(kind, password)
    _require_free_key(external_id)
    user = User(
        id=deed.id, kind=kind, username=username, name=name, phone=phone, email=email, language=language, external_id=external_id
    )  # fmt: skip
    _place(user, organisation, team)
    user.password = hashed(password, user)
    user.save()
    return user


@act("user.change", Text("修改用户", "Change a user"), on="user")
def change_user(deed: Deed, user: User, name: Name, email: Email = "", external_id: ExternalId = "") -> User:
    """Change what a user is called, his e-mail address, and the key by which another system knows him.

    His user name stays: whoever could change it could sign in as somebody else by the provider that vouches for the new one.
    """
    if external_id != user.external_id:
        _require_free_key(external_id)
    user.name, user.email, user.external_id = name, email, external_id
    user.save(update_fields=["name", "email", "external_id"])
    changed(user.pk)
    return user


@act("user.move", Text("调动用户", "Move a user"), on="user")
def move_user(deed: Deed, user: User, organisation: Home = None, team: Unit = None) -> User:
    """Let a user work elsewhere; whoever moves him must hold this act at both ends.

    His grants stay as they are: they are given and ended on their own.
    """
    _place(user, organisation, team)
    if not deed.actor.may(deed.name, user.area_path, deed.day):
        there = Text("您没有向该区域调入人员的权限", "You have no grant to move somebody there")
        raise Refused("no_grant", there, status=403)
    user.save()
    Officer.objects.filter(pk=user.pk).update(area_path=user.area_path)
    ApiToken.objects.filter(user=user).update(area_path=user.area_path)
    changed(user.pk)
    return user


@act("user.deactivate", Text("停用用户", "Deactivate a user"), on="user")
def deactivate_user(
    deed: Deed,
    user: User,
    reason: Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=200)],
    gone_there: Annotated[bool, field("来源系统已删除", "Deleted where he came from", "bool")] = False,
) -> User:
    """Shut a user out at once: his sessions end, his tokens are revoked. What he did stays.

    `gone_there`: the system which provisions users deleted him, and sees him no more.
    """
    if user.pk == deed.actor.id:
        raise Refused("own_account", Text("不能停用自己的账号", "You cannot deactivate your own account"))
    user.is_active, user.gone_there = False, gone_there
    user.save(update_fields=["is_active", "gone_there"])
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=deed.received_at)
    end_sessions(user.pk)
    changed(user.pk)
    return user


@act("user.restore", Text("恢复用户", "Restore a user"), on="user")
def restore_user(
    deed: Deed,
    user: User,
    reason: Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=200)],
) -> User:
    """Let a deactivated user in again, with the password and the grants that he has; his tokens stay revoked."""
    if user.is_active:
        raise Refused("user_active", Text("该用户没有停用", "This user is not deactivated"))
    user.is_active, user.gone_there = True, False
    user.save(update_fields=["is_active", "gone_there"])
    changed(user.pk)
    return user


@act("profile.change", Text("修改个人资料", "Change my profile"), on="user")
def change_profile(deed: Deed, user: User, language: Tongue, phone: Phone = "") -> User:
    """Change one's own language and phone number; nobody else's."""
    if user.pk != deed.actor.id:
        raise Refused(
            "not_yourself", Text("只能修改自己的资料", "You can only change your own profile"), status=403
        )
    user.language, user.phone = language, phone
    user.save(update_fields=["language", "phone"])
    changed(user.pk)
    return user


@act("password.set", Text("设置密码", "Set a password"), on="user")
def set_password(deed: Deed, user: User, password: Password) -> User:
    """Give a user a new password. Where somebody else does it, all sessions of the user end."""
    _refuse_password(user.kind, password)
    user.password = hashed(password, user)
    user.save(update_fields=["password"])
    if user.pk != deed.actor.id:
        end_sessions(user.pk)
        changed(user.pk)
    return user


def _require_free_key(external_id: str) -> None:
    if external_id:
        require_free(User, "external_id", external_id)


def _refuse_password(kind: str, password: str) -> None:
    """Refuse a password for a service account: a program that could sign in would pass for a person."""
    if kind == UserKind.SERVICE and password:
        raise invalid(
            FieldError(
                "password",
                Text(
                    "服务账号不能以密码登录，请为其签发令牌",
                    "A service account has no password: issue it a token",
                ),
            )
        )


def _place(user: User, organisation: Organisation | None, team: Team | None) -> None:
    """Put a user into a team, an organisation, or, as a citizen is, just into the district."""
    user.team = team
    user.organisation = team.organisation if team else organisation
    home = team or user.organisation
    user.area_path = home.area_path if home else f"{settings.LOCALITY.area_code}."
