"""The door as the identity system of the district uses it: a service account that may provision users and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson
import pytest
from django.http import HttpResponse
from django.test import Client
from tests.domains.town import HOUSE, SINCE, Town
from tests.domains.town_fixtures import clock, db, town, unprinted

from xuncheng.foundation.people.commands import add_user, give_grant, issue_token
from xuncheng.foundation.people.models import TokenScope, UserKind
from xuncheng.foundation.places.models import Area
from xuncheng.foundation.trail.deed import Deed

__all__ = ["clock", "db", "town", "unprinted"]

ACTS = ("user.add", "user.change", "user.deactivate", "user.restore")
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp"


@dataclass
class Source:
    """A program that calls the door with a token."""

    token: str
    http: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        """One call."""
        given = {"Authorization": f"Bearer {self.token}"} | headers if self.token else headers
        return self.http.generic(
            method, f"/scim/v2{path}", orjson.dumps(body) if body is not None else b"",
            content_type="application/scim+json", headers=given,
        )  # fmt: skip

    def does(self, method: str, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
        """One call that is done; what it is answered."""
        response = self.call(method, path, body, **headers)
        assert response.status_code == status, response.content.decode()
        assert status == 204 or response["Content-Type"] == "application/scim+json"
        return orjson.loads(response.content) if response.content else None

    def adds(self, username: str, **more: Any) -> dict[str, Any]:
        """Add a user."""
        body = {"schemas": [USER], "userName": username, "displayName": "赵示例", "active": True} | more
        made: dict[str, Any] = self.does("POST", "/Users", body, 201)
        return made

    def patches(self, key: str, *operations: dict[str, Any], **headers: str) -> Any:
        """Change a user by PATCH."""
        return self.does(
            "PATCH", f"/Users/{key}", {"schemas": [PATCH], "Operations": list(operations)}, **headers
        )

    def refused(
        self, method: str, path: str, status: int, body: Any = None, **headers: str
    ) -> dict[str, Any]:
        """A call that is refused; the error."""
        error: dict[str, Any] = self.does(method, path, body, status, **headers)
        assert error["schemas"] == ["urn:ietf:params:scim:api:messages:2.0:Error"]
        assert error["status"] == str(status)
        return error


def account(town: Town, name: str, acts: tuple[str, ...], area: Area) -> Source:
    """A service account that holds the role in an area, with a token for these acts."""
    user = add_user(Deed(HOUSE), name, "身份同步系统", kind=UserKind.SERVICE)
    give_grant(Deed(HOUSE), user, town.roles["provisioning"], area, SINCE)
    token: Any = issue_token(Deed(HOUSE), user, "身份同步", 30, TokenScope.ACTS, list(acts))
    return Source(token.secret)


@pytest.fixture(scope="module")
def source(town: Town) -> Source:
    """The identity system of the district."""
    return account(town, "idm", ACTS, town.district)
