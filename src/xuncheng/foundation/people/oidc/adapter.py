"""What other systems are told of a user who signs in there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client
from allauth.utils import build_absolute_uri

from xuncheng.foundation.people.models import User
from xuncheng.foundation.people.queries import own_grants
from xuncheng.rules.legal import Text

Claims = dict[str, Any]


def _profile(user: User) -> Claims:
    return {"name": user.name, "preferred_username": user.username}


def _work(user: User) -> Claims:
    """Where he works, and the roles that he holds today, each with the code of its area."""
    held = [{"code": grant.role.code, "area": grant.area.code} for grant in own_grants(user.pk)]
    return {
        "organisation": user.organisation.code if user.organisation else None,
        "team": user.team.code if user.team else None,
        "roles": held,
    }


CLAIMS: dict[str, Callable[[User], Claims]] = {"profile": _profile, "xuncheng": _work}
"""What each scope tells, besides `sub`."""

SCOPE_WORDS = {
    "openid": Text("用户标识（不变的编号）", "the key of your user, which never changes"),
    "profile": Text("姓名、用户名", "your name and user name"),
    "xuncheng": Text(
        "所在机构、执法队和现任角色", "your organisation, your team and the roles that you hold"
    ),
}
"""Each scope as the page words it that asks whether somebody agrees."""

SCOPES = ("openid", *CLAIMS)


class OidcAdapter(DefaultOIDCAdapter):  # type: ignore[misc] # allauth is untyped
    """The claims of our users, and what this provider says of itself."""

    scope_display = {code: words.zh for code, words in SCOPE_WORDS.items()}

    def get_issuer(self) -> str:
        """The address of this installation, as browsers see it."""
        address: str = build_absolute_uri(self.request, "/")
        return address.rstrip("/")

    def get_claims(
        self, purpose: str, user: User, client: Client, scopes: Iterable[str], email: str | None = None, **more: Any
    ) -> Claims:  # fmt: skip
        """The claims that the scopes open; `sub` is the key of the user and never changes."""
        claims: Claims = {"sub": self.get_user_sub(client, user)}
        for scope in scopes:
            claims |= CLAIMS[scope](user) if scope in CLAIMS else {}
        return claims

    def populate_server_metadata(self, data: dict[str, Any]) -> None:
        """Say what is offered here: the code flow with PKCE, and refreshing."""
        data.pop("device_authorization_endpoint", None)
        data["scopes_supported"] = list(SCOPES)
        data["grant_types_supported"] = ["authorization_code", "refresh_token"]
        data["response_types_supported"] = ["code"]
        data["backchannel_logout_supported"] = True
        data["backchannel_logout_session_supported"] = (
            False  # a token names the user, and means all his sessions there
        )
        data["claims_supported"] = ["sub", "name", "preferred_username", "organisation", "team", "roles"]
