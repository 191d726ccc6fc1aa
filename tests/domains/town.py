"""A small district in which cases happen: two streets, everybody whom a case needs, and a clock to move.

Everything is committed for real, so that row-level security is asked as it is in the running program; the
module that asked for the town empties the database behind itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from uuid_utils.compat import uuid7

from xuncheng.domains.documents.drawn import ON_PAPER
from xuncheng.domains.law.commands import MatterRow, set_matter
from xuncheng.foundation.messages.relay import relay_once
from xuncheng.foundation.people.commands import (
    add_organisation,
    add_team,
    add_user,
    certify_officer,
    give_grant,
    issue_token,
    set_role,
)
from xuncheng.foundation.people.memory import MEMORY
from xuncheng.foundation.people.models import Organisation, OrganisationKind, Role, Team, TeamKind, User
from xuncheng.foundation.places.commands import AreaFile, import_areas
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.places.taking_in import AreaRow
from xuncheng.foundation.trail.acts import REGISTER
from xuncheng.foundation.trail.deed import SHANGHAI, Deed
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.foundation.trail.scope import reading, set_scope
from xuncheng.foundation.trail.viewer import program

HOUSE = program("测试", REGISTER)
SINCE, UNTIL = date(2024, 1, 1), date(2029, 12, 31)
START = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
"""Where the clock of each test begins: a Monday morning."""

WEST, SOUTH, EAST, NORTH = 116.34, 39.91, 116.38, 39.93
MIDDLE = 116.36
ROLES = tomllib.loads((settings.LOCALITY_DIR / "roles.toml").read_text(encoding="utf-8"))

_CITY = "北京市市容环境卫生条例"
_ANY = {"subject_zh": "任何单位和个人", "subject_en": "any", "verification": "yes", "fine_basis": "per act"}
MATTERS: tuple[dict[str, Any], ...] = (
    _ANY | {
        "code": "SR-010", "name_zh": "擅自占道摆摊设点", "name_en": "Unauthorised street vending", "domain": "occupation",
        "violated": [(_CITY, "35(1)")], "penalised": [(_CITY, "35(5)")], "kinds": ["confiscate_goods", "fine:optional"],
        "fine_min": 500, "fine_max": 5000, "correction_order": "with_penalty",
        "seizure": "可以查封、扣押经营工具和物品（示范条例第九条）",
    },
    _ANY | {
        "code": "SR-028", "name_zh": "乱丢烟头纸屑等废弃物", "name_en": "Littering", "domain": "sanitation",
        "violated": [(_CITY, "52(1)(2)")], "penalised": [(_CITY, "52(2)")], "kinds": ["warning", "fine:optional"],
        "fine_min": 20, "fine_max": 200, "correction_order": "with_penalty",
    },
    _ANY | {
        "code": "HW-009", "name_zh": "广告屏灯箱施工等光污染", "name_en": "Light pollution by screens", "domain": "outdoor_ads",
        "penalised": [("生态环境法典", "1210")], "kinds": ["fine"], "fine_min": 5000, "fine_max": 50_000,
        "correction_order": "precondition",
    },
    _ANY | {
        "code": "ST-009", "name_zh": "运输渣土沿途遗撒", "name_en": "Spilling muck on the road", "domain": "waste",
        "effective_until": date(2026, 8, 14), "violated": [("固体废物污染环境防治法", "63(2)")],
        "penalised": [("固体废物污染环境防治法", "111(1)(4)")], "kinds": ["fine"], "fine_min": 1000, "fine_max": 9000,
        "correction_order": "with_penalty",
    },
    _ANY | {
        "code": "ST-009", "name_zh": "运输渣土沿途遗撒", "name_en": "Spilling muck on the road", "domain": "waste",
        "effective_from": date(2026, 8, 15), "violated": [("生态环境法典", "520(2)")], "penalised": [("生态环境法典", "1174(1)(3)")],
        "kinds": ["fine"], "fine_min": 500, "fine_max": 4000, "correction_order": "with_penalty",
    },
)  # fmt: skip
"""A few matters: an ordinary one, one for the spot, one to be corrected first, one whose law changed for the lighter."""


@dataclass
class Clock:
    """What the program takes for now."""

    now: datetime = START

    def on(self, month: int, day: int, hour: int = 9) -> None:
        """Go to that day of 2026."""
        self.now = datetime(2026, month, day, hour, tzinfo=SHANGHAI)

    def pass_by(self, **delta: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self.now += timedelta(**delta)

    @property
    def today(self) -> date:
        """The calendar day in China."""
        return self.now.astimezone(SHANGHAI).date()


def on_paper(act: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is entered in an act, with whoever draws no signature having signed the paper, unless the test says otherwise."""
    entered = REGISTER[act].inputs.schema.model_fields if act in REGISTER else {}
    pads = {name: name.replace("signature", "refusal") for name in entered if name.endswith("signature")}
    return {why: ON_PAPER for pad, why in pads.items() if why in entered and not given.get(pad)} | given


class Stranger:
    """Somebody who calls the API without having signed in."""

    headers: dict[str, str] = {}

    def __init__(self) -> None:
        self.http = Client(raise_request_exception=False)

    def call(
        self, method: str, path: str, body: Any = None, *, mime: str = "application/json", **headers: str
    ) -> HttpResponse:
        """One request. `body` is sent as JSON unless it is bytes."""
        content = (
            body if isinstance(body, bytes) else b"" if body is None else orjson.dumps(body, default=str)
        )
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.http.generic(method, path, content, mime, headers=self.headers | sent)

    def get(self, path: str, **query: Any) -> Any:
        """The JSON at a path of the API; anything but 200 fails the test."""
        response = self.http.get(f"/api/v1{path}", query, headers=self.headers)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def send(
        self,
        act: str,
        on: Any = None,
        /,
        *,
        key: UUID | None = None,
        version: int | None = None,
        **given: Any,
    ) -> HttpResponse:
        """Send one act."""
        body: dict[str, Any] = {"id": key or uuid7(), "input": on_paper(act, given)}
        if on is not None:
            body["on"] = on
        headers = {} if version is None else {"If_Match": f'"{version}"'}
        return self.call("POST", f"/api/v1/acts/{act}", body, **headers)

    def previews(self, act: str, on: Any = None, /, *, wording: Any = None, **given: Any) -> HttpResponse:
        """Ask for the documents that an act would make; anything that stays of it fails the test."""
        before = entries()
        body = {"id": uuid7(), "on": on, "input": given, "wording": wording or {}}
        response = self.call("POST", f"/api/v1/acts/{act}/preview", body)
        assert entries() == before
        return response

    def does(self, act: str, on: Any = None, /, **given: Any) -> dict[str, Any]:
        """Do one act; a refusal fails the test."""
        response = self.send(act, on, **given)
        assert response.status_code == 200, response.content.decode()
        return response.json()

    def refused(self, act: str, on: Any = None, /, **given: Any) -> dict[str, Any]:
        """The problem that an act meets, in both languages; that it is done, or that it left anything, fails the test."""
        before = entries()
        response = self.send(act, on, **given)
        assert response.status_code >= 400, response.content.decode()
        assert response["Content-Type"] == "application/problem+json"
        assert entries() == before
        problem: dict[str, Any] = response.json()
        assert problem["title_zh"]
        assert problem["title_en"] != problem["title_zh"]
        return problem


class Person(Stranger):
    """A user who calls the API by a token of his."""

    def __init__(self, user: User, secret: str) -> None:
        super().__init__()
        self.user, self.headers = user, {"Authorization": f"Bearer {secret}"}

    @property
    def key(self) -> str:
        """His key, which is also that of the officer he is."""
        return str(self.user.pk)


@dataclass(frozen=True)
class Street:
    """A street with its team of two officers, and a point in it."""

    area: Area
    organisation: Organisation
    team: Team
    officers: tuple[Person, Person]
    point: dict[str, float]

    @property
    def both(self) -> list[str]:
        """The keys of its officers."""
        return [officer.key for officer in self.officers]


@dataclass(frozen=True)
class Town:
    """The district with the bureau, two streets, and everybody whom a case needs."""

    clock: Clock
    district: Area
    bureau: Organisation
    a: Street
    b: Street
    head: Person
    deputy: Person
    reviewer: Person
    dispatcher: Person
    admin: Person
    citizen: Person
    roles: dict[str, Role]
    matters: dict[str, str]
    stranger: Stranger = field(default_factory=Stranger)

    @property
    def officer(self) -> Person:
        """The first officer of street A."""
        return self.a.officers[0]

    def grant(self, person: Person, role: str, area: Area) -> None:
        """Give a role to somebody."""
        give_grant(Deed(HOUSE), person.user, self.roles[role], area, SINCE)


@contextmanager
def telling_time(clock: Clock) -> Iterator[Clock]:
    """The program asks this clock what time it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: clock.now)
        yield clock


def build(clock: Clock) -> Town:
    """Everything, by the program's own acts."""
    MEMORY.forget(None)
    district, *streets = _areas()
    bureau = add_organisation(
        Deed(HOUSE), OrganisationKind.BUREAU, "bureau", "示范区城管局", "示城管", district
    )
    roles = {
        code: set_role(Deed(HOUSE), code, row["zh"], row["en"], row["acts"], row.get("reads", True))
        for code, row in ROLES.items()
    }
    people = Hiring(bureau, district, roles)
    a, b = (people.street(area, place) for place, area in enumerate(streets))
    return Town(
        clock, district, bureau, a, b,
        head=people.person("head", "赵局长", "head"), deputy=people.person("deputy", "钱副局长", "head"),
        reviewer=people.person("reviewer", "孙审核", "reviewer"), dispatcher=people.person("dispatcher", "李调度", "dispatcher"),
        admin=people.person("admin", "周管理", "administrator"), citizen=people.person("citizen", "吴市民", "citizen"),
        roles=roles, matters={row["code"]: str(set_matter(Deed(HOUSE), MatterRow(**row)).pk) for row in MATTERS},
    )  # fmt: skip


@dataclass
class Hiring:
    """Adds people, one after the other."""

    bureau: Organisation
    district: Area
    roles: dict[str, Role]

    def person(self, username: str, name: str, role: str, team: Team | None = None) -> Person:
        """Somebody with a role in the district, or in the area of his team, and a token."""
        home = None if team or role == "citizen" else self.bureau
        user = add_user(Deed(HOUSE), username, name, organisation=home, team=team)
        give_grant(Deed(HOUSE), user, self.roles[role], team.area if team else self.district, SINCE)
        if role == "officer":
            certify_officer(Deed(HOUSE), user, f"ZF-{username}", SINCE, UNTIL)
        token: Any = issue_token(Deed(HOUSE), user, "测试", 366)
        return Person(user, token.secret)

    def street(self, area: Area, place: int) -> Street:
        """A street with its office, its team and two officers."""
        letter, names = ("a", ("张一", "张二")) if place == 0 else ("b", ("王一", "王二"))
        office = add_organisation(
            Deed(HOUSE), OrganisationKind.STREET, f"street-{letter}", area.name, area.name, area, self.bureau
        )
        team = add_team(
            Deed(HOUSE), office, TeamKind.ENFORCEMENT, f"team-{letter}", f"{area.name}执法队", area
        )
        one, two = (
            self.person(f"{letter}{at}", name, "officer", team) for at, name in enumerate(names, start=1)
        )
        lon = (WEST + MIDDLE) / 2 if place == 0 else (MIDDLE + EAST) / 2
        return Street(area, office, team, (one, two), {"lon": lon, "lat": (SOUTH + NORTH) / 2})


def _areas() -> list[Area]:
    _take_in(Area.Kind.DISTRICT, ("110199", "示范区", (WEST, EAST)))
    _take_in(
        Area.Kind.STREET, ("110199001", "甲街道", (WEST, MIDDLE)), ("110199002", "乙街道", (MIDDLE, EAST))
    )
    return list(Area.objects.order_by("code"))


def _take_in(kind: Area.Kind, *areas: tuple[str, str, tuple[float, float]]) -> None:
    rows = [AreaRow(code=code, name=name, geometry=_box(*sides)) for code, name, sides in areas]
    import_areas(Deed(HOUSE), AreaFile(name="测试.geojson", kind=kind, rows=rows))


def _box(west: float, east: float) -> dict[str, Any]:
    ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
    return {"type": "Polygon", "coordinates": [ring]}


def entries() -> int:
    """How many entries the trail has; the database lets nothing be written that leaves none."""
    with reading(HOUSE):
        return TrailEntry.objects.count()


def pdf_of(title: str) -> bytes:
    """What stands for a printed page where printing is not the point."""
    return f"%PDF-1.7 {title} /Type/Pages/Count 1".encode()


def pass_on() -> None:
    """What the worker does with committed acts: tell those who are concerned."""
    while relay_once():
        pass


def messages_of(person: Person) -> list[dict[str, Any]]:
    """The notifications of somebody, the newest first."""
    found: list[dict[str, Any]] = person.get("/notifications", limit=200)["items"]
    return found


def multiply(row: Any, times: int, /, **each: Callable[[int], Any]) -> list[Any]:
    """Copies of a row, written as one act writes them; `each` says what differs, by the number of the copy."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.generated and field.attname not in row.get_deferred_fields()
    }
    copies = [
        type(row)(**fields | {"id": uuid7()} | {name: make(at) for name, make in each.items()})
        for at in range(times)
    ]
    with one_act():
        return type(row).objects.bulk_create(copies)


@contextmanager
def one_act() -> Iterator[None]:
    """What is written inside is written as one act of the house."""
    act, now = uuid7(), timezone.now()
    entry = [uuid7(), "thing", act, "thing.do", None, "测试", "110199.", now, now, "", "", "{}", "{}"]
    with transaction.atomic(), connection.cursor() as cursor:
        set_scope(HOUSE, act)
        yield
        cursor.execute(f"SELECT trail_append({', '.join(['%s'] * len(entry))})", entry)
