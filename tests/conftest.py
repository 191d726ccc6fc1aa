"""What every test stands on: the database as the program sees it, viewers, and a guard against query loops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from xuncheng.foundation.trail.viewer import Grant, Viewer


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """Create and migrate the test database as its owner."""
    _connect_as(settings.DATABASE_OWNER_URL)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:  # noqa: PT004 # extends pytest-django's fixture
    """Then run as the program does: as a role that owns nothing."""
    connection.close()
    _connect_as(settings.DATABASE_URL)
    yield
    connection.close()
    _connect_as(settings.DATABASE_OWNER_URL)


def _connect_as(url: str) -> None:
    parts = conninfo_to_dict(url)
    connection.settings_dict["USER"] = parts.get("user", "")
    connection.settings_dict["PASSWORD"] = parts.get("password", "")
