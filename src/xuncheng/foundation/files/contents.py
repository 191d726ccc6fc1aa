"""A content comes and goes under a lock of its own, so that none is removed while somebody gives the same one anew.

Whoever gives a content first says so in a row (an upload, or the content's own) and then puts it into the store, both under the
shared lock; whoever removes it looks for such rows under the exclusive one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from xuncheng.foundation.files import thumbnails
from xuncheng.foundation.files.models import Blob, Upload
from xuncheng.foundation.files.store import store

_GIVING = "SELECT pg_advisory_xact_lock_shared(%s)"
_REMOVING = "SELECT pg_advisory_xact_lock(%s)"


def lock_key(sha256: str) -> int:
    """The key of a content's lock: the first eight bytes of its digest."""
    return int.from_bytes(bytes.fromhex(sha256[:16]), signed=True)


@contextmanager
def giving(sha256: str) -> Iterator[None]:
    """A transaction during which the content is not removed."""
    with transaction.atomic():
        _lock(_GIVING, sha256)
        yield


def lock_for_removal(sha256: str) -> None:
    """Wait until nobody gives the content; nobody does for the rest of the transaction."""
    _lock(_REMOVING, sha256)


def forget(sha256: str) -> bool:
    """Remove a content, and the small picture of it, from the store unless a file or an upload has it; whether it was removed."""
    with transaction.atomic():
        lock_for_removal(sha256)
        if Blob.objects.filter(pk=sha256).exists() or Upload.objects.filter(sha256=sha256).exists():
            return False
        store().remove(sha256)
        thumbnails.forget(sha256)
    return True


def _lock(statement: str, sha256: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [lock_key(sha256)])
