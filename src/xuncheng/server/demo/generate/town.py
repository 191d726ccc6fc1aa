"""The demo town as scripts see it: places to be at, officers, officials, matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from xuncheng.domains.law.queries import Matter
from xuncheng.foundation.people.models import Officer, Team, User
from xuncheng.foundation.people.queries import viewer_of
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.rules.locality import Locality
from xuncheng.server.demo.generate.store import Store, read_store
from xuncheng.server.demo.generate.texts import Texts, read_texts
from xuncheng.server.demo.generate.wordings import Wordings, read_wordings

NEAR_METRES = 260.0
"""How near a known place must be for people to name it."""

_SIDES = ("北侧", "东北侧", "东侧", "东南侧", "南侧", "西南侧", "西侧", "西北侧")
"""By the azimuth, from the north clockwise."""

_SPOTS = """
SELECT s.path, c.name, ST_X(p.point), ST_Y(p.point), a.name,
       round(degrees(ST_Azimuth(a.point::geography, p.point::geography)) / 45)::int
  FROM places_area g JOIN places_area c ON c.id = g.parent_id JOIN places_area s ON s.id = c.parent_id,
       LATERAL (SELECT ST_PointOnSurface(g.geometry) AS point) p
       LEFT JOIN LATERAL (
           SELECT name, point FROM places_address
            WHERE ST_DWithin(point::geography, p.point::geography, %s) ORDER BY point <-> p.point LIMIT 1
       ) a ON true
 WHERE g.kind = 'grid' ORDER BY g.path
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point inside one grid, and what people call it; `named` where a public place lies near."""

    lon: float
    lat: float
    address: str
    named: bool


@dataclass(frozen=True)
class Crew:
    """An enforcement team with its officers."""

    team: Team
    street: str
    officers: Sequence[Officer]


@dataclass(frozen=True)
class Town:
    """Everything that scripts draw on. Nobody's rights change while they are played, so viewers are kept."""

    texts: Texts
    wordings: Wordings
    locality: Locality
    matters: Mapping[str, Matter]
    spots: Mapping[str, Sequence[Spot]]
    crews: Mapping[str, Crew]
    users: Mapping[str, User]
    viewers: Mapping[str, Viewer]
    heads: Sequence[User]
    reviewers: Sequence[User]
    dispatchers: Sequence[User]
    store: Store

    def viewer(self, user: User) -> Viewer:
        """The user as who acts."""
        return self.viewers[user.username]

    def crews_of(self, street: str) -> list[Crew]:
        """The teams of a street, by its area path."""
        return [crew for crew in self.crews.values() if crew.street == street]

    def helper(self) -> User:
        """Somebody of a directly subordinate team, whom streets call for help."""
        return next(
            user
            for _, user in sorted(self.users.items())
            if user.team and user.team.kind == "subordinate" and user.is_active
        )


def read_town() -> Town:
    """Read the town from the database, once areas, staff and matters are there."""
    texts = read_texts(settings.LOCALITY_DIR)
    users = {user.username: user for user in User.objects.select_related("team", "organisation")}
    return Town(
        texts=texts,
        wordings=read_wordings(settings.LOCALITY_DIR),
        locality=settings.LOCALITY,
        matters={matter.code: matter for matter in Matter.objects.filter(code__in=texts.topics)},
        spots=_spots(texts),
        crews={crew.team.code: crew for crew in _crews()},
        users=users,
        viewers={name: viewer for name, user in users.items() if (viewer := viewer_of(user.pk))},
        heads=_holding("head"), reviewers=_holding("reviewer"), dispatchers=_holding("dispatcher"),
        store=read_store(settings.LOCALITY_DIR),
    )  # fmt: skip


def _holding(role: str) -> list[User]:
    return list(User.objects.filter(grants__role__code=role).order_by("username"))


def _crews() -> Iterator[Crew]:
    officers: dict[object, list[Officer]] = defaultdict(list)
    for officer in Officer.objects.select_related("user__team", "user__organisation").order_by(
        "user__username"
    ):
        officers[officer.user.team_id].append(officer)
    for team in Team.objects.filter(kind="enforcement").order_by("code"):
        yield Crew(team, team.area_path, officers[team.pk])


def _spots(texts: Texts) -> dict[str, list[Spot]]:
    """A spot in each grid, by street: at a known place if one is near, else in the community."""
    with connection.cursor() as cursor:
        cursor.execute(_SPOTS, [NEAR_METRES])
        grids = cursor.fetchall()
    own = texts.common["spots"]
    spots: dict[str, list[Spot]] = defaultdict(list)
    for serial, (street, community, lon, lat, place, side) in enumerate(grids):
        address = f"{place}{_SIDES[side % 8]}" if place else community + own[serial % len(own)]
        spots[street].append(Spot(lon, lat, address, place is not None))
    return spots
