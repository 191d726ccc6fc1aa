"""Second factors at rest: whoever reads the database, or a copy of it, cannot make one-time passwords.

They are encrypted (Fernet: AES-128-CBC with HMAC-SHA-256) under a key that follows from the installation's secret
key. Older secret keys open what they closed until it is encrypted anew.
"""

from __future__ import annotations

import base64
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

_PURPOSE = b"xuncheng second factor"
"""Sets this key apart from what else may follow from the secret key."""

_CLOSED = ("secret", "seed")
"""What is encrypted in an authenticator: the secret of a generator, the seed of recovery codes."""


def encrypt(text: str) -> str:
    """Close a text under the newest key."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Open what `encrypt` closed. Raises `cryptography.fernet.InvalidToken` where no key fits."""
    return _keys().decrypt(text.encode()).decode()


def encrypt_anew() -> int:
    """Close every second factor under the newest key, so that older ones may go; returns how many there are."""
    keys = _keys()
    with transaction.atomic():
        rows = list(Authenticator.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.data |= {name: keys.rotate(row.data[name]).decode() for name in _CLOSED if name in row.data}
        Authenticator.objects.bulk_update(rows, ["data"])
    return len(rows)


def forget(user: UUID) -> None:
    """Take all second factors of a user away."""
    Authenticator.objects.filter(user=user).delete()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


@cache
def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
