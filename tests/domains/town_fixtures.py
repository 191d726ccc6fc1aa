"""The town as fixtures, for every folder of tests that has business in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker
from tests.database import empty
from tests.domains import town as towns

from xuncheng.domains.cases import archive
from xuncheng.domains.documents import render, signing
from xuncheng.foundation.people.memory import MEMORY


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The test database for a whole module, with no transaction around each test.

    It takes the place of pytest-django's own fixture, which prepares a database only for tests that ask for
    `db` by this name.
    """
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def town(db: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[towns.Town]:
    """The town, built once for a module; what its tests do stays until the module ends."""
    clock = towns.Clock()
    with towns.telling_time(clock), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "FILES_DIR", tmp_path_factory.mktemp("files"))
        yield towns.build(clock)
    MEMORY.forget(None)
    empty()


@pytest.fixture
def clock(town: towns.Town) -> towns.Clock:
    """The town's clock, set to the start."""
    town.clock.now = towns.START
    return town.clock


@pytest.fixture(scope="module")
def unprinted() -> Iterator[None]:
    """Documents are checked and filed as ever, but not laid out: that is slow, and tested elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(render.Renderer, "_compile", lambda _, kind, *__: towns.pdf_of(kind.title.zh))
        patch.setattr(signing.PdfSigner, "sign", lambda _, document: document)
        patch.setattr(archive, "anchors_of", lambda _: set())
        yield
