"""Secrets at rest: closed so that whoever reads the database, or a copy of it, learns nothing from it.

They are encrypted (Fernet: AES-128-CBC with HMAC-SHA-256) under a key that follows from the installation's secret key and from
what the secret is for. Older secret keys open what they closed until it is encrypted anew (`xuncheng user rekey`).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@dataclass(frozen=True, slots=True)
class Closing:
    """Closes secrets of one purpose. `purpose` sets their key apart from what else follows from the secret key."""

    purpose: bytes

    def encrypt(self, text: str) -> str:
        """Close a text under the newest key."""
        return self._keys().encrypt(text.encode()).decode()

    def decrypt(self, text: str) -> str:
        """Open what `encrypt` closed. Raises `cryptography.fernet.InvalidToken` where no key fits."""
        return self._keys().decrypt(text.encode()).decode()

    def rotate(self, text: str) -> str:
        """Close under the newest key what an older one may have closed. Raises as `decrypt`."""
        return self._keys().rotate(text).decode()

    def _keys(self) -> MultiFernet:
        secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return MultiFernet([_key(self.purpose, secret) for secret in secrets])


@cache
def _key(purpose: bytes, secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
