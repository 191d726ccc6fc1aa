"""Second factors at rest: whoever reads the database, or a copy of it, cannot make one-time passwords."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction

from xuncheng.foundation.people.closing import Closing

_CLOSING = Closing(b"xuncheng second factor")

_CLOSED = ("secret", "seed")
"""What is encrypted in an authenticator: the secret of a generator, the seed of recovery codes."""


def encrypt(text: str) -> str:
    """Close a text under the newest key."""
    return _CLOSING.encrypt(text)


def decrypt(text: str) -> str:
    """Open what `encrypt` closed. Raises `cryptography.fernet.InvalidToken` where no key fits."""
    return _CLOSING.decrypt(text)


def encrypt_anew() -> int:
    """Close every second factor under the newest key, so that older ones may go; returns how many there are."""
    with transaction.atomic():
        rows = list(Authenticator.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.data |= {name: _CLOSING.rotate(row.data[name]) for name in _CLOSED if name in row.data}
        Authenticator.objects.bulk_update(rows, ["data"])
    return len(rows)


def forget(user: UUID) -> None:
    """Take all second factors of a user away."""
    Authenticator.objects.filter(user=user).delete()
