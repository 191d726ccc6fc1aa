"""How often somebody may ask, by a table: `ACCOUNT_RATE_LIMITS` in the settings, counted where sign-ins are counted.

Each line of the table is an action; a rate is per address (`ip`) or per `key`, such as the number that is asked for.
"""

from __future__ import annotations

from allauth.core.internal import ratelimit  # the outer module of that name never counts a GET
from django.http import HttpRequest

from xuncheng.foundation.trail.refusal import Refused
from xuncheng.rules.legal import Text

_APP = "allauth.account"  # whose settings hold the rates


def spend(request: HttpRequest, action: str, key: str = "") -> None:
    """Count one asking. Raises `Refused` (`too_many_requests`) where there were too many."""
    if not ratelimit.consume(request, app=_APP, action=action, key=key, limit_get=True):
        raise Refused(
            "too_many_requests",
            Text("操作过于频繁，请稍后再试", "Too often: try again later"),
            status=429,
        )


def exhausted(request: HttpRequest, action: str, key: str = "") -> bool:
    """Whether one asking more would be too many. Counts nothing."""
    return not ratelimit.consume(request, app=_APP, action=action, key=key, limit_get=True, dry_run=True)
