"""The key of what a terminal caches: made with the terminal, kept closed, told to its user, destroyed with the terminal's retirement."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from xuncheng.domains.equipment.models import Terminal, TerminalKey
from xuncheng.foundation.people.closing import Closing

_CLOSING = Closing(b"xuncheng terminal key")
BYTES = 32
"""Length of the key: AES-256."""


def make(terminal: Terminal, at: datetime) -> None:
    """Make the key of a terminal that is just registered."""
    key = base64.b64encode(secrets.token_bytes(BYTES)).decode()
    TerminalKey(terminal=terminal, closed=_CLOSING.encrypt(key), made_at=at).save(force_insert=True)


def destroy(terminal: Terminal) -> None:
    """Destroy the key: what was closed with it can be opened by nobody any more, wherever it lies."""
    TerminalKey.objects.filter(terminal=terminal).delete()


def tell(terminal: UUID) -> str:
    """The key, Base64. Raises `TerminalKey.DoesNotExist` where it was destroyed."""
    return _CLOSING.decrypt(TerminalKey.objects.get(terminal=terminal).closed)


def encrypt_anew() -> int:
    """Close every key under the newest secret of the installation; returns how many there are."""
    with transaction.atomic():
        rows = list(TerminalKey.objects.select_for_update().order_by("pk"))
        for row in rows:
            row.closed = _CLOSING.rotate(row.closed)
        TerminalKey.objects.bulk_update(rows, ["closed"])
    return len(rows)
