"""The door is held to the standard by programs of others: scim2-tester, which calls by scim2-client."""

from __future__ import annotations

from collections import Counter

import pytest
from django.conf import settings
from scim2_client.engines.wsgi import WSGISCIMClient
from scim2_tester import Status, check_server
from tests.gateways.scim.conftest import Source

from xuncheng.server.asgi import wsgi

STAYS = "PATCH modify() did not remove attribute 'active'"
"""Whether somebody is switched on is not nothing: taking `active` away leaves it as it was."""


def test_scim2_tester_finds_nothing(source: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["*"])
    client = WSGISCIMClient(
        wsgi, base_url="http://testserver/scim/v2", environ={"HTTP_AUTHORIZATION": f"Bearer {source.token}"}
    )
    results = check_server(client)
    wrong = [one for one in results if one.status not in (Status.SUCCESS, Status.SKIPPED)]
    told = [f"{one.title} {one.reason} {one.data}" for one in wrong if one.reason != STAYS]
    assert told == [], "\n".join(told)
    assert Counter(one.status for one in results)[Status.SUCCESS] > 20
