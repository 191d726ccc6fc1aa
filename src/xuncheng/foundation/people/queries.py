"""Reading people: who somebody is, and the lists that a viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from xuncheng.foundation.people.models import (
    ApiToken,
    Grant,
    Officer,
    Organisation,
    SavedFilter,
    Team,
    User,
    UserKind,
)
from xuncheng.foundation.people.viewers import viewer_for_session, viewer_for_token, viewer_of
from xuncheng.foundation.trail.days import today
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.viewer import EVERYWHERE, Viewer
from xuncheng.rules.legal import Text

__all__ = [
    "grants_readable_by",
    "holders_of",
    "in_scope",
    "members_of",
    "officers_readable_by",
    "organisations_readable_by",
    "own_grants",
    "own_record",
    "teams_readable_by",
    "today",
    "tokens_readable_by",
    "users_provisioned_by",
    "users_readable_by",
    "users_to_name",
    "viewer_for_session",
    "viewer_for_token",
    "viewer_of",
]


def in_scope(viewer: Viewer, column: str = "area_path") -> Q:
    """The condition that a row's area lies inside what the viewer sees today."""
    condition = Q(pk__in=())
    for path in viewer.scope(today()):
        condition |= Q(**{f"{column}__begins": path})
    return condition


def organisations_readable_by(viewer: Viewer) -> QuerySet[Organisation]:
    """Organisations of the areas that the viewer sees, and his own."""
    own = Q(pk__in=User.objects.filter(Q(pk=viewer.id)).values("organisation"))
    return Organisation.objects.filter(in_scope(viewer) | own)


def filters_readable_by(viewer: Viewer) -> QuerySet[SavedFilter]:
    """The viewer's own filters, and those that others of his organisation share."""
    organisation = User.objects.filter(Q(pk=viewer.id)).values("organisation")
    whose = Q(owner=viewer.id) | Q(shared_with__in=organisation)
    return SavedFilter.objects.filter(whose, dropped_at=None).select_related("owner")


def own_filters(viewer: Viewer) -> QuerySet[SavedFilter]:
    """The viewer's own filters."""
    return filters_readable_by(viewer).filter(owner=viewer.id)


def teams_readable_by(viewer: Viewer) -> QuerySet[Team]:
    """Teams of the areas that the viewer sees, and his own."""
    own = Q(pk__in=User.objects.filter(Q(pk=viewer.id)).values("team"))
    return Team.objects.filter(in_scope(viewer) | own)


def users_readable_by(viewer: Viewer) -> QuerySet[User]:
    """Users of the areas that the viewer sees, and himself."""
    return User.objects.filter(in_scope(viewer) | Q(pk=viewer.id))


def users_provisioned_by(viewer: Viewer) -> QuerySet[User]:
    """Persons of the areas where the viewer may change users (SCIM), but for those whom he deleted. No programs."""
    condition = Q(pk__in=())
    for path in viewer.reach(frozenset({"user.change"}), today()):
        condition |= Q(area_path__begins=path)
    # lint: own door: a system that provisions users sees them and nothing else of their areas
    return User.objects.filter(condition, kind=UserKind.PERSON, gone_there=False)


def users_to_name(viewer: Viewer, role: str = "") -> QuerySet[User]:
    """Active users whom the viewer may name in an act, with the grants that they hold today as `held`.

    They are the users of his areas, himself, and whoever holds a role over his areas: a hearing in a street
    is presided by somebody of the bureau. With `role` only those who hold it today.
    """
    on = today()
    # lint: own door: who may be named is not narrowed to the viewer's areas alone
    current = Grant.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)
    over = current.filter(area_path__in=_above(viewer.scope(on))).values("user")
    # lint: own door: this is the door to those who may be named
    found = User.objects.filter(in_scope(viewer) | Q(pk=viewer.id) | Q(pk__in=over), is_active=True)
    if role:
        found = found.filter(pk__in=current.filter(role__code=role).values("user"))
    held = Prefetch("grants", current.select_related("role").order_by("role__code"), to_attr="held")
    return found.select_related("organisation", "team").prefetch_related(held)


def _above(paths: Iterable[str]) -> set[str]:
    """Each path and the paths of all areas that it lies under."""
    return {
        "".join(f"{part}." for part in parts[:depth])
        for path in paths
        for parts in [path.split(".")[:-1]]
        for depth in range(1, len(parts) + 1)
    }


def holders_of(act: str, path: str) -> list[UUID]:
    """Active users who may do the act in the area today, for messages to them."""
    on = today()
    # lint: own door: the program asks whom to tell; nobody is shown the grants
    current = Grant.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on, user__is_active=True)
    held = current.filter(role__acts__contains=[act], area_path__in=_above([path]) | {EVERYWHERE})
    return list(held.order_by("user").values_list("user", flat=True).distinct())


def members_of(team: UUID) -> list[UUID]:
    """Active users who work in the team, for messages to them."""
    # lint: own door: the program asks whom to tell; nobody is shown the users
    return list(User.objects.filter(team=team, is_active=True).order_by("id").values_list("pk", flat=True))


def officers_readable_by(viewer: Viewer) -> QuerySet[Officer]:
    """Officers of the areas that the viewer sees who still work here, and himself."""
    active = Officer.objects.filter(user__is_active=True)
    return active.filter(in_scope(viewer) | Q(pk=viewer.id))


def grants_readable_by(viewer: Viewer) -> QuerySet[Grant]:
    """Grants in the areas that the viewer sees, and his own."""
    return Grant.objects.filter(in_scope(viewer) | Q(user=viewer.id))


def tokens_readable_by(viewer: Viewer) -> QuerySet[ApiToken]:
    """Tokens of users in the areas that the viewer sees, and his own."""
    return ApiToken.objects.filter(in_scope(viewer) | Q(user=viewer.id))


def own_record(viewer: Viewer) -> User:
    """The viewer's own row with organisation, team, officer and the number of unread notifications.

    Raises `Refused` (`not_found`) for a viewer who is not a user.
    """
    unread = Count("notifications", filter=Q(notifications__read_at=None))
    own = users_readable_by(viewer).filter(Q(pk=viewer.id)).annotate(unread=unread)
    user = own.select_related("organisation", "team", "officer").first()
    if user is None:
        raise not_found(Text("该用户", "user"))
    return user


def own_grants(user: UUID) -> QuerySet[Grant]:
    """The grants that a user holds today, with role and area."""
    on = today()
    # lint: own door: each user's own grants
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=on), user=user, since__lte=on)
    return held.select_related("role", "area").order_by("role__code", "area_path")


def team_of(viewer: Viewer) -> UUID | None:
    """The key of the viewer's team, if he is in one."""
    # lint: own door: the viewer's own row
    return User.objects.filter(pk=viewer.id).values_list("team_id", flat=True).first() if viewer.id else None
