"""“Where is my tricycle”: the look-up for a party who has a number and the check code on his list."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from xuncheng.domains.custody.page import where
from xuncheng.domains.custody.queries.items import asked_for
from xuncheng.foundation.people.rates import spend
from xuncheng.foundation.trail.refusal import not_found
from xuncheng.foundation.trail.scope import reading
from xuncheng.foundation.trail.viewer import program
from xuncheng.rules.legal import Text

COUNTER = program("物品查询", ())


def look_up(request: HttpRequest, number: str, check: str) -> dict[str, Any]:
    """What the public may know of the goods.

    Raises `Refused`: `too_many_requests` for an address or a number that asks too often (a check code has eight digits),
    `not_found` where number and code do not fit together.
    """
    asked = number.strip()
    spend(request, "goods_lookup", asked)
    with reading(COUNTER):
        answer = where(asked_for(asked, check))
    if not answer["items"]:
        raise not_found(Text("编号和查询码对应的物品", "goods for that number and code"))
    return answer
