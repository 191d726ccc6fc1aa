"""Reading subscriptions and their deliveries: those of the areas that the viewer sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Count, QuerySet

from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.webhooks.models import DEAD, ENDED, OPEN, Delivery, Subscription

__all__ = ["Subscription", "counts", "deliveries_readable_by", "readable_by", "taking"]

SORTINGS = {
    "-added_at": Sorting("added_at", descending=True),
    "added_at": Sorting("added_at", descending=False),
}
NEWEST = {
    "-taken_at": Sorting("taken_at", descending=True),
    "taken_at": Sorting("taken_at", descending=False),
}


def readable_by(viewer: Viewer) -> QuerySet[Subscription]:
    """Subscriptions to what happens in the areas that the viewer sees."""
    return Subscription.objects.filter(in_scope(viewer)).select_related("owner")


def deliveries_readable_by(viewer: Viewer) -> QuerySet[Delivery]:
    """The deliveries of those subscriptions."""
    mine = readable_by(viewer).select_related(None).values("pk")
    return Delivery.objects.filter(subscription__in=mine).select_related("subscription")


def taking(viewer: Viewer) -> list[Subscription]:
    """Subscriptions for which acts are taken: also while they are paused, so that nothing is lost meanwhile."""
    return list(readable_by(viewer).select_related(None).exclude(state=ENDED).order_by("pk"))


COUNTED = (*OPEN, DEAD)
"""States of deliveries that are counted on a page: those that still go on, and those that somebody has to look at."""


def counts(viewer: Viewer, subscriptions: Iterable[UUID]) -> Mapping[UUID, Mapping[str, int]]:
    """How many deliveries of each subscription wait, fail or are dead; a state that none is in is left out."""
    found: dict[UUID, dict[str, int]] = {key: {} for key in subscriptions}
    rows = (
        deliveries_readable_by(viewer)
        .select_related(None)
        .filter(subscription__in=list(found), state__in=COUNTED)
    )
    for subscription, state, number in (
        rows.values_list("subscription", "state").annotate(n=Count("pk")).order_by()
    ):
        found[subscription][state] = number
    return found
