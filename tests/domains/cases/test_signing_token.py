"""Where the agency's token does not answer, the act that wanted a signature is not done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from tests.domains import road
from tests.domains.town import HOUSE, Town

from xuncheng.domains.documents import signing
from xuncheng.domains.documents.models import Document
from xuncheng.foundation.files.models import StoredFile
from xuncheng.foundation.trail.scope import reading


@pytest.fixture
def unplugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The agency's key is on a token that nobody plugged in."""
    monkeypatch.setattr(settings, "SIGN_PKCS11_MODULE", "/nowhere/libcard.so")
    monkeypatch.setattr(settings, "SIGN_PKCS11_TOKEN", "执法局签章")
    signing.agency.cache_clear()
    yield
    signing.agency.cache_clear()


def kept() -> tuple[int, int, int]:
    with reading(HOUSE):
        rows = Document.objects.count(), StoredFile.objects.count()
    return *rows, sum(1 for one in Path(settings.FILES_DIR).rglob("*") if one.is_file())


def test_an_unplugged_token_leaves_nothing_half_written(
    town: Town, clock: object, request: pytest.FixtureRequest
) -> None:
    file = road.ordinary(town, town.a, "review")
    order = {"requirement": "立即清理。", "until": town.clock.today + timedelta(days=1), "delivered": True}
    request.getfixturevalue("unplugged")
    before = kept()
    problem = file.officer.refused("correction.order", file.key, **order)
    assert (problem["status"], problem["code"]) == (503, "signing_unavailable")
    assert "执法局签章" in problem["title_zh"]
    assert kept() == before
    # And once it is there again, the number that was not used is the next one
    signing.agency.cache_clear()
    settings.SIGN_PKCS11_MODULE = ""
    number = file.officer.does("correction.order", file.key, **order)["documents"][0]["number"]
    assert number.endswith("〕1号")
