"""Somebody whom we signed in elsewhere is gone from here: the systems that held something of him are to be told.

Whom and where is not decided here: a job is asked for in the transaction in which he goes, and the worker does the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

WORK = "backchannel.tell"
"""The job of `gateways/backchannel`."""


def have_told(users: Sequence[UUID], systems: Sequence[str]) -> None:
    """Have each of these systems told that each of these users is gone (OpenID Connect Back-Channel Logout 1.0)."""
    now = timezone.now().isoformat()
    asked: list[JSONDict] = [
        {"user": str(user), "system": system, "since": now} for system in systems for user in users
    ]
    if asked:
        app.configure_task(WORK).batch_defer(*asked)
