"""Reading the log of the exchange: that of the areas that the viewer sees."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from xuncheng.domains.intake.queries import Sender
from xuncheng.foundation.people.queries import in_scope
from xuncheng.foundation.trail.paging import Sorting
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import Viewer
from xuncheng.gateways.exchange.models import Received
from xuncheng.gateways.webhooks.queries import Subscription, taking
from xuncheng.rules.delivering import WORK_ORDER_FILE
from xuncheng.rules.reporting.exchange import REFUSED

SORTINGS = {"-at": Sorting("at", descending=True), "at": Sorting("at", descending=False)}


def readable_by(viewer: Viewer) -> QuerySet[Received]:
    """What platforms sent to the areas that the viewer sees."""
    return Received.objects.filter(in_scope(viewer)).select_related("sender")


def rows_of_file(viewer: Viewer, sender: Sender, digest: str) -> Mapping[int, Received]:
    """The rows of a file that were taken in before, by number; not those that were refused."""
    with reading(viewer):
        found = readable_by(viewer).filter(sender=sender, digest=digest).exclude(result=REFUSED)
        return {one.row: one for one in found if one.row is not None}


def folder_subscriptions(viewer: Viewer) -> list[Subscription]:
    """The subscriptions of platforms that exchange by files; while one is paused, what comes in is taken all the same."""
    with reading(viewer):
        return [one for one in taking(viewer) if one.form == WORK_ORDER_FILE]
