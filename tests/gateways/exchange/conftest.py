"""Platforms exchange work orders with the town: one by HTTP, one by files in a folder of the test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.domains.town import Town
from tests.domains.town_fixtures import clock, db, town, unprinted
from tests.gateways.exchange.platform import Platform, hire, listens
from tests.gateways.webhooks.receiver import Receiver, listening

__all__ = ["clock", "db", "town", "unprinted"]

_CODES = itertools.count(1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """The platform's own server."""
    with listening() as one:
        yield one


@pytest.fixture(autouse=True)
def _folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EXCHANGE_DIR", tmp_path)


@pytest.fixture
def hotline(town: Town, clock: object) -> Platform:
    """A platform that sends by HTTP."""
    return hire(town, f"hotline-{next(_CODES)}")


@pytest.fixture
def filing(town: Town, clock: object, receiver: Receiver) -> Iterator[Platform]:
    """A platform that exchanges by files."""
    one = hire(town, f"response-{next(_CODES)}", "response")
    key = listens(one, receiver, url=f"folder:{one.code}", form="work_order_file")
    yield one
    town.admin.does("webhook.end", key, reason="试验结束")
