"""`xuncheng user`: what an administrator needs before anybody can sign in."""

from __future__ import annotations

import tomllib

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from xuncheng.foundation.people.commands import add_user, change_second_factor, give_grant, set_role
from xuncheng.foundation.people.commands import set_password as set_password_act
from xuncheng.foundation.people.models import Role, User
from xuncheng.foundation.people.second_factors import forget
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program

_KEEPER = program(
    "xuncheng user", {"password.set", "user.add", "grant.give", "role.set", "second_factor.change"}
)


def list_users(console: Console) -> None:
    """Print the users with their organisation and roles."""
    table = Table("用户名 username", "姓名 name", "单位 organisation", "角色 roles")
    for person in (
        User.objects.select_related("organisation").prefetch_related("grants__role").order_by("username")
    ):
        roles = "、".join(sorted({grant.role.label_zh for grant in person.grants.all()}))
        table.add_row(
            person.username, person.name, person.organisation.name if person.organisation else "", roles
        )
    console.print(table)


def set_password(username: str, password: str, console: Console) -> bool:
    """Set a password as the program. False, with the reason printed, when it is refused."""
    person = _named(username, console)
    if person is None:
        return False
    try:
        set_password_act(Deed(_KEEPER), person, password)
    except Refused as refused:
        console.print(f"[red]{refused}")
        return False
    console.print("已重设密码 / password set")
    return True


def drop_second_factor(username: str, console: Console) -> bool:
    """Take a user's second factors away. False, with the reason printed, when there is no such user."""
    person = _named(username, console)
    if person is None:
        return False
    with transaction.atomic():
        forget(person.pk)
        change_second_factor(Deed(_KEEPER), person, "removed all")
    console.print("已取消两步验证 / second factor taken away")
    return True


def _named(username: str, console: Console) -> User | None:
    """The user of that name; None, with the reason printed, when there is none."""
    person = User.objects.filter(username=username.lower()).first()
    if person is None:
        console.print(f"[red]没有用户 {username} / there is no user {username}")
    return person


def add_with_role(username: str, name: str, password: str, role: str, area: str, console: Console) -> bool:
    """Add a user who holds a role in an area from today on. False, with the reason printed, when it is refused.

    A role that is not there yet is taken from the locality's table.
    """
    code = area or settings.LOCALITY.area_code
    found = Area.objects.filter(code=code).first()
    if found is None:
        console.print(f"[red]没有区域 {code}，请先导入 / there is no area {code}: import it first")
        return False
    try:
        with transaction.atomic():
            _add(username, name, password, role, found)
    except KeyError:
        console.print(f"[red]没有角色 {role} / there is no role {role}", highlight=False)
        return False
    except Refused as refused:
        console.print(f"[red]{refused}", highlight=False)
        return False
    console.print(f"已新增用户 {username} / user added")
    return True


def _add(username: str, name: str, password: str, role: str, area: Area) -> None:
    person = add_user(Deed(_KEEPER), username, name, password)
    held = Role.objects.filter(code=role).first() or _from_table(role)
    give_grant(Deed(_KEEPER), person, held, area, timezone.localdate())


def _from_table(code: str) -> Role:
    """The role as the locality's table has it. Raises KeyError where it has none."""
    table = tomllib.loads((settings.LOCALITY_DIR / "roles.toml").read_text(encoding="utf-8"))
    row = table[code]
    return set_role(Deed(_KEEPER), code, row["zh"], row["en"], row["acts"], row.get("reads", True))
