"""What is enforced beside a case, as its page tells it: forced demolition, performance on the party's behalf."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from xuncheng.rules.legal import Text
from xuncheng.rules.procedure.beside.behalf.state import Behalf
from xuncheng.rules.procedure.beside.demolition.state import Demolition
from xuncheng.rules.procedure.facts import Facts

Row = dict[str, Any]

DEMOLITION_STATES = {
    "imposed": Text("已责令限期拆除，待送达", "ordered, to be served"), "served": Text("限期自行拆除", "to be demolished by the party"),
    "decided": Text("已决定强制拆除", "force decided"), "scheduled": Text("已确定强制拆除时间", "day set"),
    "performed": Text("当事人已自行拆除", "demolished by the party"), "done": Text("已强制拆除", "demolished by force"),
    "ended": Text("已终结", "ended"),
}  # fmt: skip
BEHALF_STATES = {
    "reminded": Text("已催告", "reminded"), "decided": Text("已决定代履行，待送达", "decided, to be served"),
    "served": Text("决定书已送达", "decision served"), "warned": Text("已再次催告，待代履行", "reminded again, to be done"),
    "performed": Text("当事人已自行履行", "done by the party"), "done": Text("已代履行", "done on his behalf"),
    "ended": Text("已终结", "ended"),
}  # fmt: skip
RESTS = Text("（已中止）", " (stopped)")


def enforcement_sections(facts: Facts) -> Iterator[Row]:
    """A section for each enforcement that was begun."""
    for demolition in facts.demolitions:
        yield _section("强制拆除", "Forced demolition", [_state(DEMOLITION_STATES, demolition)])
    for behalf in facts.behalfs:
        yield _section(
            "代履行", "Performance on behalf", [_state(BEHALF_STATES, behalf), *_form(behalf), *_sums(behalf)]
        )


def _section(zh: str, en: str, rows: list[Row]) -> Row:
    return {"title": {"zh": zh, "en": en}, "rows": rows}


def _row(zh: str, en: str, value: str, value_en: str) -> Row:
    return {"label": {"zh": zh, "en": en}, "value": value, "value_en": value_en}


def _state(labels: dict[str, Text], one: Demolition | Behalf) -> Row:
    label = labels[one.state]
    return _row(
        "进展",
        "State",
        label.zh + (RESTS.zh if one.suspended else ""),
        label.en + (RESTS.en if one.suspended else ""),
    )


def _form(one: Behalf) -> Iterator[Row]:
    if one.immediate:
        told = (
            Text("当事人已在场或者已通知", "the party was there or was told")
            if one.told
            else Text("待事后通知", "to be told")
        )
        yield _row("立即代履行", "At once", told.zh, told.en)


def _sums(one: Behalf) -> Iterator[Row]:
    for zh, en, sum_ in (
        ("费用预算", "Estimate", one.estimate or None),
        ("代履行费用", "Cost", one.cost),
        ("已缴费用", "Paid of it", one.paid if one.cost else None),
        ("未缴费用", "Owed of it", one.owed if one.cost else None),
    ):
        if sum_ is not None:
            yield _row(zh, en, *_money(sum_))


def _money(sum_: Decimal) -> tuple[str, str]:
    return f"{sum_:,.2f}元", f"CNY {sum_:,.2f}"
