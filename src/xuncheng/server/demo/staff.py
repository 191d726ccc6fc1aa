"""The demo bureau's organisation, roles and staff, from the locality's tables."""

from __future__ import annotations

import base64
import itertools
import secrets
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from xuncheng.domains.intake.commands import register_sender
from xuncheng.foundation.people.commands import (
    add_organisation,
    add_team,
    add_user,
    certify_officer,
    give_grant,
    set_password,
    set_role,
)
from xuncheng.foundation.people.models import (
    Organisation,
    OrganisationKind,
    Role,
    Team,
    TeamKind,
    User,
    UserKind,
)
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.deed import Deed
from xuncheng.gateways.exchange.outbox import SCHEME
from xuncheng.gateways.webhooks.commands import subscribe
from xuncheng.gateways.webhooks.secrets import PREFIX, SHORTEST
from xuncheng.rules.delivering import WORK_ORDER_FILE

SINCE, UNTIL = date(2024, 1, 1), date(2029, 12, 31)
"""Validity of the demo's certificates and grants."""

NAMED = {
    "leaders": ["head", "head-2"], "legal": ["reviewer"], "command": ["dispatcher"], "technology": ["admin", "devices"],
    "finance": ["keeper", "cashier"],
    "team-1": ["officer-a", "officer-a2"], "team-3": ["officer-b"],
}  # fmt: skip
"""User names of the sign-ins that are printed at start, by the unit they work in."""


class Builder:
    """Adds units and people one after the other; each addition is an act of the program."""

    def __init__(self, folder: Path, deed: Callable[[], Deed]) -> None:
        self.tables = _read(folder / "organisation.toml")
        self.roles_table = _read(folder / "roles.toml")
        self.deed = deed
        self.district = Area.objects.get(kind=Area.Kind.DISTRICT)
        self.names = _names(self.tables["names"])
        self.serial = itertools.count(1)
        self.roles: dict[str, Role] = {}

    def build(self) -> None:
        """Everything, from the bureau down. Nobody can sign in yet: see `open_doors`."""
        self.roles = {
            code: set_role(self.deed(), code, row["zh"], row["en"], row["acts"], row.get("reads", True))
            for code, row in self.roles_table.items()
        }
        top = self.tables["bureau"]
        bureau = add_organisation(
            self.deed(), OrganisationKind.BUREAU, top["code"], top["name"], top["short"], self.district
        )
        for place in range(top["leaders"]):
            self._person("leaders", place, bureau, None, "head")
        for row in self.tables["department"]:
            self._department(row, bureau)
        self._teams(bureau)
        self._citizen()
        self._hub(bureau)
        self._platforms(bureau)

    def _department(self, row: dict[str, Any], bureau: Organisation) -> None:
        office = add_organisation(
            self.deed(),
            OrganisationKind.DEPARTMENT,
            row["code"],
            row["name"],
            row["name"][:10],
            self.district,
            bureau,
        )
        roles = row.get("roles", [row.get("role", "clerk")])
        for place in range(row["staff"]):
            self._person(row["code"], place, office, None, roles[place % len(roles)])

    def _teams(self, bureau: Organisation) -> None:
        for row in self.tables["subordinate"]:
            team = add_team(
                self.deed(), bureau, TeamKind(row["kind"]), row["code"], row["name"], self.district
            )
            self._crew(row["code"], row["staff"], bureau, team)
        streets = list(Area.objects.filter(kind=Area.Kind.STREET).order_by("code"))
        plan = self.tables["streets"]
        doubled = plan["teams"] - len(streets)
        code = itertools.count(1)
        for place, street in enumerate(streets):
            office = add_organisation(
                self.deed(),
                OrganisationKind.STREET,
                f"street-{place + 1}",
                street.name,
                street.name[:10],
                street,
                bureau,
            )
            for part in ("一", "二") if place < doubled else ("",):
                name = f"team-{next(code)}"
                title = f"{street.name}综合行政执法{part}队"
                team = add_team(self.deed(), office, TeamKind.ENFORCEMENT, name, title, street)
                self._crew(name, plan["staff_per_team"], office, team)

    def _crew(self, unit: str, size: int, office: Organisation, team: Team) -> None:
        for place in range(size):
            self._person(unit, place, office, team, "officer")

    def _person(self, unit: str, place: int, office: Organisation, team: Team | None, role: str) -> None:
        number = next(self.serial)
        named = NAMED.get(unit, [])
        username = named[place] if place < len(named) else f"staff-{number:03}"
        user = add_user(self.deed(), username, next(self.names), organisation=office, team=team)
        area = team.area if team else self.district
        give_grant(self.deed(), user, self.roles[role], area, SINCE)
        if role in ("officer", "head", "reviewer"):
            certify_officer(self.deed(), user, f"示执{number:06}", SINCE, UNTIL)

    def _citizen(self) -> None:
        user = add_user(self.deed(), "citizen", "示范市民")
        give_grant(self.deed(), user, self.roles["citizen"], self.district, SINCE)
        everybody = add_user(self.deed(), "public", "公众")
        give_grant(self.deed(), everybody, self.roles["public"], self.district, SINCE)

    def _hub(self, bureau: Organisation) -> None:
        """Another system, for which only a program works: events may be sent to it (docs/webhooks.md)."""
        user = add_user(self.deed(), "hub", "示范协同平台", organisation=bureau)
        give_grant(self.deed(), user, self.roles["clerk"], self.district, SINCE)

    def _platforms(self, bureau: Organisation) -> None:
        """Platforms that exchange work orders with the bureau (docs/exchange.md): one by HTTP, one by files in a folder."""
        for code, name, source in PLATFORMS:
            register_sender(self.deed(), code, name, source)
            user = add_user(self.deed(), code, name, organisation=bureau, kind=UserKind.SERVICE)
            give_grant(self.deed(), user, self.roles["platform"], self.district, SINCE)
        secret = PREFIX + base64.b64encode(secrets.token_bytes(SHORTEST)).decode()
        subscribe(
            self.deed(), f"{name}工单回执", user, f"{SCHEME}{code}", "report.*", secret, form=WORK_ORDER_FILE,
            area_path=self.district.path,
        )  # fmt: skip


PLATFORMS = (
    ("hotline-12345", "示范市12345热线", "hotline"),
    ("all-response", "示范街道全响应平台", "response"),
)
"""Platforms of the demo: code and user name, name, source. The last one exchanges by files."""


def open_doors(folder: Path, deed: Callable[[], Deed]) -> None:
    """Give the printed sign-ins their passwords."""
    for name, password in _passwords(folder).items():
        set_password(deed(), User.objects.get(username=name), password)


def doors_are_open(folder: Path) -> bool:
    """Whether all of the printed sign-ins have their passwords."""
    names = _passwords(folder)
    people = list(User.objects.filter(username__in=names))
    return len(people) == len(names) and all(person.has_usable_password() for person in people)


def _passwords(folder: Path) -> dict[str, str]:
    return {row["username"]: row["password"] for row in _read(folder / "signins.toml")["signin"]}


def _names(table: dict[str, Any]) -> Iterator[str]:
    """Names that nobody bears: every given name begins with 示."""
    return (family + given for given, family in itertools.product(table["given"], table["family"]))


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
