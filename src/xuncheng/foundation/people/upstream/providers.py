"""The providers by which users may sign in, as the installation's file names them. Knows no framework: settings read it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
USERNAME, CERTIFICATE = "username", "certificate"
MATCHES = (USERNAME, CERTIFICATE)
KNOWN = {
    "id",
    "name",
    "issuer",
    "client_id",
    "secret_env",
    "secret_file",
    "claim",
    "matches",
    "create",
    "scopes",
}
NEEDED = ("id", "name", "issuer", "client_id")


class ProviderFault(ValueError):
    """The file of providers says something that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """A provider: where it is, as whom this installation speaks to it, and which claim says who of our users somebody is.

    `create` lets in whom nobody here knows: as a new user without any grant.
    """

    id: str
    name: str
    issuer: str
    client_id: str
    secret: str
    claim: str = "preferred_username"
    matches: str = USERNAME
    create: bool = False
    scopes: tuple[str, ...] = ("openid", "profile")

    def as_app(self) -> dict[str, Any]:
        """The same in allauth's words."""
        asked = {"server_url": self.issuer, "scope": list(self.scopes), "oauth_pkce_enabled": True}
        return {
            "provider_id": self.id, "name": self.name, "client_id": self.client_id, "secret": self.secret, "settings": asked,
        }  # fmt: skip


def load_providers(file: Path) -> tuple[Upstream, ...]:
    """The providers of a file, none where there is no file. Raises `ProviderFault`, which names the row and the field."""
    if not file.exists():
        return ()
    try:
        rows = tomllib.loads(file.read_text(encoding="utf-8")).get("provider", [])
    except tomllib.TOMLDecodeError as fault:
        raise ProviderFault(f"{file}: {fault}") from fault
    found = tuple(_provider(f"{file}, provider {number}", row) for number, row in enumerate(rows, 1))
    if len({one.id for one in found}) < len(found):
        raise ProviderFault(f"{file}: two providers have the same id")
    return found


def _provider(place: str, row: Mapping[str, Any]) -> Upstream:
    unknown = sorted(row.keys() - KNOWN)
    if unknown:
        raise ProviderFault(f"{place}: unknown field {unknown[0]}")
    missing = [name for name in NEEDED if not row.get(name)]
    if missing:
        raise ProviderFault(f"{place}: {missing[0]} is missing")
    if row.get("matches", USERNAME) not in MATCHES:
        raise ProviderFault(f"{place}: matches is one of {', '.join(MATCHES)}")
    if row.get("create") and row.get("matches") == CERTIFICATE:
        raise ProviderFault(f"{place}: create needs a user name, so matches must be {USERNAME}")
    parts = urlsplit(row["issuer"])
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ProviderFault(f"{place}: issuer is an https address (http on this machine only)")
    given = {name: row[name] for name in ("claim", "matches", "create") if name in row}
    if "scopes" in row:
        given["scopes"] = tuple(row["scopes"])
    return Upstream(
        row["id"], row["name"], row["issuer"].rstrip("/"), row["client_id"], _secret(place, row), **given
    )


def _secret(place: str, row: Mapping[str, Any]) -> str:
    """The secret, which never stands in the file itself."""
    if "secret_file" in row:
        file = Path(row["secret_file"])
        if not file.exists():
            raise ProviderFault(f"{place}: secret_file {file} does not exist")
        return file.read_text(encoding="utf-8").strip()
    name = row.get("secret_env", "")
    if not os.environ.get(name):
        raise ProviderFault(f"{place}: secret_file, or secret_env with a variable that is set, is missing")
    return os.environ[name]
