"""The logout token (OpenID Connect Back-Channel Logout 1.0, 2.4): signed with the key that signs ID tokens, good for two minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import jwt
from allauth.core.internal import jwkkit  # as the provider itself signs: its key, its `kid`
from allauth.idp.oidc.adapter import get_adapter
from django.conf import settings
from uuid_utils.compat import uuid7

EVENT = "http://schemas.openid.net/event/backchannel-logout"
GOOD_FOR = timedelta(minutes=2)
"""At most two minutes, as the standard recommends: each attempt makes a new one."""


def logout_token(system: str, user: str, now: datetime) -> str:
    """Say to a system that a user is gone from here, whatever sessions he has there (`sub` without `sid`).

    `iss` is the address of the installation (XUNCHENG_ADDRESS), which has to be the one that systems know.
    """
    public, private = jwkkit.load_jwk_from_pem(get_adapter().get_signing_key().pem)
    claims: dict[str, Any] = {
        "iss": settings.ADDRESS, "aud": system, "sub": user, "jti": str(uuid7()), "events": {EVENT: {}},
        "iat": int(now.timestamp()), "exp": int((now + GOOD_FOR).timestamp()),
    }  # fmt: skip
    return jwt.encode(claims, private, algorithm="RS256", headers={"kid": public["kid"], "typ": "logout+jwt"})
