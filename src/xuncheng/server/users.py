"""`xuncheng user`: what an administrator needs before anybody can sign in."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from xuncheng.foundation.people.commands import set_password as set_password_act
from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.viewer import program


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
    person = User.objects.filter(username=username.lower()).first()
    if person is None:
        console.print(f"[red]没有用户 {username} / there is no user {username}")
        return False
    try:
        set_password_act(Deed(actor=program("xuncheng user", {"password.set"})), person, password)
    except Refused as refused:
        console.print(f"[red]{refused}")
        return False
    console.print("已重设密码 / password set")
    return True
