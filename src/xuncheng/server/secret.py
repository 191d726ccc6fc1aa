"""The installation's own secrets, each made once: the key of sessions, and the key that signs for other systems."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


def installation_secret(var: Path) -> str:
    """Read the key from `var/secret_key`; make it, readable by its owner alone, if it is not there."""
    return _once(var / "secret_key", lambda: secrets.token_urlsafe(50))


def signing_key(var: Path) -> str:
    """Read the RSA key with which sign-ins are signed for other systems from `var/oidc_key.pem`; make it likewise."""
    return _once(var / "oidc_key.pem", _rsa)


def _rsa() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode()


def _once(path: Path, make: Callable[[], str]) -> str:
    """What stands in the file; made whole beside it and then put there, so that nobody reads half of it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(make())
        with suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text().strip()
