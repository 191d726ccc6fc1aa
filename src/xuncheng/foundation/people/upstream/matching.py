"""Who of our users somebody is, whom a provider has signed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from xuncheng.foundation.people.models import User, UserKind
from xuncheng.foundation.people.upstream.providers import CERTIFICATE, USERNAME, Upstream

Claims = Mapping[str, Any]


class NotIn(StrEnum):
    """Why somebody whom a provider sends is not let in. The desk words each."""

    UNKNOWN = "upstream_unknown"
    INACTIVE = "upstream_inactive"
    DOWN = "upstream_down"
    STATE = "upstream_state"
    CANCELLED = "upstream_cancelled"
    FAILED = "upstream_failed"


def _by_username(value: str) -> QuerySet[User]:
    return User.objects.filter(username=value.lower())


def _by_certificate(value: str) -> QuerySet[User]:
    return User.objects.filter(officer__certificate_number=value)


FINDERS: dict[str, Callable[[str], QuerySet[User]]] = {USERNAME: _by_username, CERTIFICATE: _by_certificate}


def claimed(provider: Upstream, said: Mapping[str, Claims]) -> str | None:
    """What the provider says under the claim that names our users; nothing where its two answers are of two persons.

    What the ID token says goes before what userinfo says.
    """
    token, userinfo = said.get("id_token", {}), said.get("userinfo", {})
    if not token or (userinfo and userinfo.get("sub") != token.get("sub")):
        return None
    value = {**userinfo, **token}.get(provider.claim)
    return str(value).strip() if value else None


def found(provider: Upstream, value: str) -> User | None:
    """The person of that name or certificate; a service account is nobody who signs in."""
    return FINDERS[provider.matches](value).filter(kind=UserKind.PERSON).first()
