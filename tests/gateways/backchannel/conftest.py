"""Somebody signs in at another system, which listens for logout tokens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.webhooks.receiver import Receiver, listening
from tests.server.api.signing_in import HOST, browser, clerk

from xuncheng.foundation.people.oidc.gone import WORK

__all__ = ["browser", "clerk", "clock", "db", "town", "unprinted"]


@pytest.fixture(autouse=True)
def _here(clock: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The installation is known by the address that the tests call, and nothing of another test waits."""
    monkeypatch.setattr(settings, "ADDRESS", HOST)
    yield
    ProcrastinateJob.objects.filter(task_name=WORK).delete()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The server of the other system."""
    with listening() as one:
        yield one
