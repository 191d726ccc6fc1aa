"""How often the door may be used: a table of rates in the locality, and one statement that counts.

All threads and processes count in one row for each kind of call and caller. allauth's limiter, by which failed sign-ins are
counted, reads and writes a list of moments under a lock for each call; that is too dear for hundreds of posts a second.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text
from xuncheng.rules.service_forms import Rate

_COUNT = """
INSERT INTO open311_callcount AS known (caller, since, number) VALUES (%(caller)s, %(since)s, 1)
ON CONFLICT (caller) DO UPDATE
   SET number = CASE WHEN known.since = excluded.since THEN known.number + 1 ELSE 1 END, since = excluded.since
RETURNING number
"""
_FORGET = "DELETE FROM open311_callcount WHERE since < %s"

KEPT = timedelta(days=1)
"""How long a count is kept after its stretch began: longer than any stretch."""


class TooMany(Refused):
    """Somebody calls too often; `seconds` from now he may call again."""

    def __init__(self, rate: Rate, seconds: int) -> None:
        super().__init__(
            "too_many_calls",
            Text(
                f"调用过于频繁：每{rate.seconds}秒最多{rate.most}次，请稍后再试",
                f"Called too often: at most {rate.most} times in {rate.seconds} seconds; try again later",
            ),
            status=429,
        )
        self.seconds = seconds


def count(rates: Mapping[str, Rate], kind: str, caller: str) -> None:
    """Count one call. Raises `TooMany` where it is one more than the rate of its kind allows."""
    rate = rates[kind]
    now = int(timezone.now().timestamp())
    since = now - now % rate.seconds
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"caller": _digest(kind, caller), "since": since})
        (number,) = cursor.fetchone()
    if number > rate.most:
        raise TooMany(rate, since + rate.seconds - now)


def address_of(request: HttpRequest) -> str:
    """Where the caller is, as sign-ins are counted: of an IPv6 address its network."""
    try:
        return str(get_ip(request))
    except PermissionDenied:  # behind a socket of this machine nobody has an address
        return ""


def forget_old() -> int:
    """Delete the counts of stretches that are long over; give how many."""
    before = int((timezone.now() - KEPT).timestamp())
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, [before])
        return int(cursor.rowcount)


def _digest(kind: str, caller: str) -> str:
    return hashlib.sha256(f"{kind} {caller}".encode()).hexdigest()
