"""Somebody whom we signed in elsewhere is gone from here: the systems that held something of him are to be told.

Whom and where is not decided here: a job is asked for in the transaction in which he goes, and the worker does the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

WORK = "backchannel.tell"
"""The job of `gateways/backchannel`."""


def have_told(user: UUID, systems: Iterable[str]) -> None:
    """Have each of these systems told that a user is gone (OpenID Connect Back-Channel Logout 1.0)."""
    now = timezone.now().isoformat()
    for system in systems:
        app.configure_task(WORK).defer(user=str(user), system=system, since=now)
