"""Reading people as their administrator does: only where he may do an act of administration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from xuncheng.foundation.people.models import ApiToken, Grant, OidcClient, Organisation, Role, Team, User
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer

ADMINISTRATION = frozenset({
    "organisation.add", "team.add", "user.add", "user.change", "user.move", "user.deactivate", "user.restore", "password.set",
    "officer.certify", "certificate.withdraw", "role.set", "grant.give", "grant.end", "token.issue", "token.rotate", "token.revoke",
    "client.register", "client.change", "client.rotate", "client.end",
})  # fmt: skip
"""Whoever may do one of these acts in an area sees the registers of that area; a colleague does not."""

USERS = {
    "username": Sorting("username", descending=False, text=True),
    "-username": Sorting("username", descending=True, text=True),
    "name": Sorting("name", descending=False, text=True),
}
GRANTS = {
    "-since": Sorting("since", descending=True),
    "since": Sorting("since", descending=False),
    "until": Sorting("until", descending=False),
}
TOKENS = {
    "-expires_at": Sorting("expires_at", descending=True),
    "expires_at": Sorting("expires_at", descending=False),
}
CLIENTS = {"name": Sorting("name", descending=False, text=True)}
ROLES = {"code": Sorting("code", descending=False, text=True)}
ORGANISATIONS = {"path": Sorting("path", descending=False, text=True)}
TEAMS = {"code": Sorting("code", descending=False, text=True)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a register is narrowed by; empty values narrow nothing. `street` is the path of an area."""

    q: str = ""
    state: str = ""
    role: str = ""
    kind: str = ""
    street: str = ""
    user: UUID | None = None


def in_charge(viewer: Viewer, column: str = "area_path") -> Q:
    """The condition that a row's area lies where the viewer may do an act of administration today."""
    condition = Q(pk__in=())
    for path in viewer.reach(ADMINISTRATION, today()):
        condition |= Q(**{f"{column}__begins": path})
    return condition


def in_force(on: date) -> Q:
    """The condition that a grant is held on that day."""
    return Q(Q(until=None) | Q(until__gte=on), since__lte=on)


def accounts_readable_by(viewer: Viewer) -> QuerySet[User]:
    """Users of the areas that the viewer administers, with the grants that they hold today as `held`."""
    current = (
        Grant.objects.filter(in_force(today())).select_related("role").order_by("role__code", "area_path")
    )
    held = Prefetch("grants", current, to_attr="held")
    found = User.objects.filter(in_charge(viewer)).select_related("organisation", "team", "officer")
    return found.prefetch_related(held)


def mandates_readable_by(viewer: Viewer) -> QuerySet[Grant]:
    """Grants in the areas that the viewer administers, and those of the users there."""
    found = Grant.objects.filter(in_charge(viewer) | in_charge(viewer, "user__area_path"))
    return found.select_related("user", "role", "area", "granted_by")


def keys_readable_by(viewer: Viewer) -> QuerySet[ApiToken]:
    """Tokens of users in the areas that the viewer administers."""
    return ApiToken.objects.filter(in_charge(viewer)).select_related("user", "use")


def clients_readable_by(viewer: Viewer) -> QuerySet[OidcClient]:
    """Systems that sign in here, for whoever administers the whole district: to it they belong."""
    return OidcClient.objects.filter(in_charge(viewer))


def roles_readable_by(viewer: Viewer) -> QuerySet[Role]:
    """All roles, for whoever administers anywhere: they belong to the whole district and name nobody.

    `holders` is how many active users of his areas hold the role today.
    """
    if not viewer.reach(ADMINISTRATION, today()):
        return Role.objects.none()
    held = Grant.objects.filter(in_force(today()), in_charge(viewer), user__is_active=True)
    return Role.objects.annotate(
        holders=Count("grants__user", filter=Q(grants__in=held.values("pk")), distinct=True)
    )


def offices_readable_by(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations of the areas that the viewer administers."""
    return Organisation.objects.filter(in_charge(viewer)).select_related("parent", "area")


def units_readable_by(viewer: Viewer) -> QuerySet[Team]:
    """Teams of the areas that the viewer administers."""
    return Team.objects.filter(in_charge(viewer)).select_related("organisation", "area")


def accounts(viewer: Viewer, wanted: Wanted) -> QuerySet[User]:
    """Users by a part of the name or the start of the user name, by state, role held today, and street."""
    found = accounts_readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(username__startswith=wanted.q.lower()))
    if wanted.state:
        found = found.filter(is_active=wanted.state == "active")
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.role:
        on = today()
        held = mandates_readable_by(viewer).filter(in_force(on), role__code=wanted.role)
        found = found.filter(pk__in=held.values("user"))
    return found.filter(area_path__startswith=wanted.street) if wanted.street else found


def mandates(viewer: Viewer, wanted: Wanted) -> QuerySet[Grant]:
    """Grants by user, role, street, and whether they are in force."""
    found = mandates_readable_by(viewer)
    if wanted.q:
        found = found.filter(
            Q(user__name__contains=wanted.q) | Q(user__username__startswith=wanted.q.lower())
        )
    if wanted.role:
        found = found.filter(role__code=wanted.role)
    if wanted.street:
        found = found.filter(area_path__startswith=wanted.street)
    return found.filter(_GRANT_STATES[wanted.state](today())) if wanted.state else found


_GRANT_STATES: dict[str, Callable[[date], Q]] = {
    "in_force": in_force,
    "over": lambda on: Q(until__lt=on),
    "to_come": lambda on: Q(since__gt=on) & (Q(until=None) | Q(until__gte=on)),
}


def keys(viewer: Viewer, wanted: Wanted) -> QuerySet[ApiToken]:
    """Tokens by purpose or user, and by whether they are good."""
    found = keys_readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(user__name__contains=wanted.q))
    return found.filter(_token_state(wanted.state)) if wanted.state else found


def _token_state(state: str) -> Q:
    good = Q(revoked_at=None, expires_at__gt=timezone.now())
    return {"good": good, "revoked": Q(revoked_at__isnull=False)}.get(
        state, Q(revoked_at=None, expires_at__lte=timezone.now())
    )


def clients(viewer: Viewer, wanted: Wanted) -> QuerySet[OidcClient]:
    """Systems by name, and by whether they are still let in."""
    found = clients_readable_by(viewer)
    if wanted.q:
        found = found.filter(name__contains=wanted.q)
    return found.filter(ended_at__isnull=wanted.state == "running") if wanted.state else found


def roles(viewer: Viewer, wanted: Wanted) -> QuerySet[Role]:
    """Roles by code or label."""
    found = roles_readable_by(viewer)
    if not wanted.q:
        return found
    return found.filter(
        Q(code__startswith=wanted.q) | Q(label_zh__contains=wanted.q) | Q(label_en__icontains=wanted.q)
    )


def offices(viewer: Viewer, wanted: Wanted) -> QuerySet[Organisation]:
    """Organisations by name or code, and by kind."""
    found = offices_readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(code__startswith=wanted.q))
    return found.filter(kind=wanted.kind) if wanted.kind else found


def units(viewer: Viewer, wanted: Wanted) -> QuerySet[Team]:
    """Teams by name or code, and by kind."""
    found = units_readable_by(viewer)
    if wanted.q:
        found = found.filter(Q(name__contains=wanted.q) | Q(code__startswith=wanted.q))
    return found.filter(kind=wanted.kind) if wanted.kind else found


def grants_of(user: User) -> QuerySet[Grant]:
    """All grants of a user, the newest first."""
    # lint: own door: the user came through his door
    return Grant.objects.filter(user=user).select_related("role", "area").order_by("-since", "-pk")


def tokens_of(user: User) -> QuerySet[ApiToken]:
    """All tokens of a user, the newest first."""
    # lint: own door: the user came through his door
    return ApiToken.objects.filter(user=user).select_related("user", "use").order_by("-pk")


def holders_of(role: Role, viewer: Viewer) -> QuerySet[Grant]:
    """Who holds a role today in the areas that the viewer administers."""
    held = mandates_readable_by(viewer).filter(in_force(today()), role=role, user__is_active=True)
    return held.order_by("user__name", "pk")


def members_of(viewer: Viewer, **home: UUID) -> QuerySet[User]:
    """The active users of an organisation or a team, by name."""
    return accounts_readable_by(viewer).filter(**home, is_active=True).order_by("name", "pk")
