"""“Where is my tricycle”: the look-up for a party who has a number and the check code on his list."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit  # the outer module of that name never counts a GET
from django.http import HttpRequest

from xuncheng.domains.custody.page import where
from xuncheng.domains.custody.queries.items import asked_for
from xuncheng.foundation.trail.refusal import Refused, not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

RATES = "allauth.account"  # whose settings hold the rates
COUNTER = program("物品查询", ())


def look_up(request: HttpRequest, number: str, check: str) -> dict[str, Any]:
    """What the public may know of the goods.

    Raises `Refused`: `too_many_lookups` for an address or a number that asks too often (a check code has eight digits),
    `not_found` where number and code do not fit together.
    """
    asked = number.strip()
    if not ratelimit.consume(request, app=RATES, action="goods_lookup", key=asked, limit_get=True):
        raise Refused(
            "too_many_lookups",
            Text("查询过于频繁，请稍后再试", "Asked too often: try again later"),
            status=429,
        )
    with reading(COUNTER):
        answer = where(asked_for(asked, check))
    if not answer["items"]:
        raise not_found(Text("编号和查询码对应的物品", "goods for that number and code"))
    return answer
