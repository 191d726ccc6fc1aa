"""The portal's door: how often an address may knock, wrong codes counted and locked as failed sign-ins are, all of it recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from uuid_utils.compat import UUID

from xuncheng.domains.cases.queries import Case
from xuncheng.domains.portal.commands import look
from xuncheng.domains.portal.models import Receipt
from xuncheng.domains.portal.party import case_with_code, goods_with_code
from xuncheng.domains.portal.public import DOORKEEPER, public
from xuncheng.domains.portal.queries import with_code
from xuncheng.foundation.people.accounts import device_of
from xuncheng.foundation.people.rates import exhausted, spend
from xuncheng.foundation.trail.deed import Deed
from xuncheng.foundation.trail.refusal import Refused
from xuncheng.foundation.trail.scope import reading
from xuncheng.rules.legal import Text

FAILED = "portal_failed"
Found = TypeVar("Found")


def opened(request: HttpRequest, number: str, code: str) -> Receipt:
    """The report that number and code open. Raises what `_open` raises."""
    return _open(request, number, lambda asked: with_code(asked, code))


def opened_case(request: HttpRequest, number: str, check: str) -> Case:
    """The case that the number of one of its papers and its check code open, for its party. Raises what `_open` raises."""
    return _open(request, number, lambda asked: case_with_code(asked, check))


def opened_goods(request: HttpRequest, number: str, check: str) -> dict[str, Any]:
    """What a party may know of its goods, by the number of the case or of one of them. Raises what `_open` raises."""
    return _open(request, number, lambda asked: goods_with_code(asked, check))


def _open(request: HttpRequest, number: str, find: Callable[[str], Found | None]) -> Found:
    """What number and code open. Whether the number or the code is wrong is not said, nor to be told from the time it takes.

    Raises `Refused`: `too_many_requests`, `code_locked`, `code_wrong`.
    """
    number = number.strip()
    spend(request, "portal_follow")
    if exhausted(request, FAILED, number):
        # The first such refusal is recorded, not every one.
        if cache.add(f"portal-locked:{number}", True, settings.LOCKED_SECONDS):
            _record(request, "locked")
        raise Refused(
            "code_locked",
            Text(
                "查询码多次输入错误，请十五分钟后再试", "Too many wrong codes: try again in fifteen minutes"
            ),
            status=429,
        )
    with reading(DOORKEEPER):
        found = find(number)
    if found is None:
        spend(request, FAILED, number)
        _record(request, "wrong")
        raise Refused(
            "code_wrong",
            Text("编号或查询码不正确", "The number or the code is not right"),
            status=404,
        )
    _record(request, "open", number)
    return found


def _record(request: HttpRequest, result: str, number: str = "") -> None:
    user: UUID = public().id  # type: ignore[assignment] # a user has a key
    look(Deed(DOORKEEPER, device=device_of(request)), user, result, number)  # type: ignore[arg-type] # by his key, as from outside
