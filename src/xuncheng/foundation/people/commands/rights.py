"""Rights: roles as sets of acts, grants of role × area × period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from django.conf import settings

from xuncheng.foundation.people.commands.checks import CODE
from xuncheng.foundation.people.memory import changed
from xuncheng.foundation.people.models import Grant, Role, User
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.acts import REGISTER, act
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.inputs import field
from xuncheng.foundation.trail.refusal import FieldError, Refused, invalid
from xuncheng.rules.legal import Text

Reason = Annotated[str, field("原因", "Reason", "text", min_length=1, max_length=200)]

ForUser = Annotated[User, field("用户", "User", "ref", ref="user")]
InRole = Annotated[Role, field("角色", "Role", "ref", ref="role")]
InArea = Annotated[Area, field("区域", "Area", "ref", ref="jurisdiction")]


@act("role.set", Text("设置角色", "Set a role"))
def set_role(
    deed: Deed,
    code: Annotated[str, field("代码", "Code", "text", max_length=40, pattern=CODE)],
    label_zh: Annotated[str, field("中文名称", "Chinese name", "text", min_length=1, max_length=50)],
    label_en: Annotated[str, field("英文名称", "English name", "text", min_length=1, max_length=80)],
    acts: Annotated[list[str], field("可办理的行为", "Acts", "refs", ref="act")],
    reads: Annotated[bool, field("可查看辖区业务", "Sees the business of the area", "bool")] = True,
) -> Role:
    """Make a role, or change which acts it holds. It belongs to the whole district."""
    unknown = sorted(set(acts) - REGISTER.keys())
    if unknown:
        names = "、".join(unknown)
        raise invalid(FieldError("acts", Text(f"没有这些行为：{names}", f"No such acts: {names}")))
    role = Role.objects.select_for_update().filter(code=code).first() or Role(id=deed.id, code=code)
    role.label_zh, role.label_en, role.acts, role.reads = label_zh, label_en, sorted(set(acts)), reads
    role.area_path = f"{settings.LOCALITY.area_code}."
    role.save()
    changed(None)
    return role


@act("grant.give", Text("授予角色", "Give a role"))
def give_grant(
    deed: Deed,
    user: ForUser,
    role: InRole,
    area: InArea,
    since: Annotated[date, field("起", "From", "date")],
    until: Annotated[date | None, field("止", "Until", "date")] = None,
) -> Grant:
    """Give a user a role in an area for a period. Whoever gives must himself hold this act there."""
    if user.pk == deed.actor.id:
        raise Refused("own_grant", Text("不能给自己授权", "You cannot give rights to yourself"), status=403)
    if until is not None and until < since:
        raise invalid(FieldError("until", Text("止期早于起期", "The end lies before the start")))
    grant = Grant.objects.create(
        id=deed.id,
        user=user,
        role=role,
        area=area,
        area_path=area.path,
        since=since,
        until=until,
        granted_by_id=deed.actor.id,
    )
    changed(user.pk)
    return grant


@act("grant.end", Text("收回角色", "End a grant"), on="grant")
def end_grant(deed: Deed, grant: Grant, reason: Reason) -> Grant:
    """End a grant at once: its last day is the one before this act."""
    yesterday = deed.day - timedelta(days=1)
    grant.until = min(grant.until or yesterday, yesterday)
    grant.save(update_fields=["until"])
    changed(grant.user_id)
    return grant
