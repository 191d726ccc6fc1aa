"""Forms in which subscriptions are told what was done. Events are the house's own; a door to other systems registers its own here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xuncheng.foundation.people.models import User
from xuncheng.foundation.trail.models import TrailEntry
from xuncheng.gateways.webhooks.models import Subscription
from xuncheng.gateways.webhooks.posting import Answer


@dataclass(frozen=True, slots=True)
class Form:
    """One form besides events.

    `check` raises `Refused` where such a subscription cannot be that of the owner; `wanted` are those of some acts that the
    subscription is told; `body` is what is sent of one, None where nothing is; `drop` lays it down somewhere instead of posting it.
    """

    check: Callable[[User, str], None]
    wanted: Callable[[Subscription, Sequence[TrailEntry]], Sequence[TrailEntry]]
    body: Callable[[Subscription, TrailEntry], bytes | None]
    content_type: str = "application/json"
    drop: Callable[[str, str, bytes], Answer] | None = None


OTHERS: dict[str, Form] = {}
"""The forms of other doors, by their code in `rules.delivering.FORMS`."""


def add_form(code: str, form: Form) -> None:
    """Let subscriptions have this form."""
    OTHERS[code] = form
